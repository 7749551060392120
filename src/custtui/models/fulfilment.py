"""What happened to an order's positions: sent, given up, returned, covered, invoiced, paid."""

from peewee import Check, ForeignKeyField, IntegerField, TextField

from custtui.models.account import CustomerAccount
from custtui.models.base import Made, Row
from custtui.models.fields import DayField, MoneyField, QuantityField, RateField, TaxRateField
from custtui.models.order import OrderPosition, OrderRevision, SalesOrder

POSITIVE = [Check("quantity > 0")]


class Shipment(Made):
    """Goods sent on one day to one ship-to of one customer.

    Which orders they are of is told by the positions of its lines, never by `order`: that is the first of them, in
    whose chain it stands (C-48, S-6).
    """

    number = TextField(unique=True)
    order = ForeignKeyField(SalesOrder, backref="shipments")
    day = DayField()
    ship_via = TextField(default="")


class ShipmentLine(Row):
    """A quantity of a position sent; `booked_on` is the revision in force at that time (R-23)."""

    shipment = ForeignKeyField(Shipment, backref="lines")
    position = ForeignKeyField(OrderPosition, backref="shipment_lines")
    booked_on = ForeignKeyField(OrderRevision)
    quantity = QuantityField(constraints=POSITIVE)


class Forfeit(Made):
    """The unshipped rest of a position, given up by the customer."""

    position = ForeignKeyField(OrderPosition, backref="forfeits")
    booked_on = ForeignKeyField(OrderRevision)
    quantity = QuantityField(constraints=POSITIVE)
    reason = TextField(default="")


class Return(Made):
    """A shipped quantity that came back (C-31); `condition` is '' where nobody told.

    `to_credit` of it was invoiced and is credited first, as it was chosen; NULL: what is not invoiced went first.
    """

    position = ForeignKeyField(OrderPosition, backref="returns")
    booked_on = ForeignKeyField(OrderRevision)
    quantity = QuantityField(constraints=POSITIVE)
    reason = TextField(default="")
    condition = TextField(default="", constraints=[Check("condition IN ('', 'SELLABLE', 'SCRAP')")])
    to_credit = QuantityField(null=True, constraints=[Check("to_credit > 0 AND to_credit <= quantity")])


class Cover(Made):
    """A production order, or a purchase order to a sub-supplier, that covers a position (F-76)."""

    position = ForeignKeyField(OrderPosition, backref="covers")
    booked_on = ForeignKeyField(OrderRevision)
    kind = TextField(constraints=[Check("kind IN ('PRODUCTION', 'PURCHASE')")])
    number = TextField()
    supplier = TextField(default="")
    quantity = QuantityField(constraints=POSITIVE)
    done = QuantityField(default=0)
    due = DayField(null=True)
    progress = TextField(default="PLANNED", constraints=[Check("progress IN ('PLANNED', 'STARTED', 'CLOSED')")])

    class Meta:
        indexes = ((("position", "number"), True),)  # one number may cover lines of several orders (C-45)


class CoverStep(Made):
    """How far a cover was from a moment on; the last one is what the cover itself says (C-45)."""

    cover = ForeignKeyField(Cover, backref="steps")
    done = QuantityField(default=0)
    due = DayField(null=True)
    progress = TextField(default="PLANNED")


class Invoice(Made):
    """What the payer owes; a credit note is an invoice of negative quantities. Numbers have no gaps (D-02).

    What of it is which order's is told by `BilledOrder` and by the positions of its lines, never by `order`: that is
    the first of them, in whose chain it stands (S-6). A credit note has one.
    `reason` is why goods that did not come back were credited, '' where they did (C-31). Who pays by `discount_until`
    takes `discount_rate` of it off; NULL where its terms gave none (C-37). Of one with instalments `payment_due` is
    the day of the first.
    """

    number = TextField(unique=True)
    order = ForeignKeyField(SalesOrder, backref="invoices", index=False)
    account = ForeignKeyField(CustomerAccount, backref="invoices", index=False)  # the payer
    kind = TextField(default="INVOICE", constraints=[Check("kind IN ('INVOICE', 'CREDIT')")])
    day = DayField()
    payment_due = DayField(index=True)
    currency = TextField()
    net = MoneyField()
    tax = MoneyField()
    gross = MoneyField()
    reason = TextField(default="")
    discount_until = DayField(null=True)
    discount_rate = RateField(null=True)

    class Meta:
        indexes = (
            (("order", "day", "currency", "gross"), False),
            (("account", "payment_due", "kind", "currency", "gross", "id"), False),
        )  # what a customer owes is summed up without reading its invoices (C-35, R-27)


class BilledOrder(Row):
    """An order on an invoice: what its lines and charges come to there. An invoice may have several (C-42).

    `tax_difference` is what of the tax its lines and charges have beside the order's; NULL where nothing differs
    (C-38).
    """

    invoice = ForeignKeyField(Invoice, backref="orders", index=False)
    order = ForeignKeyField(SalesOrder, backref="billed", index=False)
    net = MoneyField()
    tax = MoneyField()
    gross = MoneyField()
    tax_difference = MoneyField(null=True)

    class Meta:
        indexes = ((("invoice", "order"), True), (("order", "gross", "tax_difference"), False))


class InvoiceLine(Row):
    """A quantity of a position invoiced, with its share of the line's amount (D-01, R-44).

    Of a credit note the line it takes back from (`credits`). A quantity of 0 is credited without goods, for `pieces`
    of them or by amount: no share of the line, and nothing that is invoiced again (C-31).
    `tax_rate`, `tax_parts` and `tax_reason` are those of the day of shipment, NULL and '' where they are the order
    line's; `tax_difference` is what of `tax` is beside the share of the order's tax, NULL where none is (C-38).
    """

    invoice = ForeignKeyField(Invoice, backref="lines")
    position = ForeignKeyField(OrderPosition, backref="invoice_lines")
    booked_on = ForeignKeyField(OrderRevision)
    quantity = QuantityField()
    net = MoneyField()
    tax = MoneyField()
    gross = MoneyField()
    credits = ForeignKeyField("self", null=True)
    pieces = QuantityField(null=True)
    tax_rate = TaxRateField(null=True, constraints=[Check("tax_rate >= 0")])
    tax_parts = TextField(default="")
    tax_reason = TextField(default="")
    tax_difference = MoneyField(null=True)


class BilledCharge(Row):
    """How an invoice taxes a charge of an order otherwise than the order: by the day of shipment (C-38).

    A credit note that takes an invoice back whole has what differs below 0.
    """

    invoice = ForeignKeyField(Invoice, backref="billed_charges", index=False)
    order = ForeignKeyField(SalesOrder, backref="billed_charges")
    charge = TextField()
    tax_rate = TaxRateField(constraints=[Check("tax_rate >= 0")])
    tax_parts = TextField(default="")
    tax_reason = TextField(default="")
    tax_difference = MoneyField()

    class Meta:
        indexes = ((("invoice", "order", "charge"), True),)


class Instalment(Row):
    """A part of an invoice with its due date; an invoice that has none is due whole (C-37)."""

    invoice = ForeignKeyField(Invoice, backref="instalments", index=False)
    number = IntegerField(constraints=[Check("number > 0")])
    due = DayField()
    amount = MoneyField(constraints=[Check("amount >= 0")])

    class Meta:
        indexes = ((("invoice", "number"), True),)


class CreditCharge(Row):
    """What a credit note has beside its lines, not invoiced again: freight credited (below 0), a fee kept (C-31).

    `reason` is a fee's, or the name of a charge that is credited as freight is, '' of freight itself.
    `tax_difference` is what of `tax` is beside the order's, NULL where nothing differs (C-38).
    """

    invoice = ForeignKeyField(Invoice, backref="credit_charges")
    kind = TextField(constraints=[Check("kind IN ('FREIGHT', 'FEE')")])
    reason = TextField(default="")
    tax_rate = TaxRateField(default=0)
    net = MoneyField()
    tax = MoneyField()
    tax_difference = MoneyField(null=True)


class Payment(Made):
    """Money received from an account; or what became of it afterwards (C-37).

    `kind` is '' where it came in. A REVERSAL or REFUND is below 0: it takes all of a payment (`of`) back, or pays
    back what is left of it, or of a credit note that it is allocated to.
    """

    account = ForeignKeyField(CustomerAccount, backref="payments", index=False)
    day = DayField()
    method = TextField(default="")
    reference = TextField(default="")
    currency = TextField()
    amount = MoneyField()
    kind = TextField(default="", constraints=[Check("kind IN ('', 'REVERSAL', 'REFUND', 'WRITE_OFF', 'DISCOUNT')")])
    of = ForeignKeyField("self", null=True)
    reason = TextField(default="")

    class Meta:
        indexes = ((("account", "currency", "amount", "id"), False),)


class Allocation(Made):
    """How much of a payment settles which invoice; or that it does no more (`of`), with the reason (C-37)."""

    payment = ForeignKeyField(Payment, backref="allocations", index=False)
    invoice = ForeignKeyField(Invoice, backref="allocations", index=False)
    amount = MoneyField()
    of = ForeignKeyField("self", null=True, unique=True)
    reason = TextField(default="")

    class Meta:
        indexes = ((("payment", "amount"), False), (("invoice", "amount"), False))
