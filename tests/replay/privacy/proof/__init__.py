"""Tests of replay.privacy.proof."""
