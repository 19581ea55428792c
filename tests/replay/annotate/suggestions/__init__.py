"""Tests of replay.annotate.suggestions."""
