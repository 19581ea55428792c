"""The rules of the house; each is seen to fail on a small tree that breaks it."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.data import ROOT

PACKAGES = ("replay", "formats", "tests", "samples")
MODULE_LINES = 400


def modules(root: Path) -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((root / package).rglob("*.py"))


def too_long(root: Path) -> list[str]:
    return [str(p.relative_to(root)) for p in modules(root) if len(p.read_text().splitlines()) > MODULE_LINES]


def not_only_docstring(root: Path) -> list[str]:
    found = []
    for path in modules(root):
        if path.name == "__init__.py":
            body = ast.parse(path.read_text()).body
            if len(body) != 1 or ast.get_docstring(ast.parse(path.read_text())) is None:
                found.append(str(path.relative_to(root)))
    return found


def test_no_module_is_longer_than_the_limit() -> None:
    """A module over 400 lines is two ideas."""
    assert too_long(ROOT) == []


def test_package_files_hold_a_docstring_and_nothing_else() -> None:
    """A re-export hides a dependency and loads all of it for everyone."""
    assert not_only_docstring(ROOT) == []


def test_a_long_module_is_found(tmp_path: Path) -> None:
    """The length rule can fail."""
    (tmp_path / "replay").mkdir()
    (tmp_path / "replay" / "long.py").write_text("x = 1\n" * (MODULE_LINES + 1))

    assert too_long(tmp_path) == ["replay/long.py"]


@pytest.mark.parametrize("text", ['"""Doc."""\nimport os\n', "", "x = 1\n"])
def test_a_package_file_with_more_is_found(tmp_path: Path, text: str) -> None:
    """The docstring rule can fail."""
    (tmp_path / "formats").mkdir()
    (tmp_path / "formats" / "__init__.py").write_text(text)

    assert not_only_docstring(tmp_path) == ["formats/__init__.py"]


BREACHES = [
    ("Formats never imports replay", "formats/breach.py", "import replay.core"),
    ("The core knows no screen", "replay/core/breach.py", "import textual"),
    ("Annotations know no screen and no database", "replay/annotate/breach.py", "import sqlalchemy"),
    ("The interface is layered", "replay/annotate/breach.py", "import replay.store.place"),
    ("The interface is layered", "replay/core/breach.py", "import replay.ui"),
    ("The interface is layered", "replay/breach.py", "import replay.ui"),
    ("Formats are layered", "formats/model/breach.py", "import formats.native.layout"),
    ("Formats are layered", "formats/breach.py", "import formats.registry"),
    ("Formats of annotations are strangers", "formats/exchange/breach.py", "import formats.exchange.csv"),
    ("Importers are strangers", "formats/importers/breach.py", "import formats.importers.agentnet.importer"),
]


@pytest.mark.parametrize(("contract", "place", "line"), BREACHES)
def test_each_import_contract_can_fail(contract: str, place: str, line: str, tmp_path: Path) -> None:
    """A contract that was never seen broken may check nothing."""
    pytest.importorskip("importlinter", reason="import-linter is in the extra 'dev'")
    for package in ("replay", "formats"):
        subprocess.run(["cp", "-r", str(ROOT / package), str(tmp_path / package)], check=True)
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    (tmp_path / place).write_text(f'"""A breach."""\n\n{line}\n')

    run = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"]
    result = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert result.returncode != 0
    assert f"{contract} BROKEN" in result.stdout


def test_the_import_contracts_hold() -> None:
    """The packages depend on each other in the directions drawn in ARCHITECTURE.md, and in no other."""
    pytest.importorskip("importlinter", reason="import-linter is in the extra 'dev'")
    run = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"]
    result = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    "text",
    [
        'import pytest\npytest.importorskip("no_such_module")\n\ndef test() -> None: ...\n',
        'import pytest\n\ndef test() -> None: pytest.skip("not here")\n',
        'import pytest\n\n@pytest.mark.skipif(True, reason="not here")\ndef test() -> None: ...\n',
    ],
)
def test_nothing_is_skipped_under_ci(text: str, tmp_path: Path) -> None:
    """A test, or a module of them, that would be skipped fails there, and only there."""
    (tmp_path / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text())
    (tmp_path / "test_it.py").write_text(text)
    bare = {name: value for name, value in os.environ.items() if name != "CI"}

    def status(environment: dict[str, str]) -> int:
        run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
        return subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, check=False).returncode

    assert status({**bare, "CI": "true"}) in (pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED)
    assert status(bare) in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
