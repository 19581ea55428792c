"""A policy from its file."""

from pathlib import Path

from formats.plain_file import open_plain
from replay.core.safe_text import visible
from replay.privacy.errors import PolicyError
from replay.privacy.policy import Policy
from replay.privacy.policy_text import LONGEST_TEXT, parse_policy


def read_policy(path: Path) -> Policy:
    """Read a policy.

    Raises:
        FormatError: The file is none.
        OSError: It cannot be read.
        PolicyError: Something in it is wrong; the message names the file and the place.
    """
    with open_plain(path) as file:
        data = file.read(LONGEST_TEXT + 1)
    try:
        return parse_policy(data.decode())
    except UnicodeDecodeError as error:
        raise PolicyError(visible(f"{path}: a policy is TOML in UTF-8")) from error
    except PolicyError as error:
        raise PolicyError(visible(f"{path}: {error}")) from error
