"""Imports what would use the network: urllib3 binds a socket, onnxruntime tells its maker who runs it."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager

_SILENT = "ORT_DISABLE_TELEMETRY"
"""Read by onnxruntime when it starts. Else it writes an id of this device and what it did into the user's
cache, and sends that; from C++, where nothing of Python sees the socket."""


@contextmanager
def unprobed() -> Iterator[None]:
    """Let nobody who is imported meanwhile try what this machine's network can do, nor use it later."""
    # For good, and for processes that are started: what is imported here goes on to run.
    os.environ[_SILENT] = "1"
    before = socket.has_ipv6
    socket.has_ipv6 = False
    try:
        yield
    finally:
        socket.has_ipv6 = before
