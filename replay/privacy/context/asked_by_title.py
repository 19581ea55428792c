"""Passwords by the title of the window: dialogs that ask for one, and pages on which one signs in."""

import re
from collections.abc import Iterator, Sequence

from replay.privacy.context import prompts
from replay.privacy.context.entries import Entry
from replay.privacy.context.field_order import form_before, is_address, is_between, is_host, is_last, is_user
from replay.privacy.context.forms import PAPER
from replay.privacy.detecting import matches_in
from replay.privacy.detectors.dates import whole_date
from replay.privacy.likeness import is_file_name, is_strong, password_likeness
from replay.privacy.match import Match
from replay.privacy.typed.typing_order import JUMPS
from replay.privacy.words import pins

_OTHER_FORMS = frozenset(("iban", "mac", "card", "ip", "url-credentials"))
_HOUR = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_USER_NAME = re.compile(r"[a-z]+[._-][a-z]*\d{0,4}|[a-z]\.[a-z]+\d{0,4}")


def by_title(every: Sequence[Entry], number: int, *, is_second: bool) -> Iterator[Match]:
    """Find a password by the title of its window, and by its place among the fields there.

    Args:
        every: The entries of a recording.
        number: Which of them is looked at.
        is_second: Whether the one before it may be the name that goes with it.
    """
    entry, before = every[number], every[number - 1] if number else None
    after = every[number + 1] if number + 1 < len(every) else None
    title, value = entry.window, entry.value.strip()
    likeness = password_likeness(value)
    is_word = not re.search(r"\s", value)
    if _is_behind_number(every, number) or _is_of_parents(every, number):
        yield entry.match("password-title", 0.65)
        return
    if is_word and prompts.WIRELESS.search(title) and (likeness >= 0.5 or re.fullmatch(r"\d{16,63}", value)):
        yield entry.match("password-title", 0.8)
        return
    dialog, login = _asks(entry, before)
    if not (dialog or login) or (prompts.FORGOTTEN.search(title) and not likeness):
        return
    if _is_something_else(entry) or _is_of_a_longer_form(every, number) or is_between(every, number):
        return
    after_user = (
        entry.follows(before)
        and before is not None
        and before.window == title
        and entry.begun in {"tab", "enter", "click", "window", "field"}
        and is_user(before.value)
        and is_second
        and not (prompts.FORM.search(title) and not likeness)
        and (likeness or is_last(every, number) or (after is not None and after.value.strip() == value))
        and (is_last(every, number) or not is_host(before.value))
        and not _is_amid(every, number)
    )
    leads_on = entry.ended in {"tab", "click"} and (not likeness or _names_a_user(entry, before, after))
    phrase = re.fullmatch(r"[\w'-]+(?: [\w'-]+){2,7}", value)
    named = _USER_NAME.fullmatch(value) is not None
    if (
        named
        and not dialog
        and (prompts.REGISTERING.search(title) or (entry.ended == "tab" and not after_user))
    ):
        if after_user:
            yield entry.match("password-login", 0.6)  # The name that one will go by, or a password like it.
    elif after_user and (is_word or phrase or dialog):
        yield entry.match("password-login", 0.95 if likeness >= 0.5 else 0.85 if is_word else 0.6)
    elif prompts.CHANGING.search(title) and likeness >= 0.5:
        yield entry.match("password-title", 0.85)
    elif dialog and not leads_on and (is_word or phrase):
        yield entry.match("password-title", 0.93 if likeness >= 0.5 else 0.8)
    elif login and is_word and likeness >= 0.6 and not _names_a_user(entry, before, after):
        yield entry.match("password-title", 0.75 + likeness / 10)
    elif (
        login
        and is_word
        and entry.begun in {"click", "tab"}
        and entry.ended == "enter"
        and is_second
        and not likeness
        and (before is None or before.window != title)
        and re.search(r"\bpassword\b", title, re.IGNORECASE)
    ):
        yield entry.match("password-title", 0.6)


def is_of_another_form(value: str) -> bool:
    """Say whether a word is by its own form and check an account, a machine's address or a card."""
    return any(
        match.category in _OTHER_FORMS and match.stop - match.start == len(value)
        for match in matches_in(value)
    )


def _asks(entry: Entry, before: Entry | None) -> tuple[bool, bool]:
    """Say whether the window asks for nothing but a password, and whether one signs in there."""
    title, dialog, login = entry.window, entry.is_dialog, entry.is_login
    if re.fullmatch(r"\d{4,8}", entry.value.strip()) and not prompts.SEARCHING.search(title):
        dialog = dialog or pins.TITLE.search(title) is not None
    if (
        prompts.CONNECTING.search(title)
        and not prompts.ABOUT.search(title)
        and entry.ended in {"enter", "click", "window"}
    ):
        # With other fields before it, it is a form as that of a login.
        dialog = before is None or before.window != title
        login = login or not dialog
    return dialog, login


def _is_amid(every: Sequence[Entry], number: int) -> bool:
    """Say whether two more fields come behind an entry in a form, and others before it: a database's name."""
    after = every[number + 1 : number + 3]
    goes_on = len(after) > 1 and all(
        each.begun == "tab" and each.window == every[number].window for each in after
    )
    return goes_on and len(form_before(every, number)) > 1


def _is_behind_number(every: Sequence[Entry], number: int) -> bool:
    """Say whether a number is the PIN behind that of somebody, on a clock of a firm; hours are none."""
    entry, form = every[number], form_before(every, number)
    value = entry.value.strip()
    if not re.fullmatch(r"\d{4,6}", value) or not pins.PERSONNEL.search(entry.window):
        return False
    if len(form) != 1 or not re.fullmatch(r"\d{3,8}", form[0].value.strip()) or _goes_on(every, number):
        return False
    return not all(_HOUR.fullmatch(each) for each in (value, form[0].value.strip()))


def _is_of_parents(every: Sequence[Entry], number: int) -> bool:
    """Say whether a number is the first field of a page on which parents lock something."""
    entry = every[number]
    is_number = re.fullmatch(r"\d{4,6}", entry.value.strip()) is not None
    return is_number and pins.PARENTAL.search(entry.window) is not None and not form_before(every, number)


def _goes_on(every: Sequence[Entry], number: int) -> bool:
    """Say whether another field comes behind an entry in its form."""
    after = every[number + 1] if number + 1 < len(every) else None
    return after is not None and after.begun == "tab" and after.window == every[number].window


def _is_something_else(entry: Entry) -> bool:
    """Say whether an entry is too short, an address, a file or a passport, or went where no form is."""
    value = entry.value.strip()
    if len(value) < 4 or is_address(value) or entry.begun in JUMPS:
        return True
    if re.fullmatch(r"\d{11,}", value) and pins.TITLE.search(entry.window):
        return True  # No PIN is so long, and where goods are sold they are scanned.
    if is_of_another_form(value):
        return True
    if prompts.TRAVELLING.search(entry.window) and PAPER.fullmatch(value):
        return True
    return is_file_name(value) and not is_strong(value)


def _is_of_a_longer_form(every: Sequence[Entry], number: int) -> bool:
    """Say whether fields that no login has were filled in before: one signs up for an event, say."""
    form, value = form_before(every, number), every[number].value.strip()
    if len(form) > 1 and (whole_date(value) is not None or re.fullmatch(r"\d{9,15}", value)):
        return True
    after = every[number + 1].value.strip() if number + 1 < len(every) else ""
    if len(form) < 2 or is_address(form[-1].value) or value in {after, form[-1].value.strip()}:
        return False
    return any(" " in each.value.strip() for each in form) and not is_strong(value)


def _names_a_user(entry: Entry, before: Entry | None, after: Entry | None) -> bool:
    """Say whether a word is the name in a login: the first entry, and another one follows in that window."""
    is_first = before is None or before.window != entry.window or not entry.follows(before)
    leads = after is not None and after.window == entry.window and after.follows(entry)
    return is_first and leads and is_user(entry.value)
