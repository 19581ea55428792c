"""Importer of our own JSON Lines."""
