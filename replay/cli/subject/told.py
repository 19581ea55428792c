"""What `replay subject` prints: everything a recording holds about the person, and what they removed."""

from typing import TYPE_CHECKING, Any

from formats.model.recording import Recording
from formats.model.time import format_time
from replay.cli.telling.annotation_words import utc_words
from replay.cli.telling.output import print_line
from replay.core.counted import count_text
from replay.core.safe_text import visible

if TYPE_CHECKING:
    from replay.privacy.subject.redactions import Removal, SubjectList

HOW = (
    "to see it on the screen, and point at what must go:  replay subject FILE   (in a terminal)",
    "to see the pictures and who did what:  replay export FILE --subject -o OUT",
    "to remove something:  --black-out-span 0:10 0:25   --black-out-app NAME",
    "to remove words:  --black-out-words -   (asks, and shows nothing as you type)",
    "to put something back:  --removed (lists what you removed)   --put-back N",
    "to decide:  --release (copies without what you removed)   --withhold (none)",
    "to take it all back:  replay withdraw FILE",
)
"""What the person can do next, for people."""


def everything(recording: Recording) -> dict[str, Any]:
    """Return what a recording holds about the person, as JSON values in words that can be read."""
    from formats.model.header_fields import header_fields
    from replay.core.typed_text import typed_runs

    runs = typed_runs(recording)
    return {
        "header": header_fields(recording.header),
        "typed": [runs.record(number) for number in range(len(runs))],
        "windows": [
            {name: record[name] for name in ("t_ns", "app", "title")}
            for record in recording.events("window").records()
        ],
        "clipboard": [
            {name: record[name] for name in ("t_ns", "kind", "string")}
            for record in recording.events("clipboard").records()
        ],
        "frames": len(recording.frames),
        "rows": {name: info.rows for name, info in recording.streams.items()},
    }


def print_everything(found: dict[str, Any]) -> None:
    """Print it in lines, with the person's own word last."""
    header = found["header"]
    for name in ("recorder", "source", "task", "time_zone"):
        if header[name]:
            print_line(f"{name:<10} {visible(str(header[name]))}")
    for part in ("names", "hardware"):
        for name, value in header["private"][part].items():
            print_line(f"{part:<10} {visible(f'{name}: {value}')}")
    for words in _consent(header["consent"], found["withdrawn_on"]):
        print_line(f"{'consent':<10} {visible(words)}")
    for run in found["typed"]:
        words = f'"{run["text"]}"  in {run["window"]}'
        print_line(f"{'typed':<10} {format_time(run['start_ns'])}  {visible(words)}")
    for window in found["windows"]:
        words = ": ".join(filter(None, (window["app"], window["title"]))) or "none in front"
        print_line(f"{'window':<10} {format_time(window['t_ns'])}  {visible(words)}")
    for entry in found["clipboard"]:
        print_line(f"{'clipboard':<10} {format_time(entry['t_ns'])}  {visible(entry['string'])}")
    print_line(f"{'pictures':<10} {found['frames']:,}")
    for name, rows in found["rows"].items():
        print_line(f"{'stream':<10} {name}: {rows:,} rows")
    print_line(f"{'your word':<10} {count_text(found['removed'], 'thing')} removed; {found['state']}")


def removed_record(subject: "SubjectList", *, reveal: bool) -> dict[str, Any]:
    """Return what the person removed as JSON values, numbered as `--put-back` takes it.

    Args:
        subject: Their list.
        reveal: Whether removed words are among it.
    """
    things = [
        {"number": number, "kind": each.kind, **_what(each, reveal=reveal)}
        for number, each in enumerate(subject.removals, 1)
    ]
    return {"state": subject.state, "removed": things}


def print_removed(subject: "SubjectList", *, reveal: bool) -> None:
    """Print what the person removed, a line each."""
    for number, each in enumerate(subject.removals, 1):
        if each.span is not None:
            words = f"{format_time(each.span.start_ns)} to {format_time(each.span.end_ns)}"
        elif each.kind == "app" or reveal:
            words = visible(each.name)
        else:
            # Always this, however long the word is.
            words = "[a word; --reveal shows it]"
        print_line(f"{number:>4}  {each.kind:<4}  {words}")


def _what(removal: "Removal", *, reveal: bool) -> dict[str, Any]:
    if removal.span is not None:
        return {"start_ns": removal.span.start_ns, "end_ns": removal.span.end_ns}
    return {removal.kind: removal.name} if removal.kind == "app" or reveal else {}


def _consent(consent: dict[str, Any] | None, withdrawn_on: str) -> list[str]:
    """Return what was agreed, a sentence each."""
    found = ["none is in the file"] if consent is None else []
    if consent is not None:
        found.append(f"{consent['person'] or 'who agreed is not said'}: {_purposes(consent)}")
        if consent["given_utc_ns"] is not None:
            found.append(f"agreed on {utc_words(consent['given_utc_ns'])} UTC")
        found.append(f"until {consent['until']}" if consent["until"] else "no end was agreed")
        if consent["retain_until"]:
            found.append(f"to be deleted after {consent['retain_until']}")
        if consent["withdrawn"]:
            found.append("WITHDRAWN, as the file says")
    if withdrawn_on:
        found.append(f"WITHDRAWN on {withdrawn_on}")
    return found


def _purposes(consent: dict[str, Any]) -> str:
    return ", ".join(consent["purposes"]) or "no stated purpose"
