"""What to do with what a verification found or left open: one command or one decision each."""

from collections.abc import Sequence
from pathlib import Path
from shlex import quote

from replay.privacy.proof.checks import Check

_READ_PICTURES = "have the pictures read: `pip install 'replay-desk[ocr]'`, and for a second engine Tesseract"


def next_steps(checks: Sequence[Check], copy: Path, original: Path | None) -> list[str]:
    """Return a sentence for each thing that is to be done until the copy is clean, none where it is.

    Args:
        checks: That were made.
        copy: Its file.
        original: That of what it is a copy of, None where it was not named.
    """
    of = quote(str(original)) if original is not None else "ORIGINAL"
    again = f"`replay redact {of} -o {quote(str(copy))} --force"
    steps: dict[str, None] = {}
    for check in checks:
        if check.status != "clean":
            steps |= dict.fromkeys(_step(check, again, of))
    return list(steps)


def _step(check: Check, again: str, of: str) -> list[str]:
    anew = [f"make it again: {again}` with the options as before"]
    flag = [f"flag the places named above: `replay open {of} --as privacy`, x and P, then {again} --flags`"]
    steps = {
        "detectors": [
            f"remove what is still told: {again} --flags --accept-all`, which looks at the copy, too",
            f"or reject it: `replay open {of} --as privacy`, r at what is not private; then {again} --flags`",
        ],
        "secrets": ["name what was removed: --against ORIGINAL, or --list"],
        "list": [f"put back the list that `replay redact` wrote, or make the copy again: {again}`"],
        **dict.fromkeys(("painted", "texts", "bytes", "typing"), flag),
        "canaries": [],
        "certificate": [],
    }
    still_open = {
        "read": [_READ_PICTURES],
        "painted": [_READ_PICTURES],
        "list": [
            "verify where the copy was made, or name what tells of its list: --store, --signed C.json",
            f"or, where no audit was kept, set `audit` in the settings to auto and make it again: {again}`",
        ],
        "certificate": ["ask who signed for their key; --trusted-key KEY names it"],
    }
    left = still_open.get(check.name) if check.status == "open" else None
    return left or steps.get(check.name, anew)
