"""The lowest versions that are allowed can be had, and the domain's tests pass with them."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
TOOLS = ("pytest", "hypothesis")


def lowest(text: str) -> str:
    """The requirement at its lower end: `typer>=0.16,<1` is `typer==0.16`."""
    one = Requirement(text)
    (low,) = [part.version for part in one.specifier if part.operator in (">=", "~=", "==")]
    extras = f"[{','.join(sorted(one.extras))}]" if one.extras else ""
    return f"{one.name}{extras}=={low}"


def wanted() -> list[str]:
    """All that the program needs at run time, PostgreSQL included."""
    return [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["postgresql"]]


def pip(*arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pip", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)  # type: ignore[call-overload]


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has the lowest versions and the house itself; skipped where no index answers."""
    if pip(
        "download", "-q", "--no-deps", "-d", str(tmp_path_factory.mktemp("asked")), lowest(wanted()[0])
    ).returncode:
        pytest.skip("no index of packages answers")
    folder = tmp_path_factory.mktemp("lowest")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    low = str(folder / "bin" / "python")
    how = ("--python", low, "install", "-q", "--no-compile", "--only-binary", ":all:")
    installed = pip(*how, *map(lowest, wanted()), *TOOLS)
    assert not installed.returncode, installed.stderr
    (folder / "house.pth").write_text(str(ROOT / "src"))
    (site,) = folder.glob("lib/python*/site-packages")
    (folder / "house.pth").rename(site / "house.pth")
    return Path(low)


def run(python: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([python, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="the lowest versions are older than this Python")
def test_the_domain_holds_and_the_commands_answer_with_the_lowest_versions(python: Path) -> None:
    done = run(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/domain")
    assert not done.returncode, done.stdout[-3000:]
    helped = run(python, "-m", "custtui", "--help")
    assert not helped.returncode and "import" in helped.stdout, helped.stderr[-3000:]
