"""What can be wrong with a capture, one file each."""
