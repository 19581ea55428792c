"""Detectors: one file each, strangers to each other, that find one kind of secret by content alone."""
