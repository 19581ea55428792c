"""What `replay redact` and `replay verify` are asked, and search for."""
