"""Tests of replay.ui."""
