"""A kept draft that others broke by raw SQL never takes home down: it is marked, and can be dropped (S-6)."""

from __future__ import annotations

import pytest

from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.draft import Draft, DraftLine
from custtui.models.triggers import drop, install
from custtui.services import order_entry as desk
from custtui.services.order_entry.views import LineText
from tests.services import house
from tests.services.house import ANN
from tests.ui.keyplay import Player, run


def _two_drafts(counter: house.House) -> tuple[int, int]:
    """The odd one to be, and one that stays as it is; the odd one was changed last."""
    whole, odd = (desk.start(ANN, counter.a1).id for _ in range(2))
    for draft in (whole, odd):
        desk.put_line(ANN, draft, None, LineText("ITEM1", "5"))
    return odd, whole


def _tamper(statement: str) -> None:
    if not is_sqlite(db):
        pytest.skip("PostgreSQL's foreign keys cannot be switched off by a clerk")
    db.execute_sql("PRAGMA foreign_keys = 0")
    drop(db.obj)
    db.execute_sql(statement)
    install(db.obj)


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("bill_to_account_id", "99999", "no customer with the id 99999"),
        ("account_id", "99999", "no customer for this draft"),
        ("contract_id", "99999", ""),
        ("bill_to_site_id", "99999", ""),
        ("bill_to_address_id", "99999", ""),
        ("ship_to_site_id", "99999", ""),
        ("ship_to_address_id", "99999", ""),
        ("next_from = 1, next_site_id", "99999", ""),
        ("ordered_by_id", "99999", ""),
        ("revision_id", "99999", ""),
        ("changed_at", "'x'", "'x' in draft.changed_at, row 2, which is not a moment"),
    ],
)
def test_an_odd_draft_is_marked_says_why_and_f11_drops_it(
    counter: house.House, column: str, value: str, why: str
) -> None:
    odd, whole = _two_drafts(counter)
    _tamper(f"UPDATE draft SET {column} = {value} WHERE id = {odd}")

    async def scene(player: Player) -> None:
        await player.burst("<f5>")
        assert "went wrong" not in player.screen, player.message
        rows = player.app.desk.view.hits.rows.items
        assert sorted(row.id for row in rows) == [whole, odd]
        at = next(number for number, row in enumerate(rows) if row.id == odd)
        assert rows[at].trouble[:20] in player.screen
        await player.burst("<down>" * (at + 1) + "<enter>")
        assert "went wrong" not in player.screen, player.message
        assert why in player.message
        if why:
            await player.burst("<esc><f11><f9>")
            assert Draft.select().count() == 1

    run(scene)


@pytest.mark.parametrize(
    "text", ["zz", "5", "[]", "[{}]", '[{"10": 5}, "1", "", "", ""]', '{"a": 1}', "[[1], 2, 3, 4, 5]"]
)
@pytest.mark.parametrize("column", ["promised", "typing"])
def test_what_a_draft_promised_or_had_half_typed_counts_as_none_where_it_cannot_be_read(
    counter: house.House, column: str, text: str
) -> None:
    odd, _ = _two_drafts(counter)
    Draft.update({getattr(Draft, column): text}).where(Draft.id == odd).execute()

    async def scene(player: Player) -> None:
        await player.burst("<f5>")
        rows = player.app.desk.view.hits.rows.items
        at = next(number for number, row in enumerate(rows) if row.id == odd)
        await player.burst("<down>" * (at + 1) + "<enter>ITEM2<enter>1<enter>")
        assert "went wrong" not in player.screen, player.message
        assert DraftLine.select().where(DraftLine.draft == odd).count() == 2
        await player.burst("<f9>")
        assert "went wrong" not in player.screen, player.message

    run(scene)
