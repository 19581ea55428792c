"""Widgets show the value they are given and post messages."""
