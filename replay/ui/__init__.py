"""The screen, built with Textual."""
