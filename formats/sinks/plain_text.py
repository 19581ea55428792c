"""Texts as files of others can hold them."""

import re

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_XML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}


def one_line(text: str) -> str:
    """Return a text on one line: control characters and ends of lines become a space."""
    return xml_text(_CONTROLS.sub(" ", text))


def xml_text(text: str) -> str:
    """Return a text without the characters that no XML can hold, not even escaped; U+FFFD stands for them."""
    return _NO_XML.sub("\ufffd", text)


def xml_escaped(text: str) -> str:
    """Return a text to be put between tags or into an attribute, which reads back as it is."""
    return "".join(_XML.get(character, character) for character in text)
