"""What becomes of payments: the database refuses more than is left, and what is of another payer (C-37)."""

from custtui.models.guard import Guard

_FAMILY = "(x.id = NEW.of_id OR x.of_id = NEW.of_id)"
_LEFT = (
    f"(SELECT sum(x.amount) FROM payment x WHERE {_FAMILY}) - coalesce((SELECT sum(a.amount) FROM allocation a"
    f" JOIN payment x ON x.id = a.payment_id WHERE {_FAMILY}), 0)"
)
"""What of a payment settles nothing yet, what was paid back of it counted out."""
_BEFORE = "FROM instalment x WHERE x.invoice_id = NEW.invoice_id"

RULES_OF_MONEY = (
    Guard(
        "billed_order",
        "payer",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM invoice i JOIN order_revision r ON r.order_id = NEW.order_id"
        " AND r.bill_to_id = i.account_id AND r.currency = i.currency WHERE i.id = NEW.invoice_id)",
        "An invoice is of orders that its payer pays, in its currency (C-42)",
    ),
    Guard(
        "invoice_line",
        "home",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM order_line l JOIN order_position p ON p.id = l.position_id"
        " JOIN order_revision r ON r.id = l.revision_id AND r.order_id = p.order_id"
        " JOIN order_revision x ON x.order_id = r.order_id JOIN invoice i ON i.account_id = x.bill_to_id"
        " AND i.currency = x.currency WHERE i.id = NEW.invoice_id AND p.id = NEW.position_id"
        " AND r.id = NEW.booked_on_id)",
        "An invoice line is of a line of an order that its payer pays, in its currency (C-42)",
    ),
    Guard(
        "invoice_line",
        "taxed",
        "INSERT",
        "NEW.tax_rate IS NULL AND (NEW.tax_difference IS NOT NULL OR NEW.tax_parts <> '')",
        "What an invoice line is taxed beside its order has a rate (C-38)",
    ),
    Guard(
        "invoice_line",
        "taxed_back",
        "INSERT",
        "NEW.credits_id IS NOT NULL AND EXISTS (SELECT 1 FROM invoice_line x WHERE x.id = NEW.credits_id"
        " AND (coalesce(x.tax_rate, -1) <> coalesce(NEW.tax_rate, -1) OR x.tax_parts <> NEW.tax_parts))",
        "What is credited has the tax rate it was invoiced with (C-31)",
    ),
    Guard(
        "payment",
        "kind",
        "INSERT",
        "NEW.kind IN ('REVERSAL', 'REFUND') AND NEW.amount >= 0 OR NEW.kind = 'REVERSAL' AND NEW.of_id IS NULL"
        " OR NEW.kind = '' AND NEW.of_id IS NOT NULL",
        "What is taken or paid back is below 0, and says of which payment it is (C-37)",
    ),
    Guard(
        "payment",
        "of",
        "INSERT",
        "NEW.of_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.id = NEW.of_id AND p.of_id IS NULL"
        " AND p.account_id = NEW.account_id AND p.currency = NEW.currency)",
        "What becomes of a payment is booked for its payer, in its currency (C-37)",
    ),
    Guard(
        "payment",
        "left",
        "INSERT",
        f"NEW.of_id IS NOT NULL AND NEW.amount < 0 AND {_LEFT} + NEW.amount < 0",
        "No more is taken or paid back than is left of a payment (C-37)",
    ),
    Guard(
        "allocation",
        "of",
        "INSERT",
        "NEW.of_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM allocation a WHERE a.id = NEW.of_id AND a.of_id IS NULL"
        " AND a.payment_id = NEW.payment_id AND a.invoice_id = NEW.invoice_id AND a.amount = -NEW.amount)",
        "An allocation is taken back whole, of its payment and its invoice (C-37)",
    ),
    Guard(
        "billed_charge",
        "of",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM billed_order b WHERE b.invoice_id = NEW.invoice_id AND b.order_id = NEW.order_id)",
        "What is charged on an invoice is of an order that stands on it (C-42)",
    ),
    Guard(
        "instalment",
        "of",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM invoice i WHERE i.id = NEW.invoice_id AND i.kind = 'INVOICE'"
        f" AND NEW.number = 1 + (SELECT count(*) {_BEFORE})"
        f" AND NEW.amount + coalesce((SELECT sum(x.amount) {_BEFORE}), 0) <= i.gross"
        f" AND NEW.due >= coalesce((SELECT max(x.due) {_BEFORE}), i.payment_due)"
        " AND (NEW.number > 1 OR NEW.due = i.payment_due))",
        "The parts of an invoice follow each other by day, and are no more than it comes to (C-37)",
    ),
    Guard(
        "instalment",
        "paid",
        "INSERT",
        "EXISTS (SELECT 1 FROM allocation a WHERE a.invoice_id = NEW.invoice_id)",
        "The parts of an invoice are written as it is made (C-37)",
    ),
)
"""Refusals with a condition of their own."""
