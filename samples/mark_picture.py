"""Make the picture of the recorder's mark for the README: a display's corner while it records and pauses.

python samples/mark_picture.py -o samples/mark.png
"""

import argparse
import sys
import tempfile
from pathlib import Path

import mss
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from samples.person import Person
from samples.record_session import policy_text
from samples.x_session import XSession, begun_recorder, missing_programs, what_is_missing

_WIDTH, _HEIGHT, _GAP = 480, 160, 12


def pictures() -> list[Image.Image]:
    """Return the upper right corner of a session that is recorded, and while it pauses."""
    with tempfile.TemporaryDirectory(prefix="replay-mark-") as folder:
        home = Path(folder)
        policy = home / "policy.toml"
        policy.write_text(policy_text(), encoding="utf-8")
        with XSession(home=home) as session, mss.MSS(display=session.name) as camera:
            session.terminal("notes", place="38x5+840+44")
            process = begun_recorder(session, "-o", str(home / "a.replay"), "--consent", str(policy))
            person = Person(session.name, 1)
            out = []
            for words in ("this is recorded\n", "this is not\n"):
                person.type(words, slips=False)
                person.wait(0.6)
                shot = camera.grab({"left": 1280 - _WIDTH, "top": 0, "width": _WIDTH, "height": _HEIGHT})
                out.append(Image.frombytes("RGB", shot.size, shot.rgb))
                person.pause()
                person.wait(0.4)
            person.close()
            process.terminate()
            process.communicate(timeout=60)
    return out


def main() -> int:
    """Run from the shell; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("-o", "--out", type=Path, required=True, help="the PNG to write")
    options = parser.parse_args()
    if missing := what_is_missing(missing_programs()):
        print(f"mark_picture: {missing}", file=sys.stderr)
        return 2
    shown = pictures()
    whole = Image.new("RGB", (len(shown) * (_WIDTH + _GAP) - _GAP, _HEIGHT), "white")
    for number, picture in enumerate(shown):
        whole.paste(picture, (number * (_WIDTH + _GAP), 0))
    whole.save(options.out, optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
