"""Tests of `replay.cli.telling`."""
