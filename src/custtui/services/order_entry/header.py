"""The header fields of a draft (F8): kept as typed, faults told, and the lists behind F4."""

from dataclasses import fields, replace
from functools import partial

from peewee import JOIN

from custtui.domain import payment
from custtui.domain.charge import BETWEEN, parts_of
from custtui.domain.choice import Choice
from custtui.domain.days import shown_span
from custtui.domain.errors import Refused
from custtui.domain.flag import read_flag
from custtui.domain.who import Act, Who
from custtui.models.account import Contact, ContactRole, acts_for, own_first
from custtui.models.at_once import at_once
from custtui.models.base import db
from custtui.models.database import transaction
from custtui.models.draft import Draft
from custtui.models.party import Party
from custtui.models.prepared import Prepared
from custtui.services import clock
from custtui.services.asks import asks_by_draft
from custtui.services.controls import read_controls
from custtui.services.order_entry.base import base_of
from custtui.services.order_entry.goods import po_is_product
from custtui.services.order_entry.head_texts import card_faults
from custtui.services.order_entry.named_contracts import CONTRACTS
from custtui.services.order_entry.promising import promised
from custtui.services.order_entry.rows import HEAD, Head, Stored, addresses_of, head_of, lock_draft, touch, whole_of
from custtui.services.order_entry.safely import as_day, seen
from custtui.services.order_entry.slots import roles_of
from custtui.services.order_entry.terms import Terms
from custtui.services.order_entry.views import DraftView, HeaderText

CONTACTS = Prepared(
    lambda account: (
        Contact.select(Contact.id, Party.name, Contact.title, ContactRole.role)
        .join(Party)
        .switch(Contact)
        .join(ContactRole, JOIN.LEFT_OUTER)
        .where(acts_for(account) & Contact.active)
        .order_by(*own_first(account), ContactRole.id)
    )
)


@asks_by_draft(Act.ORDER)
def set_header(who: Who, draft_id: int, header: HeaderText) -> DraftView:
    """Keep the header as typed; what is wrong with it stands in the view's faults, an odd PO number in `told`.

    A payment method equal to the proposed one stays proposed. Raises Refused for a card number (X-14): those are
    never stored.
    """
    _no_card_numbers(header)
    with transaction():
        lock_draft(draft_id)
        number = seen(header.po_number).strip()
        (head, rows), odd = at_once(
            partial(whole_of, draft_id, who), lambda: po_is_product(number, read_controls().scanner_prefix)
        )
        columns = _columns(head, header)
        db.obj.later(*Draft.update(columns).where(Draft.id == draft_id).sql())
        touch(head, who)
        head = head._replace(**columns, typing="{}")  # pyright: ignore[reportArgumentType]
        HEAD.note([tuple(head)], draft_id)
        return replace(promised(who, draft_id, head=head, rows=rows), told=(odd,) if odd else ())


def head_typed(head: Head, header: HeaderText) -> Head:
    """The head as it would stand with this header: whatever is wrong with a field is a fault of it then."""
    return head._replace(**_columns(head, header))  # pyright: ignore[reportArgumentType]


def _columns(head: Head, header: HeaderText) -> dict[str, object]:
    method = seen(header.payment_method).strip()
    if not head.payment_method and _is_proposed(head, method):
        method = ""
    contact, contact_text = _contact(head, seen(header.ordered_by).strip())
    prices = read_flag(header.prices_on_note)
    contract, contract_text = _contract(head, seen(header.contract).strip())
    return {
        "po_number": seen(header.po_number).strip(),
        "wanted": as_day(header.wanted),
        "payment_method": method,
        "contract": contract,
        "contract_text": contract_text,
        "ordered_by": contact,
        "ordered_by_text": contact_text,
        "ship_via": seen(header.ship_via).strip(),
        "source": seen(header.source).strip() or "counter",
        "message": seen(header.message).strip(),
        "prices_on_note": prices is not False,
        "card": " ".join(seen(header.card).split()),
        "card_authorized": seen(header.card_authorized).strip(),
        "card_until": as_day(header.card_until),
        "charges": BETWEEN.join(parts_of(seen(header.charges))),
        "internal_note": seen(header.internal_note).strip(),
        "prices_text": "" if prices is not None else seen(header.prices_on_note).strip() or " ",
    }


def _no_card_numbers(header: HeaderText) -> None:
    if faults := card_faults({one.name: getattr(header, one.name) for one in fields(header)}):
        raise Refused(faults)


def _is_proposed(head: Head, typed: str) -> bool:
    terms = _terms(head)
    return not typed or (terms.proposed is not None and payment.find(terms.methods, typed) == terms.proposed)


def _contact(head: Head, typed: str) -> tuple[int | None, str]:
    """The contact typed: its name, or the beginning of just one; in a change who ordered stays, contact or not."""
    base = base_of(head.revision)
    if base and typed and typed == base.row.ordered_by_name:
        return base.row.ordered_by_id, ""
    found = {key: name for key, name, _, _ in CONTACTS(head.account)}
    exact = [key for key, name in found.items() if name.casefold() == typed.casefold()]
    begun = [key for key, name in found.items() if name.casefold().startswith(typed.casefold())]
    match = (exact or begun) if typed else []
    return (match[0], "") if exact or len(match) == 1 else (None, typed)


def _contract(head: Head, typed: str) -> tuple[int | None, str]:
    if not typed:
        return None, ""
    for key, code, *_ in CONTRACTS(head.account):
        if code.casefold() == typed.casefold():
            return key, code
    return None, typed


def methods(draft_id: int) -> list[Choice]:
    """The payment methods open to this payer (R-01, R-36); the one in use is marked."""
    terms = _terms(head_of(draft_id))
    return [
        Choice(method.code, method.name, method.code, method == terms.method)
        for method in payment.open_methods(terms.methods, terms.paying)
    ]


def contracts(draft_id: int) -> list[Choice]:
    """The purchasing contracts that may be called off by this customer: the day of the order decides (C-40)."""
    head, today = head_of(draft_id), clock.today()
    base = base_of(head.revision)
    day = base.row.order_date if base else today
    return [
        Choice(code, code, f"{name} {shown_span(first, last, today)}".strip(), key == head.contract)
        for key, code, name, first, last in CONTRACTS(head.account)
        if first <= day <= last
    ]


def contacts(draft_id: int) -> list[Choice]:
    """Who may have ordered: the customer's contacts, orderers first (C-02)."""
    head = head_of(draft_id)
    roles: dict[int, list[str]] = {}
    names: dict[int, tuple[str, str]] = {}
    for key, name, title, role in CONTACTS(head.account):
        names[key] = (name, title)
        roles.setdefault(key, []).extend([role] if role else [])
    ordered = sorted(names, key=lambda key: "orderer" not in (role.casefold() for role in roles[key]))
    return [
        Choice(
            names[key][0],
            names[key][0],
            ", ".join(filter(None, (names[key][1], *roles[key]))),
            key == head.ordered_by,
        )
        for key in ordered
    ]


def _terms(head: Head) -> Terms:
    stored = Stored(head, [], addresses_of(head.id) if head.bill_to_address else {}, clock.today())
    return Terms(roles_of(stored), read_controls())
