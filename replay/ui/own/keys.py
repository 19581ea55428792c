"""The keys of the recorded person's screen: few, and all of them on the screen."""

from replay.ui.keys import Key, sign

_LOOK, _REMOVE, _SAY, _TOOL = "Look at it", "Take something out", "Have your say", "The screen"


def _key(action: str, keys: str, description: str, group: str) -> Key:
    return Key(action, tuple(keys.split()), description, group)


OWN_KEYS: tuple[Key, ...] = (
    _key("play", "space", "play, or stop", _LOOK),
    _key("skip(-5)", "left h", "5 seconds back", _LOOK),
    _key("skip(5)", "right l", "5 seconds on", _LOOK),
    _key("step('frame', -1)", "comma", "one picture back", _LOOK),
    _key("step('frame', 1)", "full_stop", "one picture on", _LOOK),
    _key("row(-1)", "up k", "the line before in the list", _LOOK),
    _key("row(1)", "down j", "the next line of the list, and go to its time", _LOOK),
    _key("page(-1)", "pageup", "a page up the list", _LOOK),
    _key("page(1)", "pagedown", "a page down the list", _LOOK),
    _key("tab(1)", "tab", "the next list: typed, windows, clipboard, removed", _LOOK),
    _key("tab(-1)", "shift+tab", "the list before", _LOOK),
    _key("magnify(1)", "plus equals_sign", "picture larger", _LOOK),
    _key("magnify(-1)", "minus underscore", "picture smaller", _LOOK),
    _key("pan(-8, 0)", "ctrl+left", "larger picture: look further left", _LOOK),
    _key("pan(8, 0)", "ctrl+right", "further right", _LOOK),
    _key("pan(0, -4)", "ctrl+up", "further up", _LOOK),
    _key("pan(0, 4)", "ctrl+down", "further down", _LOOK),
    _key("slower", "left_square_bracket", "play slower", _LOOK),
    _key("faster", "right_square_bracket", "play faster", _LOOK),
    _key("go_to", "g", "go to a time: 1:30, 90s, 50%", _LOOK),
    _key("start", "home", "go to the beginning", _LOOK),
    _key("end", "end", "go to the end", _LOOK),
    _key("display", "D", "the next display, where you had several", _LOOK),
    _key("in_point", "i", "what must go begins here", _REMOVE),
    _key("out_point", "o", "it ends here", _REMOVE),
    _key("remove", "x", "remove: the time you marked, a program, what you typed, a word", _REMOVE),
    _key("put_back", "u", "put something back that you removed", _REMOVE),
    _key("look", "v", "look at what you removed; again: it is covered", _REMOVE),
    _key("forget", "escape", "forget the time that is marked", _REMOVE),
    _key("release", "r", "RELEASE it, without what you removed", _SAY),
    _key("withhold", "w", "WITHHOLD it: no copy for anybody", _SAY),
    _key("help", "question_mark f1", "this help", _TOOL),
    _key("theme", "t", "dark or light", _TOOL),
    _key("suspend", "ctrl+z", "back to the shell; `fg` returns", _TOOL),
    _key("leave", "q", "leave; all that you did is kept", _TOOL),
    _key("leave_at_once", "ctrl+c", "leave, and be asked nothing", _TOOL),
)

_BY_ACTION = {key.action: key for key in OWN_KEYS}


def _bar(words: str, *actions: str, click: str = "") -> tuple[str, str, str]:
    """Return what the bar says of actions: the first key of each, words, and what a click there does."""
    keys = " ".join(sign(_BY_ACTION[action].keys[0]) for action in actions)
    return keys, words, click or actions[-1]


LOOK_BAR: tuple[tuple[str, str, str], ...] = (
    _bar("play", "play"),
    _bar("5 seconds", "skip(-5)", "skip(5)"),
    _bar("picture", "step('frame', -1)", "step('frame', 1)"),
    _bar("list", "row(-1)", "row(1)"),
    _bar("next list", "tab(1)"),
    _bar("larger", "magnify(1)", "magnify(-1)", click="magnify(1)"),
)
SAY_BAR: tuple[tuple[str, str, str], ...] = (
    _bar("from here", "in_point"),
    _bar("to here", "out_point"),
    _bar("remove …", "remove"),
    _bar("put back …", "put_back"),
    _bar("look at removed", "look"),
    _bar("RELEASE", "release"),
    _bar("WITHHOLD", "withhold"),
    _bar("help", "help"),
    _bar("leave", "leave"),
)
"""What is always in view, in two parts: keys, what they do in a word or two, and what a click there does."""
