"""What the recorded person's screen says: where they stand, what happens next, what they removed."""

from dataclasses import dataclass

from formats.model.header import Consent
from formats.model.time import NS_PER_MS, Span, format_time
from replay.core.counted import count_text
from replay.core.safe_text import visible
from replay.privacy.consent import names_none
from replay.privacy.subject.redactions import Removal
from replay.ui.own.word import Said

STEPS = (
    "This is what was recorded of you. Look through it, and say what is to become of it.",
    """1  LOOK at it: Space plays it, ← and → go 5 seconds back and on. Beside the picture are lists of what \
you typed, the windows and the clipboard: ↑ ↓ go through a list, Tab shows the next one.""",
    """2  TAKE OUT what must not be seen, without giving a reason: x removes a program, what you typed or a \
word. For a time, press i where it begins and o where it ends, then x. u puts something back.""",
    "3  SAY what is to become of the rest: r RELEASES it, w WITHHOLDS it.",
    """Each step is kept at once, and you can change your mind at any time. What you remove is shown to \
nobody, only that you removed something.""",
)
"""The way through the screen, a paragraph each."""
LIMITS = (
    """What you remove is in no copy: not in the pictures, what was typed, titles or the clipboard. This \
recording itself stays as it is, and is opened for nobody else while something is removed.""",
    """With a word goes all that you typed in one go with it, or its rhythm would tell how long it was. On a \
picture the whole line is painted over, for the same reason.""",
    """A program goes for as long as it was in front; where its window stands behind another one, that is \
painted over, too, once it is found there. Copies made before do not change.""",
    """In the terminal, when you have left: `replay export FILE --subject -o OUT` gives you all of it, and \
what was done with it, as a page for any browser; `replay withdraw FILE` takes your consent back.""",
)
"""What removing does and does not, a paragraph each."""
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the person stands with a recording."""

    state: str
    """In capitals."""
    style: str
    """Name of a colour of the theme: "warning", "success" or "error"."""
    about: str
    next: str
    """What happens now, in a sentence or two."""


def use_words(consent: Consent | None) -> str:
    """Say what others may do with a recording of which its person said nothing; safe to print."""
    if names_none(consent):
        return "others may look at it; nobody hands it on, as your consent names no purpose"
    if consent is None or not consent.purposes:
        return "others may use it; what you agreed to does not stand in it"
    return f"others may use it {agreed_words(consent)}"


def agreed_words(consent: Consent | None) -> str:
    """Say for what copies are made, and until when; safe to print."""
    if consent is None or not consent.purposes:
        return "as was agreed"
    until = f", until {consent.until}" if consent.until else ""
    return visible(f"for what you agreed to: {', '.join(consent.purposes)}{until}")


def standing(said: Said, consent: Consent | None) -> Standing:
    """Say where the person stands.

    Args:
        said: Their word.
        consent: Of the recording's header.
    """
    subject = said.subject
    things = count(subject.removed)
    if said.withdrawn:
        words = "Nobody else opens it any more; it is to be deleted. Nothing is left to decide."
        return Standing("WITHDRAWN", "error", said.withdrawn, words)
    if subject.state == "released":
        without = (
            f"without the {things} you removed" if subject.removed else "all of it, as you removed nothing"
        )
        words = f"Copies may be made {agreed_words(consent)}. x removes more, w withholds it after all."
        return Standing("RELEASED", "success", without, words)
    if subject.state == "withheld":
        words = "Nobody else opens it, and no copy is made. r releases it after all."
        return Standing("WITHHELD", "error", f"{things} removed", words)
    if said.lost:
        words = "Nobody else opens it until you say anew what is to go, and release it."
        return Standing("NOT DECIDED", "warning", "what you said before is not at hand", words)
    if said.is_there:
        words = "No copy is made for anybody until you press r to release it."
    else:
        words = f"Until you remove something or press w, {use_words(consent)}."
    return Standing("NOT DECIDED", "warning", f"{things} removed", words)


def parting(said: Said, name: str) -> str:
    """Say to whoever left the screen what they said, and how to come back."""
    states = {"undecided": "not decided", "released": "released", "withheld": "withheld"}
    state = f"withdrawn {said.withdrawn}" if said.withdrawn else states[said.subject.state]
    return f"{count(said.subject.removed)} removed; {state}. `replay subject {name}` shows it again"


def count(things: int) -> str:
    """Write a count: "1 thing", "nothing"."""
    return count_text(things, "thing") if things else "nothing"


def clock(t_ns: int) -> str:
    """Write a time to a tenth of a second, without hours where there are none."""
    return format_time(t_ns // (100 * NS_PER_MS) * (100 * NS_PER_MS)).removeprefix("00:")[:-2]


def during(span: Span) -> str:
    """Write a span."""
    return f"{clock(span.start_ns)} to {clock(span.end_ns)}"


def removal_words(removal: Removal, *, reveals: bool) -> str:
    """Say in a line what was removed.

    Args:
        removal: What it is.
        reveals: Whether a word is shown.
    """
    if removal.span is not None:
        return f"all from {during(removal.span)}"
    if removal.kind == "app":
        return f"all while {quoted(removal.name)} was in front"
    return quoted(removal.name) if reveals else "a word"


def quoted(text: str, longest: int = LONGEST) -> str:
    """Return recorded text in quotes, on one line, cut to so many characters; safe to print."""
    line = visible(" ".join(text.split()))
    return f"“{line[: longest - 1]}…”" if len(line) > longest else f"“{line}”"
