"""A new house: its seller, what it settles with, its first operator (C-08, C-28)."""

from dataclasses import dataclass

from custtui.domain.errors import refuse
from custtui.domain.records.house import PriceListFields
from custtui.domain.text import clean
from custtui.domain.who import Role, Who
from custtui.models.base import db
from custtui.models.database import transaction
from custtui.models.operator import Operator, PaymentMethod, PaymentTerms, Reason, Seller
from custtui.models.product import PriceList
from custtui.models.role_chain import Given, gave
from custtui.services.lists.coded import FORFEIT, RETURN, START
from custtui.services.opening import is_set_up
from custtui.services.setup_history import remember_made

METHODS = (
    ("CASH", "Cash", False, False),
    ("CHECK", "Check", False, False),
    ("CREDIT CARD", "Credit card", True, False),
    ("ON ACCOUNT", "On account", True, True),
)
"""Code, name, open when another party pays, needs terms: OM's table (R-01), and what a control opens (C-08)."""

TERMS = (
    ("NOW", "Payable at once", 0),
    ("NET14", "14 days net", 14),
    ("NET30", "30 days net", 30),
    ("NET60", "60 days net", 60),
)

REASONS = (
    ("price", "GOODWILL", "Goodwill"),
    ("price", "MATCH", "Matches another offer"),
    ("discount", "GOODWILL", "Goodwill"),
    ("discount", "DAMAGE", "Damaged packaging"),
    *((FORFEIT, code, name) for code, name in START[FORFEIT]),
    *((RETURN, code, name) for code, name in START[RETURN]),
    ("note", "CALL", "Call back"),
)


@dataclass(frozen=True, slots=True)
class NewSeller:
    """The selling organization as set-up starts it; importing `seller` changes it later."""

    name: str = "Our company"
    unit_licence: str = "1000"
    currency: str = "USD"
    country: str = "US"
    time_zone: str = "UTC"


def set_up(login: str, name: str, seller: NewSeller | None = None) -> Who:
    """Make the seller, payment methods, terms, reasons, a price list, and the first operator, an administrator.

    Raises Refused where the database was set up already.
    """
    login, name = clean(login, "login"), clean(name or login, "name")
    with transaction():
        if is_set_up():
            raise refuse("set_up", "This database is set up already")
        one = seller or NewSeller()
        _seller(login, one)
        _tables(login, one.currency)
        role = Role.ADMINISTRATOR
        Operator.create(login=login, name=name, role=role, made_by=login, changed_by=login)
        gave(db, [Given(login, name, role, login)])
    return Who(login, name, Role.ADMINISTRATOR)


def _seller(login: str, one: NewSeller) -> None:
    Seller.create(
        name=one.name,
        unit_licence=one.unit_licence,
        currency=one.currency,
        country=one.country,
        time_zone=one.time_zone,
        made_by=login,
        changed_by=login,
    )


def _tables(login: str, currency: str) -> None:
    for code, name, other, terms in METHODS:
        PaymentMethod.create(code=code, name=name, when_other_pays=other, needs_terms=terms)
    for code, name, days in TERMS:
        PaymentTerms.create(code=code, name=name, days=days)
    for kind, code, name in REASONS:
        Reason.create(kind=kind, code=code, name=name)
    values = {"code": "LIST", "name": "List prices", "currency": currency, "line_of_business": ""}
    PriceList.create(**values)
    remember_made(Who(login, login, Role.ADMINISTRATOR), "pricelists", "LIST", PriceListFields, values)
