"""Invented secrets in a copy of a recording, by which searches and reviewers are measured."""
