"""Tests of finding secrets."""
