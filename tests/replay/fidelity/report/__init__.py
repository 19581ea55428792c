"""Tests of replay.fidelity.report."""
