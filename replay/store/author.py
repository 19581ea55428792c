"""Who annotates: the name that stands in every change."""

import getpass
import os
import pwd


def author_name(setting: str) -> str:
    """Return the name of the person at the keyboard.

    Args:
        setting: `author` of the settings; "" takes the name of the login.
    """
    if setting.strip():
        return setting.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # A container may run under a number that has no name.
        return f"user {os.getuid()}"


def login_name() -> str:
    """Return the name that the system knows the person by, which no setting changes."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"user {os.getuid()}"
