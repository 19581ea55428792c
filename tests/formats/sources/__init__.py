"""Tests of what importers share."""
