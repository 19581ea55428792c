"""Tests of replay.cli.subject."""
