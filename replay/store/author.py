"""Who annotates: the name that stands in every change."""

import getpass
import os


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
