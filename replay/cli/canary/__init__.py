"""The parts of `replay canary`, a file each."""
