"""A PostgreSQL server of one's own on loopback, for tests and benchmarks; gone with its data afterwards."""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

_USERS = ("postgres", "nobody")
"""Who runs the server where root runs the tests: it refuses to be root."""
_START_S = 60
_TRIES = 5


class NoServerError(Exception):
    """There can be no server on this machine; the message says why."""


@contextmanager
def postgres() -> Iterator[str]:
    """Yield the URL of a new, empty server's first database.

    Raises:
        NoServerError: It cannot be had here.
    """
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="replay-postgres-"))
    who = _who(folder)
    password = secrets.token_hex(16)
    try:
        (folder / "password").write_text(password)
        (folder / "password").chmod(0o644)
        data = folder / "data"
        made = subprocess.run(
            [
                *(programs / "initdb", "-D", data, "-U", "replay", "-E", "UTF8", "--locale=C"),
                *("--auth=scram-sha-256", f"--pwfile={folder / 'password'}"),
            ],
            capture_output=True,
            text=True,
            cwd=folder,
            check=False,
            **who,
        )
        if made.returncode:
            raise RuntimeError(f"initdb: {made.stderr}")
        port = _free_port()
        run = [str(programs / "postgres"), "-D", str(data), "-p", str(port)]
        run += ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
        with (folder / "log").open("wb") as log:
            server: subprocess.Popen[bytes] = subprocess.Popen(run, stdout=log, stderr=log, cwd=folder, **who)
        try:
            url = f"postgresql://replay:{password}@127.0.0.1:{port}/postgres"
            _wait(url, server, folder / "log")
            yield url
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: nobody wants its data any more
            server.wait(30)
    finally:
        shutil.rmtree(folder)


def new_database(url: str) -> str:
    """Make an empty database on a server and return its URL."""
    name = f"d{secrets.token_hex(8)}"
    with _patient(url) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"{url.rpartition('/')[0]}/{name}"


def _patient(url: str) -> "psycopg.Connection[Any]":
    """Connect; a server on a busy machine may hang up on one whom it cannot serve in time."""
    for _ in range(_TRIES):
        with contextlib.suppress(psycopg.OperationalError):
            return psycopg.connect(url, autocommit=True)
        time.sleep(1)
    return psycopg.connect(url, autocommit=True)


def _programs() -> Path:
    if os.name != "posix":
        raise NoServerError("servers are started on POSIX systems only")
    # Debian keeps the programs of each version in a folder of their own, which is in nobody's PATH.
    folders = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    found = shutil.which("postgres")
    for folder in [*([Path(found).resolve().parent] if found else []), *folders]:
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            return folder
    raise NoServerError("PostgreSQL is not installed (Debian's package postgresql)")


def _who(folder: Path) -> dict[str, Any]:
    """Return for Popen as whom the server runs, and let the folder be theirs."""
    if os.getuid() != 0:
        return {}
    for name in _USERS:
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, user.pw_uid, user.pw_gid)
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise NoServerError("PostgreSQL refuses to be run by root, and there is nobody else")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    due = time.monotonic() + _START_S
    while True:
        try:
            psycopg.connect(url, connect_timeout=5).close()
        except psycopg.OperationalError as error:
            if server.poll() is not None or time.monotonic() > due:
                raise RuntimeError(f"PostgreSQL does not start: {log.read_text(errors='replace')}") from error
            time.sleep(0.05)
        else:
            return
