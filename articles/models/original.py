"""The text that an article was adapted from, as far as it is known."""

from dataclasses import dataclass
from typing import Self

# What editors write where the text itself does not say it.
UNKNOWN = ("", "not stated", "untitled")


def known(said: str) -> str | None:
    """What an editor wrote, unless it is that nobody knows."""
    return None if said.strip().lower() in UNKNOWN else said


@dataclass(frozen=True)
class Original:
    """Somebody else's text; what is not known of it is None."""

    title: str | None
    publisher: str | None
    sells_treatment: bool | None

    @classmethod
    def told(cls, title: str, publisher: str, *, sells_treatment: bool) -> Self:
        """As an editor told of it: of an unknown publisher, no is not known either."""
        name = known(publisher)
        sells = sells_treatment if name or sells_treatment else None
        return cls(known(title), name, sells)

    @property
    def in_words(self) -> str:
        """What an article says that it was adapted from."""
        if self.publisher:
            whose = f", {self.publisher}"
        else:
            whose = f"{',' if self.title else ''} whose publisher is not stated"
        sells = " (the publisher sells this treatment)" if self.sells_treatment else ""
        return f"{self.title or 'an untitled text'}{whose}{sells}"
