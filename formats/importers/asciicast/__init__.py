"""Importer of asciicast: terminal recordings by asciinema, drawn to pictures."""
