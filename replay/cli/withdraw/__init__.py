"""What `replay withdraw` finds beside a recording."""
