"""Suggested boundaries, with reasons."""
