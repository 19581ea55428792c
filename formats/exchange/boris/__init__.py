"""Projects of BORIS."""
