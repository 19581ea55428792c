"""Secrets told by where they stand on a picture: beside their labels, under heads, in lists."""
