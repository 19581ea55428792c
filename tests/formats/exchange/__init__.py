"""Tests of the formats in which annotations are exchanged."""
