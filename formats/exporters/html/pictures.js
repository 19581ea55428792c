// Pictures on the canvas: the newest that was asked for wins, and what lies between is never drawn.

const KEPT_PIXELS = 16_000_000; // Of decoded images, so that stepping back and forth decodes little.
const NO_PICTURE = -1;
const [SLOWEST, FASTEST] = [0.0625, 16]; // Rates at which browsers play.
const NEAR_S = 0.15;
const PAINT_MS = 100; // So long a video's picture may take from being there to being drawable.

class Pictures {
  constructor(recording, canvas, onShown) {
    this.recording = recording;
    this.canvas = canvas;
    this.onShown = onShown; // Called with the frame and a sentence where it cannot be shown.
    this.context = canvas.getContext("2d", { alpha: false });
    this.wanted = NO_PICTURE;
    this.shown = null; // The frame on the canvas.
    this.picture = NO_PICTURE; // The picture on the canvas, that others can be drawn on.
    this.working = null;
    this.rate = 0;
    this.kept = new Map();
    this.keptPixels = 0;
    this.blocks = new Map();
    for (const block of document.querySelectorAll("script[data-image]")) this.blocks.set(Number(block.dataset.image), block);
    this.videos = [...document.querySelectorAll('script[type="video/mp4"]')].map((block) => new VideoPictures(block));
  }

  /**
   * Asks for a frame; returns when the one asked for last is shown. While it plays at a rate (0: it does not), a
   * video runs along and its picture may be off by a moment; standing, it is the frame's own.
   */
  show(frame, rate = 0) {
    if (!rate && this.rate) {
      this.shown = null;
      for (const video of this.videos) video.element.pause();
    }
    this.rate = rate;
    this.wanted = frame;
    this.working ??= this.work().finally(() => (this.working = null));
    return this.working;
  }

  async work() {
    while (this.shown !== this.wanted) {
      const frame = this.wanted;
      let trouble = "";
      try {
        trouble = await this.draw(frame);
      } catch (error) {
        trouble = `this picture cannot be shown: ${error.message}`;
      }
      this.shown = frame;
      this.onShown(frame, trouble);
    }
  }

  async draw(frame) {
    const { frames } = this.recording;
    if (frame < 0) return this.clear("");
    if (frames.video[frame] >= 0) {
      const video = this.videos[frames.video[frame]];
      if (!(this.rate && (await video.runAlong(frames.at[frame], this.rate)))) {
        await video.seek(frames.at[frame], this.videoGap(frame));
      }
      this.resize(video.element.videoWidth, video.element.videoHeight);
      this.picture = NO_PICTURE;
      this.context.drawImage(video.element, 0, 0, this.canvas.width, this.canvas.height);
      return "";
    }
    if (frames.picture[frame] < 0) return this.clear("this frame has no picture in the page");
    await this.drawPicture(frames.picture[frame]);
    return "";
  }

  clear(words) {
    this.picture = NO_PICTURE;
    this.context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    return words;
  }

  /** Draws a picture on what is there, if it stands on that, else from the whole picture that it stands on. */
  async drawPicture(number) {
    const { base, patches } = this.recording.pictures;
    const chain = [];
    for (let at = number; at !== NO_PICTURE && at !== this.picture; at = base[at]) chain.unshift(at);
    if (!chain.length) return;
    // All are decoded before the first is drawn: nobody sees a picture half way.
    const images = await Promise.all(
      chain.flatMap((at) => patches[at].map(async (patch) => [patch, await this.image(patch[4])])),
    );
    if (base[chain[0]] === NO_PICTURE) this.resize(patches[chain[0]][0][2], patches[chain[0]][0][3]);
    for (const [[x, y], image] of images) this.context.drawImage(image, x, y);
    this.picture = number;
  }

  resize(width, height) {
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
  }

  async image(number) {
    const found = this.kept.get(number) ?? (await this.decoded(number));
    // What was used last lies last, and goes last.
    this.kept.delete(number);
    this.kept.set(number, found);
    return found;
  }

  async decoded(number) {
    const block = this.blocks.get(number);
    const blob = new Blob([bytesOf(block)], { type: block.type });
    const image = await createImageBitmap(blob, { colorSpaceConversion: "none" });
    if (!this.kept.has(number)) this.keptPixels += image.width * image.height;
    this.kept.set(number, image);
    for (const [oldest, old] of this.kept) {
      if (this.keptPixels <= KEPT_PIXELS || oldest === number) break;
      // Not closed: it may be about to be drawn. What nobody holds is collected.
      this.keptPixels -= old.width * old.height;
      this.kept.delete(oldest);
    }
    return image;
  }

  /** Returns for how long a frame of a video is shown there, in microseconds. */
  videoGap(frame) {
    const { frames } = this.recording;
    for (let next = frame + 1; next < frames.t.length; next++) {
      if (frames.video[next] === frames.video[frame] && frames.at[next] > frames.at[frame]) {
        return frames.at[next] - frames.at[frame];
      }
    }
    return 20_000;
  }
}

/** One embedded video, as a source of single pictures. */
class VideoPictures {
  constructor(block) {
    this.element = document.createElement("video");
    this.element.muted = true;
    this.element.preload = "auto";
    this.element.src = URL.createObjectURL(new Blob([bytesOf(block)], { type: "video/mp4" }));
    block.remove(); // Its text would lie in memory a second time.
    this.ready = this.event("loadeddata");
  }

  /** Goes to the picture that begins at `at`, shown for `gap`. */
  async seek(at, gap) {
    await this.ready;
    // Into the picture, not to its edge, where rounding would show the one before.
    const target = (at + Math.min(gap / 2, 5000)) / 1e6;
    if (Math.abs(this.element.currentTime - target) < 1e-4) return;
    // A seek may be over before its picture can be drawn; where no new picture is due, none is announced.
    const painted = new Promise((resolve) => this.element.requestVideoFrameCallback?.(resolve));
    const arrived = this.event("seeked");
    this.element.currentTime = target;
    await arrived;
    await Promise.race([painted, new Promise((resolve) => setTimeout(resolve, PAINT_MS))]);
  }

  /** Plays on from `at` at a rate, and says whether that is near what is shown; seeking then mends it. */
  async runAlong(at, rate) {
    await this.ready;
    if (rate < SLOWEST || rate > FASTEST) return false;
    this.element.playbackRate = rate;
    const isNear = Math.abs(this.element.currentTime - at / 1e6) < NEAR_S * Math.max(rate, 1);
    if (isNear && this.element.paused) await this.element.play().catch(() => {}); // Not allowed: then it is sought.
    return isNear && !this.element.paused;
  }

  event(name) {
    return new Promise((resolve, reject) => {
      this.element.addEventListener(name, resolve, { once: true });
      this.element.addEventListener("error", () => reject(new Error("this browser does not play the video")), { once: true });
    });
  }
}
