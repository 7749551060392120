"""What a house is set up with: the database refuses what forms and files do, whoever writes it (C-39, C-40, X-01).

What stands already is no end of an upgrade, and may be put right: each asks of what is new or changed alone.
"""

from custtui.domain.bounds import MOST_DAYS
from custtui.models.guard import Guard, new_or_changed

_LISTS = "PERFORM pg_advisory_xact_lock(1818850163);"
"""Writers of price lists, one after the other: the key is 'list'."""
_SAME = "x.line_of_business = {0}.line_of_business AND x.currency = {0}.currency AND x.id <> {0}.id"
_TWO_LISTS = f"NEW.line_of_business <> '' AND EXISTS (SELECT 1 FROM price_list x WHERE {_SAME.format('NEW')})"
_OTHER = "EXISTS (SELECT 1 FROM {0} WHERE lower(code) = lower(NEW.code) AND code <> NEW.code{1})"
_MIXED = (
    "EXISTS (SELECT 1 FROM {0} WHERE code IN (upper(NEW.code), lower(NEW.code)) AND code <> NEW.code)"
    " OR EXISTS (SELECT 1 FROM {0} WHERE code <> upper(code) AND code <> lower(code)"
    " AND lower(code) = lower(NEW.code) AND code <> NEW.code)"
)
"""The same by the indexes of tables that have many rows (see models.capitals)."""
_PRICED = "EXISTS (SELECT 1 FROM price_list_item i WHERE i.price_list_id = OLD.id)"
_EARLY = "(NEW.discount_rate >= 10000 OR (NEW.discount_days > 0) <> (NEW.discount_rate > 0))"
_WHOLE = "The taxes of a place come to the whole at most (C-38)"
_LATE = "NEW.discount_rate > 0 AND NEW.discount_days > NEW.days AND NEW.instalments = '' AND NOT NEW.end_of_month"
_FAR = f"NEW.days > {MOST_DAYS} OR NEW.discount_days > {MOST_DAYS}"
_PARTS = (
    "NEW.instalments <> '' AND (substr(NEW.instalments, 1, length(NEW.days || ' ')) <> NEW.days || ' '"
    " OR ltrim(NEW.instalments, '0123456789 ') <> '')"
)
_SPLIT = (
    "NEW.quantity / 1000 * 1000 <> NEW.quantity"
    " AND EXISTS (SELECT 1 FROM product p WHERE p.id = NEW.product_id AND p.step > 0"
    " AND p.step / 1000 * 1000 = p.step)"
)
_AROUND = " AND ".join(f"x.{one} IN ('', NEW.{one})" for one in ("state", "county", "city", "postal_codes"))
_BESIDE = (
    "NEW.rate + coalesce((SELECT sum(least) FROM (SELECT min(x.rate) AS least FROM tax_rate x"
    f" WHERE lower(x.category) = lower(NEW.category) AND x.country = NEW.country AND {_AROUND}"
    " AND lower(x.component) <> lower(NEW.component) AND x.first_day <= NEW.first_day"
    " AND (x.last_day IS NULL OR x.last_day >= NEW.first_day) GROUP BY lower(x.component)) AS parts), 0) > 1000000"
)
"""At least so much is charged there with it: of each other tax the least that holds there then. Not of what is
changed: a file may lower one and raise another."""
_MERGED = (
    "(EXISTS (SELECT 1 FROM customer_account a WHERE a.id = OLD.account_id AND a.merged_into_id = NEW.account_id)"
    " OR EXISTS (SELECT 1 FROM merge_log m WHERE m.source_id = NEW.account_id AND m.survivor_id = OLD.account_id))"
)
"""Along with a customer that is merged, and back where that is undone."""
_ITSELF = "NEW.superseded_by <> '' AND NEW.superseded_by = NEW.code"


RULES_OF_SETUP = (
    Guard(
        "price_list",
        "currency",
        "UPDATE",
        f"OLD.currency IS DISTINCT FROM NEW.currency AND ({_PRICED}"
        " OR EXISTS (SELECT 1 FROM customer_account a WHERE a.price_list_id = OLD.id))",
        "The currency of a price list stays: prices stand on it, or customers buy by it (C-39)",
        ("currency",),
    ),
    Guard(
        "price_list",
        "business",
        "UPDATE",
        f"OLD.line_of_business <> '' AND OLD.line_of_business IS DISTINCT FROM NEW.line_of_business AND {_PRICED}"
        " AND EXISTS (SELECT 1 FROM customer_account a WHERE a.line_of_business = OLD.line_of_business"
        " AND a.currency = OLD.currency)"
        f" AND NOT EXISTS (SELECT 1 FROM price_list x WHERE {_SAME.format('OLD')})",
        "A price list stays that of its line of business: its customers buy by it (C-39)",
        ("line_of_business",),
    ),
    *new_or_changed(
        "price_list",
        "one",
        _TWO_LISTS,
        "A line of business has one price list in a currency (C-39)",
        *("line_of_business", "currency"),
        lock=_LISTS,
    ),
    *(
        guard
        for table, when in (
            ("payment_terms", _OTHER.format("payment_terms", "")),
            ("payment_method", _OTHER.format("payment_method", "")),
            ("reason", _OTHER.format("reason", " AND kind = NEW.kind")),
            ("price_list", _OTHER.format("price_list", "")),
            ("purchasing_contract", _MIXED.format("purchasing_contract")),
            ("product", _MIXED.format("product")),
        )
        for guard in new_or_changed(
            table, "capitals", when, "Two codes of one sort differ in more than capitals (X-01)", "code"
        )
    ),
    *new_or_changed(
        "product",
        "scanned",
        "EXISTS (SELECT 1 FROM barcode b WHERE b.code = NEW.code AND b.product_id <> NEW.id)",
        "The code of a product and the barcodes of others differ (X-01)",
        "code",
    ),
    *new_or_changed(
        "barcode",
        "typed",
        "EXISTS (SELECT 1 FROM product p WHERE p.code = NEW.code AND p.id <> NEW.product_id)",
        "A barcode and the codes of other products differ (X-01)",
        *("code", "product_id"),
    ),
    *new_or_changed(
        "product", "superseded", _ITSELF, "A product is not superseded by itself (X-23)", *("superseded_by", "code")
    ),
    *new_or_changed(
        "payment_terms",
        "early",
        _EARLY,
        "A discount is given in some days, and leaves something to pay (C-37)",
        *("discount_days", "discount_rate"),
    ),
    *new_or_changed(
        "payment_terms",
        "due",
        _LATE,
        "A discount ends on the due day at the latest (C-37)",
        *("discount_days", "discount_rate", "days", "instalments", "end_of_month"),
    ),
    *new_or_changed(
        "payment_terms", "days", _FAR, "Days of terms are within ten years (D-03)", *("days", "discount_days")
    ),
    *new_or_changed(
        "payment_terms",
        "parts",
        _PARTS,
        "Terms in parts have parts of days, the first of them theirs (C-37)",
        *("instalments", "days"),
    ),
    *new_or_changed(
        "contract_line",
        "units",
        _SPLIT,
        "Products sold in whole units are agreed in whole units (X-16)",
        *("quantity", "product_id"),
    ),
    *new_or_changed("tax_rate", "whole", "NEW.rate > 1000000", _WHOLE, "rate"),
    Guard("tax_rate", "together", "INSERT", _BESIDE, _WHOLE),
    *new_or_changed(
        "contract_line", "agreed", "NEW.quantity <= 0", "Something is agreed of a product (C-40)", "quantity"
    ),
    Guard(
        "purchasing_contract",
        "owner",
        "UPDATE",
        "OLD.account_id IS DISTINCT FROM NEW.account_id"
        f" AND EXISTS (SELECT 1 FROM order_revision r WHERE r.contract_id = OLD.id) AND NOT {_MERGED}",
        "A contract that orders call off stays with its customer (C-40)",
        ("account_id",),
    ),
)
"""Refusals with a condition of their own."""
