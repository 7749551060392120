"""The wheel holds all that the program needs: it is built, installed elsewhere, and started on a terminal."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.terminal.pty import Terminal

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this work tree."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(folder),
        ".",
    ]
    subprocess.run(command, check=True, cwd=ROOT)
    (built,) = folder.glob("custtui-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel installed into a folder of its own."""
    folder = tmp_path_factory.mktemp("elsewhere")
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(folder), str(wheel)]
    subprocess.run(command, check=True, cwd=folder)
    return folder


@pytest.fixture
def environment(installed: Path, tmp_path: Path) -> dict[str, str]:
    """An environment in which the installed program runs, with a home of its own."""
    homes = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("DATA", "CONFIG", "CACHE", "STATE")}
    return {**os.environ, **homes, "PYTHONPATH": str(installed), "HOME": str(tmp_path)}


def test_sheets_demo_data_and_migrations_travel_in_the_wheel(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in ("custtui/styles/app.tcss", "custtui/models/migrations/0001_initial.sqlite.sql"):
        assert wanted in names
    assert any(name.startswith("custtui/fixtures/") and name.endswith(".csv") for name in names)
    assert not [name for name in names if name.startswith("tests/") or "/.stubs" in name]


def test_the_installed_program_opens_the_demo_on_a_terminal(environment: dict[str, str], tmp_path: Path) -> None:
    where = "import custtui; print(custtui.__file__)"
    told = subprocess.run(
        [sys.executable, "-c", where], env=environment, cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert told.stdout.startswith(environment["PYTHONPATH"])
    with Terminal([sys.executable, "-m", "custtui", "demo"], env=environment, cwd=str(tmp_path)) as terminal:
        assert terminal.wait_for("Find", limit=90), terminal.text()
        terminal.press("3897-5")
        assert terminal.wait_for("Healthy Juices"), terminal.text()


def test_the_demo_leaves_nothing_behind(environment: dict[str, str], tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with Terminal(
        [sys.executable, "-m", "custtui", "demo"], env={**environment, "TMPDIR": str(scratch)}, cwd=str(tmp_path)
    ) as terminal:
        assert terminal.wait_for("Find", limit=90), terminal.text()
        assert list(scratch.iterdir())
        terminal.press("<f3><f9>")
        terminal.wait(10)
    assert not list(scratch.iterdir())
