"""What lies beside a file of the container, and where; imports nothing that reads one."""

import os
from pathlib import Path


def journal_path(path: Path) -> Path:
    """Return where the journal of a recording lies: beside the file itself, not beside a link to it."""
    real = Path(os.path.realpath(path))
    return real.with_name(real.name + ".journal")
