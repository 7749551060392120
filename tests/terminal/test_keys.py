"""The keyboard: every encoding is the right key, nothing unknown is typed, nothing known is lost."""

import random

import pytest
from textual.events import Key, Paste
from textual.keys import _character_to_key

from custtui.terminal.decode import key_of
from custtui.terminal.keys import KeyParser

FUNCTION_KEYS = {
    "xterm": ["\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", *(f"\x1b[{n}~" for n in (15, 17, 18, 19, 20, 21, 23, 24))],
    "PuTTY, rxvt": [f"\x1b[{n}~" for n in (11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24)],
    "Linux console": [*(f"\x1b[[{c}" for c in "ABCDE"), *(f"\x1b[{n}~" for n in (17, 18, 19, 20, 21, 23, 24))],
    "PuTTY as VT100+": [f"\x1bO{c}" for c in "PQRSTUVWXYZ["],
}
OTHERS = {
    "up": "\x1b[A|\x1bOA", "down": "\x1b[B|\x1bOB", "right": "\x1b[C|\x1bOC", "left": "\x1b[D|\x1bOD",
    "home": "\x1b[H|\x1bOH|\x1b[1~|\x1b[7~", "end": "\x1b[F|\x1bOF|\x1b[4~|\x1b[8~", "insert": "\x1b[2~",
    "delete": "\x1b[3~", "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "shift+tab": "\x1b[Z",
    "enter": "\r|\n|\x1bOM", "tab": "\t", "backspace": "\x08|\x7f", "ctrl+e": "\x05", "ctrl+l": "\x0c",
    "ctrl+c": "\x03", "ctrl+z": "\x1a", "ctrl+up": "\x1b[1;5A|\x1bOa", "shift+right": "\x1b[1;2C|\x1b[c",
    "ctrl+shift+left": "\x1b[1;6D", "ctrl+delete": "\x1b[3;5~|\x1b[3^", "alt+up": "\x1b[1;3A",
    "shift+f5": "\x1b[15;2~", "ctrl+f1": "\x1b[1;5P", "shift+delete": "\x1b[3$", "kp_plus": "\x1bOk",
    "7": "7|\x1bOw", "full_stop": ".|\x1bOn", "minus": "-|\x1bOm", "slash": "/|\x1bOo", "asterisk": "*|\x1bOj",
    "space": " ", "A": "A", "é": "é", "日": "日",
}  # fmt: skip
ANSWERS = [
    "\x1b[?1;2c", "\x1b[0n", "\x1b[I", "\x1b[O", "\x1b[?2026;2$y", "\x1b[>0;136;0c",
    "\x1b[48;24;80;0;0t", "\x1b]11;rgb:0000/0000/0000\x07", "\x1bP1$r0m\x1b\\", "\x1b[M !!", "\x1b[<0;3;4M",
]  # fmt: skip
UNKNOWN = [
    "\x1b[:u",
    "\x1b[57423;1:1~",
    "\x1b[99~",
    "\x1b[;;;;~",
    "\x1b[1;99A",
    "\x1b[=",
    "\x1b[",
    "\x1b[?x",
    "\x1b[[Q",
]


def parsed(data: bytes, **options: object) -> list[str]:
    """The names of the keys in `data`, with all waiting done at its end."""
    parser = KeyParser(**options)  # type: ignore[arg-type]
    events = parser.feed(data, 0.0)
    while parser.deadline is not None:
        events += parser.tick(parser.deadline)
    return [event.key if isinstance(event, Key) else repr(event.text) for event in events]  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", FUNCTION_KEYS)
def test_the_function_keys_of_every_terminal(kind: str) -> None:
    for number, sequence in enumerate(FUNCTION_KEYS[kind], 1):
        assert parsed(sequence.encode()) == [f"f{number}"]


@pytest.mark.parametrize("name", OTHERS)
def test_every_form_of_a_key(name: str) -> None:
    for sequence in OTHERS[name].split("|"):
        assert parsed(sequence.encode()) == [name]


def test_keys_are_named_as_textual_names_them() -> None:
    for code in (*range(32, 127), *range(161, 592), 0x20AC, 0x2500):
        if chr(code).isprintable():
            assert key_of(chr(code)).key == _character_to_key(chr(code))
            assert key_of(chr(code)).character == chr(code)


def test_the_keypad_plus_is_a_key_of_its_own_that_types_a_plus() -> None:
    (key,) = KeyParser().feed(b"\x1bOk", 0)
    assert (key.key, key.character) == ("kp_plus", "+")  # type: ignore[attr-defined]


@pytest.mark.parametrize("sequence", ANSWERS + UNKNOWN)
def test_answers_and_unknown_sequences_are_dropped_whole_and_logged(sequence: str) -> None:
    log: list[str] = []
    assert parsed(b"a" + sequence.encode() + b"\rb", log=log.append) == ["a", "enter", "b"]
    assert log


def test_a_cursor_report_is_told_and_never_typed() -> None:
    told: list[bool] = []
    assert parsed(b"a\x1b[12;40Rb", answered=lambda: told.append(True)) == ["a", "b"]
    assert told == [True]


def test_a_sequence_split_at_any_byte_is_put_together_again() -> None:
    whole = (
        "".join(OTHERS[name].split("|")[0] for name in OTHERS)
        + "".join(FUNCTION_KEYS["xterm"])
        + "\x1b[200~a\nb\x1b[201~z"
    )
    expected = parsed(whole.encode())
    for seed in range(50):
        dice, data, now, keys = random.Random(seed), whole.encode(), 0.0, []
        parser = KeyParser()
        while data:
            size = dice.choice([1, 1, 2, 3, 7, 40])
            keys += parser.feed(data[:size], now)
            data, now = data[size:], now + dice.random() * 0.29
            assert parser.deadline is None or now < parser.deadline
        assert [key.key if isinstance(key, Key) else repr(key.text) for key in keys] == expected  # type: ignore[attr-defined]


def test_a_lone_escape_is_a_key_when_its_delay_has_passed() -> None:
    parser = KeyParser(0.3)
    assert parser.feed(b"\x1b", 10.0) == []
    assert parser.deadline == pytest.approx(10.3)
    assert [key.key for key in parser.tick(10.3)] == ["escape"]  # type: ignore[attr-defined]
    assert parser.deadline is None


AFTER = [0.0, 0.1, 0.3, 2.0]


def esc_and_5(after: float | None, *, escape_prefix: bool) -> list[Key]:
    """Esc and 5, so many seconds apart; None: in one read."""
    parser = KeyParser(0.3, escape_prefix=escape_prefix)
    keys = parser.feed(b"\x1b5" if after is None else b"\x1b", 0.0)
    if after is not None:
        keys += parser.tick(0.3) if after >= 0.3 else []
        keys += parser.feed(b"5", after)
    return keys  # type: ignore[return-value]


@pytest.mark.parametrize("after", [None, *AFTER])
def test_esc_and_a_digit_are_reset_and_the_digit(after: float | None) -> None:
    """Codes and quantities begin with digits: they are typed right after the Esc that ends a lock."""
    assert [(key.key, key.character) for key in esc_and_5(after, escape_prefix=False)] == [
        ("escape", "\x1b"),
        ("5", "5"),
    ]


@pytest.mark.parametrize("after", [None, *AFTER])
def test_with_escape_prefix_both_are_handed_on_for_the_screen_to_decide(after: float | None) -> None:
    keys = esc_and_5(after, escape_prefix=True)
    assert [(key.key, key.character) for key in keys] == [("escape", "\x1b"), ("prefixed+f5", "5")]
    assert [key.key for key in esc_and_5(2.5, escape_prefix=True)] == ["escape", "5"]


def test_only_the_key_right_after_esc_becomes_a_function_key() -> None:
    parser = KeyParser(escape_prefix=True)
    keys = [*parser.feed(b"\x1b", 0.0), *parser.tick(0.3), *parser.feed(b"x5", 0.5)]
    assert [event.key for event in keys] == ["escape", "x", "5"]  # type: ignore[attr-defined]


def test_esc_and_a_letter_are_the_same_keys_together_as_apart() -> None:
    assert parsed(b"\x1bA100") == ["escape", "A", "1", "0", "0"]
    assert parsed(b"\x1b\x1b[A\x1b\r") == ["escape", "up", "escape", "enter"]
    assert parsed(b"\x1bx", meta=True) == ["alt+x"]


def test_shift_tab_of_the_linux_console() -> None:
    assert parsed(b"\x1b\t") == ["escape", "tab"]
    assert parsed(b"\x1b\t", escape_tab=True) == ["shift+tab"]


def test_a_line_feed_after_a_return_is_nothing() -> None:
    assert parsed(b"a\r\nb\nc\r\r\n\n") == ["a", "enter", "b", "enter", "c", "enter", "enter", "enter"]
    parser = KeyParser()
    assert len(parser.feed(b"\r", 0)) == 1
    assert parser.feed(b"\n", 5) == []


def test_invalid_utf8_is_dropped_and_what_follows_is_kept() -> None:
    log: list[str] = []
    assert parsed(b"a\xffb\xc3(\xe2\x82x\xed\xa0\x80y\xc3\xa9", log=log.append) == [
        "a",
        "b",
        "left_parenthesis",
        "x",
        "y",
        "é",
    ]
    assert len(log) >= 4


def test_other_encodings_of_the_line() -> None:
    assert parsed("é£".encode("latin-1"), encoding="latin-1") == ["é", "pound_sign"]
    assert parsed("é".encode(), encoding="ascii") == ["é"]
    assert parsed(b"\x9b15~x", encoding="latin-1") == ["f5", "x"]


def test_blanks_of_every_kind_are_blanks_and_what_nobody_sees_is_a_key_without_use() -> None:
    """X-19: dropped, a 1 and a 2 on both sides of it would be 12."""
    assert parsed("1\u00a02\u202f3\u3000".encode()) == ["1", "space", "2", "space", "3", "space"]
    assert parsed(b"1\xa02", encoding="latin-1") == ["1", "space", "2"]
    assert parsed("1\u20282\u200b\ufeff".encode()) == ["1", "u+2028", "2", "u+200b", "u+feff"]


def test_a_paste_is_one_event_in_its_place_its_control_characters_are_seen() -> None:
    data = b"a\x1b[200~one\r\ntwo\rthree\tfour\x07\x1b[31m\x00\x1b[201~b"
    assert parsed(data) == ["a", repr("one\ntwo\nthree\tfour\ufffd\ufffd[31m\ufffd"), "b"]
    data = "\x1b[200~ITEM1\t1\x0b2\u2028\x853\x1b[201~".encode()
    assert parsed(data) == [repr("ITEM1\t1\n2\n\n3")]


def test_a_paste_that_never_ends_gives_the_keyboard_back() -> None:
    parser = KeyParser()
    assert parser.feed(b"\x1b[200~half a paste", 0) == []
    assert parser.deadline is not None
    (event,) = parser.tick(parser.deadline)
    assert isinstance(event, Paste)
    assert event.text == "half a paste"
    assert [key.key for key in parser.feed(b"x", 9)] == ["x"]  # type: ignore[attr-defined]


def test_a_paste_without_bound_is_cut_at_a_mebibyte() -> None:
    parser = KeyParser()
    parser.feed(b"\x1b[200~", 0)
    events: list = []
    for _ in range(2000):
        events += parser.feed(b"x" * 4096, 0)
    assert parser.deadline is not None
    events += parser.tick(parser.deadline)
    assert len(events[0].text) == 1 << 20
    assert len(parser._held) < 100


def test_300_000_random_sequences_never_break_the_parser_nor_type_a_part_of_themselves() -> None:
    dice = random.Random(8)
    log: list[str] = []
    parser = KeyParser(log=log.append)
    finals = "@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
    for number in range(300_000):
        parameters = "".join(dice.choices("0123456789:;<=>?", k=dice.randrange(6)))
        between = dice.choice(["", "", "", " ", "$", "!", '"'])
        final = dice.choice(finals)
        if (parameters + between == "" and final in "[M") or parameters + between + final == "200~":
            continue
        events = parser.feed(f"\x1b[{parameters}{between}{final}".encode(), number / 100)
        assert len(events) < 2, (parameters, between, final)
        assert all(event.character is None for event in events), (parameters, between, final)  # type: ignore[attr-defined]
    assert [key.key for key in parser.feed(b"ok", 1e9)] == ["o", "k"]  # type: ignore[attr-defined]
    assert len(log) > 100_000


def test_random_bytes_never_break_the_parser_and_it_always_comes_back() -> None:
    dice = random.Random(9)
    parser = KeyParser(log=lambda text: None)
    for number in range(30_000):
        noise = bytes(
            dice.choices(b"\x1b\x1b[O0123;~?$MPABZ\r\n\x00\x7f\x9b\xff\xc3\xa9 xyz", k=dice.randrange(1, 9))
        )
        parser.feed(noise, float(number))
        if parser.deadline is not None and dice.random() < 0.5:
            parser.tick(parser.deadline)
    for _ in range(3):
        if parser.deadline is not None:
            parser.tick(parser.deadline)
    assert parser.deadline is None
    assert [key.key for key in parser.feed(b"q", 1e6)] == ["q"]  # type: ignore[attr-defined]
