"""HTML: one page that plays the recording in a browser, without a network and without anything beside it.

Everything recorded lies in blocks of data that no browser runs (`blocks`); the page's own script and style
are named in its Content-Security-Policy by their hashes, so that nothing else in the file can ever run.
"""

import base64
import hashlib
import html
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from formats.exporters.html.blocks import Blocks
from formats.exporters.html.columns import write_actions, write_header, write_streams
from formats.exporters.html.frames import FrameBlocks
from formats.exporters.html.video import PlayedVideo, write_videos
from formats.media.video import other_tracks
from formats.model.export import ExportOptions, ExportReport, ExportSource
from formats.model.frames import Storage
from formats.model.recording import Recording

NAME = "html"
SUFFIX = ".html"
SUMMARY = (
    "A page that plays the recording in a browser: pictures, trail, keys, timeline, actions; no network."
)
LOSES = (
    "Times below a microsecond, places of windows, cursor shapes, readings of clocks, what no importer "
    "understood, who was recorded, and sound."
)

_SCRIPTS = (
    "recording.js",
    "pictures.js",
    "trail.js",
    "timeline.js",
    "list.js",
    "rows.js",
    "keys.js",
    "player.js",
    "page.js",
)
"""In the order in which they use each other."""
_DATA, _TITLE, _POLICY, _STYLE, _SCRIPT = (
    f"<!-- {word} -->" for word in ("data", "title", "policy", "style", "script")
)
_LEFT_OUT = {
    "cursor": "shapes of the cursor",
    "clock": "readings of clocks",
    "other": "events that no importer understood",
}


def export(source: ExportSource, out: Path, options: ExportOptions) -> ExportReport:
    """Write the page, part by part as it is read."""
    recording = source.recording
    head, tail = _shell(options.instruction or recording.header.task)
    with out.open("wb") as file:
        file.write(head)
        blocks = Blocks(file)
        write_header(blocks, recording, options)
        events = write_streams(blocks, recording, options.stage("writing events"))
        write_actions(blocks, source.actions)
        videos = write_videos(blocks, recording, options)
        frames = FrameBlocks(blocks, recording, options)
        if options.pictures:
            frames.write(videos, options.stage("writing pictures"))
        file.write(tail)
    written = {"events": events, "actions": len(source.actions), "pictures": frames.written}
    if videos:
        written["videos"] = len(videos)
    lost = (*_lost(recording, options), *_unheard(recording, videos), *frames.lost, *source.cut())
    return ExportReport(written, lost)


def _shell(title: str) -> tuple[bytes, bytes]:
    """Return what stands before and behind the data."""
    style, script = _text("page.css"), "\n".join(_text(name) for name in _SCRIPTS)
    head, _, tail = _text("page.html").partition(_DATA)
    # Video frames are drawn from a blob; pictures never are a URL at all.
    policy = (
        "default-src 'none'; media-src blob:; base-uri 'none'; form-action 'none'; "
        f"style-src {_hash(style)}; script-src {_hash(script)}"
    )
    head = head.replace(_STYLE, style).replace(_POLICY, policy)
    # The title comes last: what was recorded is not searched for places to fill.
    head = head.replace(_TITLE, html.escape(title.strip() or "A recorded computer session"))
    # A lone surrogate becomes a reference to it, which a browser shows as a replacement character.
    return head.encode("utf-8", "xmlcharrefreplace"), tail.replace(_SCRIPT, script).encode()


def _text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return what lets exactly this inline text through a Content-Security-Policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _unheard(recording: Recording, videos: Mapping[int, PlayedVideo]) -> list[str]:
    tracks = {track for number in videos for track in other_tracks(recording.videos[number].open)}
    return [f"what lies beside the pictures of a video: {', '.join(sorted(tracks))}"] if tracks else []


def _lost(recording: Recording, options: ExportOptions) -> list[str]:
    lost = ["times below a microsecond: they are rounded down"]
    streams = recording.streams
    if "window" in streams:
        lost.append("places and sizes of windows: the page shows their names")
    for name, words in _LEFT_OUT.items():
        if name in streams:
            lost.append(f"{streams[name].rows:,} {words}")
    private = len(recording.header.private.hardware) + len(recording.header.private.names)
    if private or recording.header.consent:
        lost.append("who was recorded, and on which machine: a page is made to be passed on")
    drawn = int((recording.frames["storage"] != Storage.NONE).sum())
    if drawn and not options.pictures:
        lost.append(f"pictures, as asked: {drawn:,}")
    return lost
