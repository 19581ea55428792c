"""Foreign formats out, one file each."""
