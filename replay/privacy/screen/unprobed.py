"""Imports what would open a socket while it is imported: urllib3 binds one, to see whether it might later."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unprobed() -> Iterator[None]:
    """Let nobody who is imported meanwhile try what this machine's network can do."""
    before = socket.has_ipv6
    socket.has_ipv6 = False
    try:
        yield
    finally:
        socket.has_ipv6 = before
