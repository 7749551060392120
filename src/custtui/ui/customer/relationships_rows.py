"""How relationships look: one row each, and in sentences what the highlighted one means."""

from __future__ import annotations

from custtui.domain.relations import KIND_WORDS, kind_words
from custtui.services.payers.relation_views import RelatedAccount, RelatedParty
from custtui.ui.kit import format as fmt
from custtui.ui.kit.facts import labelled
from custtui.ui.kit.paint import Line, held
from custtui.ui.kit.rows import Rows
from custtui.ui.kit.table import Column, Table
from custtui.ui.kit.view import Drawn
from custtui.ui.kit.window import section

Related = RelatedAccount | RelatedParty
COLUMNS = (
    Column("what", "Is", 16, 15, share=1),
    Column("other", "Other", 24, 20, share=3, style="strong"),
    Column("bill_to", "Bill", 4, 4),
    Column("ship_to", "Ship", 4, 4),
    Column("pay", "Pay", 3, 3),
    Column("reciprocal", "Both", 4, 4),
    Column("when", "From, to", 17, 0, style="dim"),
)
LEGEND = "B S P R switch bill-to, ship-to, pay, both ways · 4 ends it"
SHORT_LEGEND = "B S P R: bill-to, ship-to, pay, both ways · 4 ends it"


def draw_relationships(rows: Rows[Related], width: int, height: int, empty: str) -> Drawn:
    """The rows, and below them the highlighted one in words; `empty` says how the first is made."""
    table = Table(COLUMNS, width)
    below = labelled(_facts(rows.current), width)
    room = max(3, min(max(1, len(rows.items)), height - 3 - len(below)))

    def draw(one: Related, line: Line) -> None:
        over = one.ended if isinstance(one, RelatedParty) else not one.other_active
        table.draw(line, _texts(one), style="dim" if over else "")

    lines, at = rows.listed(width, room, draw)
    if not rows.items:
        lines = [Line(width, f"  No relationships yet: {empty}", "dim")]
    legend = section(LEGEND if width >= len(LEGEND) + 6 else SHORT_LEGEND, width)
    below = [*[Line(width)][: height - 2 - len(lines) - len(below)], legend, *below]
    return [table.heads(width), *lines, *held(below, height - 1 - len(lines))], (0, at + 1)


def _texts(one: Related) -> dict[str, str]:
    if isinstance(one, RelatedParty):
        return {
            "what": ("ended: " if one.ended else "") + kind_words(one.kind, is_subject=one.is_subject),
            "other": (f"{one.of}: " if one.of else "") + f"{one.code} {one.other_name}".strip(),
            **dict.fromkeys(("bill_to", "ship_to", "pay", "reciprocal"), ""),
            "when": _when(one),
        }
    opened = one.opened
    flags = {"bill_to": opened.bill_to, "ship_to": opened.ship_to, "pay": opened.pay, "reciprocal": opened.reciprocal}
    return {
        "what": "parent of" if one.opens else "child of",
        "other": f"{one.other_code} {'' if one.other_active else '(inactive) '}{one.other_name}",
        **{name: "yes" if flag else "-" for name, flag in flags.items()},
        "when": "same party" if one.same_party else "",
    }


def _when(one: RelatedParty) -> str:
    if one.first_day is None and one.last_day is None:
        return ""
    return f"{fmt.day(one.first_day)} to {fmt.day(one.last_day)}".strip() + (" ENDED" if one.ended else "")


def _facts(one: Related | None) -> list[tuple[str, list[str], str]]:
    if one is None:
        return []
    if isinstance(one, RelatedParty):
        return [("Is", [one.words, KIND_WORDS[one.other_kind], _when(one)], "text")]
    return [("Is", [one.words], "text"), ("Means", list(one.meaning), "text")]
