"""What `replay subject` does for the recorded person."""
