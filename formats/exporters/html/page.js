// The page around the player: buttons, tabs, keys, colours, printing.

const CONTROLS = [
  // Word, then for each button its sign and the entry of KEYS that it stands for.
  ["", [["Play", "play", []]]],
  ["event", [["‹", "step", ["event", -1]], ["›", "step", ["event", 1]]]],
  ["action", [["‹", "step", ["action", -1]], ["›", "step", ["action", 1]]]],
  ["frame", [["‹", "step", ["frame", -1]], ["›", "step", ["frame", 1]]]],
  ["change", [["‹", "step", ["change", -1]], ["›", "step", ["change", 1]]]],
  ["", [["Fit / 100 %", "zoom_frame", []]]],
  ["picture", [["−", "magnify", [-1]], ["+", "magnify", [1]]]],
  ["timeline", [["−", "zoom_timeline", [-1]], ["+", "zoom_timeline", [1]]]],
];
const SPARE = ["picture", "timeline"]; // Left out of a narrow window.

// `player` is a function here: buttons and tabs are made before it, for it writes into them at once.

function makeControls({ duration }, player) {
  const clock = element("span", "");
  clock.id = "clock";
  const [now, length, frame] = [element("b", ""), element("span", "", ` / ${formatTime(duration)}`), element("span", "")];
  now.id = "now";
  frame.id = "frame-words";
  clock.append(now, length, frame);
  byId("controls").append(clock);
  for (const [name, buttons] of CONTROLS) {
    const group = element("div", SPARE.includes(name) ? "group spare" : "group");
    for (const [sign, action, values] of buttons) group.append(makeButton(player, sign, action, values));
    // Between two buttons, so that in a narrow window, too, each is seen to belong to the word.
    if (name) group.lastChild.before(element("span", "", name));
    byId("controls").append(group);
    if (buttons[0][1] === "play") group.append(makeRates(player));
  }
}

function makeButton(player, sign, action, values) {
  const [, , signs, words] = KEYS.find((key) => key[0] === action && String(key[1]) === String(values));
  const button = element("button", "", sign);
  button.type = "button";
  button.title = `${words} (${signs.replace(" ", " or ")})`;
  if (action === "play") button.id = "play";
  else button.setAttribute("aria-label", words);
  button.addEventListener("click", () => player()[action](...values));
  return button;
}

function makeRates(player) {
  const rates = document.createElement("select");
  rates.id = "rate";
  rates.setAttribute("aria-label", "Rate");
  rates.title = "rate ([ slower, ] faster, Backspace normal)";
  for (const rate of RATES) rates.append(new Option(`${rate}x`, rate));
  rates.addEventListener("change", () => player().setRate(Number(rates.value)));
  return rates;
}

function makeTabs(player) {
  for (const [name, words] of TABS) {
    const tab = element("button", "", words);
    tab.type = "button";
    tab.id = `tab-${name}`;
    tab.role = "tab";
    tab.setAttribute("aria-controls", "rows");
    tab.addEventListener("click", () => player().showTab(name));
    byId("tabs").append(tab);
  }
  // Tabs are one stop of the Tab key; between them go the arrows, as everywhere on the web.
  byId("tabs").addEventListener("keydown", (event) => {
    const turn = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!turn) return;
    event.stopPropagation();
    const at = TABS.findIndex(([name]) => name === player().tab);
    const [name] = TABS[(at + turn + TABS.length) % TABS.length];
    player().showTab(name);
    byId(`tab-${name}`).focus();
  });
}

function listen(player) {
  document.addEventListener("keydown", (event) => {
    const key = keyFor(event);
    if (!key) return;
    event.preventDefault();
    player[key[0]](...key[1]);
  });
  const search = byId("search");
  search.addEventListener("input", () => player.find(search.value));
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") player.clear_stops();
    else if (event.key !== "Enter") return;
    else player.stop(1);
    event.preventDefault();
    byId("rows").focus();
  });
  byId("help-button").addEventListener("click", () => player.help());
  // What a screen shows is a list with a window; paper shows all of it.
  window.addEventListener("beforeprint", () => {
    const { actions } = player.rowsOf;
    const lines = actions.slice(0, MOST_PRINTED).map((row) => element("p", "", `${row.when}  ${row.head}${row.rest}`));
    if (actions.length > MOST_PRINTED) lines.push(element("p", "", `and ${actions.length - MOST_PRINTED} more actions`));
    byId("print").replaceChildren(element("h2", "", `Actions; the picture is of ${formatTime(player.t)}`), ...lines);
  });
  window.addEventListener("afterprint", () => byId("print").replaceChildren());
}

function followSystemColours(player) {
  const light = matchMedia("(prefers-color-scheme: light)");
  const take = () => {
    document.documentElement.classList.toggle("light", light.matches);
    player.timeline.refresh();
  };
  light.addEventListener("change", take);
  take();
}

const recording = readRecording();
byId("title").textContent = visible(document.title);
const { source, recorder } = recording;
byId("about").textContent = visible([recorder || source, recording.complete ? "" : "NOT COMPLETE"].filter(Boolean).join("  "));
makeControls(recording, () => player);
makeTabs(() => player);
fillHelp(byId("help-rows"));
const player = new Player(recording);
byId("rate").value = player.rate;
followSystemColours(player);
listen(player);
