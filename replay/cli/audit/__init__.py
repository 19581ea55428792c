"""The parts of `replay audit`, a file each."""
