"""The columns of orders: of the order on its first row, of a line on every row."""

from custtui.exchange import cells, listed
from custtui.exchange.kind import Column
from custtui.exchange.kinds.order_cells import CHARGES, FORFEITS, HOLDS, RETURNS, movements
from custtui.exchange.kinds.places import address_columns

STATUSES = ("accepted", "finished", "pending", "declined", "cancelled")

HEADER = (
    Column("customer", "code of the customer (sold-to)", cells.CODE, "3897-5", required=True, once=True),
    Column("order_date", "day it was ordered", cells.DAY, "2026-05-04", required=True, once=True),
    Column("status", "blank: finished once all is shipped, else accepted", cells.one_of(*STATUSES), "accepted"),
    Column("currency", "currency; blank: the customer's", cells.CURRENCY, "USD"),
    Column("bill_to", "code of the customer who pays; blank: the customer", cells.CODE, "3897-6"),
    Column("bill_to_name", "name on the bill; all bill_to_ blank: as the payer stands", cells.TEXT, "H.Q. Corp"),
    Column("bill_to_attention", "attention on the bill", cells.TEXT, ""),
    *address_columns("bill_to_", "bill-to: "),
    Column("ordered_by", "name of who ordered", cells.TEXT, "Robert Green"),
    Column("po_number", "the customer's purchase order number", cells.TEXT, "PO 4711"),
    Column("contract", "code of a purchasing contract", cells.CODE, ""),
    Column("payment_method", "payment method", listed.METHOD, "CHECK"),
    Column("payment_terms", "payment terms; blank: the payer's; -: none", listed.TERMS, "NET30"),
    Column("payment_due", "pay by; blank: order date and terms", cells.DAY, "2026-06-03"),
    Column("order_wanted", "day the order was wanted", cells.DAY, "2026-05-11"),
    Column("source", "where it came from; blank: history", cells.TEXT, "counter"),
    Column("ship_via", "carrier", cells.TEXT, "Federal Shipping"),
    Column("message", "message to the recipient", cells.LONG_TEXT, ""),
    Column("prices_on_note", "prices on the packing slip; blank: Y", cells.FLAG, "Y"),
    Column("freight", "freight, net, without tax", cells.MONEY, "32.38"),
    Column("charges", "other charges", CHARGES, "packing=5.00@0.19"),
    Column(
        "holds",
        "holds not released; blank and pending: by the rules",
        HOLDS,
        "THRESHOLD=over 500.00",
    ),
    Column("shipped_date", "all that names no shipment was shipped on this day", cells.DAY, "2026-05-06"),
    Column("to_invoice", "Y: finished, what was shipped is still to be invoiced; blank: is not", cells.FLAG, "Y"),
    Column("dates_overridden", "Y: days before that of the order are meant so, by whoever imports", cells.FLAG, "Y"),
    Column("paid_date", "all its invoices were paid in full on this day", cells.DAY, "2026-06-01"),
    Column("payments", "what else was paid of its invoices", movements("invoice"), "IN-1@2026-06-01=20.00"),
)

SHIP_TO = (
    Column("ship_name", "ship-to, of this line; all blank: the order's, or as the customer stands", cells.TEXT, ""),
    Column("ship_attention", "ship-to: attention", cells.TEXT, ""),
    Column("ship_alias", "ship-to: alias", cells.TEXT, ""),
    *address_columns("ship_", "ship-to: "),
)

LINE = (
    Column("position", "position; blank: in tens", cells.WHOLE, "10"),
    Column("product", "code of the product", cells.ITEM_CODE, "APPLE-12", required=True),
    Column("description", "blank: the product's name", cells.TEXT, ""),
    Column("unit", "blank: the product's", cells.TEXT, ""),
    Column("quantity", "quantity", cells.ORDERED, "5", required=True),
    Column("price", "price of one unit", cells.PRICE, "9.80", required=True),
    Column("price_source", "where the price came from", cells.TEXT, ""),
    Column("price_reason", "why it was set by hand", listed.PRICE_REASON, ""),
    Column("discount", "amount off the line", cells.MONEY, "2.50"),
    Column("discount_rate", "fraction off the line; goes before an amount", cells.RATE, "0.05"),
    Column("discount_reason", "why", listed.DISCOUNT_REASON, ""),
    Column("tax_category", "blank: the product's", cells.TEXT, "standard"),
    Column("tax_rate", "tax rate; blank: 0", cells.TAX_RATE, "0.08875"),
    Column("wanted", "day the line was wanted", cells.DAY, "2026-05-11"),
    *SHIP_TO,
    Column(
        "shipments", "quantities shipped; without a number one is given", movements("number"), "SH-1@2026-05-06=5"
    ),
    Column(
        "invoices", "quantities invoiced; without a number one is given", movements("number"), "IN-1@2026-05-07=5"
    ),
    Column("forfeits", "quantities closed short", FORFEITS, "CUSTOMER@2026-05-09=1"),
    Column("returns", "quantities that came back", RETURNS, "DEFECT@2026-05-12=1"),
)
