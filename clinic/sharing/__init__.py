"""Links to a draft, for people without an account."""
