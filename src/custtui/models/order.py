"""Sales orders: immutable revisions, the positions that survive them, and the little that may change."""

from peewee import (
    SQL,
    BooleanField,
    Check,
    DeferredForeignKey,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from custtui.models.account import Contact, CustomerAccount, CustomerSite, PurchasingContract
from custtui.models.base import Made, Row, now
from custtui.models.fields import DayField, MoneyField, PriceField, QuantityField, RateField, TaxRateField, UtcField
from custtui.models.product import Product


class SalesOrder(Made):
    """An order: its number, and which of its revisions is in force or waiting (set by compare-and-swap, R-25).

    `from_draft` is the id of the draft it was placed from: unique, so that no draft is ever placed twice (S-1).
    `counter` names the one it was placed at; '' where that has no name.
    """

    number = TextField(unique=True)
    account = ForeignKeyField(CustomerAccount, backref="orders")
    from_draft = IntegerField(null=True, unique=True)
    counter = TextField(default="")
    in_force = DeferredForeignKey("OrderRevision", null=True)
    pending = DeferredForeignKey("OrderRevision", null=True)


class OrderPosition(Row):
    """The identity of a line that survives revisions: shipments and invoices hang here (R-23)."""

    order = ForeignKeyField(SalesOrder, backref="positions", index=False)
    position = IntegerField()

    class Meta:
        indexes = ((("order", "position"), True),)


class OrderRevision(Made):
    """One immutable version of an order (R-22). Names and addresses are snapshots (X-05).

    `internal_note` is for the house alone, as `line_note` of a line is (X-21).
    `hash` covers the whole content and the hash of the revision replaced (S-6). Triggers refuse every change.
    """

    order = ForeignKeyField(SalesOrder, backref="revisions", index=False)
    revision = IntegerField()
    replaces = ForeignKeyField("self", null=True)
    sold_to = ForeignKeyField(CustomerAccount, backref="revisions", index=False)
    sold_to_code = TextField()
    sold_to_name = TextField()
    ordered_by = ForeignKeyField(Contact, null=True)
    ordered_by_name = TextField(default="")
    bill_to = ForeignKeyField(CustomerAccount, backref="billed_revisions", index=False)
    bill_to_site = ForeignKeyField(CustomerSite, null=True)
    bill_to_code = TextField()
    bill_to_name = TextField()
    bill_to_attention = TextField(default="")
    bill_to_street = TextField(default="")
    bill_to_city = TextField(default="")
    bill_to_state = TextField(default="")
    bill_to_postal_code = TextField(default="")
    bill_to_country = TextField(default="")
    order_date = DayField()
    wanted = DayField(null=True)
    payment_method = TextField(default="")
    payment_terms = TextField(default="")
    payment_due = DayField(null=True)
    po_number = TextField(default="")
    contract = ForeignKeyField(PurchasingContract, null=True)
    source = TextField(default="counter")
    ship_via = TextField(default="")
    message = TextField(default="")
    internal_note = TextField(default="")
    prices_on_note = BooleanField(default=True)
    currency = TextField()
    net = MoneyField()
    tax = MoneyField()
    gross = MoneyField()
    hash = TextField()

    class Meta:
        indexes = (
            (("order", "revision"), True),
            (("order_date",), False),
        )
        constraints = [SQL("CHECK (net + tax = gross)")]


OrderRevision.add_index(
    OrderRevision.index(
        OrderRevision.po_number, OrderRevision.sold_to, where=OrderRevision.po_number != "", name="order_revision_po"
    )
)


OrderRevision.add_index(
    OrderRevision.index(
        *(OrderRevision.sold_to, OrderRevision.order_date, OrderRevision.id, OrderRevision.replaces),
        *(OrderRevision.currency, OrderRevision.gross),
        name="order_revision_latest",
    )
)
"""A customer's orders, the latest first; what they come to is summed up without reading them (F-08, F-25)."""
OrderRevision.add_index(
    OrderRevision.index(
        *(OrderRevision.bill_to, OrderRevision.id, OrderRevision.currency, OrderRevision.payment_method),
        *(OrderRevision.order, OrderRevision.gross),
        name="order_revision_billed",
    )
)
"""Whose credit they use, and how much of it, the same way (C-35)."""


class OrderShipTo(Row):
    """Where a revision ships to: always a snapshot (R-08); `site` only says which site it was taken from."""

    revision = ForeignKeyField(OrderRevision, backref="ship_tos")
    header = BooleanField(default=True)
    kind = TextField(constraints=[Check("kind IN ('SAME', 'PERMANENT', 'ONE_TIME')")])
    site = ForeignKeyField(CustomerSite, null=True)
    alias = TextField(default="")
    name = TextField(default="")
    attention = TextField(default="")
    street = TextField(default="")
    city = TextField(default="")
    state = TextField(default="")
    postal_code = TextField(default="")
    country = TextField(default="")


class OrderLine(Row):
    """A position of a revision: what was agreed, with the rates and the rounded amounts of that day.

    `tax_parts` are the taxes that add up to `tax_rate`: `GST 0.05, QST 0.09975`; '' where it is but one. `tax_reason`
    says why it is that rate; '' of orders of before (C-38).
    """

    revision = ForeignKeyField(OrderRevision, backref="lines", index=False)
    position = ForeignKeyField(OrderPosition, backref="lines")
    product = ForeignKeyField(Product)
    product_code = TextField()
    description = TextField()
    unit = TextField(default="each")
    quantity = QuantityField(constraints=[Check("quantity >= 0")])
    price = PriceField()
    price_source = TextField(default="")
    price_reason = TextField(default="")
    discount = MoneyField(default=0)
    discount_rate = RateField(null=True)
    discount_reason = TextField(default="")
    tax_category = TextField(default="standard")
    tax_rate = TaxRateField(default=0)
    tax_parts = TextField(default="")
    tax_reason = TextField(default="")
    net = MoneyField()
    tax = MoneyField()
    gross = MoneyField()
    wanted = DayField(null=True)
    ship_to = ForeignKeyField(OrderShipTo)
    line_note = TextField(default="")

    class Meta:
        indexes = ((("revision", "position"), True),)
        constraints = [SQL("CHECK (net + tax = gross)")]


class OrderCharge(Row):
    """Freight and other charges of a revision: lines of their own kind (D-01).

    `tax_category` is '' of those that came with a rate and no category; `tax_parts` and `tax_reason` see OrderLine.
    """

    revision = ForeignKeyField(OrderRevision, backref="charges")
    kind = TextField()
    text = TextField(default="")
    tax_category = TextField(default="")
    tax_rate = TaxRateField(default=0)
    tax_parts = TextField(default="")
    tax_reason = TextField(default="")
    net = MoneyField()
    tax = MoneyField()


class OrderCard(Row):
    """The card that a revision is paid by, never its number (X-14); what is authorized, and its last day (C-47)."""

    revision = ForeignKeyField(OrderRevision, unique=True, backref="cards")
    brand = TextField()
    last_four = TextField()
    expires = TextField(default="")
    reference = TextField(default="")
    authorized = MoneyField(null=True)
    until = DayField(null=True)


STATUSES = "'pending', 'accepted', 'declined', 'superseded', 'cancelled', 'finished'"


OUTBOX_STATES = "'WAITING', 'HELD', 'SENT', 'FAILED'"


class RevisionState(Row):
    """The only mutable part of a revision, kept apart (C-14). Its row seals the revision: no line comes after."""

    revision = ForeignKeyField(OrderRevision, unique=True, backref="state")
    status = TextField(index=True, constraints=[Check(f"status IN ({STATUSES})")])
    changed_by = TextField(default="")
    changed_at = UtcField(default=now)


class Hold(Row):
    """A reason why an order may not go on; all must be released (R-37)."""

    revision = ForeignKeyField(OrderRevision, backref="holds")
    code = TextField()
    text = TextField(default="")
    amount = MoneyField(null=True)  # what is missing, where it is an amount
    placed_by = TextField()
    placed_at = UtcField(default=now)
    released_by = TextField(null=True)
    released_at = UtcField(null=True)


class OrderEvent(Row):
    """Who did what when with an order (F-74): append-only."""

    order = ForeignKeyField(SalesOrder, backref="events")
    revision = ForeignKeyField(OrderRevision, null=True)
    kind = TextField()
    text = TextField(default="")
    by = TextField()
    at = UtcField(default=now)
    signed_by = TextField(default="")


OrderEvent.add_index(
    OrderEvent.index(OrderEvent.order, where=OrderEvent.kind == "finished", name="order_event_finished")
)
"""Orders finished here, of which something may be left to invoice (C-13)."""


class Outbox(Row):
    """A message to a contact that waits to be sent, or was (R-45). What it says never changes.

    `event` is what the contact subscribed to, `paper` the number of the document it is about; `until` of one about
    overdue invoices the last due date it tells of. A notifier has a row that it sends while `claimed_until` is to
    come; `refused` are addresses that were refused for good, a line each. `account` is whose people
    were told, where it is not the contact's own (F-48).
    """

    order = ForeignKeyField(SalesOrder, null=True)
    contact = ForeignKeyField(Contact, null=True)
    account = ForeignKeyField(CustomerAccount, null=True, index=False)
    event = TextField()
    address = TextField(default="")
    subject = TextField(default="")
    body = TextField(default="")
    made_at = UtcField(default=now)
    sent_at = UtcField(null=True)
    made_by = TextField(default="")
    paper = TextField(default="")
    until = DayField(null=True)
    state = TextField(default="WAITING", constraints=[Check(f"state IN ({OUTBOX_STATES})")])
    attempts = IntegerField(default=0)
    next_at = UtcField(null=True)
    claimed_by = TextField(default="")
    claimed_until = UtcField(null=True)
    message_id = TextField(default="")
    refused = TextField(default="")
    reason = TextField(default="")
    changed_by = TextField(default="")


class OutboxStep(Made):
    """What became of a message from a moment on, and where it goes: the last one is what the message itself says.

    The first one says where it was put to; of one that was sent `made_at` is when (R-45, S-6).
    """

    outbox = ForeignKeyField(Outbox, backref="steps")
    state = TextField(default="WAITING", constraints=[Check(f"state IN ({OUTBOX_STATES})")])
    address = TextField(default="")


Outbox.add_index(Outbox.index(Outbox.state, Outbox.id, name="outbox_state"))
Outbox.add_index(Outbox.index(Outbox.contact, Outbox.until, where=Outbox.until.is_null(False), name="outbox_until"))
"""Whether somebody was told of invoices overdue."""
