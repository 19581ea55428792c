"""The keys of the screen: one table for the bindings, the help screen, the palette and `replay keys`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from textual.binding import Binding
from textual.keys import Keys, _character_to_key

from replay.store.settings import SettingsError


@dataclass(frozen=True, slots=True)
class Key:
    """What some keys do."""

    action: str
    """The method `action_NAME` of the main screen."""
    keys: tuple[str, ...]
    """As Textual spells them."""
    description: str
    group: str


def _key(action: str, keys: str, description: str, group: str) -> Key:
    return Key(action, tuple(keys.split()), description, group)


_PLAY, _STEP, _GO, _LOOK, _FIND, _TOOL = "Playing", "Stepping", "Going", "Looking", "Finding", "The tool"
_LABEL, _EDGE, _TALK = "Labelling", "Edges and depth", "Stops, comments, taking back"
_PRESSED = "KEY"
"""In an action: stands for the key that was pressed, where several do the same with another value."""

CATEGORIES = {"p": "password", "n": "person", "h": "health", "o": "other"}
"""What is flagged most, by one letter, while it is asked what a region is flagged as."""

KEYS: tuple[Key, ...] = (
    _key("play", "space", "play or pause", _PLAY),
    _key("slower", "left_square_bracket", "slower", _PLAY),
    _key("faster", "right_square_bracket", "faster", _PLAY),
    _key("normal_rate", "backspace", "normal rate", _PLAY),
    _key("idle_mode", "e", "idle spans: play, pass fast, skip", _PLAY),
    _key("step('event', 1)", "right l", "next event of the filter", _STEP),
    _key("step('event', -1)", "left h", "event before", _STEP),
    _key("step('action', 1)", "shift+right", "next action", _STEP),
    _key("step('action', -1)", "shift+left", "action before", _STEP),
    _key("step('frame', 1)", "full_stop", "next frame", _STEP),
    _key("step('frame', -1)", "comma", "frame before", _STEP),
    _key("step('change', 1)", "L", "next visible change", _STEP),
    _key("step('change', -1)", "H", "visible change before", _STEP),
    _key(
        "step('boundary', 1)", "right_curly_bracket", "next boundary: change of window, marker or mark", _STEP
    ),
    _key("step('boundary', -1)", "left_curly_bracket", "boundary before", _STEP),
    _key("row(1)", "down j", "next row of the list shown", _STEP),
    _key("row(-1)", "up k", "row before", _STEP),
    _key("page(1)", "pagedown", "a page down the list", _STEP),
    _key("page(-1)", "pageup", "a page up the list", _STEP),
    _key("go_to", "g", "go to a time: 1:30, 90s, #frame, 50%, +5", _GO),
    _key("start", "home", "start", _GO),
    _key("end", "end", "end", _GO),
    _key("mark", "m", "mark this place: then a letter", _GO),
    _key("jump_to_mark", "apostrophe", "go to a mark: then its letter, or ' to undo the last jump", _GO),
    _key("search", "slash", "search typed text, titles, actions, notes", _FIND),
    _key("stop(1)", "n", "next stop: what / found, p suggests, ! or A lists, X finds", _FIND),
    _key("stop(-1)", "N", "stop before", _FIND),
    _key("clear_stops", "escape", "close the notices and what is bad; then, forget the stops", _FIND),
    _key("filter", "f", "filter the streams that are listed and stepped through", _FIND),
    _key("tab(1)", "tab", "next list: actions, events, text, labels, defects, notes, stops, flags", _LOOK),
    _key("tab(-1)", "shift+tab", "list before", _LOOK),
    _key("zoom_frame", "w", "picture: whole, 100 %, follow the pointer", _LOOK),
    _key("magnify(1)", "plus", "picture larger", _LOOK),
    _key("magnify(-1)", "underscore", "picture smaller", _LOOK),
    _key("pan(-8, 0)", "ctrl+left", "picture: look further left", _LOOK),
    _key("pan(8, 0)", "ctrl+right", "picture: look further right", _LOOK),
    _key("pan(0, -4)", "ctrl+up", "picture: look further up", _LOOK),
    _key("pan(0, 4)", "ctrl+down", "picture: look further down", _LOOK),
    _key("zoom_timeline(1)", "z", "timeline: show less time, larger", _LOOK),
    _key("zoom_timeline(-1)", "Z", "timeline: show more time", _LOOK),
    _key("display", "D", "next display", _LOOK),
    _key("render", "R", "draw pictures another way", _LOOK),
    _key("clock", "at", "times by the next clock: recording, wall, source, frame", _LOOK),
    _key("correction", "tilde", "frames with their corrected times, or as recorded", _LOOK),
    _key("theme", "t", "dark or light", _LOOK),
    _key(
        "split", "enter", "split here: one segment ends, the next begins; --as privacy: look closer", _LABEL
    ),
    _key(
        f"label('{_PRESSED}')",
        "1 2 3 4 5 6 7 8 9 0",
        "label: what is here, the span from in to out point, or, while playing, from here on",
        _LABEL,
    ),
    _key("pick_label", "semicolon", "label from the list: by its key or its name", _LABEL),
    _key("relabel_alike", "percent_sign", "label all that are labelled as this one", _LABEL),
    _key("in_point", "i", "in point: the next segment begins here", _LABEL),
    _key("out_point", "o", "out point: it ends here", _LABEL),
    _key("tier(1)", "T", "next tier", _LABEL),
    _key("merge('after')", "M", "join with the segment after it", _LABEL),
    _key("merge('before')", "B", "join with the segment before it", _LABEL),
    _key("delete", "d delete", "delete the segment or point here", _LABEL),
    _key("copy_tier", "Y", "copy this tier to the next one, where that is empty", _LABEL),
    _key("to_edge('start')", "left_parenthesis", "go to the start of this segment", _EDGE),
    _key("to_edge('end')", "right_parenthesis", "go to its end", _EDGE),
    _key("edge_here('start')", "I", "this segment, or the next one, begins here", _EDGE),
    _key("edge_here('end')", "O", "this segment, or the one before, ends here", _EDGE),
    _key("nudge(-1)", "minus", "nudge the nearest edge back", _EDGE),
    _key("nudge(1)", "equals_sign", "nudge it on", _EDGE),
    _key("nudge_by", "vertical_line", "nudge by an event, a frame or 10 ms", _EDGE),
    _key("snap", "S", "edges go to what happened near them, or stay where put", _EDGE),
    _key("descend", "greater_than_sign", "go into this segment: it is the whole timeline", _EDGE),
    _key("ascend", "less_than_sign", "come back out of it", _EDGE),
    _key("loop", "backslash", "play this segment again and again, or go on", _EDGE),
    _key("comment", "c", "comment on this place, or on the span from in to out point", _TALK),
    _key("turn_comment", "C", "resolve the nearest comment, or open it again", _TALK),
    _key("flag", "x", "flag as sensitive: typed text, title, clipboard, everything in a span", _TALK),
    _key("region", "P", "a region of the picture, to flag or comment: letters pick, arrows draw", _TALK),
    _key("obligations", "E", "where else flagged secrets stand: stops; again: in the pictures too", _TALK),
    _key("private", "F", "look for private content in every text: stops; again: in the pictures too", _TALK),
    _key("reveal", "v", "reveal what is hidden here, which is noted; hide it again", _TALK),
    _key("sign_off", "V", "sign off what was looked through, see `open --as privacy`", _TALK),
    _key("check", "X", "check the capture: what is lost, late, stuck: stops", _TALK),
    _key("suggest", "p", "suggest boundaries: stops with reasons", _TALK),
    _key(
        "lint",
        "exclamation_mark",
        "what is wrong with the labels, conflicts, comments, what a correction moved: stops",
        _TALK,
    ),
    _key("differing", "A", "where two annotators differ, see `open --between`: stops", _TALK),
    _key("follow('b')", "b", "follow the second at a stop of two; a follows the first", _TALK),
    _key("follow('both')", "ampersand", "follow both; at a conflict: take the third value", _TALK),
    _key(
        "decide('accepted')", "a", "accept the stop, and all of the same secret: split there, resolved", _TALK
    ),
    _key("decide('rejected')", "r", "reject it: it does not come again", _TALK),
    _key("decide('skipped')", "s", "leave it for later", _TALK),
    _key("alone", "J", "decide on this stop alone: then a, r, s, or e to adjust what it covers", _TALK),
    _key(
        "hand_in", "W", "hand in, and go on to the next recording; what is wrong is shown once before", _TALK
    ),
    _key(
        "send_back", "Q", "send back what is reviewed, and go on to the next: asks what is to be done", _TALK
    ),
    _key("undo", "u", "undo", _TALK),
    _key("redo", "ctrl+r U", "redo", _TALK),
    _key("palette", "colon", "palette: every action by name", _TOOL),
    _key("help", "question_mark", "this help", _TOOL),
    _key("suspend", "ctrl+z", "back to the shell; `fg` returns", _TOOL),
    _key("leave", "q ctrl+c", "quit", _TOOL),
)

_NAMES = {name.value.rsplit("+", 1)[-1] for name in Keys} | {name for key in KEYS for name in key.keys}
"""What keys are called that type nothing, and those that the table itself names."""

_MOST_SIGNS = 3
_HELD = {"ctrl", "shift", "alt", "super", "meta", "hyper"}

_SIGNS = {
    "full_stop": ".",
    "comma": ",",
    "slash": "/",
    "at": "@",
    "tilde": "~",
    "colon": ":",
    "question_mark": "?",
    "apostrophe": "'",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "plus": "+",
    "underscore": "_",
    "semicolon": ";",
    "ampersand": "&",
    "exclamation_mark": "!",
    "percent_sign": "%",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "vertical_line": "|",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "backslash": "\\",
    "delete": "Del",
    "equals_sign": "=",
    "minus": "-",
    "space": "Space",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "backspace": "Backspace",
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "f1": "F1",
    "shift": "Shift",
    "ctrl": "Ctrl",
}


def key_table(overrides: Mapping[str, Sequence[str]]) -> tuple[Key, ...]:
    """Return the table with the changes that the settings make.

    Args:
        overrides: Keys by action, `stop` or `step('event', 1)` alike.

    Raises:
        SettingsError: An action or a key is unknown, or a key would do two things.
    """
    actions = {key.action for key in KEYS}
    for action in overrides:
        if action not in actions:
            raise SettingsError(f"settings: keys.{action} is not an action; `replay keys --json` lists them")
    changed = {action: tuple(_known(action, name) for name in names) for action, names in overrides.items()}
    table = tuple(replace(key, keys=changed.get(key.action, key.keys)) for key in KEYS)
    for name, users in clashes(table).items():
        raise SettingsError(f"settings: the key {name!r} would do two things: {' and '.join(users)}")
    return table


def _known(action: str, name: str) -> str:
    """Return a key's name as it arrives: people write "." for "full_stop", too.

    Raises:
        SettingsError: No key is called so; bound to it, the action could be reached by none.
    """
    *held, key = name.split("+") if len(name) > 1 else [name]
    if len(key) == 1 and key.isprintable():
        key = _character_to_key(key)
    elif key not in _NAMES:
        held = ["?"]
    if not _HELD.issuperset(held):
        raise SettingsError(
            f"settings: keys.{action} = {name!r} is no key: "
            "write one character, or a name as in `replay keys --json`"
        )
    return "+".join([*held, key])


def clashes(table: Iterable[Key]) -> dict[str, list[str]]:
    """Return the keys that do more than one thing, with the actions."""
    users: dict[str, list[str]] = {}
    for key in table:
        for name in key.keys:
            users.setdefault(name, []).append(key.action)
    return {name: actions for name, actions in users.items() if len(actions) > 1}


def bindings(table: Iterable[Key]) -> list[Binding]:
    """Return the bindings of the main screen."""
    return [
        Binding(name, key.action.replace(_PRESSED, name), key.description, show=False)
        for key in table
        for name in key.keys
    ]


def signs(key: Key) -> str:
    """Write the keys of an action as people do, of many the first and the last: "1 … 0"."""
    written = [sign(name) for name in key.keys]
    return "  ".join(written) if len(written) <= _MOST_SIGNS else f"{written[0]} … {written[-1]}"


def sign(key: str) -> str:
    """Write a key as people do: "shift+left" is "Shift+←"."""
    *held, name = key.split("+") if key != "+" else [key]
    name = name.upper() if "ctrl" in held and len(name) == 1 else name
    return "+".join(_SIGNS.get(part, part) for part in (*held, name))
