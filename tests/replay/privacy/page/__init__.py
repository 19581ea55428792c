"""Tests of replay.privacy.page."""
