"""What a draft that is opened takes of a far server, asked in three messages (P-13); nothing on a file."""

from functools import partial
from typing import Any

from custtui.models.at_once import at_once
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.remembered import answers, each
from custtui.models.together import ask
from custtui.services.accounts import account_of
from custtui.services.controls import read_controls
from custtui.services.credit_sums import STAMP
from custtui.services.order_entry.base import base_ahead, base_of
from custtui.services.order_entry.foreseen import of_header, of_sites
from custtui.services.order_entry.goods import PRODUCT, Payable, found_by, goods_of
from custtui.services.order_entry.rows import ADDRESSES, HEAD, LINES, Head, LineRow, PromisedRows
from custtui.services.order_entry.show import NOTES

ITEM = LineRow._fields.index("item")


def open_ahead(draft_id: int) -> None:
    """The draft, what its header leads to, and what places and prices hang on; where answers are remembered."""
    if answers() is None or is_sqlite(db):
        return
    ask([(HEAD, (draft_id,)), (LINES, (draft_id,)), (ADDRESSES, (draft_id,))])
    if found := HEAD.first(draft_id):
        draft_ahead(Head._make(found), LINES(draft_id))


def draft_ahead(head: Head, rows: PromisedRows) -> None:
    """The same of a draft that is known: as far as what it leads to is not."""
    if answers() is None or is_sqlite(db):
        return
    items = sorted({row[ITEM] for row in rows if row[ITEM]})
    _of_header(head, items)
    _of_customer(head, items)


def _of_header(head: Head, items: list[str]) -> None:
    more: list[Any] = [(NOTES, (head.account,)), (STAMP, ())]
    at_once(
        partial(ask, [*of_header(head, lines=False), *more]),
        partial(each, PRODUCT, items, found_by),
        partial(base_of, head.revision),
    )


def _of_customer(head: Head, items: list[str]) -> None:
    one, base = account_of(head.account), base_of(head.revision)
    terms = Payable(one.id, head.contract, one.price_list, one.currency)
    at_once(
        partial(ask, of_sites(head)),
        partial(goods_of, items, read_controls().scanner_prefix, terms),
        lambda: base and base_ahead(base),
    )
