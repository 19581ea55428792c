"""The parts of `replay queue`, one file each."""
