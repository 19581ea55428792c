"""Tests of what exporters share."""
