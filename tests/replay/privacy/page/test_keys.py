"""Private keys are known on pictures by their lines, whatever OCR leaves of their heads."""

from replay.privacy.page.keys import shown_keys
from replay.privacy.page.layout import Page
from replay.privacy.policy import DEFAULT_POLICY
from tests.replay.privacy.shown_texts import under

_BODY = (
    "qYqAzF8GRfeF5vor74rUDGSqx4I1CLdKgk5u9TFNUo5R/IWu+FD/71dBSWeP1jrx",
    "miPdamD/vx+NLv0m3m1gmfKKJjF9RGo9ov8ALAZL0Krez6lnIJpd3oBmS2FRWeUq",
    "0GAp3od0SxJg40ZL42II4E4odBPGqIFICaZRdXaNMADGdEycd3L2Xo+N3kt7AKLG",
    "PeAyZxJiar1DDFYffpTZ1ZrGoQ1XbB1Q8efbrssjNRJ0Yzw4",
)


def found(*lines: str) -> list[str]:
    return [each.text for each in shown_keys(Page(under(*lines)), DEFAULT_POLICY)]


def test_each_line_of_a_key_is_found() -> None:
    """With few of its hyphens, or without the head or the end; lines may be numbered."""
    head, end = "-BEGIN RSA PRIVATE KEY--", "--END RSA PRIVATE KEY-"

    assert set(found("$ cat id_rsa", head, *_BODY, end, "$ exit")) == {head, *_BODY, end}
    assert set(found(head, *_BODY)) == {head, *_BODY}
    assert set(found(*_BODY, end)) == {*_BODY, end}
    assert set(found(*(f"{row} {line}" for row, line in enumerate(_BODY)))) == set(_BODY)


def test_certificates_and_public_keys_are_none() -> None:
    """Nor is a menu below a title."""
    assert found("-BEGIN CERTIFICATE--", *_BODY, "--END CERTIFICATE-") == []
    assert found("-BEGIN PUBLIC KEY-", *_BODY, "-END PUBLIC KEY-") == []
    assert found("ssh-rsa AAAAB3NzaC1yc2E", *_BODY) == []
    assert "File Edit View Tools Help" not in found("File Edit View Tools Help", *_BODY, "-END PRIVATE KEY-")
