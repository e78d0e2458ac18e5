"""What an import says when it refuses a document."""


class DocumentRefused(Exception):
    """A document cannot be read; the message is one plain sentence."""
