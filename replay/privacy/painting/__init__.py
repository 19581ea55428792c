"""Where on the pictures something stands: fills, scrolls, typed lines."""
