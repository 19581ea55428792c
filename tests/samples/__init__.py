"""Tests of what makes the samples, and of the samples."""
