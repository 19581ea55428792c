"""The clipboard's kind."""

import pytest

pytest.importorskip("Xlib", reason="python-xlib is in the extra 'record'")

from replay.record.clipboard import kind_of


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["TARGETS", "UTF8_STRING"], "text/plain"),
        (["text/uri-list", "UTF8_STRING"], "text/uri-list"),
        (["image/png", "image/bmp"], "image/png"),
        (["application/x-thing"], "application/x-thing"),
        (["TARGETS"], ""),
        ([], ""),
    ],
)
def test_the_kind_of_a_clipboard_is_a_mime_type(names: list[str], kind: str) -> None:
    """The one that says most."""
    assert kind_of(names) == kind
