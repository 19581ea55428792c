"""Tests of replay.privacy.review."""
