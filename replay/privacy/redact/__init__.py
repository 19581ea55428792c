"""The copy in which it does not exist."""
