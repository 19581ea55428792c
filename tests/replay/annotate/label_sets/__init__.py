"""Tests of replay.annotate.label_sets."""
