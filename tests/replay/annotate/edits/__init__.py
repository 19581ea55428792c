"""Tests of replay.annotate.edits."""
