"""The model: what Textual draws, and nothing that data could smuggle in (S-5)."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.strip import Strip

from custtui.terminal.capabilities import capabilities
from custtui.terminal.cells import LINES, MANY, Palette
from custtui.terminal.charset import CONTROLS, FALLBACK, shown, terminal_encoding
from custtui.terminal.driver import guard_strips
from custtui.terminal.encoder import Encoder
from custtui.terminal.model import Model
from custtui.terminal.rendition import Rendition
from custtui.terminal.style import BOLD, NORMAL, RGB, UNDERLINE, Style

from .emulator import Emulator, Look, wanted
from .hostile import HOSTILE


def model(width: int = 20, height: int = 3) -> Model:
    return Model(width, height, Palette())


def text(one: Model, y: int = 0) -> str:
    return "".join(cell.text for cell in one.rows[y])


def test_text_stands_where_the_cursor_was_moved_and_no_further_than_the_edge() -> None:
    one = model()
    one.write("\x1b[2;18Habcdef\x1b[1;1Hx\ny")
    assert text(one, 1) == "y                abc"
    assert text(one, 0)[0] == "x"


@pytest.mark.parametrize(
    ("parameters", "style"),
    [
        ("1;4", Style(attributes=BOLD | UNDERLINE)),
        ("31", Style(fg=1)),
        ("97;104", Style(15, 12)),
        ("38;5;200;48;5;7", Style(200, 7)),
        ("38;2;1;2;3", Style(RGB + 0x010203)),
        ("48:2:1:2:3", Style(bg=RGB + 0x010203)),
        ("1;31;0;4", Style(attributes=UNDERLINE)),
        ("1;4;22;39", Style(attributes=UNDERLINE)),
        ("", NORMAL),
        ("38", NORMAL),
    ],
)
def test_every_form_of_a_style_is_understood(parameters: str, style: Style) -> None:
    assert Rendition().apply(NORMAL, parameters) == style


def test_styles_are_reduced_to_what_the_terminal_has() -> None:
    assert Rendition(0).apply(NORMAL, "1;31;44") == Style(attributes=BOLD)
    assert Rendition(8).apply(NORMAL, "92") == Style(fg=2, attributes=BOLD)
    assert Rendition(8).apply(NORMAL, "90;107") == Style(bg=7)
    assert Rendition(16).apply(NORMAL, "38;5;196").fg in range(1, 16)
    assert Rendition(256).apply(NORMAL, "38;2;255;0;0").fg in range(16, 256)
    assert Rendition(16, BOLD).apply(NORMAL, "1;3;4") == Style(attributes=BOLD)


def test_half_a_wide_character_is_blank() -> None:
    one = model()
    one.write("\x1b[1;1H日本\x1b[1;2Hx\x1b[1;20H語")
    assert text(one).rstrip() == " x本"
    one.resize(3, 3)
    assert text(one) == " x "


def test_modes_pointers_links_and_clipboard_are_not_text() -> None:
    one = model()
    one.write(
        "\x1b[?2026h\x1b]22;pointer\x07\x1b]8;id=1;http://x\x1b\\ab\x1b]8;;\x1b\\\x1b]52;c;YQ==\x07\x1b[>9u\x1b[?25l"
    )
    assert text(one).rstrip() == "ab"


def test_what_is_not_textuals_grammar_is_text_without_its_controls() -> None:
    one = model(40)
    one.write("\x1b[1;1Ha\x07b\x1b[5Ac\x1b]0;title\nd\x9b1mé\u202e\x00x")
    assert text(one, 0).rstrip() == "ab[5Ac]0;title"
    assert text(one, 1).rstrip() == "d1méx"


def test_a_strip_is_cleaned_before_it_is_rendered() -> None:
    guard_strips()
    rendered = Strip([Segment("a\x1b[2;1Hb\u202e\n\x07c", RichStyle(bold=True))]).render(Console())
    assert rendered == "\x1b[1ma[2;1Hbc\x1b[0m"


@pytest.mark.parametrize("term", ["xterm-256color", "vt220"])
def test_hostile_strings_reach_the_terminal_as_harmless_text(term: str) -> None:
    guard_strips()
    can = capabilities({"TERM": term})
    palette = Palette()
    one, encoder, emulator = Model(132, 3, palette), Encoder(can, palette), Emulator(132, 3)
    for string in HOSTILE:
        strip = Strip([Segment(f"<{string}>", RichStyle(bold=True))]).adjust_cell_length(131)
        one.write(f"\x1b[2;1H{strip.render(Console())}#\x1b[1;1H")
        data = encoder.encode(one.picture())
        emulator.feed(data)
        assert not CONTROLS.search(data.decode().replace("\x1b", "").translate(dict.fromkeys(b"\r\n\b\t")))
        assert without_marks(emulator.looks()) == without_marks(wanted(one)), string
        assert one.rows[1][131].text == "#", "the model measures as Textual does"


def without_marks(looks: list[list[Look]]) -> list[list[Look]]:
    """Base characters only: the emulator leaves out marks of class 0 (Thai, Indic)."""
    return [[(unicodedata.normalize("NFD", look[0])[:1], *look[1:]) for look in row] for row in looks]


def test_every_stand_in_is_one_ascii_character_as_wide() -> None:
    for character, instead in FALLBACK.items():
        assert instead.isascii() and len(instead) == 1 and cell_len(character) == 1, character


def test_characters_the_terminal_lacks_are_transliterated() -> None:
    palette = Palette("ascii")
    cells = palette.line("é─│·…●▸ łЖ日€\xa0ñ\u0303", NORMAL)
    assert b"".join(cell.raw for cell in cells) == b"e-|.>*> l???E n"
    assert shown("é", "latin-1") == b"\xe9"
    assert shown("€", "latin-1") == b"E"


@pytest.mark.parametrize(
    ("environ", "encoding"),
    [
        ({"LC_ALL": "de_DE.UTF-8"}, "utf-8"),
        ({"LANG": "en_US.utf8"}, "utf-8"),
        ({}, "utf-8"),
        ({"LC_ALL": "C"}, "ascii"),
        ({"LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"}, "ascii"),
        ({"LANG": "de_DE.ISO-8859-15@euro"}, "ISO-8859-15"),
        ({"LANG": "de_DE"}, "latin-1"),
        ({"LANG": "xx.nonsense"}, "ascii"),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "ascii"),
    ],
)
def test_the_locale_decides_the_encoding(
    environ: dict[str, str], encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custtui.terminal.charset._started_with", list)
    assert terminal_encoding(environ) == encoding


def test_looks_are_forgotten_before_they_fill_the_memory() -> None:
    palette = Palette()
    for number in range(60_000):
        palette.line(f"{chr(0x4E00 + number % 20000)}é{number}", Style(fg=number % 3))
        assert len(palette._lines) <= LINES + 1
        assert len(palette._looks) < MANY + 100


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(st.sampled_from("a日é\u0301\x1b[]0123;Hmhl?\n\r\x07\u200d\U0001f468👍🇫\ud800")), max_size=8))
def test_whatever_is_written_the_model_stays_whole(pieces: list[str]) -> None:
    one = model(9, 2)
    for piece in pieces:
        one.write(piece)
    for row in one.rows:
        assert len(row) == 9
        for x, cell in enumerate(row):
            assert not CONTROLS.search(cell.text)
            assert (cell.width == 0) == (x > 0 and row[x - 1].width == 2)
            assert cell.width < 2 or x < 8
