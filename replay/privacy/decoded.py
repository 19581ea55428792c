"""What a text says once its coding is undone: of pages, rich text, strings of programs, mail, and of bytes.

A word is looked for in each, whatever stands around it: to code the word and look for that finds it only
where its letters are coded all alike, and alone.
"""

import binascii
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from html import unescape
from urllib.parse import unquote

_DEPTH = 2
"""So often is a coding undone: a string within a string, of what was percent-coded, say."""
_TAG = re.compile(r"<[^<>]*>")
_RICH = re.compile(r"\\'([0-9A-Fa-f]{2})|\\u(-?\d{1,5}) ?\??|\\([{}\\])|\\[A-Za-z]{1,32}-?\d{0,10} ?|[{}]")
_ESCAPED = re.compile(
    r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|([0-7]{3})|(.))",
    re.DOTALL,
)
_BLANK = {"n": "\n", "r": "\r", "t": "\t", "b": "", "f": "", "v": "", "\n": ""}
_MAIL = re.compile(rb"=(?:([0-9A-Fa-f]{2})|\r?\n)")
_BYTES = re.compile(r"(?:(?:0x|\\x)?[0-9A-Fa-f]{2}[ \t\r\n:,;-]{0,2}){4,}")
_NO_DIGITS = re.compile(r"0x|\\x|[^0-9A-Fa-f]")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}(?:(?:\r?\n|\\n)[A-Za-z0-9+/_-]+)*")
_BREAK = re.compile(r"\r?\n|\\n")
_STANDARD = str.maketrans("-_", "+/")


def decoded(text: str) -> Iterator[str]:
    """Yield what a text says with codings undone, one or several; nothing where it has none.

    Args:
        text: Any text.
    """
    known = {text}
    due = [text]
    for _ in range(_DEPTH):
        found = [said for each in due for undo in _CODINGS for said in undo(each)]
        due = [said for said in dict.fromkeys(found) if said and said not in known]
        known.update(due)
        yield from due


def _of_page(text: str) -> Iterator[str]:
    if "<" in text or "&" in text:
        yield unescape(_TAG.sub("", text))


def _of_rich_text(text: str) -> Iterator[str]:
    if "\\" in text:
        yield _RICH.sub(_rich, text)


def _rich(found: re.Match[str]) -> str:
    coded, number, sign = found.groups()
    if coded:
        return bytes.fromhex(coded).decode("cp1252", "replace")
    if number:
        return chr(int(number) % 0x10000)
    return sign or ""


def _of_string(text: str) -> Iterator[str]:
    if "\\" not in text:
        return
    undone = _ESCAPED.sub(_unescaped, text)
    yield undone
    # A letter may be escaped by its bytes.
    with suppress(UnicodeEncodeError):
        yield undone.encode("latin-1").decode("utf-8", "replace")


def _unescaped(found: re.Match[str]) -> str:
    *hexadecimal, octal, sign = found.groups()
    number = int(octal, 8) if octal else next((int(each, 16) for each in hexadecimal if each), None)
    if number is not None:
        return chr(number) if number <= 0x10FFFF else ""
    return _BLANK.get(sign, sign)


def _of_address(text: str) -> Iterator[str]:
    if "%" in text:
        yield unquote(text, errors="replace")
        if "+" in text:
            yield unquote(text.replace("+", " "), errors="replace")


def _of_mail(text: str) -> Iterator[str]:
    raw = text.encode("utf-8", "surrogatepass") if "=" in text else b""
    if _MAIL.search(raw):
        undone = _MAIL.sub(lambda found: bytes.fromhex((found[1] or b"").decode()), raw)
        yield undone.decode("utf-8", "replace")


def _of_hexadecimal(text: str) -> Iterator[str]:
    found = [bytes.fromhex(_NO_DIGITS.sub("", each[0])) for each in _BYTES.finditer(text)]
    # What stands behind them may begin with digits, too.
    yield "\n".join(said for raw in found for said in _said(raw, "replace"))


def _of_base64(text: str) -> Iterator[str]:
    tokens: dict[str, None] = {}
    for each in _BASE64.finditer(text):
        # A mail breaks it into lines; on other lines stands something else.
        parts = _BREAK.split(each[0])
        tokens |= dict.fromkeys((*parts, "".join(parts)))
    yield "\n".join(said for token in tokens for said in _said(_unpacked(token)))


def _unpacked(token: str) -> bytes:
    # One letter more than whole bytes need belongs to something else.
    letters = token[: len(token) - (len(token) % 4 == 1)].translate(_STANDARD)
    return binascii.a2b_base64(letters + "=" * (-len(letters) % 4))


def _said(raw: bytes, errors: str = "strict") -> Iterator[str]:
    """Yield bytes as text, where they are some."""
    for coding in ("utf-8", "utf-16-le", "utf-16-be") if b"\0" in raw else ("utf-8",):
        with suppress(UnicodeDecodeError):
            yield raw.decode(coding, errors).replace("\0", "")


_CODINGS: tuple[Callable[[str], Iterator[str]], ...] = (
    _of_page,
    _of_rich_text,
    _of_string,
    _of_address,
    _of_mail,
    _of_hexadecimal,
    _of_base64,
)
