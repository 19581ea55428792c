"""Tests of the measures of agreement."""
