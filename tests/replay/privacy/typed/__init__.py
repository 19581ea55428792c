"""Tests of replay.privacy.typed."""
