"""Playwright: what a script did in a browser, with the pictures of its screencast, in a trace.zip."""
