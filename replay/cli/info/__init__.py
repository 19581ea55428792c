"""What `replay info` leaves unsaid."""
