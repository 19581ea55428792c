"""Tests of replay.fidelity.align."""
