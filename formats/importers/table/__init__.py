"""Importer of tables of events, CSV or JSON Lines, by a mapping of their columns."""
