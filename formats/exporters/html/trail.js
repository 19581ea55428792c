// What the person was doing at one time, and how it is drawn over the picture; the rules and colours are those
// of the terminal's screen.

const TRAIL_US = 1_500_000;
const RIPPLE_US = 600_000;
const KEY_HELD_US = 2_000_000; // Recorders lose releases: a key is not believed to be held for longer.
const HELD_ROWS = 1024;
const LOOK_BACK_ROWS = 64;
const MOST_POINTS = 4096;
const MODIFIERS = ["Control", "Shift", "Alt", "Meta", "AltGraph"]; // By their bits.
const KEY_NAMES = { " ": "Space", Control: "Ctrl", AltGraph: "AltGr" };
const BUTTON_NAMES = ["left", "middle", "right", "back", "forward"];
const PATH = "255, 92, 0";
const DRAG = "0, 174, 255";
const SCROLL = "0, 200, 120";
const BUTTON_COLOURS = ["255, 200, 0", "0, 200, 120", "0, 174, 255"];
const OTHER_BUTTON = "220, 90, 255";

/** Finds what is drawn at `t`; events at `t` itself count. Places are in pixels as captured. */
function trailAt(recording, t) {
  const { pointer, button, scroll, key } = recording.streams;
  const spot = pointerAt(recording, t);
  const held = heldButtons(button, t);
  const start = [...held.values()].find((from) => spot && far(from, spot));
  return {
    points: pathAt(pointer, t),
    clicks: ripplesAt(button, t),
    wheel: wheelAt(scroll, t),
    drag: start ?? null,
    pointer: spot,
    held: heldWords(heldKeys(key, t), [...held.keys()]),
  };
}

function pathAt(pointer, t) {
  if (!pointer) return [];
  const stop = lastAt(pointer.t, t) + 1;
  const start = Math.max(countBefore(pointer.t, t - TRAIL_US), stop - MOST_POINTS);
  const points = [];
  for (let row = start; row < stop; row++) {
    if (pointer.x[row] !== null && pointer.y[row] !== null) {
      points.push({ x: pointer.x[row], y: pointer.y[row], age: (t - pointer.t[row]) / TRAIL_US });
    }
  }
  return points;
}

function ripplesAt(button, t) {
  if (!button) return [];
  const ripples = [];
  for (let row = countBefore(button.t, t - RIPPLE_US); row <= lastAt(button.t, t); row++) {
    if (button.x[row] === null || button.y[row] === null) continue;
    const age = (t - button.t[row]) / RIPPLE_US;
    ripples.push({ x: button.x[row], y: button.y[row], age, button: button.button[row], pressed: button.pressed[row] });
  }
  return ripples;
}

function wheelAt(scroll, t) {
  if (!scroll) return null;
  const first = countBefore(scroll.t, t - RIPPLE_US), last = lastAt(scroll.t, t);
  if (last < first || scroll.x[last] === null || scroll.y[last] === null) return null;
  const wheel = { x: scroll.x[last], y: scroll.y[last], dx: 0, dy: 0 };
  for (let row = first; row <= last; row++) {
    wheel.dx += scroll.dx[row] ?? 0;
    wheel.dy += scroll.dy[row] ?? 0;
  }
  return wheel;
}

/** Returns where the pointer is: the newest known position of a move, a button or the wheel. */
function pointerAt(recording, t) {
  let newest = null;
  for (const name of ["pointer", "button", "scroll"]) {
    const stream = recording.streams[name];
    if (!stream) continue;
    const last = lastAt(stream.t, t);
    for (let row = last; row >= 0 && row > last - LOOK_BACK_ROWS; row--) {
      if (stream.x[row] === null || stream.y[row] === null) continue;
      if (!newest || stream.t[row] >= newest.t) newest = { t: stream.t[row], x: stream.x[row], y: stream.y[row] };
      break;
    }
  }
  return newest;
}

/** Returns the buttons held, each with where it went down. */
function heldButtons(button, t) {
  const held = new Map();
  if (!button) return held;
  const last = lastAt(button.t, t);
  for (let row = Math.max(last - HELD_ROWS + 1, 0); row <= last; row++) {
    if (!button.pressed[row]) held.delete(button.button[row]);
    else if (!held.has(button.button[row])) held.set(button.button[row], { x: button.x[row], y: button.y[row] });
  }
  return held;
}

function far(from, to) {
  return from.x !== null && from.y !== null && Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y)) > 1;
}

/** Returns the keys held, modifiers first: a modifier until its release, another key for two seconds at most. */
function heldKeys(key, t) {
  if (!key) return [];
  const last = lastAt(key.t, t);
  const newest = new Map();
  for (let row = Math.max(last - HELD_ROWS + 1, 0); row <= last; row++) {
    // A letter may be released under another level than it was pressed; its code stays.
    const identity = key.code[row] || `key ${key.key[row]}`;
    newest.delete(identity);
    newest.set(identity, row);
  }
  let modifiers = new Set();
  const others = [];
  for (const row of newest.values()) {
    if (!key.pressed[row]) continue;
    const modifier = modifierOf(key, row);
    const name = key.key[row] || key.code[row];
    if (modifier) modifiers.add(modifier);
    else if (name && key.t[row] >= t - KEY_HELD_US) others.push(name);
  }
  modifiers = toldModifiers(key, last) ?? modifiers;
  return [...MODIFIERS.filter((name) => modifiers.has(name)), ...others];
}

function modifierOf(key, row) {
  const names = [key.key[row], key.code[row]].map((name) => name.replace(/^OS/, "Meta").replace(/(Left|Right)$/, ""));
  return names.find((name) => MODIFIERS.includes(name));
}

/** Returns the modifiers the newest row says are on, undefined where the source says nothing of them. */
function toldModifiers(key, last) {
  const first = Math.max(last - HELD_ROWS + 1, 0);
  if (last < 0 || !key.modifiers.slice(first, last + 1).some((bits) => bits & 0b11111)) return undefined;
  const names = new Set(MODIFIERS.filter((_, bit) => (key.modifiers[last] >> bit) & 1));
  // A modifier's own row tells the state before it in some recorders: its press or release decides.
  const own = modifierOf(key, last);
  if (own && key.pressed[last]) names.add(own);
  else if (own) names.delete(own);
  return names;
}

function heldWords(keys, buttons) {
  const names = keys.map((key) => KEY_NAMES[key] ?? key);
  // Of buttons only a held one beside others says more than the ripple does.
  if (buttons.length > 1 || names.length) names.push(...buttons.map((button) => `${BUTTON_NAMES[button] ?? button} button`));
  return names.join("+");
}

/** Draws a trail; `place` turns a recorded position into one of the context. */
function drawTrail(context, trail, place) {
  context.lineCap = context.lineJoin = "round";
  drawPath(context, trail.points.map((point) => ({ ...place(point), age: point.age })));
  if (trail.drag && trail.pointer) {
    const from = place(trail.drag), to = place(trail.pointer);
    line(context, from, to, `rgba(${DRAG}, 0.9)`, 2);
    ring(context, from, 4, `rgb(${DRAG})`, 2);
  }
  for (const ripple of trail.clicks) drawRipple(context, place(ripple), ripple);
  if (trail.wheel) drawWheel(context, place(trail.wheel), trail.wheel);
  if (trail.pointer) drawPointer(context, place(trail.pointer));
}

function drawPath(context, points) {
  for (let at = 1; at < points.length; at++) {
    const fresh = Math.max(1 - points[at].age, 0);
    line(context, points[at - 1], points[at], `rgba(${PATH}, ${0.15 + 0.8 * fresh})`, 1.5 + 1.5 * fresh);
  }
}

function drawRipple(context, spot, { age, button, pressed }) {
  const colour = BUTTON_COLOURS[button] ?? OTHER_BUTTON;
  const alpha = 1 - 0.75 * age;
  if (!pressed) return ring(context, spot, 5, `rgba(${colour}, ${alpha / 2})`, 2);
  ring(context, spot, 5 + 18 * age, `rgba(${colour}, ${alpha})`, 3);
  if (age < 0.5) {
    context.fillStyle = `rgba(${colour}, ${alpha})`;
    context.beginPath();
    context.arc(spot.x, spot.y, 4, 0, 2 * Math.PI);
    context.fill();
  }
  return undefined;
}

function drawWheel(context, spot, { dx, dy }) {
  // dy is positive away from the person, which moves up on a picture; dx positive to the right.
  const [x, y] = Math.abs(dy) >= Math.abs(dx) ? [0, -Math.sign(dy)] : [Math.sign(dx), 0];
  context.fillStyle = `rgba(${SCROLL}, 0.95)`;
  for (const foot of [9, 17]) {
    const at = (along, across) => [spot.x + x * along + y * across, spot.y + y * along + x * across];
    polygon(context, [at(foot + 7, 0), at(foot, 6), at(foot, -6)]);
    context.fill();
  }
}

/** Draws an arrow with its tip at `spot`, in the path's colour: nobody takes it for the recorded cursor. */
function drawPointer(context, { x, y }) {
  const shape = [[0, 0], [0, 15], [3.8, 11.4], [6.2, 16.8], [8.7, 15.7], [6.2, 10.6], [10.8, 10.3]];
  polygon(context, shape.map(([dx, dy]) => [x + dx * 1.2, y + dy * 1.2]));
  context.fillStyle = `rgb(${PATH})`;
  context.strokeStyle = "#141414";
  context.lineWidth = 1;
  context.fill();
  context.stroke();
}

function line(context, from, to, colour, width) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
}

function ring(context, spot, radius, colour, width) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.arc(spot.x, spot.y, radius, 0, 2 * Math.PI);
  context.stroke();
}

function polygon(context, corners) {
  context.beginPath();
  for (const [x, y] of corners) context.lineTo(x, y);
  context.closePath();
}
