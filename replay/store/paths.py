"""Where files of the tool belong on this platform; none is made by asking."""

from pathlib import Path

import platformdirs

_NAME = "replay"


def settings_file() -> Path:
    """Return the path of the settings, whether there are any or not."""
    return Path(platformdirs.user_config_path(_NAME, appauthor=False)) / "settings.toml"


def imports_folder() -> Path:
    """Return the folder that keeps imports of foreign recordings, whether there is one or not."""
    return Path(platformdirs.user_cache_path(_NAME, appauthor=False)) / "imports"


def identity_file() -> Path:
    """Return the path of the identity that opens sealed recordings, whether there is one or not."""
    return Path(platformdirs.user_config_path(_NAME, appauthor=False)) / "identity.txt"


def withdrawals_folder() -> Path:
    """Return the folder that remembers withdrawn recordings, whether there is one or not."""
    return Path(platformdirs.user_data_path(_NAME, appauthor=False)) / "withdrawn"


def subjects_folder() -> Path:
    """Return the folder that remembers where recorded people's lists lie, whether there is one or not."""
    return Path(platformdirs.user_data_path(_NAME, appauthor=False)) / "subjects"


def readings_folder() -> Path:
    """Return the folder that keeps text read on pictures, whether there is one or not."""
    return Path(platformdirs.user_cache_path(_NAME, appauthor=False)) / "readings"


def signing_key_file() -> Path:
    """Return the path of the private key that signs certificates, whether there is one or not."""
    return Path(platformdirs.user_data_path(_NAME, appauthor=False)) / "signing.key"


def aside_folder() -> Path:
    """Return the folder of changes that no store would take, whether there is one or not."""
    return Path(platformdirs.user_data_path(_NAME, appauthor=False)) / "unsaved"


def audit_file() -> Path:
    """Return the path of the log of what was done where no store is, whether there is one or not."""
    return Path(platformdirs.user_data_path(_NAME, appauthor=False)) / "audit" / "audit.db"


def audit_key_file() -> Path:
    """Return the path of the key that seals audits, whether there is one or not."""
    return Path(platformdirs.user_data_path(_NAME, appauthor=False)) / "audit" / "audit.key"


def audit_heads_folder() -> Path:
    """Return the folder that remembers how long audits were, whether there is one or not."""
    return Path(platformdirs.user_data_path(_NAME, appauthor=False)) / "audit" / "heads"
