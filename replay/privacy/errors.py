"""Errors of the search for secrets.

PolicyError(FormatError): a policy's text is no TOML, or something in it is wrong
"""

from formats.errors import FormatError


class PolicyError(FormatError):
    """A policy cannot be read; the message is one line and names the place."""
