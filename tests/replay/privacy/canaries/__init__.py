"""Tests of reading the text on pictures."""
