"""Tests of replay.privacy.scan."""
