"""The encoder keeps its promise: an emulator fed with our bytes shows the model, cell for cell."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custtui.terminal.capabilities import Capabilities, capabilities
from custtui.terminal.cells import Palette
from custtui.terminal.encoder import Encoder
from custtui.terminal.model import Model
from custtui.terminal.rendition import Rendition

from .emulator import Emulator, wanted

TERMS = ["xterm-256color", "xterm", "screen", "tmux", "linux", "vt220", "vt100"]
STYLES = ["", "1", "4", "7", "31", "1;34", "42", "7;33", "4;38;5;200", "97", "48;2;10;20;30", "3", "5", "9;1", "104"]


@dataclass
class Bench:
    """Model, encoder and emulator of one terminal."""

    can: Capabilities
    width: int = 40
    height: int = 10
    model: Model = field(init=False)

    def __post_init__(self) -> None:
        palette = Palette()
        self.model = Model(self.width, self.height, palette, Rendition(self.can.colours, self.can.attributes))
        self.encoder = Encoder(self.can, palette)
        self.emulator = Emulator(self.width, self.height)

    def show(self) -> bytes:
        data = self.encoder.encode(self.model.picture())
        self.emulator.feed(data)
        assert self.emulator.looks() == wanted(self.model), data
        assert self.emulator.cursor() == (self.model.y, min(self.model.x, self.model.width - 1)), data
        return data

    def resize(self, width: int, height: int) -> None:
        self.model.resize(width, height)
        self.emulator = Emulator(width, height)
        self.encoder.forget()

    def draw(self, y: int, x: int, text: str, style: str = "") -> None:
        self.model.write(
            f"\x1b[{y + 1};{x + 1}H\x1b[{style}m{text}\x1b[0m" if style else f"\x1b[{y + 1};{x + 1}H{text}"
        )

    def shift(self, y: int, rows: int, by: int) -> None:
        """Draw `rows` rows from y on with what stands `by` rows below them, as a scrolled list does."""
        copies = [row[:] for row in self.model.rows]
        for number in range(y, min(y + rows, self.model.height)):
            if 0 <= number + by < len(copies):
                self.model.rows[number] = copies[number + by]

    def insert(self, y: int, x: int, text: str) -> None:
        """Type in the middle of a text."""
        rest = "".join(cell.text for cell in self.model.rows[y][x:])
        self.draw(y, x, text + rest)

    def delete(self, y: int, x: int, count: int) -> None:
        rest = "".join(cell.text for cell in self.model.rows[y][x + count :])
        self.draw(y, x, rest + " " * count)


rows, columns = st.integers(0, 9), st.integers(0, 39)
letters = st.sampled_from([*"ab c  -─é0日本한ｗ", "e\u0301", "q\u0323"])
texts = st.lists(letters, max_size=45).map("".join) | st.sampled_from(
    [" " * 40, "The quick brown fox jumps over the lazy dog", "日本語日本語日本語"]
)
actions = st.one_of(
    st.tuples(st.just("draw"), rows, columns, texts, st.sampled_from(STYLES)),
    st.tuples(st.just("shift"), rows, st.integers(2, 9), st.integers(-3, 3)),
    st.tuples(st.just("insert"), rows, columns, st.sampled_from(["x", "ab", "日"])),
    st.tuples(st.just("delete"), rows, columns, st.integers(1, 4)),
    st.tuples(st.just("resize"), st.sampled_from([20, 33, 40]), st.sampled_from([5, 10])),
    st.tuples(st.just("cursor"), rows, columns),
)
frames = st.lists(st.lists(actions, min_size=1, max_size=6), min_size=1, max_size=6)


@pytest.mark.parametrize("term", TERMS)
@settings(max_examples=60, deadline=None)
@given(script=frames)
def test_an_emulator_fed_with_our_bytes_shows_the_model(term: str, script: list[list[tuple]]) -> None:
    bench = Bench(capabilities({"TERM": term, "COLORTERM": "truecolor" if term == "xterm" else ""}))
    bench.show()
    for frame in script:
        for name, *arguments in frame:
            if name == "cursor":
                bench.model.write("\x1b[{};{}H".format(*(number + 1 for number in arguments)))
            elif name == "resize" or arguments[0] < bench.model.height:
                getattr(bench, name)(*arguments)
        bench.show()
    assert bench.show() == b"", "nothing changed, nothing to send"


POOL = [
    "",
    "",
    "─" * 80,
    "── Terms ".ljust(30, "─"),
    "  3897-5    Healthy Juices Inc.    1 Main St",
    "é日本 " * 9,
    "x" * 80,
]
screens = st.lists(st.lists(st.integers(0, len(POOL) - 1), min_size=24, max_size=24), min_size=2, max_size=5)


@pytest.mark.parametrize("term", ["xterm-256color", "screen", "vt220"])
@settings(max_examples=20, deadline=None)
@given(script=screens)
def test_whole_screens_after_each_other_are_shown_as_they_are(term: str, script: list[list[int]]) -> None:
    """Lines are deleted and inserted so that what a screen shares with the last one need not be sent."""
    bench = Bench(capabilities({"TERM": term}), 80, 24)
    for numbers in script:
        for y, number in enumerate(numbers):
            bench.draw(y, 0, POOL[number].ljust(80), STYLES[number])
        bench.show()


def test_what_a_screen_shares_with_the_last_one_moves_to_its_place() -> None:
    bench = Bench(capabilities({"TERM": "xterm-256color"}), 80, 24)
    for gap in (4, 6):  # the same lines, further apart
        for y in range(24):
            bench.draw(y, 0, ("─" * 80 if y % gap == 0 else f" row {y} of {gap}").ljust(80))
        cost = len(bench.show())
    assert cost < 24 * 18, "four lines would be 960 bytes"


def test_the_left_margin_is_written_again_where_that_is_shorter() -> None:
    bench = Bench(capabilities({"TERM": "xterm-256color"}), 80, 24)
    bench.show()
    for y in range(4):
        bench.draw(y, 1, "abcdefghij" * 7)
    bench.model.write("\x1b[1;1H")
    assert len(bench.show()) <= 4 * 70 + 3 * 3 + 6


def form() -> Bench:
    bench = Bench(capabilities({"TERM": "xterm-256color"}), 80, 24)
    for y in range(2, 20):
        bench.draw(y, 2, f"Label {y:2}", "1")
        bench.draw(y, 14, " " * 30, "4")
        bench.draw(y, 50, f"{y * 137:>10}.00", "36")
    bench.model.write("\x1b[5;15H")
    bench.show()
    return bench


def test_a_letter_in_a_field_is_one_byte() -> None:
    bench = form()
    costs = []
    for number, letter in enumerate("Schmidt"):
        bench.draw(4, 14 + number, letter, "4")
        costs.append(len(bench.show()))
    assert costs[0] <= 5, "the pen was at rest"
    assert costs[1:] == [1] * 6


def test_typing_in_the_middle_of_a_text_inserts_where_that_is_cheaper() -> None:
    bench = form()
    bench.draw(21, 2, "The quick brown fox jumps over the lazy dog and runs away")
    bench.model.write("\x1b[22;12H")
    bench.show()
    bench.insert(21, 11, "x")
    bench.model.write("\x1b[22;13H")
    assert len(bench.show()) <= 4
    bench.delete(21, 11, 1)
    bench.model.write("\x1b[22;12H")
    assert len(bench.show()) <= 4


def test_a_list_moving_by_one_row_scrolls() -> None:
    bench = form()
    bench.shift(4, 12, 1)
    bench.draw(15, 0, "  a new last line of the list".ljust(80))
    assert len(bench.show()) < 60


def test_rows_above_others_are_cleared_together() -> None:
    bench = form()
    bench.draw(22, 2, "Enter Open  F12 Back")
    bench.show()
    for y in range(8, 20):
        bench.draw(y, 0, " " * 80)
    bench.model.write("\x1b[5;15H")
    assert len(bench.show()) <= 24, "erasing each of the twelve is 48 bytes"
    assert "F12 Back" in "".join(cell.text for cell in bench.model.rows[22])


def test_a_cleared_screen_is_erased_not_overwritten() -> None:
    bench = form()
    for y in range(24):
        bench.draw(y, 0, " " * 80)
    bench.model.write("\x1b[1;1H")
    assert len(bench.show()) <= 10


def test_what_is_forgotten_is_sent_anew() -> None:
    bench = form()
    bench.encoder.forget()
    bench.emulator = Emulator(80, 24)
    assert len(bench.show()) > 500


def test_a_question_gives_the_field_back_with_its_pen() -> None:
    """The place it took the cursor from was saved: back there, and ready for the next letter, for five bytes."""
    bench = form()
    bench.draw(4, 14, "S", "4")
    bench.show()
    bench.draw(22, 1, "Save the changes before leaving?  F9 save  F11 discard  F12 stay", "1;7")
    bench.model.write("\x1b[23;2H")
    bench.show()
    bench.draw(22, 0, " " * 80)
    bench.model.write("\x1b[5;16H")
    assert len(bench.show()) <= 5
    bench.draw(4, 15, "c", "4")
    assert len(bench.show()) == 1


def test_what_was_saved_is_gone_back_to_once_only() -> None:
    """Emulators keep saved places on a stack, terminals keep one: the same for who restores what was saved last."""
    bench = form()
    for _ in range(3):
        for y, x in ((22, 1), (4, 14)):
            bench.draw(y, x, f"{y} gone to and back to, over and over again, by question and answer"[: 78 - x], "4")
            bench.show()
            bench.draw(y, x, " " * 66)
            bench.show()
