"""E-mail addresses, as people type them; Unicode names and domains too.

Source: RFC 5321, section 4.1.2, and RFC 6531, without quoted names, comments and addresses of bare hosts.
"""

import re
from collections.abc import Sequence

from replay.privacy.match import Match

NAME = "email"
VERSION = 2

_ADDRESS = re.compile(
    r"(?<![\w.+%-])(?P<name>[\w!#$%&'*+/=?^`{|}~-]{1,64}(?:\.[\w!#$%&'*+/=?^`{|}~-]{1,64}){0,8})"
    r"@(?P<domain>(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}(?:[^\W\d_]{2,24}|"
    r"xn--[a-z0-9-]{2,59}))(?![\w@-]|\.\w|"
    r":[~/\w]|['’]s password)",
    re.IGNORECASE,
)
_NOT_DOMAINS = frozenset((
    "css", "csv", "internal", "lan", "local", "localdomain", "mount", "scope", "service", "slice", "socket",
    "target", "timer", "docx", "exe", "gif", "html", "jar", "jpeg", "jpg", "js", "json", "jsx", "log", "pdf",
    "png", "py", "svg", "ts", "tsx", "txt", "webp", "xlsx", "xml", "yaml", "yml",
))  # fmt: skip
"""A file called name@2x.png is no address, nor is a service of systemd, nor git@host:path."""


_REMOTE = re.compile(
    r"(?<![\w./-])(?:ssh|scp|sftp|rsync|mosh|autossh|sshfs|ssh-copy-id|git (?:clone|remote|fetch|push|"
    r"pull|ls-remote|submodule)|"
    r"kinit|telnet|ftp|lftp|rdp|psql|xfreerdp)\s[^\n|;]*\Z"
)
"""Behind such a command a name and a machine are told, and nobody's address."""
_FAR = 200


def detect(text: str) -> Sequence[Match]:
    """Find addresses."""
    if "@" not in text:
        return []
    return [
        Match(found.start(), found.end(), NAME, NAME, 0.97)
        for found in _ADDRESS.finditer(text)
        if found["domain"].rpartition(".")[2].lower() not in _NOT_DOMAINS
        and not found["name"].startswith("//")
        and not _REMOTE.search(text[max(found.start() - _FAR, 0) : found.start()])
    ]
