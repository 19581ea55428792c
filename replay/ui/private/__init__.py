"""What is hidden on the screen, what was seen of it, and who decides."""
