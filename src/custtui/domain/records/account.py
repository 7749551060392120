"""What an account has as text: plain data that the lookup needs at the start, apart from the forms'."""

from dataclasses import dataclass
from typing import Annotated

from custtui.domain.collecting import CHOICES
from custtui.domain.records.fact import Fact, InFiles, MergeRule, Sort, fields_of
from custtui.domain.records.permitted import (
    NO_EMAIL,
    NO_EMAIL_SINCE,
    NO_PHONE,
    NO_PHONE_SINCE,
    NO_POST,
    NO_POST_SINCE,
)

CODE = 40
"""Characters of the longest code there is."""
COMPARED, FILLED = MergeRule.COMPARED, MergeRule.FILLED

ACCOUNT_NAME = Fact(
    "Account name",
    "Tells several accounts of one customer apart: Office supplies",
    80,
    short="Account",
    file=InFiles("tells the accounts of one party apart", "Office supplies"),
    remembered=True,
    merge=COMPARED,
    kept="name",
)
BUSINESS = Fact(
    "Line of business",
    "Line of business",
    80,
    short="Business",
    file=InFiles("line of business", "Retail"),
    remembered=True,
    merge=FILLED,
)
TERMS = Fact(
    "Terms",
    "When an invoice is due",
    CODE,
    Sort.CODE,
    prompt="terms",
    file=InFiles("code of the payment terms", "NET30"),
    remembered=True,
    supervised=True,
    merge=FILLED,
)
METHOD = Fact(
    "Payment method",
    "The method proposed on orders",
    CODE,
    Sort.NAMED,
    short="Payment",
    prompt="methods",
    file=InFiles("code of the usual payment method", "CHECK"),
    remembered=True,
    supervised=True,
    merge=FILLED,
)
CURRENCY = Fact(
    "Currency", "", 3, Sort.CURRENCY, file=InFiles("currency; blank: the house's", "USD"), remembered=True
)
TAX_NUMBER = Fact(
    "Tax number",
    "VAT, GST or the like",
    40,
    Sort.NUMBER,
    file=InFiles("tax number", "13-1234567"),
    remembered=True,
    merge=FILLED,
    found="tax number",
)
COLLECT = Fact(
    "Invoices",
    "An invoice an order, or one for the orders of a week or a month; empty: an order",
    5,
    Sort.CHOICE,
    prompt="collecting",
    file=InFiles("how what it is billed comes onto invoices: ORDER, WEEK or MONTH; blank: ORDER", "MONTH"),
    remembered=True,
    supervised=True,
    merge=FILLED,
    choices=CHOICES,
)


@dataclass(frozen=True, slots=True)
class AccountTexts:
    """What an account has as text, whether it was typed, stands in a file or is written down."""

    account_name: Annotated[str, ACCOUNT_NAME] = ""
    line_of_business: Annotated[str, BUSINESS] = ""
    currency: Annotated[str, CURRENCY] = ""
    terms: Annotated[str, TERMS] = ""
    payment_method: Annotated[str, METHOD] = ""
    tax_number: Annotated[str, TAX_NUMBER] = ""
    no_post: Annotated[str, NO_POST._replace(remembered=True, merge=FILLED)] = ""
    no_email: Annotated[str, NO_EMAIL._replace(remembered=True, merge=FILLED)] = ""
    no_phone: Annotated[str, NO_PHONE._replace(remembered=True, merge=FILLED)] = ""
    no_post_since: Annotated[str, NO_POST_SINCE._replace(remembered=True, merge=FILLED)] = ""
    no_email_since: Annotated[str, NO_EMAIL_SINCE._replace(remembered=True, merge=FILLED)] = ""
    no_phone_since: Annotated[str, NO_PHONE_SINCE._replace(remembered=True, merge=FILLED)] = ""
    collect: Annotated[str, COLLECT] = ""


@dataclass(frozen=True, slots=True)
class AccountFields:
    """A further account as typed; `share_sites` puts the sites of the account it is made beside to use as well."""

    account_name: Annotated[
        str, ACCOUNT_NAME._replace(help="Tells the accounts apart: Furniture", short="", needed=True)
    ] = ""
    line_of_business: Annotated[str, BUSINESS] = ""
    terms: Annotated[str, TERMS] = ""
    payment_method: Annotated[str, METHOD] = ""
    share_sites: Annotated[bool, Fact("Same sites", "Y: its sites are those of this account too", 1, Sort.FLAG)] = (
        True
    )


ACCOUNT = fields_of(AccountTexts)
KEPT = (Sort.TEXT, Sort.NUMBER, Sort.REFUSAL, Sort.SINCE, Sort.CHOICE)
WRITTEN = {name: field.column for name, field in ACCOUNT.items() if field.sort in KEPT}
"""Texts of an account that its row holds as they are, and their columns there."""
FOUND = {field.column: field.found for field in ACCOUNT.values() if field.found}
"""Columns of an account that customers are found by, and what the lookup calls them (X-01)."""
