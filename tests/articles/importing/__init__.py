"""Documents into drafts."""
