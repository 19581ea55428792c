"""An X11 session for samples and tests: Xvfb, a window manager, programs; never a person's own."""

import os
import pwd
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from Xlib import X, Xatom, display, error
from Xlib.ext import randr
from Xlib.protocol import rq

PROGRAMS = ("Xvfb", "openbox", "xterm")
"""Debian's packages xvfb, openbox and xterm."""
_PATIENCE_S = 20.0


def missing_programs(*more: str) -> list[str]:
    """Return which of the programs that a session needs, and of some more, are not on this machine."""
    return [name for name in (*PROGRAMS, *more) if shutil.which(name) is None]


class _SetMonitor(rq.Request):  # type: ignore[misc]  # python-xlib has no types
    """RandR 1.5's RRSetMonitor, which python-xlib 0.33 cannot pack."""

    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(43),
        rq.RequestLength(),
        rq.Window("window"),
        rq.Card32("name"),
        rq.Bool("primary"),
        rq.Bool("automatic"),
        rq.LengthOf("outputs", 2),
        rq.Int16("x"),
        rq.Int16("y"),
        rq.Card16("width"),
        rq.Card16("height"),
        rq.Card32("width_mm"),
        rq.Card32("height_mm"),
        rq.List("outputs", rq.Card32Obj),
    )


class _DeleteMonitor(rq.Request):  # type: ignore[misc]  # python-xlib has no types
    """RandR 1.5's RRDeleteMonitor."""

    _request = rq.Struct(
        rq.Card8("opcode"), rq.Opcode(44), rq.RequestLength(), rq.Window("window"), rq.Card32("name")
    )


class XSession:
    """A context manager; everything that was started in it ends with it."""

    def __init__(self, width: int = 1280, height: int = 800, *, home: Path, account: str = "") -> None:
        """Start the server and the window manager.

        Args:
            width: Of the screen, in pixels.
            height: Of the screen, in pixels.
            home: A folder that programs take for the person's own.
            account: Whose programs they are, and the folder from then on; "" for whoever runs this.
        """
        self._as: dict[str, Any] = {}
        if account:
            found = pwd.getpwnam(account)
            os.chown(home, found.pw_uid, found.pw_gid)
            self._as = {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
        read, write = os.pipe()
        self._running = [
            subprocess.Popen(
                [
                    "Xvfb",
                    "-displayfd",
                    str(write),
                    "-screen",
                    "0",
                    f"{width}x{height}x24",
                    "-nolisten",
                    "tcp",
                    # Else it begins anew when a program that was alone with it ends.
                    "-noreset",
                ],
                pass_fds=[write],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        ]
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        if not number:
            raise RuntimeError("Xvfb does not start")
        self.name = f":{number}"
        """As DISPLAY names it."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
        self.environment = {**kept, "DISPLAY": self.name, "HOME": str(home), "TERM": "xterm"}
        """What programs find around them: nothing of the person who runs this."""
        self.start("openbox", "--sm-disable")
        self.wait_for_property("_NET_SUPPORTING_WM_CHECK")

    def start(self, *words: str) -> "subprocess.Popen[bytes]":
        """Start a program in the session."""
        process = subprocess.Popen(
            words, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self._as
        )
        self._running.append(process)
        return process

    def keep(self, process: "subprocess.Popen[bytes]") -> None:
        """End a program with the session, also where whoever started it failed."""
        self._running.append(process)

    def terminal(self, title: str, *, place: str, app: str = "xterm", command: str = "cat") -> None:
        """Open a terminal with a command in it, and wait until it is active.

        Args:
            title: Of its window.
            place: "80x24+50+60", columns by rows, and where.
            app: The class of its window.
            command: For the shell.
        """
        options = ["-title", title, "-class", app, "-geometry", place, "-fa", "Monospace", "-fs", "11"]
        self.start("xterm", *options, "-e", "sh", "-c", command)
        self.wait_for_title(title)

    def wait_for_title(self, title: str) -> None:
        """Wait until the active window has a title."""
        self._wait(lambda: self._active_title() == title, f"no window {title!r} became active")

    def wait_for_window(self, app: str) -> None:
        """Wait until a window of a program is active, by a part of its class in small letters."""
        self._wait(lambda: app in self._active_class(), f"no window of {app} became active")

    def wait_for_property(self, name: str) -> None:
        """Wait until the root window has a property."""
        self._wait(lambda: self._root_property(name), f"the session has no {name}")

    def move_active(self, x: int, y: int) -> None:
        """Move the active window, and give its program the time to paint."""
        active = self._root_property("_NET_ACTIVE_WINDOW")
        if active and active[0]:
            connection = display.Display(self.name)
            connection.create_resource_object("window", active[0]).configure(x=x, y=y)
            connection.sync()
            connection.close()
            time.sleep(0.03)

    def split_displays(self, at_x: int) -> None:
        """Make two displays of the one, left and right of a column of pixels."""
        connection = display.Display(self.name)
        size = connection.screen().root.get_geometry()
        connection.close()
        self.put_display("left", 0, 0, at_x, size.height, first=True)
        self.put_display("right", at_x, 0, size.width - at_x, size.height)

    def put_display(self, name: str, x: int, y: int, width: int, height: int, *, first: bool = False) -> None:
        """Add a display, or change its place; the `first` takes the place of the one that the server has.

        RandR calls such a part of the screen a monitor.
        """
        connection = display.Display(self.name)
        root = connection.screen().root
        connection.xrandr_query_version()
        # Nobody sees a moment in between.
        connection.grab_server()
        atom = connection.intern_atom(name)
        if any(monitor.name == atom for monitor in root.xrandr_get_monitors().monitors):
            self._monitor(connection, _DeleteMonitor, name=atom)
        self._monitor(
            connection,
            _SetMonitor,
            name=atom,
            primary=False,
            automatic=False,
            x=x,
            y=y,
            width=width,
            height=height,
            width_mm=300,
            height_mm=200,
            outputs=list(root.xrandr_get_screen_resources().outputs) if first else [],
        )
        connection.ungrab_server()
        connection.sync()
        connection.close()

    def take_display(self, name: str) -> None:
        """Take a display away that was put there."""
        connection = display.Display(self.name)
        connection.xrandr_query_version()
        self._monitor(connection, _DeleteMonitor, name=connection.intern_atom(name))
        connection.sync()
        connection.close()

    @staticmethod
    def _monitor(connection: Any, request: type, **values: Any) -> None:
        major = connection.display.get_extension_major(randr.extname)
        request(display=connection.display, opcode=major, window=connection.screen().root, **values)

    def end_server(self) -> None:
        """End the server under everything that runs in it."""
        self._running[0].terminate()
        self._running[0].wait()

    def close(self) -> None:
        """End everything, the server last."""
        for process in reversed(self._running):
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stderr is not None:
                process.stderr.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _wait(self, holds: Callable[[], object], words: str) -> None:
        end = time.monotonic() + _PATIENCE_S
        while not holds():
            if time.monotonic() > end:
                raise RuntimeError(words)
            time.sleep(0.05)

    def _root_property(self, name: str) -> list[int]:
        connection = display.Display(self.name)
        try:
            found = connection.screen().root.get_full_property(
                connection.intern_atom(name), X.AnyPropertyType
            )
            return list(found.value) if found is not None else []
        finally:
            connection.close()

    def _active_title(self) -> str:
        return self._of_active(_title_of)

    def _active_class(self) -> str:
        return self._of_active(lambda window: " ".join(window.get_wm_class() or ()).lower())

    def _of_active(self, read: Callable[[Any], str]) -> str:
        active = self._root_property("_NET_ACTIVE_WINDOW")
        if not active or not active[0]:
            return ""
        connection = display.Display(self.name)
        try:
            return read(connection.create_resource_object("window", active[0]))
        except error.XError:
            return ""
        finally:
            connection.close()


def _title_of(window: Any) -> str:
    # Chromium's is in UTF-8, which `get_wm_name` does not read.
    found = window.get_full_property(Xatom.WM_NAME, X.AnyPropertyType)
    value = found.value if found is not None else ""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def recorder(session: XSession, *words: str) -> "subprocess.Popen[bytes]":
    """Start `replay record` in a session; what it says is on its stderr."""
    root = Path(__file__).resolve().parent.parent
    process = subprocess.Popen(
        [sys.executable, "-m", "replay.cli.main", "record", *words],
        cwd=root,
        env={**session.environment, "PYTHONPATH": str(root)},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    session.keep(process)
    return process


def begun_recorder(session: XSession, *words: str) -> "subprocess.Popen[bytes]":
    """Start `replay record` in a session, and wait until it records.

    Raises:
        RuntimeError: It does not; the message is what it said.
    """
    process = recorder(session, *words)
    first = b"" if process.stderr is None else process.stderr.readline()
    if not first.startswith(b"recording to"):
        process.wait()
        raise RuntimeError(f"the recorder does not begin: {first.decode('utf-8', 'replace').strip()}")
    return process


def what_is_missing(programs: Sequence[str]) -> str:
    """Return in one sentence which programs are not on this machine, "" where all are."""
    if not programs:
        return ""
    packages = " ".join(name.lower() for name in programs)
    return f"{', '.join(programs)} not on this machine; on Debian: apt install {packages}"
