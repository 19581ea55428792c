"""Annotations in the formats of other tools: one file a format, strangers to each other."""
