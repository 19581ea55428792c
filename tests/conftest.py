"""What holds for every test."""

import gc
import os
import shutil
import signal
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A busy machine draws slowly; how quickly is what `tests/benchmarks` measures, and no test's promise.
settings.register_profile("replay", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("replay")


def pytest_configure() -> None:
    """Let what tests start be interrupted, which a shell forbids to what it runs in the background."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Look for garbage only among what tests make: all that was imported for them stays to the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def own_folders() -> Iterator[None]:
    """Keep what tests write (audits, keys, marks, text of pictures) out of the home of whoever runs them."""
    with (
        tempfile.TemporaryDirectory(prefix="replay-data-") as data,
        tempfile.TemporaryDirectory(prefix="replay-cache-") as cache,
        pytest.MonkeyPatch.context() as patched,
    ):
        patched.setenv("XDG_DATA_HOME", data)
        patched.setenv("XDG_CACHE_HOME", cache)
        yield


def pytest_runtest_teardown() -> None:
    """Forget what a recorded person said in a test: others open a copy of the same recording."""
    if folder := os.environ.get("XDG_DATA_HOME"):
        shutil.rmtree(Path(folder, "replay", "subjects"), ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail what would be skipped where everything must be there: a skip under CI hides a missing install."""
    report = yield
    if report.skipped and os.environ.get("CI"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} would be skipped under CI: {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a whole module that would be skipped, as `pytest_runtest_makereport` does a test."""
    report = yield
    if report.skipped and os.environ.get("CI"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} would be skipped under CI: {reason}"
    return report
