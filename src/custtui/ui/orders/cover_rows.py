"""Rows of covers and of lines to cover; and the chosen one in words."""

from custtui.domain.cover import not_needed_word
from custtui.services.views.covers import CoverRow, LineToCover
from custtui.ui.kit import clock
from custtui.ui.kit import format as fmt
from custtui.ui.kit.table import CODE, NUMBER, Column
from custtui.ui.orders.list_rows import wanted_texts, wanted_words

TO_COVER = (
    Column("number", "Order", 7, 7, style="strong", whole=NUMBER),
    Column("position", "Pos", 3, 0, right=True, spare=5),
    Column("product", "Item", 9, 9, whole=CODE),
    Column("description", "Description", 27, 0, share=1, spare=4),
    Column("ordered", "Ordered", 7, 7, right=True, spare=3),
    Column("to_cover", "To cover", 8, 8, right=True, style="strong"),
    Column("wanted", "Wanted", 6, 6, right=True, spare=1),
    Column("mark", "", 1, 1, style="mark"),
)


def cover_texts(one: CoverRow) -> dict[str, str]:
    """The cells of a cover; `!` marks what is late."""
    cover = one.cover
    return {
        "due": fmt.day(cover.due),
        "mark": "!" if cover.late(clock.today()) else "",
        "cover": cover.number,
        "order": one.number,
        "position": str(one.position),
        "product": one.product,
        "quantity": fmt.quantity(cover.quantity),
        "done": fmt.quantity(cover.done, "-"),
        "stands": not_needed_word(cover, one.over) or cover.stands if " of " not in cover.stands else "started",
    }


def cover_words(one: CoverRow) -> list[str]:
    """All of a cover's row."""
    cover = one.cover
    due = f"due {fmt.day(cover.due)}{' LATE' if cover.late(clock.today()) else ''}" if cover.due else ""
    return [
        cover.name,
        f"{fmt.counted(cover.quantity, one.unit)} {one.product} {one.description}",
        cover.stands,
        not_needed_word(cover, one.over),
        due,
        f"{one.number} line {one.position}",
        f"{one.code} {one.customer}",
        wanted_words(one.wanted),
    ]


def to_cover_texts(one: LineToCover) -> dict[str, str]:
    """The cells of a line that no order covers."""
    return {
        "number": one.number,
        "position": str(one.position),
        "product": one.product,
        "description": one.description,
        "ordered": fmt.quantity(one.ordered),
        "to_cover": fmt.quantity(one.to_cover),
        **wanted_texts(one.wanted),
    }


def to_cover_words(one: LineToCover) -> list[str]:
    """All of such a line."""
    return [
        f"{one.number} line {one.position}",
        f"{one.code} {one.customer}",
        f"{one.product} {one.description}",
        f"{fmt.quantity(one.to_cover)} of {fmt.counted(one.ordered, one.unit)} to cover",
        wanted_words(one.wanted),
    ]
