"""What the checks found, as values and as a page with plots."""
