"""What an import says when it refuses something."""


class ImportRefused(Exception):
    """A file or an entry cannot be read; the message is one plain sentence."""

    def at(self, place: str) -> "ImportRefused":
        """The same refusal with its place in front: "Entry 3: …"."""
        return ImportRefused(f"{place}: {self}")
