"""Citations are found, numbered, rendered and formatted."""

from articles import citations


def test_the_same_source_keeps_its_number() -> None:
    numbering = citations.Numbering(known={"a", "b"})
    numbers = [numbering.cite(key).number for key in ("b", "a", "b")]
    assert numbers == [1, 2, 1]
