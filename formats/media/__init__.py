"""Pixels from pictures and videos as they came, under limits."""
