"""Tests of the core: pure calls, numpy in and numpy out."""
