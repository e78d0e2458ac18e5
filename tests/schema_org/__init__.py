"""What schema.org's own vocabulary says of its types and properties."""
