"""Products and prices of a far server asked before it is known that they are wanted: with the draft itself (P-13).

What the screen stood on says which they are most likely. Whatever is otherwise is asked when it is wanted.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from custtui.models.at_once import each_at_once
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.families import family
from custtui.models.remembered import Answers, note_each, remembering
from custtui.models.together import foreseen_answers
from custtui.services.accounts import ACCOUNT, account_of
from custtui.services.controls import CONTROLS, read_controls
from custtui.services.order_entry.goods import FACTS_OF, PRODUCT, GoodsFacts, Payable, facts_among, found_by, goods_of
from custtui.services.order_entry.rows import HEAD, Head


class FactsAhead(NamedTuple):
    """Facts of products as they are, of a customer that had these accounts."""

    terms: Payable
    accounts: list[int]
    found: dict[int, GoodsFacts]


def goods_ahead() -> list[FactsAhead]:
    """Ask what the screen asked of its products; what it comes to is `noted` once the customer is known."""
    before = foreseen_answers()
    if is_sqlite(db):
        return []
    calls: list[Callable[[], Any]] = []
    if codes := sorted(before.known.get(PRODUCT, ())):
        calls.append(lambda: note_each(PRODUCT, found_by(codes)))
    asked = [Payable(*key[1:]) for key in before.known if key[0] == FACTS_OF]
    calls += [partial(_facts, before, terms) for terms in asked]
    return [one for one in each_at_once(calls) if one]


def _facts(before: Answers, terms: Payable) -> FactsAhead:
    with remembering(before):
        accounts = family(terms.account)
    products = sorted(before.known[FACTS_OF, *terms])
    return FactsAhead(terms, accounts, facts_among(accounts, products, terms))


def line_ahead(draft_id: int, item: str) -> None:
    """Ask for the product of a line that is put on the draft, priced as its header was last; nothing on a file."""
    before = None if is_sqlite(db) or not item else HEAD.last(draft_id)
    head = Head._make(before[0]) if before else None
    if head and ACCOUNT.is_known(head.account) and CONTROLS.is_known():
        one = account_of(head.account)
        goods_of([item], read_controls().scanner_prefix, Payable(one.id, head.contract, one.price_list, one.currency))


def noted(ahead: list[FactsAhead]) -> None:
    """Remember the facts of who has the same accounts still: another clerk may have merged some meanwhile."""
    for one in ahead:
        if family(one.terms.account) == one.accounts:
            note_each((FACTS_OF, *one.terms), one.found)
