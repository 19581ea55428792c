"""What the recorded person removed, and what they are shown."""
