"""Documents into drafts: read, looked over, made into an article that nobody sees yet."""
