"""Takes the network from this process and from all that it starts: the kernel filters their calls.

Whoever asks for a socket is told "Operation not permitted": a library too, whatever it is written in. Sockets
of this machine (AF_UNIX) stay: X11 needs them, the keyring, a database beside, and the C library, which asks
a daemon for the name of a user. A daemon can be asked for the address of a host as well, or be one that sends
on what it is told.

Source: Linux, Documentation/userspace-api/seccomp_filter.rst; linux/bpf_common.h, seccomp.h, audit.h.
"""

import array
import os
import struct
import sys
from collections.abc import Mapping, Sequence

KILL, REFUSE = 0x8000_0000, 0x0005_0001
"""What becomes of who asks: SECCOMP_RET_KILL_PROCESS; SECCOMP_RET_ERRNO with EPERM."""
CLOSED = "closed by the kernel, for this program and all that it starts"

_ALLOW = 0x7FFF_0000
_AF_UNIX = 1
_LOAD, _EQUAL, _FROM, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER_AT, _MACHINE_AT, _FAMILY_AT = 0, 4, 16
# The kernel would open a socket for whoever has such a ring, and no filter of calls sees that.
_IO_URING_SETUP = 425
# From here on, x86_64 has all calls a second time (x32).
_SECOND_NUMBERS = 0x4000_0000
_SET_NO_NEW_PRIVS = 38
# Else kernels before 5.16 slow down whatever is filtered, against attacks that need hostile code in here.
_SET_MODE_FILTER, _SPEC_ALLOW = 1, 4
# What differs: AUDIT_ARCH of the machine, and its numbers of socket and seccomp.
_MACHINES = {"x86_64": (0xC000_003E, 41, 317), "aarch64": (0xC000_00B7, 198, 277)}


def close_network(needed: str) -> str:
    """Take the network from this process for good; return in words what has become of it.

    Args:
        needed: Why it stays open, see `why_needed`; "" closes it.
    """
    if needed:
        return f"open: {needed}"
    if _machine() is None:
        return "open: replay knows no such filter for this system"
    return CLOSED if filter_calls(REFUSE) else "open: this kernel lets no program filter its calls"


def why_needed(words: Sequence[str], environment: Mapping[str, str], store: str) -> str:
    """Say what a command needs the network for, "" for nothing.

    Args:
        words: The command line without the program's name.
        environment: Of the process.
        store: What the settings say.
    """
    urls = [word.removeprefix("--store=") for word in (store, *words) if "://" in word]
    if urls:
        # Not at the top: this is done at the start of every command, and costs as much as the rest of it.
        from replay.store.place import is_database

        if any(map(is_database, urls)):
            return "the store is a PostgreSQL database"
    host = environment.get("DISPLAY", "").rpartition(":")[0]
    if words[:1] == ["record"] and host not in {"", "unix"}:
        return "DISPLAY names one that is reached by it"
    return ""


def filter_calls(action: int) -> bool:
    """Have the kernel answer every call that opens a socket with `action`, for good; say whether it will.

    Args:
        action: `KILL` or `REFUSE`.
    """
    # Not ctypes: importing it makes memory executable, which takes 5 ms; this takes 0.3.
    try:
        import _ctypes
    except ImportError:
        return False
    machine = _machine()
    # It is a part of CPython's own: another Python may do without it.
    if machine is None or not hasattr(_ctypes, "call_cdeclfunction"):
        return False
    audit, socket, seccomp = machine
    rules = array.array("B", _rules(audit, socket, action))
    address, size = rules.buffer_info()
    program = struct.pack("HP", size // 8, address)
    libc = _ctypes.dlopen(None, os.RTLD_NOW)  # type: ignore[arg-type]  # None is this program
    # Without it only root may filter.
    _ctypes.call_cdeclfunction(_ctypes.dlsym(libc, "prctl"), (_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    call = (seccomp, _SET_MODE_FILTER, _SPEC_ALLOW, program)
    return bool(_ctypes.call_cdeclfunction(_ctypes.dlsym(libc, "syscall"), call) == 0)


def _machine() -> tuple[int, int, int] | None:
    if sys.platform != "linux" or sys.maxsize < 1 << 32:
        return None
    return _MACHINES.get(os.uname().machine)


def _rules(audit: int, socket: int, action: int) -> bytes:
    """Return instructions of 8 bytes: code, how many to jump over if true and if false, value."""
    rules = (
        (_LOAD, 0, 0, _MACHINE_AT),
        (_EQUAL, 0, 6, audit),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_FROM, 4, 0, _SECOND_NUMBERS),
        (_EQUAL, 3, 0, _IO_URING_SETUP),
        (_EQUAL, 0, 3, socket),
        (_LOAD, 0, 0, _FAMILY_AT),
        (_EQUAL, 1, 0, _AF_UNIX),
        (_RETURN, 0, 0, action),
        (_RETURN, 0, 0, _ALLOW),
    )
    return b"".join(struct.pack("=HBBI", *rule) for rule in rules)
