"""The recordings that every test of the checks may ask for."""

from tests.replay.fidelity.recorded import day, desk

__all__ = ["day", "desk"]
