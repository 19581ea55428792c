"""Edits: what is to change, put together from what stands, or refused."""
