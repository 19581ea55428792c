"""Record the samples anew, in a session under Xvfb, with a driver that moves and types like a person.

    python samples/record_session.py all -o samples
    python samples/record_session.py SCENE -o OUT.replay [--seed N] [--truth TRUTH.jsonl] [--fps N]

The first makes all of them, in two minutes; the second makes one, and OUT must not exist. Needs the extra
"record" and Debian's packages xvfb, openbox, xterm; the scenes "desk" and "editor" mousepad, "desk" and
"form" chromium. With --truth, what the driver did and when is written to a file of its own, or
for all into a folder, for tests: a recording must not hold the answer to what is looked for in it.
"""

import argparse
import os
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

try:
    from samples.person import Person
    from samples.scenes import NEEDED, SCENES
    from samples.x_session import XSession, begun_recorder, missing_programs, what_is_missing
except ModuleNotFoundError as error:
    sys.exit(f"record_session: {error.name} is not installed: pip install '.[record]'")

_POLICY = """\
person = "scripted driver"
purposes = ["sample of replay"]
until = {until}
signed_by = "The replay developers"
signed_on = {today}
"""


def policy_text() -> str:
    """Return a policy that is signed off today, for ten years."""
    today = datetime.now(UTC).date()
    return _POLICY.format(until=today + timedelta(days=3650), today=today)


def record(scene: str, out: Path, *, seed: int, fps: float, truth: Path | None) -> str:
    """Record a scene.

    Args:
        scene: A name in `SCENES`.
        out: The file; it must not exist.
        seed: The same gives the same paths and words.
        fps: Pictures a second.
        truth: Where what the driver did is written, None for nowhere.

    Returns:
        What the recorder said at its end.

    Raises:
        RuntimeError: It did not begin, or broke off; or a program did not show its window.
    """
    with tempfile.TemporaryDirectory(prefix="replay-sample-") as folder:
        home = Path(folder)
        policy = home / "policy.toml"
        policy.write_text(policy_text(), encoding="utf-8")
        # Editors warn whoever is root, in the picture, and browsers refuse.
        with XSession(home=home, account="" if os.geteuid() else "nobody") as session:
            words = ["-o", str(out.resolve()), "--consent", str(policy), "--fps", f"{fps:g}"]
            process = begun_recorder(session, *words, "--task", (SCENES[scene].__doc__ or "").strip())
            time.sleep(0.5)
            person = Person(session.name, seed)
            SCENES[scene](session, person, home)
            person.close()
            process.terminate()
            said = process.communicate(timeout=60)[1].decode()
            if process.returncode:
                raise RuntimeError(f"the recorder failed: {said.strip()}")
        if truth is not None:
            person.write(truth)
    return said


def record_all(folder: Path, *, seed: int, fps: float, truths: Path | None) -> None:
    """Record every scene to SCENE.replay in a folder, in place of what is there, and say how each ended."""
    for scene in SCENES:
        out = folder / f"{scene}.replay"
        fresh = folder / f".{scene}.replay"
        fresh.unlink(missing_ok=True)
        truth = truths / f"{scene}.jsonl" if truths is not None else None
        print(record(scene, fresh, seed=seed, fps=fps, truth=truth).replace(str(fresh), str(out)), end="")
        fresh.replace(out)


def main() -> int:
    """Run from the shell; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("scene", choices=["all", *sorted(SCENES)])
    parser.add_argument(
        "-o", "--out", type=Path, required=True, help="the .replay file to make, or the folder for all"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fps", type=float, default=4)
    parser.add_argument("--truth", type=Path, help="where to write what the driver did, as JSON Lines")
    options = parser.parse_args()
    asked = list(SCENES) if options.scene == "all" else [options.scene]
    needed = sorted({program for scene in asked for program in NEEDED[scene]})
    if missing := what_is_missing(missing_programs(*needed)):
        print(f"record_session: {missing}", file=sys.stderr)
        return 2
    how = {"seed": options.seed, "fps": options.fps}
    try:
        if options.scene == "all":
            record_all(options.out.resolve(), truths=options.truth, **how)
        else:
            print(record(options.scene, options.out, truth=options.truth, **how), end="")
    except RuntimeError as error:
        print(f"record_session: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
