// The player: where the playhead is, and what is shown of that time. Each key calls the method of its name.

const RATES = [0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64];
const IDLE_MODES = ["off", "fast", "skip"];
const FAST = 16; // How many times faster a wait passes in the mode "fast".
const LONGEST_TICK_MS = 250; // A page that was hidden goes on from where it was.
const TABS = [["actions", "Actions"], ["typed", "Typed text"], ["notes", "Notes"]];
const PAN_PX = 20;
const MOST_SIDE_PX = 16_384; // Of a canvas, in every browser.
const MOST_PRINTED = 5000;

const byId = (id) => document.getElementById(id);

class Player {
  constructor(recording) {
    this.recording = recording;
    this.t = 0;
    this.playing = false;
    this.rate = RATES.includes(recording.rate) ? recording.rate : 1;
    this.idleMode = "off";
    this.zoom = 0; // 0 fits the picture in; else screen pixels for one of the picture.
    this.follows = false;
    this.displayAt = 0;
    this.tab = "actions";
    this.stops = [];
    this.events = mergedTimes(Object.values(recording.streams).map((stream) => stream.t));
    const { window: windows, marker } = recording.streams;
    this.boundaries = mergedTimes([windows?.t ?? [], marker?.t ?? []]);
    this.chooseDisplay();
    this.pictures = new Pictures(recording, byId("picture"), (frame, trouble) => this.onPicture(frame, trouble));
    this.timeline = new Timeline(byId("timeline"), recording, this.events, (t) => this.seek(t));
    const showDetail = (row) => (byId("detail").textContent = row?.more ?? "");
    this.list = new RowList(byId("rows"), (t) => this.seek(t), showDetail);
    this.rowsOf = { actions: actionRows(recording), typed: typedRows(recording), notes: noteRows(recording) };
    new ResizeObserver(() => this.layOut()).observe(byId("stage"));
    this.showTab("actions");
    this.update();
  }

  // Time

  seek(t) {
    this.t = Math.min(Math.max(Math.round(t), 0), this.recording.duration);
    this.update();
  }

  play() {
    if (!this.playing && this.t >= this.recording.duration) this.t = 0;
    this.playing = !this.playing;
    this.wall = performance.now();
    if (this.playing) requestAnimationFrame((now) => this.tick(now));
    this.update();
  }

  tick(now) {
    if (!this.playing) return;
    const passed = Math.min(Math.max(now - this.wall, 0), LONGEST_TICK_MS);
    this.wall = now;
    this.seek(this.afterPlaying(passed * 1000 * this.rate));
    if (this.t >= this.recording.duration) this.play();
    else requestAnimationFrame((next) => this.tick(next));
  }

  /** Returns where playing for so many microseconds leads; waits pass as the person chose. */
  afterPlaying(played) {
    const { actions } = this.recording;
    const row = lastAt(actions.t, this.t);
    const waits = this.idleMode !== "off" && row >= 0 && actions.kind[row] === "wait";
    const end = waits ? actions.t[row] + actions.length[row] : 0;
    if (this.t >= end) return this.t + played;
    return this.idleMode === "skip" ? end : Math.min(this.t + played * FAST, end);
  }

  slower() {
    this.setRate(RATES.findLast((rate) => rate < this.rate) ?? RATES[0]);
  }

  faster() {
    this.setRate(RATES.find((rate) => rate > this.rate) ?? RATES.at(-1));
  }

  normal_rate() {
    this.setRate(1);
  }

  setRate(rate) {
    this.rate = rate;
    byId("rate").value = rate;
    this.say(`${rate}x`);
  }

  idle_mode() {
    this.idleMode = IDLE_MODES[(IDLE_MODES.indexOf(this.idleMode) + 1) % IDLE_MODES.length];
    this.say(`waits: ${{ off: "played as they are", fast: `${FAST} times faster`, skip: "skipped" }[this.idleMode]}`);
  }

  // Steps

  step(kind, direction) {
    const times = {
      event: this.events,
      action: this.recording.actions.t,
      frame: this.frameTimes,
      change: this.changeTimes,
      boundary: this.boundaries,
    }[kind];
    this.goTo(neighbour(times, this.t, direction), `no ${kind} ${direction > 0 ? "after" : "before"} this`);
  }

  row(count) {
    if (this.list.rows.length) this.seek(this.list.timeFrom(count));
  }

  page(direction) {
    this.row(direction * this.list.pageRows);
  }

  start() {
    this.seek(0);
  }

  end() {
    this.seek(this.recording.duration);
  }

  go_to() {
    const asked = prompt("Go to a time: 1:30, 90s, #frame, 50%, +5");
    if (asked) this.goTo(parseTime(asked, this.t, this.recording), `${visible(asked)} is no time of this recording`);
  }

  goTo(t, missing) {
    if (t === undefined) this.say(missing);
    else this.seek(t);
  }

  // Finding

  search() {
    byId("search").focus();
    byId("search").select();
  }

  find(words) {
    const needle = words.trim().normalize().toLowerCase();
    this.needle = needle;
    this.stops = needle ? placesOf(needle, this.recording) : [];
    byId("found").textContent = needle ? `${this.stops.length.toLocaleString("en")} found` : "";
    this.timeline.setStops(this.stops);
    this.showTab(this.tab);
  }

  stop(direction) {
    const words = this.stops.length ? `nothing found ${direction > 0 ? "after" : "before"} this` : "search first: /";
    this.goTo(neighbour(this.stops, this.t, direction), words);
  }

  clear_stops() {
    byId("search").value = "";
    this.find("");
  }

  // Looking

  zoom_frame() {
    if (!this.zoom) [this.zoom, this.follows] = [1, false];
    else if (!this.follows) [this.zoom, this.follows] = [1, true];
    else [this.zoom, this.follows] = [0, false];
    this.layOut();
    this.say(this.follows ? "100 %, follows the pointer" : this.zoom ? "100 %" : "whole picture");
  }

  magnify(direction) {
    const { width, height } = byId("picture");
    const most = Math.min(16, MOST_SIDE_PX / Math.max(width, height) / window.devicePixelRatio);
    this.zoom = Math.min(Math.max(this.scale * (direction > 0 ? 1.25 : 0.8), 0.05), most);
    this.layOut();
    this.say(`${Math.round(this.zoom * 100)} %`);
  }

  pan(columns, rows) {
    byId("stage").scrollBy(columns * PAN_PX, rows * PAN_PX);
  }

  zoom_timeline(direction) {
    this.timeline.zoom(direction, this.t);
  }

  display() {
    const { displays } = this.recording;
    if (displays.length < 2) return this.say("there is one display");
    this.displayAt = (this.displayAt + 1) % displays.length;
    this.chooseDisplay();
    this.update();
    return this.say(`display ${displays[this.displayAt]}`);
  }

  chooseDisplay() {
    const { frames, displays } = this.recording;
    const id = displays[this.displayAt];
    this.frameIds = frames.t.map((_, frame) => frame).filter((frame) => frames.display[frame] === id);
    this.frameTimes = this.frameIds.map((frame) => frames.t[frame]);
    this.changeTimes = this.frameTimes.filter((_, at) => frames.seen[this.frameIds[at]]);
  }

  theme() {
    document.documentElement.classList.toggle("light");
    this.timeline.refresh();
  }

  help() {
    byId("help").showModal();
  }

  // Showing

  say(words) {
    byId("said").textContent = words;
    clearTimeout(this.saying);
    this.saying = setTimeout(() => (byId("said").textContent = ""), 4000);
  }

  update() {
    const at = lastAt(this.frameTimes, this.t);
    this.frame = at < 0 ? -1 : this.frameIds[at];
    this.pictures.show(this.frame, this.playing ? this.rate : 0);
    this.drawMarks();
    this.timeline.draw(this.t);
    this.list.follow(this.t);
    const { duration } = this.recording;
    byId("now").textContent = formatTime(this.t);
    byId("frame-words").textContent = this.frame < 0 ? "" : `#${this.frame}`;
    byId("play").textContent = this.playing ? "Pause" : "Play";
    const slider = byId("timeline");
    slider.setAttribute("aria-valuemax", Math.ceil(duration / 1e6));
    slider.setAttribute("aria-valuenow", Math.round(this.t / 1e6));
    slider.setAttribute("aria-valuetext", `${formatTime(this.t)} of ${formatTime(duration)}`);
  }

  onPicture(frame, trouble) {
    const { frames } = this.recording;
    const first = this.frameTimes[0];
    const none = first === undefined ? "this recording has no pictures" : `no picture yet: the first comes at ${formatTime(first)}`;
    const words = frame < 0 ? none : trouble;
    byId("note").textContent = words;
    byId("note").hidden = !words;
    byId("picture").classList.toggle("blank", frame < 0);
    if (frame < 0 && !frames.t.length) this.drawBlank();
    this.layOut();
  }

  /** Gives a recording without pictures an empty screen, as large as its display or as the pointer went. */
  drawBlank() {
    const { width, height } = blankSize(this.recording, this.t);
    this.pictures.resize(width, height);
    this.pictures.context.fillStyle = "#3a3e4a";
    this.pictures.context.fillRect(0, 0, width, height);
  }

  /** Gives the picture its size on the screen. */
  layOut() {
    const stage = byId("stage"), picture = byId("picture"), screen = byId("screen");
    const fit = Math.min(stage.clientWidth / picture.width, stage.clientHeight / picture.height);
    // Small pictures are made larger by whole steps alone: their pixels stay square.
    this.scale = this.zoom || (fit > 2 ? Math.floor(fit) : fit);
    screen.style.width = `${picture.width * this.scale}px`;
    screen.style.height = `${picture.height * this.scale}px`;
    picture.style.imageRendering = this.scale >= 2 ? "pixelated" : "auto";
    this.drawMarks();
  }

  drawMarks() {
    if (!this.scale) return;
    const marks = byId("marks"), ratio = window.devicePixelRatio;
    const width = Math.round(byId("picture").width * this.scale * ratio);
    const height = Math.round(byId("picture").height * this.scale * ratio);
    if (marks.width !== width || marks.height !== height) Object.assign(marks, { width, height });
    const context = marks.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.trail = trailAt(this.recording, this.t);
    drawTrail(context, this.trail, (spot) => this.onScreen(spot));
    byId("held").textContent = visible(this.trail.held);
    byId("held").hidden = !this.trail.held;
    if (this.follows && this.trail.pointer) this.lookAt(this.onScreen(this.trail.pointer));
  }

  /** Returns where a recorded position lies on the picture as it is shown. */
  onScreen({ x, y }) {
    const { frames } = this.recording;
    const place = placeOf(this.recording, this.frame, this.t);
    // A resized picture has fewer pixels than its frame had.
    const smaller = this.frame < 0 ? 1 : byId("picture").width / (frames.width[this.frame] || byId("picture").width);
    const factor = place.scale * smaller * this.scale;
    return { x: (x - place.x) * factor, y: (y - place.y) * factor };
  }

  lookAt({ x, y }) {
    const stage = byId("stage");
    stage.scrollTo(x - stage.clientWidth / 2, y - stage.clientHeight / 2);
  }

  showTab(tab) {
    this.tab = tab;
    for (const [name] of TABS) {
      byId(`tab-${name}`).setAttribute("aria-selected", name === tab);
      byId(`tab-${name}`).tabIndex = name === tab ? 0 : -1;
    }
    byId("rows").setAttribute("aria-labelledby", `tab-${tab}`);
    const { needle } = this;
    const rows = this.rowsOf[tab].filter((row) => !needle || `${row.head}${row.rest}`.normalize().toLowerCase().includes(needle));
    this.list.load(rows, needle, needle ? "nothing here holds these words" : "nothing was recorded");
    this.list.follow(this.t);
  }
}

/** Returns where a frame's display lies among recorded positions, and picture pixels for one of theirs. */
function placeOf(recording, frame, t) {
  const { frames, placements } = recording;
  const id = frame < 0 ? placements.id?.[0] : frames.display[frame];
  for (let row = lastAt(placements.t, t); row >= 0; row--) {
    if (placements.id[row] !== id) continue;
    const known = placements.x[row] !== null && placements.y[row] !== null;
    const scale = frame >= 0 && placements.width[row] > 0 && frames.width[frame] > 0 ? frames.width[frame] / placements.width[row] : 1;
    return { x: known ? placements.x[row] : 0, y: known ? placements.y[row] : 0, scale };
  }
  return { x: 0, y: 0, scale: 1 };
}
