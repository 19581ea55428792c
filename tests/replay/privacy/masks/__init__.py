"""Tests of replay.privacy.masks."""
