"""What the HTML reports share: one file, no script, no network; dark where the system is, light on paper."""

from collections.abc import Iterable
from html import escape

_STYLE = """
:root { color-scheme: light dark; --ink: #111; --paper: #fff; --rule: #ccc; --bad: #a01010;
  --doubtful: #8a5a00; --ok: #1d6b34; --unknown: #555; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e6ea; --paper: #14171c; --rule: #3a3f47;
  --bad: #ff8f85; --doubtful: #e8b75a; --ok: #7fd19a; --unknown: #a4abb5; } }
@media print { :root { color-scheme: light; --ink: #111; --paper: #fff; --rule: #ccc; --bad: #a01010;
  --doubtful: #8a5a00; --ok: #1d6b34; --unknown: #555; } }
body { font: 14px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 60rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; overflow-wrap: anywhere; } h2 { font-size: 1.1rem; margin-top: 2rem; }
h1, h2 { break-after: avoid; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .2rem .5rem; border-bottom: 1px solid var(--rule); vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td:first-child, th:first-child { white-space: nowrap; }
.moments td:not(:last-child) { white-space: nowrap; width: 1%; padding-right: 1.5rem; }
.v { font-weight: 600; white-space: nowrap; } .bad { color: var(--bad); }
.doubtful { color: var(--doubtful); } .ok { color: var(--ok); }
.unknown { color: var(--unknown); font-weight: 400; }
ul.events { columns: 13rem; padding-left: 1.2rem; }
td.off { color: var(--bad); font-weight: 600; }
code { font-size: .9em; overflow-wrap: anywhere; }
svg { width: 100%; height: auto; color: var(--ink); } svg text { fill: currentColor; }
svg { --one: #1f5fa8; --two: #b5492a; --three: #2f7d4f; --four: #7a4fa0; }
@media (prefers-color-scheme: dark) {
  svg { --one: #6ea8ec; --two: #f0936f; --three: #7cc99a; --four: #bf9be6; } }
@media print { svg { --one: #1f5fa8; --two: #b5492a; --three: #2f7d4f; --four: #7a4fa0; } }
figure { margin: 1rem 0; break-inside: avoid; } figcaption { font-weight: 600; }
figcaption small { font-weight: 400; }
@media print { body { margin: 0; max-width: none; padding: 0; } tr, li { break-inside: avoid; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""


def whole_page(title: str, parts: Iterable[str]) -> str:
    """Return the page.

    Args:
        title: Plain text.
        parts: Markup of the body, what was recorded in it escaped.
    """
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n<body>{''.join(parts)}</body></html>\n"
    )


def figure(caption: str, drawn: str, words: str = "") -> str:
    """Return a plot with its caption, and a few words that are set smaller."""
    small = f" <small>{escape(words)}</small>" if words else ""
    return f"<figure><figcaption>{escape(caption)}{small}</figcaption>{drawn}</figure>"


def opened_at(command: str, at: str) -> str:
    """Return the command that shows a moment, as text to copy; `command` is safe to show."""
    return f"<code>{escape(f'{command} --at {at}')}</code>"
