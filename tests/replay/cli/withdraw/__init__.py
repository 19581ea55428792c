"""Tests of replay.cli.withdraw."""
