"""The terminal is taken before anything heavy is imported, and given back whatever happens."""

import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

from .pty import Terminal
from .rest import ended

SRC = str(Path(__file__).parents[2] / "src")
PROGRAM = "from custtui.terminal.early import take_over; take_over(); import sys, time; print('up', flush=True); "


def run(rest: str) -> Terminal:
    terminal = Terminal([sys.executable, "-c", PROGRAM + rest], env={"PYTHONPATH": SRC})
    assert terminal.wait_for("up")
    return terminal


def test_nothing_heavy_is_imported_before() -> None:
    heavy = "('textual', 'rich', 'asyncio', 'logging')"
    code = f"import sys, custtui.terminal.early; print([name for name in {heavy} if name in sys.modules])"
    assert without_terminal(code) == "[]\n"


def test_keys_are_neither_echoed_nor_edited_nor_translated() -> None:
    with run("print(repr(sys.stdin.buffer.raw.read(9)))") as terminal:
        terminal.send(b"ab\x7f\r\x04\x13\x16cd")
        assert terminal.wait_for(r"b'ab\x7f\r\x04\x13\x16cd'"), terminal.text()
        assert terminal.text().count("cd") == 1


def test_keys_typed_before_are_not_flushed() -> None:
    program = "import time; time.sleep(0.4); " + PROGRAM + "print(repr(sys.stdin.buffer.raw.read(3)))"
    with Terminal([sys.executable, "-c", program], env={"PYTHONPATH": SRC}) as terminal:
        time.sleep(0.1)
        terminal.send(b"abc")
        assert terminal.wait_for("b'abc'")


def test_the_terminal_is_restored_when_the_program_ends_before_its_screen() -> None:
    for rest in ("pass", "raise ValueError"):
        with run(rest) as terminal:
            assert terminal.wait() is not None
            assert terminal.modes() == terminal.modes_before


def test_an_interrupt_before_the_screen_is_up_ends_the_program_cleanly() -> None:
    with run("time.sleep(9)") as terminal:
        assert terminal.modes()[3] & termios.ISIG
        terminal.send(b"\x03")
        assert ended(terminal) < 2
        assert terminal.modes() == terminal.modes_before
        assert "Traceback" not in terminal.text()


def test_the_stop_key_gives_no_shell_even_before_the_screen_is_up() -> None:
    with run("time.sleep(0.5); print('still here')") as terminal:
        terminal.send(b"\x1a\x1c")
        terminal.send_signal(signal.SIGTSTP)
        assert terminal.wait_for("still here")


def test_without_a_terminal_only_the_environment_is_set() -> None:
    code = "import os; print(os.environ['TEXTUAL_DISABLE_KITTY_KEY'], os.environ['ESCDELAY'], sys.stdin.read())"
    assert without_terminal(PROGRAM + code, ESCDELAY="50") == "up\n1 50 x\n"


def without_terminal(code: str, **env: str) -> str:
    command = [sys.executable, "-c", code]
    env = {"PYTHONPATH": SRC, **env}
    return subprocess.run(command, env=env, input="x", capture_output=True, text=True, check=True).stdout
