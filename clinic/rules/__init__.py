"""The rules of the content, and where an editor sees what they find."""
