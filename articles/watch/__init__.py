"""The watch over the sources: what became of them, and whether their links answer."""
