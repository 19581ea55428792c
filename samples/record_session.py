"""Record a scene anew, in a session under Xvfb, with a driver that moves and types like a person.

    python samples/record_session.py SCENE -o OUT.replay [--seed N] [--truth TRUTH.jsonl] [--fps N]

Needs the extra "record" and Debian's packages xvfb, openbox, xterm; the scene "editor" mousepad, "form"
chromium. With --truth, what the driver did and when is written to a file of its own, for tests: a recording
must not hold the answer to what is looked for in it.
"""

import argparse
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from samples.person import Person
from samples.scenes import SCENES
from samples.x_session import XSession, missing_programs, recorder

_POLICY = """\
person = "scripted driver"
purposes = ["sample of replay"]
until = {until}
signed_by = "The replay developers"
signed_on = {today}
"""


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
    """
    with tempfile.TemporaryDirectory(prefix="replay-sample-") as folder:
        home = Path(folder)
        today = datetime.now(UTC).date()
        policy = home / "policy.toml"
        policy.write_text(_POLICY.format(until=today + timedelta(days=3650), today=today), encoding="utf-8")
        with XSession(home=home) as session:
            words = ["-o", str(out.resolve()), "--consent", str(policy), "--fps", f"{fps:g}"]
            process = recorder(session, *words, "--task", (SCENES[scene].__doc__ or "").strip())
            if process.stderr is None or not process.stderr.readline().startswith(b"recording to"):
                raise RuntimeError("the recorder does not begin: replay record says why")
            time.sleep(0.5)
            person = Person(session.name, seed)
            SCENES[scene](session, person, home)
            person.close()
            process.terminate()
            said = process.communicate(timeout=60)[1].decode()
        if truth is not None:
            person.write(truth)
    return said


def main() -> int:
    """Run from the shell; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("scene", choices=sorted(SCENES))
    parser.add_argument("-o", "--out", type=Path, required=True, help="the .replay file to make")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fps", type=float, default=4)
    parser.add_argument("--truth", type=Path, help="where to write what the driver did, as JSON Lines")
    options = parser.parse_args()
    missing = missing_programs()
    if missing:
        print(f"record_session: {', '.join(missing)} not on this machine", file=sys.stderr)
        return 2
    print(record(options.scene, options.out, seed=options.seed, fps=options.fps, truth=options.truth), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
