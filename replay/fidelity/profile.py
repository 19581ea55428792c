"""A profile: the limits that checks hold their figures against, from a TOML file or as they come.

    [freezes]
    doubtful = 0
    bad = 3

    [missed-polls]
    bad = inf         # never more than doubtful

A table for each check, named as the check; what a file leaves out is as in `replay check --print-profile`.
"""

import math
import tomllib
from collections.abc import Collection, Mapping

from replay.fidelity.outcome import Limits

Settings = Mapping[str, float]
"""What one check is set to: `doubtful` and `bad`, and what else it names."""
Profile = Mapping[str, Settings]
"""Settings by the name of the check."""
MOST_BYTES = 1 << 20
_LARGEST = 1 << 53
_IN_ORDER = (("doubtful", "bad"), ("shortest_ms", "longest_ms"), ("slowest_hz", "fastest_hz"))
"""Settings of which the first is at most the second."""


class ProfileError(ValueError):
    """A profile is none; the message is one line that says what is wrong."""


def limits(settings: Settings) -> Limits:
    """Return what a check's figure is held against."""
    return Limits(settings["doubtful"], settings["bad"])


def read_profile(raw: bytes, defaults: Profile, of_shares: Collection[str] = ()) -> Profile:
    """Read a profile over the defaults.

    Args:
        raw: TOML in UTF-8, at most `MOST_BYTES` of it.
        defaults: The settings of every check there is.
        of_shares: Checks whose limits are shares.

    Raises:
        ProfileError: It is no TOML, names a check or a setting that there is not, or a value that is no
            number or that no figure can be held against.
    """
    if len(raw) > MOST_BYTES:
        raise ProfileError(f"larger than {MOST_BYTES:,} bytes")
    try:
        told = tomllib.loads(raw.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ProfileError(f"no TOML: {error}") from error
    out = {name: dict(settings) for name, settings in defaults.items()}
    for name, table in told.items():
        if name not in out:
            raise ProfileError(f"there is no check {name!r}; there is {', '.join(out)}")
        if not isinstance(table, dict):
            raise ProfileError(f"{name} is a table of settings: [{name}]")
        for setting, value in table.items():
            if setting not in out[name]:
                raise ProfileError(f"{name} has no setting {setting!r}; it has {', '.join(out[name])}")
            if not _is_number(value):
                raise ProfileError(f"{name}.{setting} is a number, not {value!r:.40}")
            out[name][setting] = value
        _refuse_senseless(name, out[name], table, is_share=name in of_shares)
    return out


def _refuse_senseless(name: str, settings: Settings, told: Settings, *, is_share: bool) -> None:
    """Raise a ProfileError for settings that cannot be meant.

    Args:
        name: Of the check.
        settings: All of its settings.
        told: Those of them that the file has; the others are the built-in ones.
        is_share: Whether its limits are shares.
    """
    for setting, value in told.items():
        if value < 0:
            raise ProfileError(f"{name}.{setting} is {value:g}, and nothing that is measured is below 0")
        limit_of_shares = is_share and setting in {"doubtful", "bad"}
        if (limit_of_shares or setting.endswith("_share")) and 1 < value < math.inf:
            raise ProfileError(f"{name}.{setting} is a share of 0 to 1, not {value:g}: 5 % is 0.05")
    for less, more in _IN_ORDER:
        if less in settings and more in settings and settings[less] > settings[more]:
            said = [
                f"{each} = {settings[each]:g}{'' if each in told else ' (built in)'}" for each in (less, more)
            ]
            raise ProfileError(f"{name}: {said[0]} is above {said[1]}")


def _is_number(value: object) -> bool:
    """Say whether a setting is a number that can be calculated with; TOML's whole ones have no end."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) < _LARGEST if isinstance(value, int) else not math.isnan(value)


def profile_text(profile: Profile) -> str:
    """Write a profile as TOML."""
    tables = [
        "\n".join([f"[{name}]", *(f"{setting} = {value}" for setting, value in settings.items())])
        for name, settings in profile.items()
    ]
    return "\n\n".join(tables) + "\n"
