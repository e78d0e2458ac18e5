"""The search of the readers: from what they type to what they find."""
