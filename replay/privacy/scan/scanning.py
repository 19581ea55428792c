"""Search every channel of a recording with every detector, and tell how far that went."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from formats.model.recording import Recording
from replay.privacy.context import prompts
from replay.privacy.context.clipboard_secrets import copied_passwords
from replay.privacy.context.rules import contextual
from replay.privacy.context.taken_back import timed, words_taken_back
from replay.privacy.context.unseen import unseen
from replay.privacy.detecting import apart, findings_in, matches_in
from replay.privacy.detectors.dates import whole_date
from replay.privacy.detectors.optional import optional_detectors
from replay.privacy.detectors.registry import DETECTORS
from replay.privacy.finding import CHANNELS, SEVERITIES, Channel, ChannelText, Finding, Scan, Searched
from replay.privacy.lookalikes import as_meant
from replay.privacy.match import Detector, Match
from replay.privacy.page.codes import kept_codes, told_above
from replay.privacy.page.keys import shown_keys
from replay.privacy.page.labelled import labelled
from replay.privacy.page.layout import Page
from replay.privacy.page.told_else import CalledElse
from replay.privacy.policy import DECIDED_BY_PEOPLE, DEFAULT_POLICY, DOUBTFUL, Policy
from replay.privacy.scan.asked_words import asked_in
from replay.privacy.scan.dotted import dotted
from replay.privacy.scan.key_echoes import without_echoes, without_slips
from replay.privacy.scan.screen_runs import joined_in_time
from replay.privacy.sweep import sweep
from replay.privacy.taken import Taken
from replay.privacy.texts import Progress, ScreenReader, Texts, recording_texts
from replay.privacy.typed.typing_order import TypingOrder
from replay.privacy.years import Years, years_of

CONTEXT_VERSION = 9
SWEEP_VERSION = 2
PLACES_VERSION = 1
"""Of what the places of texts on the pictures tell."""
_SURE_KEYS = 0.8
_LABEL_WORDS = 3
_TOLD_PHONE, _TOLD_LOCK = 0.8, 0.7
NO_SCREEN = "the pictures were not read"


def scan_recording(
    recording: Recording,
    policy: Policy = DEFAULT_POLICY,
    progress: Progress | None = None,
    *,
    screen: ScreenReader | None = None,
    why_no_screen: str = NO_SCREEN,
    asked: Sequence[str] = (),
) -> Scan:
    """Find what should never have been recorded.

    Args:
        recording: Every stream is read whole, a part at a time.
        policy: What to look for, what to let pass, how bad it is.
        progress: Told how far it is.
        screen: Reads the pictures; without it they are told as unread.
        why_no_screen: What is told then.
        asked: Words that are to be nowhere: they are looked for on the pictures, whatever they are.

    Raises:
        FormatError: The recording cannot be read, or a detector that the policy asks for not loaded.
    """
    tell: Progress = progress or _silent
    tell("typing", 0, 1)
    order, years = TypingOrder(recording), years_of(recording)
    texts = recording_texts(recording, order)
    engines: tuple[str, ...] = ()
    if screen is not None:
        engines = screen(recording, texts, tell)
    elif len(recording.frames):
        texts.total["screen"] = len(recording.frames)
        texts.unread["screen"] = [why_no_screen]
    more = optional_detectors(policy)
    page = Page(texts.of("screen"))
    found = _by_content(texts.every, order, policy, tell, more, called=CalledElse(page))
    dots = dotted(texts, order, policy)
    # What has the form of a key is one, whatever field it was typed into.
    keys = [each for each in found if _has_form_of_key(each)]
    by_context = _merged(_surer(contextual(texts, order, policy, years), dots, policy), dots)
    # Codes kept in reserve have the form of telephones, and lines of a key that of anything.
    found = _merged(_merged(keys, by_context), _merged(_by_lines(page, policy), found))
    found = _merged(found, [*copied_passwords(texts, order, policy), *_by_place(page, policy)])
    found = _merged(found, unseen(texts, order, policy))
    found = _merged(found, words_taken_back(texts.every, policy))
    found = [
        each for each in without_slips(without_echoes(found), texts.every) if not _is_to_come(each, years)
    ]
    if asked:
        found = _merged(asked_in(texts.every, asked), found)
    # What is in doubt is not looked for elsewhere: one false alarm would become many. Of the raw keys, a slip
    # makes a number of any date.
    secrets = [
        finding.secret
        for finding in found
        if finding.category not in DECIDED_BY_PEOPLE
        and finding.confidence >= (_SURE_KEYS if finding.channel == "keys" else DOUBTFUL)
    ]
    swept = [finding for finding in sweep(texts.every, secrets) if _wanted(finding, policy)]
    found = joined_in_time(without_echoes(timed(_merged(found, swept), texts.every, order)))
    return Scan(
        tuple(_searched(texts, channel, engines, more) for channel in CHANNELS),
        tuple(sorted(found, key=_rank)),
    )


def _silent(_what: str, _done: int, _total: int) -> None:
    return None


def _by_lines(page: Page, policy: Policy) -> list[Finding]:
    return _merged(shown_keys(page, policy), kept_codes(page, policy))


def _by_place(page: Page, policy: Policy) -> list[Finding]:
    """Find what labels and sentences on the pictures tell of what stands beside and below them."""
    return _merged(labelled(page, policy), told_above(page, policy))


def _by_content(
    every: Sequence[ChannelText],
    order: TypingOrder,
    policy: Policy,
    tell: Progress,
    more: Sequence[Detector],
    *,
    called: CalledElse,
) -> list[Finding]:
    cache: dict[tuple[str, bool], list[Match]] = {}
    found: list[Finding] = []
    for done, text in enumerate(every):
        tell("detectors", done, len(every))
        is_read = text.channel == "screen"
        matches = cache.get((text.text, is_read))
        if matches is None:
            matches = matches_in(text.text, more)
            if is_read and (meant := as_meant(text.text)) != text.text:
                matches = apart([*matches, *matches_in(meant, more)])
            cache[text.text, is_read] = matches
        told = [
            each
            for each in matches
            if not _is_of_no_one(text, each, order) and not called.is_else(text, each)
        ]
        found.extend(findings_in(text, told, policy))
    return found


def _is_of_no_one(text: ChannelText, match: Match, order: TypingOrder) -> bool:
    """Say whether its place makes it nothing: "Diagnosis" names a field, or an article has a number."""
    if match.category in DECIDED_BY_PEOPLE:
        return text.channel == "accessibility" and len(text.text.split()) <= _LABEL_WORDS
    if match.rule == "pin-lock" and match.confidence < _TOLD_LOCK and text.channel in {"typed", "keys"}:
        start_ns, _ = text.span_of(match.start, match.stop)
        window = text.window or order.window_at(start_ns, text.last_seq).name
        return prompts.SOURCE_FILE.search(window) is not None
    if match.category != "phone" or match.confidence >= _TOLD_PHONE or text.channel not in {"typed", "keys"}:
        return False
    start_ns, _ = text.span_of(match.start, match.stop)
    return prompts.GOODS.search(text.window or order.window_at(start_ns, text.last_seq).name) is not None


def _has_form_of_key(finding: Finding) -> bool:
    if finding.category == "private-key":
        return finding.confidence >= _SURE_KEYS
    return finding.category == "api-key" and finding.rule not in {"token-named", "token-assigned"}


def _is_to_come(finding: Finding, years: Years) -> bool:
    """Say whether a date lies in a year after the recording: nobody was born then."""
    year = whole_date(finding.text.strip()) if finding.category == "birth-date" else None
    return year is not None and year > max(years.now, 100)


def _wanted(finding: Finding, policy: Policy) -> bool:
    return policy.wants(finding.category, finding.rule, finding.confidence, finding.text)


def _merged(stronger: Iterable[Finding], weaker: Iterable[Finding]) -> list[Finding]:
    """Return both, without what overlaps something stronger in the same text."""
    kept = list(stronger)
    taken: dict[tuple[Channel, str], Taken] = {}
    for finding in kept:
        taken.setdefault((finding.channel, finding.place), Taken()).add(finding.start, finding.stop)
    for finding in weaker:
        spans = taken.setdefault((finding.channel, finding.place), Taken())
        if not spans.overlaps(finding.start, finding.stop):
            spans.add(finding.start, finding.stop)
            kept.append(finding)
    return kept


def _surer(found: Iterable[Finding], others: Sequence[Finding], policy: Policy) -> Iterator[Finding]:
    """Yield what was found, surer where other rules agree; who found it first stays, and so does its id."""
    for each in found:
        most = max((other.confidence for other in others if _is_one(each, other)), default=0.0)
        if most > each.confidence:
            yield replace(each, confidence=most, severity=policy.severity(each.category, most))
        else:
            yield each


def _is_one(finding: Finding, other: Finding) -> bool:
    same = (finding.channel, finding.place, finding.category) == (other.channel, other.place, other.category)
    return same and finding.start < other.stop and other.start < finding.stop


def _searched(
    texts: Texts, channel: Channel, engines: tuple[str, ...], optional: Sequence[Detector]
) -> Searched:
    own = texts.of(channel)
    detectors = tuple(f"{detector.NAME} {detector.VERSION}" for detector in (*DETECTORS, *optional))
    more = [f"sweep {SWEEP_VERSION}"]
    if channel in {"typed", "keys"}:
        more.append(f"context {CONTEXT_VERSION}")
    if channel == "screen":
        more.extend((f"places {PLACES_VERSION}", *engines))
    return Searched(
        channel,
        (*detectors, *more) if own or channel != "screen" else engines,
        len(own),
        sum(len(text.text) for text in own),
        texts.share(channel),
        tuple(texts.unread.get(channel, ())),
    )


def _rank(finding: Finding) -> tuple[int, float, int, str]:
    return (-SEVERITIES.index(finding.severity), -finding.confidence, finding.start_ns, finding.id)
