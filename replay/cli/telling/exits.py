"""The statuses with which the command ends; 0 is fine."""

EXIT_FOUND = 1
"""The command did its work and found something: damage, a loss."""
EXIT_USAGE = 2
"""Wrong use: an unknown option, a time that is none, an OUT that exists."""
EXIT_UNREADABLE = 3
"""A file cannot be read or written."""
EXIT_INTERRUPTED = 130
"""Ctrl-C."""
