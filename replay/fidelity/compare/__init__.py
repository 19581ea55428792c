"""One recording of a session against another."""
