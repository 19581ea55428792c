"""What aligning found as one HTML page: the offset with what it rests on, and the curve with its minimum."""

from html import escape

from formats.model.time import NS_PER_MS
from replay.core.safe_text import visible
from replay.fidelity import svg
from replay.fidelity.align.found import Alignment
from replay.fidelity.align.path import SEARCH_NS
from replay.fidelity.page_frame import figure, whole_page

_CLASSES = {"ok": "ok", "off": "bad", "unknown": "unknown"}
_AXES = {"px": "mean distance, px", "nats": "less likely by, nats"}


def alignment_page(name: str, command: str, found: Alignment) -> str:
    """Return the page.

    Args:
        name: Of the recording, as people know it.
        command: What measures it again, to which ` --apply` is added.
        found: What was found.
    """
    title = visible(f"Are the pictures of {name} where its events are?")
    verdict = f'<span class="v {_CLASSES[found.verdict]}">{found.verdict}</span>'
    rows = "".join(
        f"<tr><td>{escape(key)}</td><td>{escape(visible(value))}</td></tr>" for key, value in _facts(found)
    )
    parts = [
        f"<h1>{escape(title)}</h1><p>{verdict} {escape(_sentence(found))}</p>",
        f"<table>{rows}</table>",
        *curve_figure(found),
    ]
    if found.verdict == "off" and found.offset_ns is not None:
        parts.append(
            "<p>To keep the offset as a correction, which leaves the recording as it is: "
            f"<code>{escape(visible(command))} --apply</code></p>"
        )
    return whole_page(title, parts)


def curve_figure(found: Alignment) -> list[str]:
    """Return the curve of all shifts with its minimum, none where nothing could be tried."""
    if len(found.curve) < 2:
        return []
    words = (
        f"minimum at {found.offset_ns / NS_PER_MS:+.1f} ms, by {found.method}"
        if found.offset_ns is not None
        else f"no minimum that can be believed: {visible(found.note)}"
    )
    labels = [(n / 4, f"{(n - 2) * SEARCH_NS // 2 / NS_PER_MS:+.0f} ms") for n in range(5)]
    drawn = svg.curve(found.curve, found.offset_ns, labels, _AXES[found.curve_unit])
    return [figure("Misfit of pictures and events, by what is added to the frames' times", drawn, words)]


def _sentence(found: Alignment) -> str:
    if found.offset_ns is None:
        return "By how much the frames are off cannot be said."
    if found.verdict == "ok":
        return "The frames are where the events are."
    way = "late" if found.offset_ns < 0 else "early"
    return f"The frames are stamped {abs(found.offset_ns) / NS_PER_MS:.1f} ms {way}."


def _facts(found: Alignment) -> list[tuple[str, str]]:
    unknown = "unknown"
    offset = unknown if found.offset_ns is None else f"{found.offset_ns / NS_PER_MS:+.1f} ms"
    within = unknown if found.uncertain_ns is None else f"{found.uncertain_ns / NS_PER_MS:.1f} ms"
    drift = unknown if found.drift_ppm is None else f"{found.drift_ppm:+.1f} ppm"
    scale = unknown if found.scale is None else f"{found.scale:.4f}"
    return [
        ("offset, to be added to the frames' times", offset),
        ("within", within),
        ("drift", drift),
        ("confidence, 0 to 1", f"{found.confidence:.2f}"),
        ("rests on", f"{found.method}: {found.note}"),
        ("scale of the coordinates to the pictures", scale),
        ("cursor found", f"in {found.sightings:,} of {found.frames:,} frames"),
    ]
