"""Foreign formats in, one file each."""
