"""Settings come from files and environment, are checked, and cost nothing where there are none."""

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from custtui import settings
from custtui.domain.errors import Refused
from custtui.settings import Settings, load_settings
from tests.cli.conftest import Command


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_the_users_file_stands_over_the_systems_and_the_environment_over_both(tmp_path: Path) -> None:
    system = written(tmp_path / "system.toml", 'counter = "1"\ndatabase = "/srv/house.sqlite"\nbell = false\n')
    user = written(tmp_path / "user.toml", 'counter = "2"\n')
    assert load_settings({}, (system, user)) == Settings("/srv/house.sqlite", "2", bell=False)
    found = load_settings({"CUSTTUI_COUNTER": "3", "CUSTTUI_BELL": "yes"}, (system, user))
    assert (found.counter, found.bell) == ("3", True)


def test_without_any_the_settings_are_what_they_start_as(tmp_path: Path) -> None:
    assert load_settings({}, (tmp_path / "missing.toml",)) == Settings()


def test_every_wrong_setting_is_named_with_its_reason(tmp_path: Path) -> None:
    file = written(tmp_path / "c.toml", 'bell = "maybe"\nescape_delay = "long"\n')
    with pytest.raises(Refused) as caught:
        load_settings({}, (file,))
    assert [fault.field for fault in caught.value.faults] == ["bell", "escape_delay"]
    with pytest.raises(Refused, match="escape_delay: between 10 and 2000"):
        load_settings({"CUSTTUI_ESCAPE_DELAY": "5"}, ())


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    file = written(tmp_path / "c.toml", "bell = = 3")
    with pytest.raises(Refused, match=r"c\.toml"):
        load_settings({}, (file,))


def test_a_name_that_is_no_setting_is_told(tmp_path: Path) -> None:
    file = written(tmp_path / "c.toml", "bel = true\n")
    assert load_settings({}, (file,)).unknown == (f"{file}: bel is not a setting",)


def test_no_color_turns_colours_off() -> None:
    assert not load_settings({"NO_COLOR": ""}, ()).color


def test_every_setting_is_documented() -> None:
    text = Path(settings.__file__).read_text("utf-8")
    for one in fields(Settings):
        assert f"\n    {one.name}: " in text
        after = text.split(f"\n    {one.name}: ", 1)[1].split("\n", 2)[1]
        assert after.strip().startswith('"""'), one.name


def test_a_start_without_settings_to_check_imports_no_pydantic() -> None:
    code = (
        "import sys; from custtui.settings import load_settings; load_settings({'CUSTTUI_DATABASE': 'x'}, ());"
        "sys.exit('pydantic' in sys.modules or 'tomllib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_the_house_fixes_no_file_and_no_variable_of_a_clerks_changes(tmp_path: Path) -> None:
    """S-7."""
    system = written(
        tmp_path / "system.toml",
        'counter = "1"\n[fixed]\ndatabase = "/srv/house.sqlite"\nallow_suspend = false\ncolor = true\nbell = true\n'
        'print = "lp -d counter"\n',
    )
    user = written(
        tmp_path / "user.toml", 'counter = "2"\nallow_suspend = true\ndatabase = "/tmp/mine"\n[fixed]\nbell = false\n'
    )
    environ = {"CUSTTUI_DATABASE": "/tmp/other", "CUSTTUI_ALLOW_SUSPEND": "1", "NO_COLOR": "1", "CUSTTUI_BELL": "0"}
    environ["CUSTTUI_PRINT"] = "sh"
    found = load_settings(environ, (system, user))
    assert (found.database, found.counter, found.allow_suspend) == ("/srv/house.sqlite", "2", False)
    assert found.color and found.bell and found.print == "lp -d counter"
    assert found.fixed == {"database", "allow_suspend", "color", "bell", "print"}
    assert found.unknown == (f"{user}: [fixed] counts in the file of the house alone",)


def test_a_command_to_print_with_is_the_houses_alone(tmp_path: Path) -> None:
    """Anybody else's would be a shell (S-7)."""
    for environ, text in (({"CUSTTUI_PRINT": "sh"}, ""), ({}, 'print = "sh"\n')):
        found = load_settings(environ, (written(tmp_path / "a.toml", text), tmp_path / "none"))
        assert not found.print and found.unknown == ("print counts under [fixed] in /etc/custtui/config.toml alone",)


def test_what_is_fixed_wrong_or_is_no_setting_is_named(tmp_path: Path) -> None:
    told = load_settings({}, (written(tmp_path / "a.toml", "[fixed]\nprinter = 'lp'\n"),)).unknown
    assert told == (f"{tmp_path / 'a.toml'}: printer is not a setting",)
    for text, why in (("fixed = 3\n", "is a table"), ("[fixed]\nescape_delay = 1\n", "between 10 and 2000")):
        with pytest.raises(Refused, match=why):
            load_settings({}, (written(tmp_path / "b.toml", text),))


def test_an_option_names_no_other_database_than_the_one_that_is_fixed(
    tmp_path: Path, custtui: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "house.sqlite"
    monkeypatch.setattr(settings, "SYSTEM_FILE", written(tmp_path / "s.toml", f'[fixed]\ndatabase = "{path}"\n'))
    assert custtui("init").code == 0
    for same in (path, f"sqlite:///{path}", f"{tmp_path}/./house.sqlite"):
        assert custtui("operator", "list", "--database", same).code == 0
    monkeypatch.setenv("CUSTTUI_DATABASE", str(tmp_path / "other.sqlite"))
    assert custtui("operator", "list").code == 0
    for words in (
        ("init", "--database", tmp_path / "other.sqlite"),
        ("--database", "postgresql:///x", "operator", "list"),
        ("restore", path, "--database", tmp_path / "other.sqlite"),
        ("check", "--database", tmp_path / "other.sqlite"),
    ):
        told = custtui(*words)
        assert (told.code, told.out) == (1, "") and told.err == (
            "The house's configuration fixes the database: --database names another one\n"
        )
    assert not (tmp_path / "other.sqlite").exists()


@pytest.mark.parametrize("url", ["postgresql://ann:s3cret@h/house", "postgresql://h/house?user=ann&password=s3cret"])
def test_no_password_is_taken_from_the_command_line(url: str, custtui: Command) -> None:
    """Everybody on the machine reads it in the list of its processes."""
    for words in (("--database", url, "check"), ("check", "--database", url)):
        told = custtui(*words)
        assert told.code == 1 and "~/.pgpass" in told.err and "s3cret" not in told.err + told.out, told
