"""One-time codes by where they are typed: a field's name, a window's title, a login or a command just before.

What the place says is certain; what only follows from it, a number behind a login, needs a decision.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from replay.privacy.context import prompts, shell
from replay.privacy.context.entries import LATE_NS, Entry
from replay.privacy.context.field_order import form_before, is_address
from replay.privacy.detecting import matches_in
from replay.privacy.detectors.dates import is_year, whole_date
from replay.privacy.match import Match
from replay.privacy.words import codes

_CODE = re.compile(r"\d{3}[ -]?\d{3}|\d{4}[ -]\d{4}|\d{4,8}")
_SIX = re.compile(r"\d{3}[ -]?\d{3}")
_LETTERED = re.compile(r"[A-Z0-9]{3,4}-[A-Z0-9]{3,4}|(?=.*\d)(?=.*[A-Z])[A-Z0-9]{5,8}")
_KEPT_CODE = re.compile(r"(?=.*\d)[a-z0-9]{4,6}(?:[- ][a-z0-9]{4,6}){1,4}|\d{8,10}", re.IGNORECASE)
_PHONE = re.compile(r"[+0][\d ()/-]{7,18}")
_LONE = re.compile(r"(?<![\w.,/:#+-])(?<!\d )\d{3}[ -]?\d{3}(?![\w/-]|[.,:]\d| ?[€$%]| \d)")
_RECENT = 3
_LONGEST_QUESTION, _WORDS_OF_ANSWER = 80, 8
_ANSWERS = 4
"""So many lines may stand between a command that signs in and the code: a name, a password, an address."""
_COMMAND = re.compile(
    r"(?:sudo )?(?:ssh|scp|sftp|mosh|rsync|openconnect|openvpn|kinit|su|vpn\w*|globalprotect|oathtool|"
    r"\w*-authenticator|"
    r"(?:npm|yarn|pnpm|gem|cargo|twine) (?:publish|push|upload|login|adduser|yank|owner|token)|"
    r"(?:aws|az|gh|gcloud|bw|op|vault|tsh|docker|doctl|heroku|okta\S*|saml2aws|duo\S*|firebase|oc|"
    r"lpass|steamcmd|adb pair|adb connect|kdeconnect\S*|bluetoothctl|telegram-cli|signal-cli)\b.*)\b.*|"
    r".*\b(?:log ?in|mfa|2fa|otp|totp)\b.*",
    re.IGNORECASE,
)
"""Commands that may ask for a second factor."""


def asked_codes(every: Sequence[Entry], number: int, passwords: Mapping[int, float]) -> Iterator[Match]:
    """Find a code that is typed where one is asked for.

    Args:
        every: The entries of a recording.
        number: Which of them is looked at.
        passwords: Which of them are passwords, and how surely.
    """
    entry = every[number]
    value, field, title = entry.value.strip(), entry.source.entry, entry.window
    if _KEPT_CODE.fullmatch(value) and prompts.RECOVERY.search(title):
        yield entry.match("code-kept", 0.9, "one-time-code")
    about_else = codes.OTHER.search(field) is not None
    if _LETTERED.fullmatch(value):
        if not about_else and (_is_asked(field, title) or codes.MAYBE.search(title)):
            linked = "-" in value and codes.DEVICE.search(title) is not None
            yield entry.match("code-asked", 0.94 if linked else 0.7, "one-time-code")
        return
    if not re.fullmatch(r"[\d -]{3,9}", value) or about_else:
        yield from _in_answer(every, number)
        return
    yield from _card_code(every, number)
    if not _CODE.fullmatch(value):
        return
    if _is_asked(field, title) and not (_is_in_a_date(every, number) or _is_behind_person(every, number)):
        yield entry.match("code-asked", 0.9, "one-time-code")
        return
    confidence = _behind_password(every, number, passwords)
    if not prompts.says_else(field) and not prompts.NO_LOGIN.search(title):
        confidence = max(confidence, _by_what_leads(every, number))
    if confidence:
        yield entry.match("code-after-password", confidence, "one-time-code")


def code_in_shell(every: Sequence[Entry], number: int, passwords: Mapping[int, float]) -> Iterator[Match]:
    """Find a code among the lines of a shell: a number alone behind a password or a command that signs in.

    Args:
        every: The entries of a recording.
        number: Which of them is looked at.
        passwords: Which of them are passwords, and how surely.
    """
    entry, value = every[number], every[number].value.strip()
    is_number = re.fullmatch(r"\d{6,8}|\d{3} \d{3}", value) is not None
    if not is_number and not re.fullmatch(r"(?=.*\d)(?=.*[A-Z])[A-Z0-9]{5,8}", value):
        return
    after = entry
    for at in range(number - 1, max(number - 1 - _ANSWERS, -1), -1):
        before = every[at]
        if not after.follows(before) or before.window != entry.window:
            return
        is_first, after = at == number - 1, before
        if at in passwords and not before.value.strip().isdigit():
            if is_number or is_first:
                sure = 0.88 if is_number and is_first else 0.75 if is_number else 0.65
                yield entry.match("code-command", sure, "one-time-code")
            return
        if _COMMAND.fullmatch(before.value.strip()) and is_number:
            yield entry.match("code-command", 0.72, "one-time-code")
            return
        if shell.is_command(before.value):
            return


def _by_what_leads(every: Sequence[Entry], number: int) -> float:
    answered = 0.7 if _SIX.fullmatch(every[number].value.strip()) and _asked_above(every, number) else 0.0
    return max(_behind_name(every, number), _by_title(every[number]), _announced(every, number), answered)


def _is_asked(field: str, title: str) -> bool:
    if codes.FIELD.search(field):
        return True
    return (
        not prompts.says_else(field)
        and codes.DIALOG.search(title) is not None
        and not prompts.SEARCHING.search(title)
    )


def _is_in_a_date(every: Sequence[Entry], number: int) -> bool:
    """Say whether a number is a year behind a day and a month."""
    before = form_before(every, number)
    return is_year(every[number].value.strip()) and len(before) > 1 and len(before[-2].value.strip()) <= 2


def _is_behind_person(every: Sequence[Entry], number: int) -> bool:
    """Say whether a name or a date was filled in before a number that no field's name asks for."""
    if codes.FIELD.search(every[number].source.entry):
        return False
    before = [each.value.strip() for each in form_before(every, number)]
    return any(
        whole_date(each) is not None or re.fullmatch(r"[^\W\d_]+(?:[ -][^\W\d_]+)+", each) for each in before
    )


def _behind_password(every: Sequence[Entry], number: int, passwords: Mapping[int, float]) -> float:
    entry, value = every[number], every[number].value.strip()
    last = next((at for at in range(number - 1, max(number - _RECENT, -1), -1) if at in passwords), None)
    if last is None or not entry.follows(every[last]) or value == every[last].value.strip():
        return 0.0
    if any(_is_asked(each.source.entry, each.window) for each in every[last + 1 : number]):
        return 0.0  # It was asked for, and given.
    if _SIX.fullmatch(value):
        if prompts.FORM.search(entry.window):
            return 0.6
        return 0.88 if last == number - 1 else 0.72
    if prompts.says_else(entry.source.entry):
        return 0.0
    # Behind Tab the form goes on: a postcode, a year. Else a page of its own asked for it.
    goes_on = entry.begun == "tab" or entry.ended == "tab" or prompts.FORM.search(entry.window)
    alone = last == number - 1 and every[last].ended in {"enter", "click", "window"}
    return 0.65 if alone and not goes_on and not is_year(value) else 0.0


def _behind_name(every: Sequence[Entry], number: int) -> float:
    """Return how surely a login sent a code to the address or the telephone that was typed just before."""
    entry, before = every[number], every[number - 1] if number else None
    if before is None or not entry.follows(before) or entry.begun == "tab" or before.ended == "tab":
        return 0.0
    called = before.value.strip()
    if not (is_address(called) or _PHONE.fullmatch(called)):
        return 0.0
    login = entry.is_login or before.is_login
    if _SIX.fullmatch(entry.value.strip()) and login:
        return 0.82
    talks = prompts.TALKING.search(entry.window) is not None and _PHONE.fullmatch(called) is not None
    return 0.65 if (login or talks) and not prompts.FORM.search(entry.window) else 0.0


def _by_title(entry: Entry) -> float:
    value, title = entry.value.strip(), entry.window
    if prompts.SEARCHING.search(title) or prompts.GOODS.search(title) or prompts.FORM.search(title):
        return 0.0
    if codes.MAYBE.search(title) and entry.begun != "tab" and not is_year(value):
        return 0.65
    is_sent = entry.ended in {"enter", "click", "window", ""} and entry.begun != "tab"
    return (
        0.65
        if _SIX.fullmatch(value) and is_sent and (entry.is_login or prompts.BANKING.search(title))
        else 0.0
    )


def _announced(every: Sequence[Entry], number: int) -> float:
    """Return how surely the line before asks for a code, or tells that one comes."""
    entry, before = every[number], every[number - 1] if number else None
    if before is None or entry.begun != "enter" or before.window != entry.window or not entry.follows(before):
        return 0.0
    if codes.OTHER.search(before.value):
        return 0.0
    if (
        not codes.ANNOUNCED.search(before.value)
        or codes.WORKED_ON.search(before.value)
        or len(before.value) > 80
    ):
        return 0.0
    return 0.75 if _SIX.fullmatch(entry.value.strip()) else 0.6


def _asked_above(every: Sequence[Entry], number: int) -> bool:
    """Say whether one of the last lines in a window asks for a code."""
    after = every[number]
    for at in range(number - 1, max(number - 1 - _RECENT, -1), -1):
        before = every[at]
        if after.begun != "enter" or before.window != after.window or not after.follows(before):
            return False
        said = before.value
        if len(said) <= _LONGEST_QUESTION and codes.ASKED_FOR.search(said) and not codes.OTHER.search(said):
            return codes.WORKED_ON.search(said) is None
        after = before
    return False


def _in_answer(every: Sequence[Entry], number: int) -> Iterator[Match]:
    """Find a code with some words around it, in a line that answers the question for one."""
    entry = every[number]
    if len(entry.value.split()) > _WORDS_OF_ANSWER or codes.WORKED_ON.search(entry.value):
        return
    numbers = list(_LONE.finditer(entry.value))
    if len(numbers) == 1 and _asked_above(every, number):
        start, stop = numbers[0].span()
        yield Match(entry.start + start, entry.start + stop, "one-time-code", "code-answered", 0.7)


def _card_code(every: Sequence[Entry], number: int) -> Iterator[Match]:
    entry = every[number]
    if not re.fullmatch(r"\d{3,4}", entry.value.strip()) or prompts.says_else(entry.source.entry):
        return
    for other in every[max(number - _RECENT, 0) : number]:
        is_card = any(match.category == "card" for match in matches_in(other.value))
        if is_card and entry.start_ns - other.end_ns < LATE_NS and other.window == entry.window:
            yield entry.match("code-after-card", 0.8, "card-code")
            return
