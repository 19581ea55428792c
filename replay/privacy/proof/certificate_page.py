"""The certificate as a page for people: one file of HTML that any browser shows; it fetches nothing."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from replay.core.safe_text import visible

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1b1b1f; background: #fff; max-width: 56rem;
  margin: 2.5rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.6rem; margin: 0 0 1rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p { margin: .5rem 0; } .dim { color: #5c5c66; }
.verdict { border-left: .5rem solid; padding: .75rem 1rem; font-size: 1.1rem; }
.clean { border-color: #1a7f37; background: #e9f6ec; } .bad { border-color: #b42318; background: #fdecea; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0;
  border-bottom: 1px solid #dcdce2; }
th { font-weight: 600; white-space: nowrap; }
td.number { text-align: right; white-space: nowrap; width: 6rem; }
td ul { margin: .25rem 0 0; padding-left: 1.1rem; }
code { font: .85em ui-monospace, monospace; overflow-wrap: anywhere; }
.chip { display: inline-block; min-width: 3.6rem; text-align: center; border-radius: .25rem; padding: 0 .4rem;
  font-size: .85rem; font-weight: 600; color: #fff; background: #b42318; }
.chip.is-clean { background: #1a7f37; } .chip.is-open { background: #8a5a00; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } tr { break-inside: avoid; } }
"""
_ALLOWS = "default-src 'none'; style-src 'unsafe-inline'"
_ASKED = {
    "secrets": "Is it known what was removed?",
    "rules": "Was it made by the rules of today?",
    "file": "Is there nothing in the file but what was looked at?",
    "bytes": "Does a secret stand in the bytes of the file, in any coding?",
    "texts": "Does a secret stand in a text?",
    "structure": "Does the form of the file tell how much was removed?",
    "detectors": "Is anything private left that detectors find?",
    "sweep": "Is a secret left in a text or on a picture, written alike?",
    "read": "Was everything read?",
    "painted": "Can what was painted over still be read?",
    "header": "Does the header hold what is allowed, and nothing else?",
    "events": "Are all other events as they were?",
    "typing": "Is removed typing gone as a whole?",
    "pictures": "Is every other pixel as it was?",
    "canaries": "Are the invented secrets gone?",
    "list": "Is the list of what was removed as it was written with the copy?",
    "certificate": "Is the certificate that was shown as it was signed?",
}


def html_page(record: Mapping[str, Any]) -> str:
    """Return a certificate as a page of HTML.

    Args:
        record: The certificate, signed or not.
    """
    clean = record["clean"] is True
    words = (
        "<b>Clean.</b> Everything below was looked at, and nothing that was to be removed was found."
        if clean
        else "<b>NOT CLEAN.</b> Something was found, or was not looked at: this copy must not be handed on."
    )
    parts = [
        "<h1>Certificate of redaction</h1>",
        f'<p class="verdict {"clean" if clean else "bad"}">{words}</p>',
        _table(_facts(record)),
        "<h2>What was asked of the copy</h2>",
        _checks(record["checks"]),
        "<h2>What was searched</h2>",
        _searched(record["searched"]),
        "<h2>What was removed</h2>",
        _counts(record["removed"]),
        "<h2>What the copy still tells of it</h2>",
        _list(record.get("left", ())) or "<p>Nothing that is known.</p>",
        "<h2>Signature</h2>",
        _signature(record),
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_ALLOWS}">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>Certificate of redaction</title><style>{_STYLE}</style></head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


def _facts(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    copy, consent = record["copy"], record["consent"]
    facts = [
        ("Copy", f"<code>{_safe(copy['recording_id'])}</code>"),
        ("File", f"{copy['size_bytes']:,} bytes<br>SHA-256 <code>{_safe(copy['sha256'])}</code>"),
        ("Verified", f"{_safe(record['made_utc'])}, by {_safe(record['program'])}"),
        ("Rules", _safe(record["policy"])),
        ("Decided by", _safe(", ".join(record["decided_by"]) or "not known")),
    ]
    if people := record.get("people"):
        facts.append(("Two people", f"told apart {_safe(people)}"))
    if purpose := record.get("purpose"):
        facts.append(("Made for", _safe(purpose)))
    facts.append(("Consent", _consent(consent)))
    return facts


def _consent(consent: Mapping[str, Any] | None) -> str:
    if consent is None:
        return "none was recorded"
    words = f"for {_safe(', '.join(consent['purposes']) or 'no stated purpose')}"
    ends = f", until {_safe(consent['until'])}" if consent["until"] else ", without an end"
    return f"{'<b>WITHDRAWN.</b> ' if consent['withdrawn'] else ''}{words}{ends}"


def _checks(checks: Sequence[Mapping[str, Any]]) -> str:
    rows = []
    for check in checks:
        status, name = str(check["status"]), str(check["check"])
        asked = _ASKED.get(name, name)
        rows.append(
            f'<tr><td><span class="chip is-{_safe(status)}">{_safe(status)}</span></td>'
            f'<td>{_safe(asked)}<br><span class="dim">{_safe(check["words"])}</span>'
            f"{_list(check['places'])}</td></tr>"
        )
    return f"<table>{''.join(rows)}</table>"


def _searched(searched: Sequence[Mapping[str, Any]]) -> str:
    rows = [
        f'<tr><th>{_safe(each["channel"])}</th><td class="number">{each["texts"]:,} texts</td>'
        f'<td class="number">{each.get("characters", 0):,} characters</td>'
        f"<td>{_share(each)}{_list(each.get('unread', ()))}</td></tr>"
        for each in searched
    ]
    by = dict.fromkeys(name for each in searched for name in each["detectors"])
    return (
        f"<table>{''.join(rows)}</table>"
        f'<p class="dim">By, with versions: {_safe(", ".join(by) or "none")}.</p>'
    )


def _share(each: Mapping[str, Any]) -> str:
    return "there are none" if not each["texts"] and each["share"] == 1 else f"{each['share']:.0%} was read"


def _counts(removed: Mapping[str, int]) -> str:
    if not removed:
        return "<p>Not known.</p>"
    rows = (
        f'<tr><td class="number">{count:,}</td><td>{_safe(what)}</td></tr>' for what, count in removed.items()
    )
    return f"<table>{''.join(rows)}</table>"


def _table(rows: Iterable[tuple[str, str]]) -> str:
    return f"<table>{''.join(f'<tr><th>{name}</th><td>{words}</td></tr>' for name, words in rows)}</table>"


def _signature(record: Mapping[str, Any]) -> str:
    key = _safe(record.get("key", "(not signed)"))
    return (
        f"<p>Signed by the key <code>{key}</code>. "
        "<code>replay verify COPY --signed CERTIFICATE.json</code> says "
        "whether certificate and copy are those that were signed; whose key it is the one who signed has to "
        "tell you: <code>--trusted-key KEY</code> names it.</p>"
    )


def _list(sentences: Iterable[object]) -> str:
    items = "".join(f"<li>{_safe(each)}</li>" for each in sentences)
    return f"<ul>{items}</ul>" if items else ""


def _safe(value: object) -> str:
    """Return words as they may stand in HTML: some were recorded, or written by others."""
    return escape(visible(str(value)))
