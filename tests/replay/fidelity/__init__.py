"""Tests of replay.fidelity."""
