"""Tests of replay.privacy.painting."""
