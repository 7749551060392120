"""The rows of kept drafts: each as it was left, by what it came to then; to open one works it out anew."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any

from peewee import JOIN

from custtui.domain.errors import Refused, Unavailable
from custtui.domain.money import ZERO
from custtui.domain.naming import first_of
from custtui.models.account import CustomerAccount
from custtui.models.at_once import each_at_once
from custtui.models.draft import Draft
from custtui.models.left_drafts import NAMED
from custtui.models.party import Party
from custtui.models.prepared import Prepared
from custtui.models.trouble import explained
from custtui.services.order_entry.promises import left_as
from custtui.services.order_entry.rows import Head, head_of
from custtui.services.order_entry.work import stored_draft, worked
from custtui.services.views.order_list import DraftRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from custtui.domain.who import Who
    from custtui.services.order_entry.lines import WorkedLine

NOTHING = "{}"
"""Half-typed text of a draft in which nothing is half-typed."""
OWNER = Prepared(
    lambda draft: (
        Draft.select(Draft.account, CustomerAccount.code, Party.name, Draft.typing != NOTHING)
        .join(CustomerAccount, JOIN.LEFT_OUTER, on=Draft.account == CustomerAccount.id)
        .join(Party, JOIN.LEFT_OUTER)
        .where(Draft.id == draft)
    )
)
"""Whose a draft is, as far as its rows are there."""


def as_left(who: Who, rows: list[Any], lines: list[Any]) -> list[DraftRow]:
    """Of each of these rows, see `models.left_drafts`; what no promise tells is worked out."""
    texts: dict[int, list[str]] = defaultdict(list)
    counts: dict[int, int] = defaultdict(int)
    for draft, item, quantity, every in lines:
        texts[draft].append(f"{quantity or 1} {item}")
        counts[draft] = every
    found = {row[0]: _left(row, texts[row[0]], counts[row[0]]) for row in rows}
    anew = [draft for draft, row in found.items() if row is None]
    again = dict(zip(anew, worked_out(who, anew), strict=True))
    return [row or again[draft] for draft, row in found.items()]


def worked_out(who: Who, drafts: Sequence[int]) -> list[DraftRow]:
    """As each of these drafts stands today."""
    return each_at_once([partial(_listed, draft, who) for draft in drafts])


def _left(row: Any, items: list[str], count: int) -> DraftRow | None:
    draft, account, code, name, currency, typing, changed_at, order, po, promised, revision = row
    left = left_as(promised)
    if left is None or code is None or name is None or (revision is None) != (order is None):
        return None
    total, to_fix = left
    half = typing != NOTHING
    named = first_of(items, NAMED, count)
    return DraftRow(
        draft, account, code, name, count, total, currency, half, changed_at, order or "", "", po, named, to_fix
    )


def _listed(draft_id: int, who: Who) -> DraftRow:
    """A draft's row: one that others than this program broke is marked, and the others are listed as usual."""
    try:
        with explained():
            return _row(head_of(draft_id, who), who)
    except Unavailable:
        raise
    except Refused as refused:
        return _odd(draft_id, str(refused))
    except (LookupError, ValueError, TypeError, ArithmeticError, AttributeError, AssertionError):
        return _odd(draft_id, "This draft cannot be read: custtui check names what is wrong")


def _odd(draft_id: int, why: str) -> DraftRow:
    found = OWNER.first(draft_id)
    account, code, name, half = found or (0, None, None, False)
    return DraftRow(draft_id, account, code or "?", name or "", 0, ZERO, "", bool(half), None, "", trouble=why)


def _row(head: Head, who: Who) -> DraftRow:
    work = worked(stored_draft(head), who.role)
    sold_to = work.roles.sold_to
    return DraftRow(
        id=head.id,
        account_id=sold_to.id,
        code=sold_to.code,
        name=sold_to.name,
        lines=sum(not line.row.struck for line in work.lines),
        gross=work.gross,
        currency=sold_to.currency,
        half_typed=head.typing != NOTHING,
        changed_at=head.changed_at,
        change_of=work.base.number if work.base else "",
        po_number=head.po_number,
        items=_items(work.lines),
        to_fix=work.to_clear,
    )


def _items(lines: Iterable[WorkedLine]) -> str:
    rows = [one.row for one in lines if not one.row.struck]
    return first_of([f"{row.quantity or 1} {row.item}" for row in rows], NAMED)
