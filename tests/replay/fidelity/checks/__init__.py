"""Tests of replay.fidelity.checks."""
