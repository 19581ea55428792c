"""The version of the rules rises with what they make: `verify` holds a copy against what they make today."""

import hashlib

import pytest

from formats.model.annotations import Region
from formats.model.time import NS_PER_S, Span
from formats.native.reader import Reader
from replay.privacy.redact.copying import redact
from replay.privacy.redact.plan import plan
from replay.privacy.redact.redactions import RULES, Painted, Redactions, rules_of
from tests.data import ROOT

_FORM = ROOT / "samples" / "form.replay"
_MADE = (4, "8d0ce58e2646f054")
"""The rules and what they make of the form. Where that is another, raise `RULES` and put both here."""
_ASKED = Redactions(
    words=("lindqvist",),
    typed=(Span(29 * NS_PER_S, 30 * NS_PER_S),),
    titles=(Span(5 * NS_PER_S, 6 * NS_PER_S),),
    painted=(Painted(Region(0, 100, 100, 200, 20), Span(10 * NS_PER_S, 12 * NS_PER_S), line=True),),
    coarse_ms=50,
    paths_px=4,
    apps=("xterm",),
)


def test_other_rules_have_another_version() -> None:
    """A copy that was made before is told so, and not called wrong."""
    digest = hashlib.sha256()
    with Reader(_FORM) as original:
        made = redact(original, plan(original, _ASKED), lambda *_: None).recording
        for name in sorted(made.streams):
            for record in made.events(name).records():
                digest.update(repr(record).encode())
        for frame in range(len(made.frames)):
            digest.update(made.pixels(frame).tobytes())

    assert (RULES, digest.hexdigest()[:16]) == _MADE


@pytest.mark.parametrize(
    ("policy", "version"),
    [("replay redaction 1", 1), (f"replay redaction {RULES}", RULES), ("another's 3", 0), (None, 0), (7, 0)],
)
def test_a_copy_names_its_rules(policy: object, version: int) -> None:
    """By name and version; what names none is no copy of ours."""
    assert rules_of(policy) == version
    assert rules_of("replay redaction " + "9" * 5000) == 0
