"""Everything about the recorded person as one HTML page, to be read without any tool."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from formats.model.time import NS_PER_S, format_time
from replay.core.safe_text import visible
from replay.privacy.subject.plain_words import DONE, HEADER, ROWS, called

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; color: #111; background: #fff; max-width: 64rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .25rem .6rem .25rem 0;
  border-bottom: 1px solid #ddd; vertical-align: top; overflow-wrap: anywhere; }
th { color: #555; font-weight: 600; } td.t { white-space: nowrap; font-variant-numeric: tabular-nums; }
.none { color: #555; } figure { display: inline-block; width: 15rem; margin: 0 1rem 1rem 0; }
figure img { width: 100%; height: auto; border: 1px solid #ccc; }
figcaption { font-size: .85em; color: #555; }
@media print { body { margin: 0; max-width: none; } tr, figure { break-inside: avoid; } }
"""


@dataclass(frozen=True, slots=True)
class SubjectAccount:
    """What the page tells."""

    name: str
    """Of the recording, as people know it."""
    found: Mapping[str, Any]
    """What `replay subject --json` prints."""
    pictures: Sequence[tuple[int, str]]
    """When each was taken, in nanoseconds, and the name of its file beside the page; rising."""
    annotations: Sequence[tuple[str, str]]
    """Who wrote, and what, in words."""
    audit: Sequence[tuple[str, str, str, str]]
    """When, who, the kind of the entry, and what for and where to, in words."""
    notes: Sequence[str]
    """What is to be known beside that, a sentence each."""


def subject_page(account: SubjectAccount) -> str:
    """Return the page."""
    title = _text(f"What {account.name} holds about you")
    found = account.found
    typed = [(_time(run["start_ns"]), run["text"], run["window"]) for run in found["typed"]]
    windows = [(_time(row["t_ns"]), row["app"], row["title"]) for row in found["windows"]]
    clipboard = [(_time(row["t_ns"]), row["kind"], row["string"]) for row in found["clipboard"]]
    audit = [(_Time(when), who, called(what, DONE), more) for when, who, what, more in account.audit]
    rows = [(called(name, ROWS), f"{count:,}") for name, count in found["rows"].items()]
    parts = [
        f"<h1>{title}</h1>",
        *(f"<p>{_text(note)}</p>" for note in account.notes),
        _section("Your consent", ("", ""), _consent(found["header"]["consent"], found["withdrawn_on"])),
        _section("The recording", ("", ""), _header(found["header"])),
        _section("What identifies you or your machine", ("", ""), _private(found["header"]["private"])),
        _section("What you typed", ("at", "text", "in the window"), typed),
        _section("Windows and their titles", ("at", "program", "title"), windows),
        _section("The clipboard", ("at", "kind", "text"), clipboard),
        _section("What others wrote about it", ("who", "what"), account.annotations),
        _section("What was done with it", ("when", "who", "what", "what for, and where to"), audit),
        _section("How much was recorded", ("", ""), rows),
        _pictures(account.pictures),
    ]
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body>{''.join(parts)}</body></html>\n"
    )


def _section(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = ["".join(_cell(cell) for cell in row) for row in rows]
    if not lines:
        return f'<h2>{title}</h2><p class="none">Nothing.</p>'
    head = "".join(f"<th>{word}</th>" for word in heads) if any(heads) else ""
    return f"<h2>{title}</h2><table><tr>{head}</tr><tr>{'</tr><tr>'.join(lines)}</tr></table>\n"


def _cell(value: object) -> str:
    mark = ' class="t"' if isinstance(value, _Time) else ""
    # What was typed over several lines is read so; no other control character is taken as one.
    return f"<td{mark}>{'<br>'.join(_text(line) for line in str(value).split(chr(10)))}</td>"


def _pictures(pictures: Sequence[tuple[int, str]]) -> str:
    if not pictures:
        return _section("Pictures of your screen", (), [])
    figures = [
        f'<figure><a href="{escape(name)}"><img loading="lazy" alt="" src="{escape(name)}"></a>'
        f"<figcaption>{format_time(t_ns)}</figcaption></figure>"
        for t_ns, name in pictures
    ]
    return f"<h2>Pictures of your screen</h2><p>Each that differs from the one before.</p>{''.join(figures)}"


def _consent(consent: Mapping[str, Any] | None, withdrawn_on: str) -> list[tuple[str, str]]:
    here = [("withdrawn", f"yes, on {withdrawn_on}")] if withdrawn_on else []
    if consent is None:
        return here
    given = consent["given_utc_ns"]
    return [
        ("who agreed", str(consent["person"] or "not said")),
        ("when", "not said" if given is None else _instant(given)),
        ("what for", ", ".join(consent["purposes"]) or "not said"),
        ("until", str(consent["until"] or "no end was agreed")),
        ("kept until", str(consent["retain_until"] or "no end was agreed")),
        *(here or [("withdrawn", "yes" if consent["withdrawn"] else "no")]),
    ]


def _header(header: Mapping[str, Any]) -> list[tuple[str, str]]:
    names = ("recorder", "source", "task", "time_zone", "recording_id")
    told = [(called(name, HEADER), str(header[name])) for name in names if header[name]]
    if header["start_utc_ns"] is not None:
        told.append((called("start", HEADER), _instant(header["start_utc_ns"])))
    details = header["details"].items()
    return [*told, *((called(str(name), HEADER), _value(value)) for name, value in details)]


def _value(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _instant(utc_ns: int) -> str:
    try:
        return dt.datetime.fromtimestamp(utc_ns / NS_PER_S, dt.UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    except (OverflowError, OSError, ValueError):
        return f"{utc_ns} ns after 1970"


def _private(private: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for part in private.values() for name, value in part.items()]


class _Time(str):
    """A time in words, which does not break over lines."""

    __slots__ = ()


def _time(t_ns: int) -> _Time:
    return _Time(format_time(t_ns))


def _text(text: str) -> str:
    return escape(visible(text))
