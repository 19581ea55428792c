"""Recordings: the values they consist of, our container, and the formats of others."""
