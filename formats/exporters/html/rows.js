// What the lists show, what a search finds, and times as people write them.

const LONGEST_WORDS = 2000;
const MOST_BLANK_PX = 8192; // Of a side: a file may say anything.

/** Returns one row an action: when, and what. */
function actionRows({ actions }) {
  return actions.t.map((t, row) => {
    const words = visible(actions.words[row].slice(0, LONGEST_WORDS));
    const space = (words + " ").indexOf(" ");
    const window = actions.window[row] ? `in ${visible(actions.window[row])}` : "";
    const isWait = actions.kind[row] === "wait";
    const length = isWait ? "" : `took ${(actions.length[row] / 1e6).toFixed(1)} s`;
    return {
      t, when: shortTime(t), head: words.slice(0, space), rest: words.slice(space),
      more: [words, window, length].filter(Boolean).join("\n"), isWait,
    };
  });
}

/** Returns one row for each text that was typed in one go. */
function typedRows({ actions }) {
  const typed = actions.t.map((_, row) => row).filter((row) => actions.text[row]);
  return typed.map((row) => {
    const words = actions.text[row].slice(0, LONGEST_WORDS).split("\n").map(visible);
    const window = actions.window[row] ? `in ${visible(actions.window[row])}` : "";
    const t = actions.t[row];
    return { t, when: shortTime(t), head: "", rest: words.join(" ⏎ "), more: [...words, window].join("\n") };
  });
}

/** Returns what is known of the recording, then its windows and markers. */
function noteRows(recording) {
  const facts = [
    ["task", recording.task || "none given"],
    ["source", recording.source || "unknown"],
    ["recorder", recording.recorder || "unknown"],
    ["start", recording.start_ms === null ? "not in the recording" : dateWords(recording.start_ms)],
    ["consent", recording.consent],
  ];
  if (!recording.complete) facts.unshift(["problem", "the recording is not complete"]);
  const notes = facts.map(([name, words]) => row(0, name, words));
  const { window: windows, marker } = recording.streams;
  const placed = [
    ...(windows?.t ?? []).map((t, at) => row(t, "window", windows.title[at] || windows.app[at])),
    ...(marker?.t ?? []).map((t, at) => row(t, "marker", markerWords(marker.name[at], marker.payload[at]))),
  ];
  return [...notes, ...placed.sort((a, b) => a.t - b.t)];

  function row(t, name, words) {
    const shown = visible(words.slice(0, LONGEST_WORDS));
    return { t, when: shortTime(t), head: name, rest: ` ${shown}`, more: shown };
  }
}

function dateWords(ms) {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? `${ms} ms since 1970` : `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** Describes a marker: its name, and what was said where its payload holds a text. */
function markerWords(name, payload) {
  try {
    const { text: said } = JSON.parse(payload);
    if (typeof said === "string") return `${name}: ${said}`;
  } catch {
    // A payload that is no JSON says nothing to people.
  }
  return name;
}

/** Returns the times of all that holds the needle: actions with what they typed, titles, markers. */
function placesOf(needle, { actions, streams }) {
  const holds = (words) => words.normalize().toLowerCase().includes(needle);
  const { window: windows, marker } = streams;
  const found = [
    ...actions.t.filter((_, row) => holds(actions.words[row])),
    ...(windows?.t ?? []).filter((_, row) => holds(windows.title[row]) || holds(windows.app[row])),
    ...(marker?.t ?? []).filter((_, row) => holds(markerWords(marker.name[row], marker.payload[row]))),
  ];
  return [...new Set(found)].sort((a, b) => a - b);
}

/** Reads a time: 1:30, 90s, #frame, 50%, +5 from where the playhead is; undefined where it is none. */
function parseTime(asked, now, { duration, frames }) {
  const words = asked.trim();
  if (/^#\d+$/.test(words)) return frames.t[Number(words.slice(1))];
  const share = words.match(/^(\d+(?:\.\d+)?)\s*%$/);
  if (share) return (Number(share[1]) / 100) * duration;
  const parts = words.match(/^([+-]?)(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)\s*s?$/);
  if (!parts) return undefined;
  const [, sign, hours = 0, minutes = 0, seconds] = parts;
  const t = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1e6;
  return { "": t, "+": now + t, "-": now - t }[sign];
}

/** Writes a time as short as it can be in a list. */
function shortTime(t) {
  return formatTime(t).slice(0, -2).replace(/^00:/, "");
}

/** Returns the size of an empty screen: the display's, or what the pointer went over. */
function blankSize({ placements, streams }, t) {
  const row = Math.max(lastAt(placements.t, t), 0);
  const size = { width: placements.width?.[row] ?? 0, height: placements.height?.[row] ?? 0 };
  if (!(size.width > 0 && size.height > 0)) {
    Object.assign(size, { width: 640, height: 400 });
    for (const { x = [], y = [] } of [streams.pointer ?? {}, streams.button ?? {}]) {
      for (const value of x) size.width = Math.max(size.width, value ?? 0);
      for (const value of y) size.height = Math.max(size.height, value ?? 0);
    }
  }
  return { width: Math.min(Math.ceil(size.width), MOST_BLANK_PX), height: Math.min(Math.ceil(size.height), MOST_BLANK_PX) };
}
