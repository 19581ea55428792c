"""The order of fields: an address, a password and no field behind it are a login, whatever its title."""

import re
from collections.abc import Iterator, Sequence

from replay.privacy.context import prompts
from replay.privacy.context.entries import Entry
from replay.privacy.likeness import is_file_name, is_reference, is_strong, password_likeness
from replay.privacy.match import Match
from replay.privacy.typed.typing_order import JUMPS

_LONGEST_FORM = 40
_USER = re.compile(r"[\w.+-]{2,64}(?:@[\w.-]+)?|[\w-]{1,20}\\[\w.-]{1,40}")
_KEPT = re.compile(r"[^\n]{1,200}\.(?:jks|keystore|jceks|bks|p12|pfx|kdbx|ppk)", re.IGNORECASE)
"""A file that is opened with a password."""
_IN_DOUBT = 0.6
_STRONG = 0.75
"""Of one that is a strong password, and else looks like nothing that such a form asks for."""


def by_order(every: Sequence[Entry], number: int, known: float | None) -> Iterator[Match]:
    """Find a password by the fields before and behind it.

    Args:
        every: The entries of a recording.
        number: Which of them is looked at.
        known: How surely the one before it is a password, None where it is none.
    """
    entry, before = every[number], every[number - 1] if number else None
    value = entry.value.strip()
    if before is None or not entry.follows(before) or not JUMPS.isdisjoint((entry.begun, before.begun)):
        return
    to_next_page = entry.source is not before.source and before.ended == "enter" and before.is_login
    if entry.begun not in {"tab", "click", "field", "enter"} and not to_next_page:
        return
    if entry.source is before.source and entry.begun == "enter" and not is_address(before.value):
        return
    if is_between(every, number):
        return
    if known and value == before.value.strip():
        yield entry.match("password-again", 0.93)
    elif _opens_keys(entry, before):
        yield entry.match("password-order", 0.8 if password_likeness(value) >= 0.5 else 0.65)
    elif _is_given_twice(every, number):
        yield entry.match("password-twice", 0.85)
    elif not re.search(r"\s", value) and not known and len(value) >= 5:
        confidence = _confidence(every, number, before, to_next_page=to_next_page)
        if confidence:
            yield entry.match("password-order", confidence)


def _opens_keys(entry: Entry, before: Entry) -> bool:
    """Say whether a word stands behind a file in which keys are kept, and is no file itself."""
    value = entry.value.strip()
    kept = entry.begun == "tab" and _KEPT.fullmatch(before.value.strip()) is not None
    return kept and re.fullmatch(r"[^\s/\\]{4,}", value) is not None and not is_file_name(value)


def _is_given_twice(every: Sequence[Entry], number: int) -> bool:
    """Say whether a word behind an address or a name comes again in the next field: it is chosen there."""
    entry, before = every[number], every[number - 1]
    after = every[number + 1] if number + 1 < len(every) else None
    value = entry.value.strip()
    if after is None or after.begun != "tab" or after.value.strip() != value or not after.follows(entry):
        return False
    named = is_address(before.value) or is_user(before.value)
    return named and re.fullmatch(r"(?=.*[^\W\d_])[^\s@/]{6,}", value) is not None


def _confidence(every: Sequence[Entry], number: int, before: Entry, *, to_next_page: bool) -> float:
    entry, one_before = every[number], every[number - 2] if number > 1 else None
    value = entry.value.strip()
    likeness, address, login = (
        password_likeness(value),
        is_address(before.value),
        entry.is_login,
    )
    is_second = one_before is None or one_before.window != entry.window or not before.follows(one_before)
    form = form_before(every, number)
    on_place = any(_is_place(each.value) for each in form[:-1])
    elsewhere = not (address or login) and prompts.NO_LOGIN.search(entry.window) is not None
    # A name, or what is looked for at that place: the password comes last.
    elsewhere = elsewhere or (on_place and not is_last(every, number))
    if elsewhere or (_is_place(before.value) and likeness < 0.85):
        return 0.0
    in_form = (is_second or on_place) and entry.begun == "tab" and before.ended in {"tab", "field"}
    if likeness >= 0.5 and (address or (in_form and is_user(before.value))):
        sure = 0.92 if address else 0.85
        return sure if login else min(sure, _in_a_form(every, number, likeness))
    if on_place and in_form and any(is_host(each.value) for each in form[:-1]):
        # A host, a name, and then a password, whatever word it is: the form of a connection.
        return 0.75
    if address and to_next_page and entry.ended in {"enter", "click", "window", ""}:
        return 0.8
    named = likeness >= 0.85 and is_user(before.value) and is_second
    confidence = _behind_name(entry, before) if named else 0.0
    if confidence or likeness or entry.ended != "enter":
        return confidence
    return _of_a_word(entry, before, form, in_form=in_form)


def _behind_name(entry: Entry, before: Entry) -> float:
    """Return how surely what looks like a password is one, behind a name."""
    if before.ended != "enter" or entry.is_login or before.is_login:
        return 0.8
    # Sent off by itself the name was no part of a form: it was looked for, and so is this.
    return _IN_DOUBT if is_strong(entry.value.strip()) else 0.0


def _of_a_word(entry: Entry, before: Entry, form: Sequence[Entry], *, in_form: bool) -> float:
    """Return how surely a word like any other that Enter sends off is a password, by the fields before it."""
    if prompts.FORM.search(entry.window):
        return 0.0
    value, address = entry.value.strip(), is_address(before.value)
    account = address and entry.begun == "tab"
    if account and form and re.fullmatch(r"[a-z][^\s@/.]{5,}", value):
        return _IN_DOUBT  # A name, an address, a password.
    if not in_form or not is_user(before.value) or re.fullmatch(r"[^\s@/.]{6,}", value) is None:
        return 0.0
    if not address and re.fullmatch(r"[a-z][\w.-]+", before.value.strip()) is None:
        return 0.0
    # Two fields and Enter: the form of a login, whatever the words are; and of much else.
    return 0.75 if entry.is_login else _IN_DOUBT


def _in_a_form(every: Sequence[Entry], number: int, likeness: float) -> float:
    """Return how sure a password is at most behind a name on a page that is not called a login.

    There may be the number of an order: a login has no more fields behind the password, nor such a title.
    """
    entry, after = every[number], every[number + 1] if number + 1 < len(every) else None
    goes_on = after is not None and after.window == entry.window and after.follows(entry)
    more = (
        goes_on and after is not None and after.begun == "tab" and after.value.strip() != entry.value.strip()
    )
    # A message, and no number in groups.
    told = more and after is not None and len(re.findall(r"[^\W\d_]{2,}", after.value)) > 1
    about = prompts.FORM.search(entry.window) is not None
    if is_reference(entry.value.strip()):
        return 0.0 if about or more or len(form_before(every, number)) > 1 else _IN_DOUBT
    capitals = re.search(r"[a-z]", entry.value) is None
    spelt = re.search(r"[a-z]{4}", entry.value) is not None  # No number of anything.
    if (told and likeness < 0.85 and not spelt) or (about and capitals):
        return 0.0
    if not (about or told):
        return 1.0
    return _STRONG if is_strong(entry.value.strip()) else _IN_DOUBT


def is_address(value: str) -> bool:
    """Say whether an entry is an address of mail."""
    return re.fullmatch(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}", value.strip()) is not None


def is_user(value: str) -> bool:
    """Say whether an entry may be the name that somebody signs in with."""
    return _USER.fullmatch(value.strip()) is not None


def form_before(every: Sequence[Entry], number: int) -> list[Entry]:
    """Return the fields of a form that were filled in before an entry, one by one with Tab, in order.

    Of a table, which may go on so for ever, no more than a form has.
    """
    first, least = number, max(number - _LONGEST_FORM, 0)
    while first > least and every[first].begun == "tab" and every[first - 1].window == every[first].window:
        if not every[first].follows(every[first - 1]):
            break
        first -= 1
    return list(every[first:number])


def is_last(every: Sequence[Entry], number: int) -> bool:
    """Say whether no field but that of a port comes behind an entry in its form."""
    if number + 1 >= len(every):
        return True
    entry, after = every[number], every[number + 1]
    goes_on = after.begun == "tab" and after.window == entry.window and after.follows(entry)
    return not goes_on or after.value.strip().isdigit()


def is_between(every: Sequence[Entry], number: int) -> bool:
    """Say whether a name with digits stands between a firm's and what is likelier the password."""
    form = form_before(every, number)
    if (
        number + 1 >= len(every)
        or len(form) != 1
        or is_address(form[0].value)
        or not is_last(every, number + 1)
    ):
        return False
    entry, after = every[number], every[number + 1]
    value, last = entry.value.strip(), after.value.strip()
    if entry.ended != "tab" or after.window != entry.window or after.begun != "tab" or value[:3] == last[:3]:
        return False
    named = re.fullmatch(r"[a-z]{2,}[._-]?\d{1,4}", value) is not None
    return named and password_likeness(last) >= password_likeness(value)


def _is_place(value: str) -> bool:
    """Say whether an entry is what a login is on: a host, a port, a client's number."""
    return re.fullmatch(r"\d{2,5}", value.strip()) is not None or is_host(value)


def is_host(value: str) -> bool:
    """Say whether an entry is the name or the address of a machine."""
    return (
        re.fullmatch(r"localhost|(?:[\w-]+\.)+[A-Za-z]{2,}|(?:\d{1,3}\.){3}\d{1,3}", value.strip())
        is not None
    )
