"""Tests of replay.privacy.redact."""
