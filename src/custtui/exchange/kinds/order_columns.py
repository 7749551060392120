"""The columns of orders: of the order on its first row, of a line on every row."""

from custtui.domain.order import Status
from custtui.domain.site_fields import FIELDS
from custtui.exchange import cells, listed
from custtui.exchange.kind import FileColumn, column_of
from custtui.exchange.kinds.order_cells import (
    BILLS,
    CARD,
    CHARGES,
    FORFEITS,
    HOLDS,
    INVOICE_TAXES,
    PAYMENTS,
    RETURNS,
    TAX_PARTS,
    movements,
)
from custtui.exchange.kinds.places import address_columns

STATUSES = tuple(
    str(one) for one in (Status.ACCEPTED, Status.FINISHED, Status.PENDING, Status.DECLINED, Status.CANCELLED)
)

HEADER = (
    FileColumn("customer", "code of the customer (sold-to)", cells.CODE, "3897-5", required=True, once=True),
    FileColumn("order_date", "day it was ordered", cells.DAY, "2026-05-04", required=True, once=True),
    FileColumn("status", "blank: finished once all is shipped, else accepted", cells.one_of(*STATUSES), "accepted"),
    FileColumn("currency", "currency; blank: the customer's", cells.CURRENCY, "USD"),
    FileColumn("bill_to", "code of the customer who pays; blank: the customer", cells.CODE, "3897-6"),
    FileColumn("bill_to_name", "name on the bill; all bill_to_ blank: as the payer stands", cells.TEXT, "H.Q. Corp"),
    column_of(FIELDS["attention"], prefix="bill_to_", whose="bill-to: {}"),
    *address_columns("bill_to_", "bill-to: "),
    FileColumn("ordered_by", "name of who ordered", cells.TEXT, "Robert Green"),
    FileColumn("po_number", "the customer's purchase order number", cells.TEXT, "PO 4711"),
    FileColumn("contract", "code of a purchasing contract", cells.CODE, ""),
    FileColumn("payment_method", "payment method", listed.METHOD, "CHECK"),
    FileColumn("payment_terms", "payment terms; blank: the payer's; -: none", listed.TERMS, "NET30"),
    FileColumn("payment_due", "pay by; blank: order date and terms", cells.DAY, "2026-06-03"),
    FileColumn("order_wanted", "day the order was wanted", cells.DAY, "2026-05-11"),
    FileColumn("source", "where it came from; blank: history", cells.TEXT, "counter"),
    FileColumn("ship_via", "carrier", cells.TEXT, "Federal Shipping"),
    FileColumn("message", "message to the recipient", cells.LONG_TEXT, ""),
    FileColumn("prices_on_note", "prices on the packing slip; blank: Y", cells.FLAG, "Y"),
    FileColumn("freight", "freight, net, without tax", cells.MONEY, "32.38"),
    FileColumn("charges", "other charges", CHARGES, "packing=5.00@0.19"),
    FileColumn(
        "holds",
        "holds not released; blank and pending: by the rules",
        HOLDS,
        "THRESHOLD=over 500.00",
    ),
    FileColumn("shipped_date", "all that names no shipment was shipped on this day", cells.DAY, "2026-05-06"),
    FileColumn("to_invoice", "Y: finished, what was shipped is still to be invoiced; blank: is not", cells.FLAG, "Y"),
    FileColumn(
        "dates_overridden", "Y: days before that of the order are meant so, by whoever imports", cells.FLAG, "Y"
    ),
    FileColumn("paid_date", "all its invoices were paid in full on this day", cells.DAY, "2026-06-01"),
    FileColumn("payments", "what else was paid of its invoices", PAYMENTS, "IN-1@2026-06-01=20.00"),
    FileColumn("card", "card: brand, last four digits, expiry, reference", CARD, "VISA 4242 12/27 A1B2C3"),
    FileColumn("card_authorized", "amount authorized of the card", cells.MONEY, "500.00"),
    FileColumn("card_until", "last day of the authorization", cells.DAY, "2026-05-31"),
    FileColumn(
        "internal_note", "note for the house, on no paper for the customer", cells.TEXT, "call before shipping"
    ),
)

SHIP_TO = (
    FileColumn(
        "ship_name", "ship-to, of this line; all blank: the order's, or as the customer stands", cells.TEXT, ""
    ),
    column_of(FIELDS["attention"], prefix="ship_", whose="ship-to: {}"),
    FileColumn("ship_alias", "ship-to: alias", cells.TEXT, ""),
    *address_columns("ship_", "ship-to: "),
)

LINE = (
    FileColumn("position", "position; blank: in tens", cells.WHOLE, "10"),
    FileColumn("product", "code of the product", cells.ITEM_CODE, "APPLE-12", required=True),
    FileColumn("description", "blank: the product's name", cells.TEXT, ""),
    FileColumn("unit", "blank: the product's", cells.TEXT, ""),
    FileColumn("quantity", "quantity", cells.ORDERED, "5", required=True),
    FileColumn("price", "price of one unit", cells.PRICE, "9.80", required=True),
    FileColumn("price_source", "where the price came from", cells.TEXT, ""),
    FileColumn("price_reason", "why it was set by hand", listed.PRICE_REASON, ""),
    FileColumn("discount", "amount off the line", cells.MONEY, "2.50"),
    FileColumn("discount_rate", "fraction off the line; goes before an amount", cells.RATE, "0.05"),
    FileColumn("discount_reason", "why", listed.DISCOUNT_REASON, ""),
    FileColumn("tax_category", "blank: the product's", cells.TEXT, "standard"),
    FileColumn("tax_rate", "tax rate; blank: 0", cells.TAX_RATE, "0.08875"),
    FileColumn("wanted", "day the line was wanted", cells.DAY, "2026-05-11"),
    *SHIP_TO,
    FileColumn(
        "shipments",
        "quantities shipped; without a number one is given; orders may share it",
        movements("number"),
        "SH-1@2026-05-06=5",
    ),
    FileColumn(
        "invoices",
        "quantities invoiced, below 0 credited; without a number one is given; orders may share it",
        BILLS,
        "IN-1@2026-05-07=5",
    ),
    FileColumn("forfeits", "quantities closed short", FORFEITS, "CUSTOMER@2026-05-09=1"),
    FileColumn("returns", "quantities that came back", RETURNS, "DEFECT@2026-05-12=1/SCRAP"),
    FileColumn("tax_parts", "taxes by their names that add up to tax_rate", TAX_PARTS, "GST 0.05, QST 0.09975"),
    FileColumn("tax_reason", "why it was taxed so", cells.TEXT, "standard in CA from 1 Jan 2026"),
    FileColumn("invoice_taxes", "invoices taxed otherwise, as it was shipped", INVOICE_TAXES, "1/0.07/0.37"),
    FileColumn("line_note", "note of the line for the house, on no paper for the customer", cells.TEXT, ""),
)
