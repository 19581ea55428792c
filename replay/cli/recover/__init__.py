"""What `replay recover` alone needs."""
