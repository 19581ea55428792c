"""A headless Chromium, driven over a pipe in its DevTools protocol: no port, no driver, no library."""

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE_S = 60


class Page:
    """One page in a Chromium of its own; everything that went wrong on it is in `troubles`."""

    def __init__(self, path: Path, *, size: tuple[int, int] = (1280, 800), dark: bool = True) -> None:
        """Open a file; skips the test where there is no Chromium."""
        program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
        if program is None:
            pytest.skip("Chromium is not on this machine (Debian's package chromium)")
        self.troubles: list[str] = []
        """Errors of the console and of the script, and what the page's policy blocked."""
        self.requests: list[str] = []
        """Addresses that were asked for, data and blobs left out."""
        self._folder = tempfile.TemporaryDirectory(prefix="replay-chromium-")
        self._number = 0
        self._session = ""
        self._rest = b""
        theirs, self._out = _pipe()
        self._in, theirs_too = _pipe()
        # It reads from 3 and writes to 4, by the protocol; the shell puts the pipes there.
        command = f'exec "$@" 3<&{theirs} 4>&{theirs_too}'
        flags = ["--headless=new", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu"]
        # What a container has not: a sandbox inside its own, and room in /dev/shm.
        flags += ["--no-sandbox", "--disable-dev-shm-usage"]
        self._process = subprocess.Popen(
            ["bash", "-c", command, "bash", program, *flags, f"--user-data-dir={self._folder.name}"],
            pass_fds=(theirs, theirs_too),
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        os.close(theirs)
        os.close(theirs_too)
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._session = session
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._call(f"{domain}.enable")
        self.resize(*size)
        self.colours(dark=dark)
        self._call("Page.navigate", url=path.resolve().as_uri())
        self.until("document.readyState === 'complete'")

    def run(self, script: str) -> Any:
        """Return the value of an expression, of its promise where it is one."""
        told = self._call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def until(self, script: str) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + _PATIENCE_S
        while not self.run(script):
            assert time.monotonic() < end, f"never came true: {script}"
            time.sleep(0.02)

    def press(self, key: str, *, shift: bool = False, control: bool = False) -> None:
        """Press and release a key, named as W3C `key` values are."""
        held = 8 * shift + 2 * control
        text = {"text": key} if len(key) == 1 and not control else {}
        self._call("Input.dispatchKeyEvent", type="keyDown", key=key, modifiers=held, **text)
        self._call("Input.dispatchKeyEvent", type="keyUp", key=key, modifiers=held)

    def mouse(self, kind: str, x: float, y: float) -> None:
        """Send "mousePressed", "mouseMoved" or "mouseReleased" of the left button."""
        self._call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=1, clickCount=1)

    def resize(self, width: int, height: int) -> None:
        """Give the page another size."""
        self._call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def colours(self, *, dark: bool) -> None:
        """Tell the page that the system is dark or light."""
        feature = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._call("Emulation.setEmulatedMedia", features=[feature])

    def picture(self) -> bytes:
        """Return what is seen as a PNG."""
        return base64.b64decode(self._call("Page.captureScreenshot")["data"])

    def printed(self) -> bytes:
        """Return what is printed as a PDF."""
        return base64.b64decode(self._call("Page.printToPDF")["data"])

    def close(self) -> None:
        """End the browser."""
        os.close(self._out)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._in)
        # Its children may write a last line into the folder while it is removed.
        shutil.rmtree(self._folder.name, ignore_errors=True)
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _call(self, method: str, **values: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": values}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while (told := self._next()).get("id") != self._number:
            self._note(told)
        assert "error" not in told, (method, told)
        result: dict[str, Any] = told["result"]
        return result

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            assert select.select([self._in], [], [], _PATIENCE_S)[0], "Chromium says nothing"
            part = os.read(self._in, 1 << 20)
            assert part, "Chromium ended"
            self._rest += part
        text, _, self._rest = self._rest.partition(b"\0")
        told: dict[str, Any] = json.loads(text)
        return told

    def _note(self, told: dict[str, Any]) -> None:
        values = told.get("params", {})
        if told.get("method") == "Runtime.exceptionThrown":
            self.troubles.append(json.dumps(values["exceptionDetails"]))
        elif told.get("method") == "Log.entryAdded":
            self.troubles.append(values["entry"]["text"])
        elif told.get("method") == "Runtime.consoleAPICalled":
            self.troubles.append(json.dumps(values["args"]))
        elif told.get("method") == "Network.requestWillBeSent":
            address = values["request"]["url"]
            if not address.startswith(("data:", "blob:")):
                self.requests.append(address)


def _pipe() -> tuple[int, int]:
    """Make a pipe out of the way of 3 and 4."""
    ends = os.pipe()
    moved = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends]
    for end in ends:
        os.close(end)
    return moved[0], moved[1]
