"""What working out a draft will ask of a server on another machine, asked at once: each wait is a round trip (P-13).

On a file it is asked as it comes. Where answers are not remembered nothing is asked ahead; what is asked ahead and
not wanted costs a few rows.
"""

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple, Protocol

from custtui.domain.address import land_of
from custtui.domain.site import Purpose
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.families import MERGED
from custtui.models.remembered import answers
from custtui.models.together import PreparedQuestion, ask
from custtui.services.accounts import ACCOUNT, account_of
from custtui.services.clock import ZONE, today
from custtui.services.controls import CONTROLS
from custtui.services.credit_sums import ORDERS, OWED
from custtui.services.customer.checks import SELLER, seller
from custtui.services.order_entry.known_methods import EXCLUDED, METHODS, PREVIOUS
from custtui.services.order_entry.places import ANY_USE, CONTACTS, COUNTRIES, OPENINGS, SITES, USES, primary_site
from custtui.services.order_entry.rows import ADDRESSES, LINES, Head
from custtui.services.order_entry.terms import CONTACT_NAME, UNANSWERED
from custtui.services.payer_ahead import of_payer
from custtui.services.standing import OVERDUE
from custtui.services.taxes import ANY_RATE, EXEMPTIONS, RATES


class HeaderPlaces(Protocol):
    """Who orders and where to, as a header says it; keys are ids."""

    @property
    def account(self) -> int: ...
    @property
    def bill_to_account(self) -> int | None: ...
    @property
    def bill_to_site(self) -> int | None: ...
    @property
    def ship_to_site(self) -> int | None: ...
    @property
    def next_site(self) -> int | None: ...


class NewHead(NamedTuple):
    """The same of a header that nobody has touched yet."""

    account: int
    ordered_by: int | None
    ship_to_site: int | None
    bill_to_account: None = None
    bill_to_site: None = None
    next_site: None = None


def foresee_new(head: NewHead) -> None:
    """Ask at once what a new draft stands on beyond its customer, as far as it is not known."""
    ask([*([(CONTACT_NAME, (head.ordered_by,))] if head.ordered_by else []), *of_sites(head)])


def foresee(head: Head) -> None:
    """Ask in two questions what the draft of this header stands on, as far as it is not known."""
    kept = answers()
    if kept is None or is_sqlite(db):
        return
    header = of_header(head, lines=not kept.changing)
    if any(one is ACCOUNT and not one.is_known(*asked) for one, asked in header):
        ask(header)
        header = []
    ask([*header, *of_sites(head)])


def of_header(head: Head, *, lines: bool) -> list[PreparedQuestion]:
    """What the header alone leads to; who pays is taken for the customer himself where nobody else was chosen."""
    customer, payer = head.account, head.bill_to_account or head.account
    return [
        *of_customer(customer, payer),
        (ADDRESSES, (head.id,)),
        *([(LINES, (head.id,))] if lines else []),
        *([(CONTACT_NAME, (head.ordered_by,))] if head.ordered_by else []),
        *([(OPENINGS, (customer,))] if payer != customer else []),
    ]


def of_customer(customer: int, payer: int = 0) -> list[PreparedQuestion]:
    """What is known of a draft by its customer, and who pays where that is another (ids)."""
    payer = payer or customer
    accounts = sorted({customer, payer})
    return [
        *((ZONE, ()), (CONTROLS, ()), (METHODS, ())),
        *((ACCOUNT, (one,)) for one in accounts),
        *((ANY_USE, (payer, Purpose.BILL_TO)), (CONTACTS, (accounts,)), (EXCLUDED, (accounts,))),
        *((EXEMPTIONS, (customer,)), (UNANSWERED, (customer,)), (MERGED, ([payer],))),
        *((COUNTRIES, (customer,)), (SELLER, ())),
    ]


ALONE = partial(of_payer, arguments=lambda account, payer: (payer,))
BOTH = partial(of_payer, arguments=lambda account, payer: ([account, payer],))
FAMILY = of_payer(MERGED, lambda account, payer: ([payer],))
OF_PAYER = [
    *((ALONE(ACCOUNT), ()), (ALONE(ANY_USE), (Purpose.BILL_TO,)), (FAMILY, ())),
    *((BOTH(CONTACTS), ()), (BOTH(EXCLUDED), ())),
]
"""What else is known of a draft by its customer, where another pays."""


def _of_another(customer: int) -> list[PreparedQuestion]:
    """What a customer has to do with who pays for it."""
    return [(OPENINGS, (customer,)), (MERGED, ([customer],)), (PREVIOUS, ([customer],))]


def of_sites(head: HeaderPlaces) -> list[PreparedQuestion]:
    """The places of the header; lines with another of their own ask once more."""
    payer = head.bill_to_account or account_of(head.account).usual_payer
    ids = _some(head.ship_to_site, head.next_site, head.bill_to_site or primary_site(payer, Purpose.BILL_TO))
    sites = [(SITES, (ids,)), (USES, (sorted({head.account, payer}), ids or [0]))]
    another = _of_another(head.account) if payer != head.account else []
    return [*sites, *another, *_of_credit(head.account, payer), *_of_taxes(head.account)]


def _of_taxes(customer: int) -> list[PreparedQuestion]:
    """Most lines of an order go to one country."""
    lands = {land_of(country, seller()[1]) for (country,) in COUNTRIES(customer)}
    return [(ANY_RATE, ()), *((RATES, ([land],)) for land in sorted(lands))]


def _of_credit(customer: int, payer: int) -> list[PreparedQuestion]:
    """What is owed; nobody is taken to have been merged into them."""
    who = account_of(payer)
    limited = [] if who.own_limit is None else [(ORDERS, ((payer,), who.currency)), (OWED, ((payer,), who.currency))]
    return [*limited, *((OVERDUE, ([one], today())) for one in sorted({customer, payer}))]


def _some(*ids: int | None) -> list[int]:
    found: Iterable[int] = {one for one in ids if one is not None}
    return sorted(found)
