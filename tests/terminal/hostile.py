"""Texts that must do no harm on a terminal, in a database or in markup (S-5); written for these tests."""

ESCAPES = [
    "\x1b[2J\x1b[H",
    "\x1b]0;title\x07",
    "\x1b]52;c;aGVsbG8=\x07",
    "\x1b[31mred\x1b[0m",
    "\x1bP1$r0m\x1b\\",
    "\x1b[6n\x1b[c",
    "\x9b31m",
    "\x1b",
    "\x1b[",
    "\x00nul\x00",
    "\x07\x08\x0b\x0c\x0e\x0f\x7f",
    "\x80\x85\x90\x9c",
    "a\rb\nc\td",
]
ORDER = [
    "\u202eevil\u202c",
    "\u2066isolated\u2069",
    "\u200f\u200e",
    "\u061cmark",
    "abc\u202dxyz",
    "العربية 123",
    "עברית abc",
]
WIDTHS = [
    "Łódź Çağrı",
    "日本語のお客様",
    "한국어",
    "ไทย ก็",
    "e\u0301a\u0308o\u0302",
    "Z\u0351\u036b\u0343\u0323a\u0316l\u0334g\u0321o\u0353",
    "\u200b\u200c\u200d\u2060\ufeff",
    "\ufffd\ufffe",
    "👩‍👩‍👧‍👦👍🏽🇩🇪",
    "ﬁ ﷽ ㌔",
    "\u00ad\u034f\u115f",
    "\U000e0001\U000e0041",
    "½ € £ ¥ ™ ∑ ─ █",
]
MARKUP = [
    "[bold]not bold[/bold]",
    "[/]",
    "[@click=app.quit]x[/]",
    "[red",
    "<b>&amp;</b>",
    "%s %d {} {0} ${HOME}",
    "'; DROP TABLE customer; --",
    '" OR 1=1',
    "../../etc/passwd",
    "$(reboot) `reboot`",
    "\\x1b[2J \\u001b",
]
LONG = ["x" * 10_000, "日" * 500, "e\u0301" * 300, " " * 200, "-" * 200]
HOSTILE = ["", *ESCAPES, *ORDER, *WIDTHS, *MARKUP, *LONG]
