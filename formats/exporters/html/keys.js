// The keys, those of the terminal's screen: what each does here, for the handler, the help and the buttons' titles.

const KEYS = [
  // Method of the player, its arguments, keys as people write them, words, group.
  ["play", [], "Space", "play or pause", "Playing"],
  ["slower", [], "[", "slower", "Playing"],
  ["faster", [], "]", "faster", "Playing"],
  ["normal_rate", [], "Backspace", "normal rate", "Playing"],
  ["idle_mode", [], "e", "waits: play, pass fast, skip", "Playing"],
  ["step", ["event", 1], "→ l", "next event", "Stepping"],
  ["step", ["event", -1], "← h", "event before", "Stepping"],
  ["step", ["action", 1], "Shift+→", "next action", "Stepping"],
  ["step", ["action", -1], "Shift+←", "action before", "Stepping"],
  ["step", ["frame", 1], ".", "next frame", "Stepping"],
  ["step", ["frame", -1], ",", "frame before", "Stepping"],
  ["step", ["change", 1], "L", "next visible change", "Stepping"],
  ["step", ["change", -1], "H", "visible change before", "Stepping"],
  ["step", ["boundary", 1], "}", "next boundary: change of window or marker", "Stepping"],
  ["step", ["boundary", -1], "{", "boundary before", "Stepping"],
  ["row", [1], "↓ j", "next row of the list shown", "Stepping"],
  ["row", [-1], "↑ k", "row before", "Stepping"],
  ["page", [1], "PgDn", "a page down the list", "Stepping"],
  ["page", [-1], "PgUp", "a page up the list", "Stepping"],
  ["go_to", [], "g", "go to a time: 1:30, 90s, #frame, 50%, +5", "Going"],
  ["start", [], "Home", "start", "Going"],
  ["end", [], "End", "end", "Going"],
  ["search", [], "/", "search actions, typed text, titles, markers", "Finding"],
  ["stop", [1], "n", "next place that the search found", "Finding"],
  ["stop", [-1], "N", "place before", "Finding"],
  ["clear_stops", [], "Esc", "forget what the search found", "Finding"],
  ["zoom_frame", [], "w", "picture: whole, 100 %, follow the pointer", "Looking"],
  ["magnify", [1], "+", "picture larger", "Looking"],
  ["magnify", [-1], "_", "picture smaller", "Looking"],
  ["pan", [-8, 0], "Ctrl+←", "picture: look further left", "Looking"],
  ["pan", [8, 0], "Ctrl+→", "picture: look further right", "Looking"],
  ["pan", [0, -4], "Ctrl+↑", "picture: look further up", "Looking"],
  ["pan", [0, 4], "Ctrl+↓", "picture: look further down", "Looking"],
  ["zoom_timeline", [1], "z", "timeline: show less time, larger", "Looking"],
  ["zoom_timeline", [-1], "Z", "timeline: show more time", "Looking"],
  ["display", [], "D", "next display", "Looking"],
  ["theme", [], "t", "dark or light", "Looking"],
  ["help", [], "?", "this help", "The tool"],
];

const SIGNS = {
  " ": "Space", ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓",
  Escape: "Esc", PageUp: "PgUp", PageDown: "PgDn",
};
const BY_SIGN = new Map(KEYS.flatMap((key) => key[2].split(" ").map((sign) => [sign, key])));

/** Returns how people write the key of an event: "Shift+←", "L". */
function signOf(event) {
  const name = SIGNS[event.key] ?? event.key;
  // With a character, Shift is in the character already.
  const shift = event.shiftKey && event.key.length > 1 ? "Shift+" : "";
  return `${event.ctrlKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${event.metaKey ? "Meta+" : ""}${shift}${name}`;
}

/** Returns what a key pressed on `event.target` is to do, undefined where it is that element's own. */
function keyFor(event) {
  const { target } = event;
  if (target.closest("input, select, dialog")) return undefined;
  // Space and Enter press the button that has the focus.
  if (target.closest("button") && event.key === " ") return undefined;
  return BY_SIGN.get(signOf(event));
}

/** Fills the help with a row for each entry. */
function fillHelp(table) {
  let group = "";
  for (const [, , signs, words, ofGroup] of KEYS) {
    if (ofGroup !== group) {
      const head = element("th", "", (group = ofGroup));
      head.colSpan = 2;
      head.scope = "colgroup";
      const row = document.createElement("tr");
      row.append(head);
      table.append(row);
    }
    const row = document.createElement("tr");
    const keys = document.createElement("td");
    keys.append(element("kbd", "", signs.replace(" ", " or ")));
    row.append(keys, element("td", "", words));
    table.append(row);
  }
}
