"""Tests of replay.cli.writing."""
