"""Tests of replay.cli.reading."""
