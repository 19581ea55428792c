"""Tests of replay.render."""
