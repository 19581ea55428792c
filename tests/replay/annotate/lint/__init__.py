"""Tests of replay.annotate.lint."""
