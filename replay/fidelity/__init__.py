"""Whether a capture can be trusted: checks, pictures against events, one recording against another."""
