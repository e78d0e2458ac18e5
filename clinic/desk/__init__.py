"""The desk of the editors: what the admin has beyond Wagtail's own."""
