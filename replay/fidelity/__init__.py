"""Fidelity: whether a capture can be trusted, by checks that each say how sure they are and where to look."""
