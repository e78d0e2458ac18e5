"""What a clinician signs of the side effects that a condition lists."""

from typing import Any

from articles.signed import CitedReader


class ConditionReader(CitedReader):
    """Reads a condition: what it shows of each side effect is a part of its text."""

    def part(self, page: Any, name: str) -> Any:
        """The list of side effects as readers see it; any other part as it stands."""
        if name != "treatment_side_effects":
            return super().part(page, name)
        return [
            {
                "key": effect.slug,
                "title": effect.title,
                "seriousness": effect.seriousness,
            }
            for effect in page.visible_side_effects()
            if effect.pk != self.without
        ]
