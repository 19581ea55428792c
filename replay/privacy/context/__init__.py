"""Secrets found by where, after what and in which order something was typed."""
