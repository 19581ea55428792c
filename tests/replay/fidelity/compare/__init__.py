"""Tests of replay.fidelity.compare."""
