"""Tests of replay.privacy.context."""
