"""Benchmarks: commands that print a table and JSON; nothing here asserts a time."""
