"""Orders being keyed: mutable, one clerk's, gone when placed. Texts are kept as typed, so that nothing is lost."""

from peewee import BooleanField, Check, DeferredForeignKey, ForeignKeyField, IntegerField, TextField

from custtui.models.account import Contact, CustomerAccount, CustomerSite, PurchasingContract
from custtui.models.base import Kept, Row
from custtui.models.order import OrderRevision


class Draft(Kept):
    """An order entry, or a change of an order (then `revision` is what it changes).

    Bill-to: the paying account (null: the usual one) and one of its sites. Ship-to: a site, or an address typed
    here; neither is the sold-to itself. Intents stay intents until F9 (R-43). `typing` is JSON: the half-typed
    fields of the screen; `promised` too: the outcome it was last worked out to have. `next_…`: lines
    keyed from position `next_from` on go to that site or address, to neither: to the sold-to itself.
    `prices_text`: typed for prices on the note, and neither Y nor N. `fresh`: the places a change chose anew, by
    their keys; all others stay as the revision it changes has them.
    Ids come from a counter and are never given again, so that a draft is placed at most once.
    """

    operator = TextField(index=True)
    account = ForeignKeyField(CustomerAccount, backref="drafts")
    revision = ForeignKeyField(OrderRevision, null=True)
    copied_from = TextField(default="")
    ordered_by = ForeignKeyField(Contact, null=True)
    ordered_by_text = TextField(default="")
    bill_to_account = ForeignKeyField(CustomerAccount, null=True, backref="billed_drafts")
    bill_to_site = ForeignKeyField(CustomerSite, null=True, backref="billed_drafts")
    bill_to_address = DeferredForeignKey("DraftAddress", null=True)
    ship_to_site = ForeignKeyField(CustomerSite, null=True, backref="shipped_drafts")
    ship_to_address = DeferredForeignKey("DraftAddress", null=True)
    contract = ForeignKeyField(PurchasingContract, null=True)
    contract_text = TextField(default="")
    po_number = TextField(default="")
    payment_method = TextField(default="")
    wanted = TextField(default="")
    ship_via = TextField(default="")
    source = TextField(default="counter")
    message = TextField(default="")
    prices_on_note = BooleanField(default=True)
    prices_text = TextField(default="")
    typing = TextField(default="{}")
    next_from = IntegerField(null=True)
    next_site = ForeignKeyField(CustomerSite, null=True, backref="next_drafts", index=False)
    next_address = DeferredForeignKey("DraftAddress", null=True, index=False)
    promised = TextField(default="")
    fresh = TextField(default="")
    card = TextField(default="")
    card_authorized = TextField(default="")
    card_until = TextField(default="")
    charges = TextField(default="")
    internal_note = TextField(default="")


class DraftAddress(Row):
    """An address typed into a draft: one-time, or to be kept as a site when the order is placed (F-36, F-37)."""

    draft = ForeignKeyField(Draft, backref="addresses", on_delete="CASCADE")
    role = TextField(constraints=[Check("role IN ('BILL_TO', 'SHIP_TO')")])
    keep = BooleanField(default=False)
    alias = TextField(default="")
    name = TextField(default="")
    attention = TextField(default="")
    street = TextField(default="")
    city = TextField(default="")
    state = TextField(default="")
    postal_code = TextField(default="")
    country = TextField(default="")


class DraftLine(Row):
    """A line as typed; an unknown product or a bad quantity stands here too, parked.

    `ship_to_text` was typed and is no ship-to of the order. `promised` is JSON: the price it was last worked out to
    have, and for what.
    Its ship-to is the order's, or a site, an address typed here, or (`ship_to_same`) the sold-to itself.
    """

    draft = ForeignKeyField(Draft, backref="lines", on_delete="CASCADE", index=False)
    position = IntegerField()
    item = TextField(default="")
    quantity = TextField(default="")
    price = TextField(default="")
    price_reason = TextField(default="")
    discount = TextField(default="")
    discount_reason = TextField(default="")
    wanted = TextField(default="")
    ship_to_site = ForeignKeyField(CustomerSite, null=True, backref="shipped_draft_lines")
    ship_to_address = ForeignKeyField(DraftAddress, null=True)
    ship_to_same = BooleanField(default=False)
    struck = BooleanField(default=False)
    scanned = BooleanField(default=False)
    ship_to_text = TextField(default="")
    promised = TextField(default="")
    line_note = TextField(default="")

    class Meta:
        indexes = ((("draft", "position"), True),)
