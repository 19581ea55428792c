"""The parts of `replay journal`, one file each."""
