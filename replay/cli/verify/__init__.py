"""What `replay verify` signs."""
