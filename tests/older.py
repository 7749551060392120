"""A database as an older program left it: what later migrations made is taken away again."""

BY = ("post", "email", "phone")
BEFORE_0041 = (
    *(f'ALTER TABLE "order_charge" DROP COLUMN "tax_{name}"' for name in ("category", "parts", "reason")),
    'ALTER TABLE "draft" DROP COLUMN "charges"',
    'ALTER TABLE "order_line" DROP COLUMN "tax_reason"',
    *(f'ALTER TABLE "invoice_line" DROP COLUMN "tax_{name}"' for name in ("rate", "parts", "reason", "difference")),
    'ALTER TABLE "price_list" DROP COLUMN "line_of_business"',
    'ALTER TABLE "order_line" DROP COLUMN "tax_parts"',
    *(f'ALTER TABLE "tax_rate" DROP COLUMN "{name}"' for name in ("county", "city", "postal_codes", "component")),
    'DROP TABLE "order_card"',
    *(f'ALTER TABLE "draft" DROP COLUMN "{name}"' for name in ("card", "card_authorized", "card_until")),
    'ALTER TABLE "purchasing_contract" DROP COLUMN "shared"',
    'ALTER TABLE "product" DROP COLUMN "superseded_by"',
    'DROP TABLE "setup_change"',
    'ALTER TABLE "customer_account" DROP COLUMN "collect"',
    *(f'ALTER TABLE "{of}" DROP COLUMN "no_{by}_since"' for of in ("customer_account", "contact") for by in BY),
    *(f'ALTER TABLE "{of}" DROP COLUMN "no_{by}"' for of in ("customer_account", "contact") for by in BY),
    'DROP TABLE "billed_order"',
    'DROP TABLE "instalment"',
    'ALTER TABLE "payment_terms" DROP COLUMN "instalments"',
    *(f'ALTER TABLE "payment_terms" DROP COLUMN "{name}"' for name in ("discount_days", "discount_rate")),
    *(f'ALTER TABLE "invoice" DROP COLUMN "{name}"' for name in ("discount_until", "discount_rate")),
    'DROP INDEX "payment_of_id"',
    'DROP INDEX "allocation_of_id"',
    *(f'ALTER TABLE "payment" DROP COLUMN "{name}"' for name in ("kind", "of_id", "reason")),
    *(f'ALTER TABLE "allocation" DROP COLUMN "{name}"' for name in ("of_id", "reason")),
)
