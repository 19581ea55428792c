"""Tests of replay.privacy.subject."""
