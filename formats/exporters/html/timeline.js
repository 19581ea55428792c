// The timeline: a ruler, how much was done, windows, visible changes, and markers with what a search found.

const LANES = [["", 20], ["activity", 30], ["windows", 24], ["frames", 22], ["markers", 18]]; // Name, share of the height.
const LABEL_PX = 62;
const BAR_PX = 3;
const NARROW_PX = 560;
const STEPS_S = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];
const MOST_WINDOWS = 2000; // Boxes drawn: more are narrower than a pixel on any screen.

class Timeline {
  constructor(canvas, recording, events, onSeek) {
    this.canvas = canvas;
    this.recording = recording;
    this.events = events; // Times of all that a person did.
    this.duration = Math.max(recording.duration, 1);
    this.view = { start: 0, end: this.duration };
    this.stops = [];
    this.still = document.createElement("canvas"); // All but the playhead, drawn anew only when it changes.
    this.isStale = true;
    const seek = (event) => onSeek(this.timeAt(event.offsetX));
    canvas.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      canvas.setPointerCapture(event.pointerId);
      seek(event);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (canvas.hasPointerCapture(event.pointerId)) seek(event);
    });
    new ResizeObserver(() => this.refresh()).observe(canvas);
  }

  refresh() {
    this.isStale = true;
    this.draw(this.t ?? 0);
  }

  setStops(stops) {
    this.stops = stops;
    this.refresh();
  }

  /** Shows half the time around `t`, or twice as much. */
  zoom(direction, t) {
    const length = Math.min(Math.max((this.view.end - this.view.start) * (direction > 0 ? 0.5 : 2), 10_000), this.duration);
    const start = Math.min(Math.max(t - length / 2, 0), this.duration - length);
    this.view = { start, end: start + length };
    this.refresh();
  }

  get left() {
    return this.canvas.clientWidth < NARROW_PX ? 0 : LABEL_PX;
  }

  timeAt(x) {
    const share = Math.min(Math.max((x - this.left) / Math.max(this.canvas.clientWidth - this.left, 1), 0), 1);
    return Math.round(this.view.start + share * (this.view.end - this.view.start));
  }

  x(t) {
    return this.left + ((t - this.view.start) / (this.view.end - this.view.start)) * (this.canvas.clientWidth - this.left);
  }

  draw(t) {
    this.t = t;
    const length = this.view.end - this.view.start;
    if (t < this.view.start || t > this.view.end) {
      // The view follows by leaves, so that what is looked at does not slide.
      const start = Math.min(Math.max(t - length / 10, 0), this.duration - length);
      this.view = { start, end: start + length };
      this.isStale = true;
    }
    const scale = window.devicePixelRatio;
    const width = Math.round(this.canvas.clientWidth * scale), height = Math.round(this.canvas.clientHeight * scale);
    if (!width || !height) return;
    if (this.isStale || this.still.width !== width || this.still.height !== height) {
      for (const canvas of [this.still, this.canvas]) Object.assign(canvas, { width, height });
      this.drawStill(scale);
      this.isStale = false;
    }
    const context = this.canvas.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.drawImage(this.still, 0, 0);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.fillStyle = this.colours.accent;
    context.fillRect(Math.min(this.x(t), this.canvas.clientWidth - 2) - 0.5, 0, 2, this.canvas.clientHeight);
  }

  drawStill(scale) {
    const context = this.still.getContext("2d");
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.font = "11px system-ui, sans-serif";
    context.textBaseline = "middle";
    this.colours = themeColours();
    const total = LANES.reduce((sum, [, share]) => sum + share, 0);
    const drawers = [this.drawRuler, this.drawActivity, this.drawWindows, this.drawFrames, this.drawMarkers];
    let top = 0;
    LANES.forEach(([name, share], lane) => {
      const height = (share / total) * this.canvas.clientHeight;
      if (this.left) text(context, name, 0, top + height / 2, this.colours.dim);
      drawers[lane].call(this, context, top, height);
      top += height;
    });
  }

  drawRuler(context, top, height) {
    const length = this.view.end - this.view.start;
    const fits = Math.max((this.canvas.clientWidth - this.left) / 90, 1);
    const step = (STEPS_S.find((seconds) => (seconds * 1e6 * fits) >= length) ?? 86400) * 1e6;
    for (let t = Math.ceil(this.view.start / step) * step; t <= this.view.end; t += step) {
      const x = this.x(t);
      context.fillStyle = this.colours.line;
      context.fillRect(x, top, 1, this.canvas.clientHeight);
      const words = formatTime(t).slice(0, step < 1e6 ? 12 : 8);
      if (x + context.measureText(words).width + 6 < this.canvas.clientWidth) {
        text(context, words, x + 4, top + height / 2, this.colours.dim);
      }
    }
  }

  drawActivity(context, top, height) {
    const { actions } = this.recording;
    context.fillStyle = this.colours.idle;
    actions.kind.forEach((kind, row) => {
      if (kind !== "wait") return;
      const from = Math.max(this.x(actions.t[row]), this.left), to = this.x(actions.t[row] + actions.length[row]);
      if (to > from) context.fillRect(from, top + 1, to - from, height - 3);
    });
    this.drawBars(context, this.events, top, height, this.colours.primary);
  }

  drawFrames(context, top, height) {
    const { frames } = this.recording;
    const seen = (this.seenTimes ??= frames.t.filter((_, frame) => frames.seen[frame]));
    this.drawBars(context, seen, top, height, this.colours.accent);
  }

  /** Draws how many of the rising `times` lie in each bar, by the square root: one alone is still seen. */
  drawBars(context, times, top, height, colour) {
    const counts = [];
    let before = countBefore(times, this.view.start);
    for (let x = this.left; x < this.canvas.clientWidth; x += BAR_PX) {
      const isLast = x + BAR_PX >= this.canvas.clientWidth;
      const until = countBefore(times, isLast ? this.view.end + 1 : this.timeAt(x + BAR_PX));
      counts.push(until - before);
      before = until;
    }
    const most = Math.max(...counts, 1);
    context.fillStyle = colour;
    counts.forEach((count, bar) => {
      if (!count) return;
      const tall = Math.max(Math.sqrt(count / most) * (height - 3), 2);
      context.fillRect(this.left + bar * BAR_PX, top + height - 2 - tall, BAR_PX - 1, tall);
    });
  }

  drawWindows(context, top, height) {
    const { window: windows } = this.recording.streams;
    if (!windows) return;
    const first = Math.max(lastAt(windows.t, this.view.start), 0), last = lastAt(windows.t, this.view.end);
    const step = Math.max(Math.ceil((last - first) / MOST_WINDOWS), 1);
    for (let row = first; row <= last; row += step) {
      const from = Math.max(this.x(windows.t[row]), this.left);
      const to = row + step < windows.t.length ? this.x(windows.t[row + step]) : this.canvas.clientWidth;
      const wide = Math.min(to, this.canvas.clientWidth) - from;
      if (wide <= 0) continue;
      context.fillStyle = row % 2 ? this.colours.window : this.colours.otherWindow;
      context.fillRect(from, top + 2, wide - 1, height - 4);
      context.fillStyle = this.colours.line;
      context.fillRect(from, top + 2, 1, height - 4);
      if (wide < 24) continue;
      text(context, shortened(context, windowName(windows, row), wide - 10), from + 5, top + height / 2, this.colours.text);
    }
  }

  drawMarkers(context, top, height) {
    const { marker } = this.recording.streams;
    for (const [times, colour] of [[marker?.t ?? [], this.colours.text], [this.stops, this.colours.warning]]) {
      context.fillStyle = colour;
      let drawn = -Infinity;
      for (let at = countBefore(times, this.view.start); at <= lastAt(times, this.view.end); at++) {
        const x = Math.min(this.x(times[at]), this.canvas.clientWidth - 5);
        if (x - drawn < 1) continue;
        drawn = x;
        polygon(context, [[x, top + 3], [x + 4, top + height - 4], [x - 4, top + height - 4]]);
        context.fill();
      }
    }
  }
}

function windowName(windows, row) {
  return visible((windows.title[row] || windows.app[row]).slice(0, 200));
}

function text(context, words, x, y, colour) {
  context.fillStyle = colour;
  context.fillText(words, x, y);
}

/** Cuts words to what fits into `width`. */
function shortened(context, words, width) {
  if (context.measureText(words).width <= width) return words;
  let low = 0, high = words.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (context.measureText(`${words.slice(0, middle)}…`).width <= width) low = middle;
    else high = middle - 1;
  }
  return low ? `${words.slice(0, low)}…` : "";
}

function themeColours() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    text: colour("text"), dim: colour("dim"), line: colour("line"), accent: colour("accent"), primary: colour("primary"),
    idle: colour("idle"), window: colour("window"), otherWindow: colour("other-window"), warning: colour("warning"),
  };
}
