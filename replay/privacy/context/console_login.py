"""A login at a console: a name, a word, and then commands, with no command before them that asked."""

import re
from collections.abc import Iterator, Sequence

from replay.privacy.context import shell
from replay.privacy.context.entries import Entry
from replay.privacy.context.shell_answers import is_lone, is_name
from replay.privacy.likeness import password_likeness
from replay.privacy.match import Match

_MACHINE = re.compile(
    r"virt-(?:manager|viewer)|qemu|\bkvm\b|vmware|vmplayer|virtualbox|vboxsdl|hyper-v|vmconnect|proxmox|esxi|"
    r"\bvnc|vncviewer|spicy|\bspice\b|remote-viewer|boxes|parallels|\butm\b|\bconsole\b|\bilo\b|idrac|ipmi|"
    r"minicom|picocom|serial|\btty|\btelnet\b",
    re.IGNORECASE,
)
"""Windows that show another machine's screen, or a line to one."""
_USUAL = frozenset((
    "root", "admin", "administrator", "ubuntu", "debian", "pi", "user", "vagrant", "oracle", "postgres",
    "ec2-user", "centos", "fedora", "cisco", "enable", "guest", "operator", "deploy",
))  # fmt: skip


def at_console(every: Sequence[Entry], number: int) -> Iterator[Match]:
    """Find the password of a login at a console.

    Args:
        every: The entries of a recording.
        number: Which of them is looked at.
    """
    entry, before = every[number], every[number - 1] if number else None
    after = every[number + 1] if number + 1 < len(every) else None
    value = entry.value.strip()
    if before is None or entry.begun != "enter" or not entry.follows(before) or before.window != entry.window:
        return
    machine = _MACHINE.search(entry.window) is not None
    name = before.value.strip()
    if not (machine or entry.is_nothing_but_terminal) or not is_name(name) or not is_lone(value):
        return
    if shell.is_command(name) or not _begins(every, number - 1) or not (machine or name.lower() in _USUAL):
        return
    if after is not None and after.follows(entry) and not shell.is_command(after.value):
        return
    yield entry.match("password-console", 0.93 if password_likeness(value) >= 0.5 else 0.8)


def _begins(every: Sequence[Entry], number: int) -> bool:
    """Say whether nothing was written in a window just before an entry, or it was left: `exit`."""
    before = every[number - 1] if number else None
    entry = every[number]
    if before is None or before.window != entry.window or not entry.follows(before):
        return True
    return re.fullmatch(r"exit|logout|(?:sudo )?(?:reboot|poweroff)", before.value.strip()) is not None
