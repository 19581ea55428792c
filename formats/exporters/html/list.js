// The lists: as many rows in the page as are in view, however many there are.

const ROW_PX = 26;
const SPARE_ROWS = 6;
const MOST_PX = 8_000_000; // Browsers place nothing further down than some millions of pixels.

class RowList {
  /** `onChoose` is called with the time of a row that was clicked, `onCurrent` with the row that came to be. */
  constructor(element, onChoose, onCurrent) {
    this.element = element;
    this.onCurrent = onCurrent;
    this.rows = []; // Each { t, when, head, rest, more }, perhaps { isWait }.
    this.current = -1;
    this.needle = "";
    element.addEventListener("scroll", () => this.draw());
    element.addEventListener("click", (event) => {
      const row = event.target.closest(".row");
      if (row) onChoose(this.rows[Number(row.dataset.row)].t);
    });
    new ResizeObserver(() => this.reveal()).observe(element);
  }

  load(rows, needle, emptyWords) {
    this.rows = rows.slice(0, MOST_PX / ROW_PX);
    this.times = this.rows.map((row) => row.t);
    this.needle = needle;
    this.current = -2;
    this.empty = emptyWords;
    this.element.scrollTop = 0;
    this.draw();
  }

  /** Chooses the last row at or before `t`, and scrolls to it when it is another one. */
  follow(t) {
    let row = lastAt(this.times, t);
    // A wait has begun once some of it is over: at its start is what was done before it.
    if (row > 0 && this.rows[row].isWait && this.rows[row].t === t) row--;
    if (row === this.current) return;
    this.current = row;
    this.onCurrent(this.rows[row]);
    this.reveal();
  }

  /** Scrolls so that the current row is in view. */
  reveal() {
    const top = Math.max(this.current, 0) * ROW_PX;
    const { scrollTop, clientHeight } = this.element;
    if (top < scrollTop + ROW_PX || top > scrollTop + clientHeight - 2 * ROW_PX) this.element.scrollTop = top - clientHeight / 2;
    this.draw();
  }

  /** Returns the time of the row that lies `count` rows from the current one. */
  timeFrom(count) {
    const row = Math.min(Math.max(this.current + count, 0), this.rows.length - 1);
    return this.times[row];
  }

  get pageRows() {
    return Math.max(Math.floor(this.element.clientHeight / ROW_PX) - 1, 1);
  }

  draw() {
    const first = Math.max(Math.floor(this.element.scrollTop / ROW_PX) - SPARE_ROWS, 0);
    const last = Math.min(first + Math.ceil(this.element.clientHeight / ROW_PX) + 2 * SPARE_ROWS, this.rows.length);
    const spacer = document.createElement("div");
    spacer.className = "spacer";
    spacer.role = "presentation";
    spacer.style.height = `${this.rows.length * ROW_PX}px`;
    const drawn = [spacer];
    for (let row = first; row < last; row++) drawn.push(this.rowElement(row));
    if (!this.rows.length) drawn.push(element("p", "empty", this.empty));
    this.element.replaceChildren(...drawn);
    const active = this.current >= first && this.current < last;
    if (active) this.element.setAttribute("aria-activedescendant", `row-${this.current}`);
    else this.element.removeAttribute("aria-activedescendant");
  }

  rowElement(number) {
    const { when, head, rest, isWait } = this.rows[number];
    const row = element("div", isWait ? "row dim" : "row");
    row.id = `row-${number}`;
    row.dataset.row = number;
    row.role = "option";
    row.style.top = `${number * ROW_PX}px`;
    row.setAttribute("aria-selected", number === this.current);
    row.setAttribute("aria-posinset", number + 1);
    row.setAttribute("aria-setsize", this.rows.length);
    row.append(element("time", "", when), isWait ? head : element("b", "", head), ...marked(rest, this.needle));
    return row;
  }
}

/** Returns an element with a text in it: recorded text never becomes markup. */
function element(name, className, words = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = words;
  return made;
}

/** Returns words in pieces, what matches the needle marked. */
function marked(words, needle) {
  const at = needle ? words.toLowerCase().indexOf(needle) : -1;
  if (at < 0) return [words];
  return [words.slice(0, at), element("mark", "", words.slice(at, at + needle.length)), words.slice(at + needle.length)];
}
