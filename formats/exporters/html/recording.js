"use strict";
// The recording as this page holds it: columns of numbers, read once from the blocks of data above.
// Times are microseconds from the recording's start.

const BOOKKEEPING = ["header", "actions", "frames", "pictures", "display"];

/** Reads all blocks and returns the recording. */
function readRecording() {
  const tables = {};
  for (const block of document.querySelectorAll("script[data-block]")) {
    const values = JSON.parse(block.textContent);
    const name = block.dataset.block;
    if (name === "header") tables.header = values;
    else append((tables[name] ??= {}), values);
    block.remove(); // Its text would lie in memory a second time.
  }
  const frames = tables.frames ?? { t: [] };
  const streams = {};
  for (const [name, table] of Object.entries(tables)) {
    if (!BOOKKEEPING.includes(name)) streams[name] = table;
  }
  return {
    ...tables.header,
    streams,
    actions: tables.actions ?? { t: [], length: [], kind: [], words: [], text: [], window: [] },
    frames,
    pictures: tables.pictures ?? { base: [], patches: [] },
    placements: tables.display ?? { t: [] },
    displays: fullestFirst(frames.display ?? []),
  };
}

/** Adds the columns of one block to a table. */
function append(table, values) {
  if (values.t) values.t = summed(values.t);
  for (const [name, column] of Object.entries(values)) {
    if (name.endsWith("_strings")) continue;
    const strings = values[`${name}_strings`];
    const plain = strings ? column.map((number) => strings[number]) : column;
    const whole = (table[name] ??= []);
    // Not push(...plain): a long column is more arguments than a call takes.
    for (const value of plain) whole.push(value);
  }
}

function summed(differences) {
  let t = 0;
  return differences.map((difference) => (t += difference));
}

/** Returns the displays that have frames, the one with most of them first. */
function fullestFirst(column) {
  const counts = new Map();
  for (const display of column) counts.set(display, (counts.get(display) ?? 0) + 1);
  return [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a - b);
}

/** Returns how many of the rising `times` lie before `t`. */
function countBefore(times, t) {
  let low = 0, high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns the place of the last of `times` at or before `t`, -1 where there is none: never the nearest. */
function lastAt(times, t) {
  return countBefore(times, t + 1) - 1;
}

/** Returns the first of `times` after `t` or the last before it, undefined where there is none. */
function neighbour(times, t, direction) {
  return direction > 0 ? times[lastAt(times, t) + 1] : times[countBefore(times, t) - 1];
}

/** Returns several rising lists of times as one. */
function mergedTimes(lists) {
  const merged = new Float64Array(lists.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of lists) {
    merged.set(list, at);
    at += list.length;
  }
  return merged.sort();
}

/** Writes a time as HH:MM:SS.mmm, rounded down. */
function formatTime(t) {
  const ms = Math.floor(t / 1000);
  const two = (number) => String(Math.floor(number)).padStart(2, "0");
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(ms % 1000).padStart(3, "0")}`;
}

// Controls, and what hides text or turns its order: a recorded title may not fool who reads it here.
const HARMFUL = /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff]|\p{Cs}|[\u{e0000}-\u{e0fff}]/gu;

/** Returns recorded text with every character shown that would be obeyed or hidden. */
function visible(text) {
  return text.replace(HARMFUL, (character) => {
    const code = character.codePointAt(0);
    return code < 32 ? String.fromCharCode(0x2400 + code) : `<${code.toString(16).toUpperCase().padStart(4, "0")}>`;
  });
}

/** Returns the bytes of a block of base64. */
function bytesOf(block) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(block.textContent);
  const text = atob(block.textContent);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
