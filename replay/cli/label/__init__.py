"""The parts of `replay label`."""
