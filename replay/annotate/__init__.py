"""Annotations: label sets, edits, undo, lint, suggestions, agreement; no files, no threads, no screen."""
