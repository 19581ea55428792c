"""A policy that is signed off, for tests."""

POLICY = """\
person = "P-07"
purposes = ["tests"]
until = 2999-12-31
signed_by = "A. Person"
signed_on = 2026-01-01
clipboard_text = true
"""
