"""How commands print, report how far they are, and end."""
