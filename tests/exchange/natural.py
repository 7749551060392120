"""What a database holds about customers, told by names instead of numbers (ids), so that two can be compared."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from peewee import ForeignKeyField, Model

from custtui.models.account import (
    AccountRelationship,
    ActionNote,
    AllowedAnswer,
    AlternateNumber,
    BillToAccount,
    Contact,
    ContactPoint,
    ContactRole,
    ContractLine,
    ContractPrice,
    CustomerAccount,
    CustomerNote,
    CustomerQuestion,
    CustomerSite,
    EventSubscription,
    PaymentExclusion,
    ProfileAnswer,
    PurchasingContract,
    SiteUse,
    TaxStatus,
)
from custtui.models.operator import PaymentMethod, PaymentTerms
from custtui.models.party import Location, Party, PartyRelationship, PartySite
from custtui.models.product import PriceList, Product

TABLES: tuple[type[Model], ...] = (
    *(Party, PartyRelationship, PartySite, CustomerAccount, CustomerSite, SiteUse, BillToAccount),
    *(AccountRelationship, Contact, ContactRole, ContactPoint, EventSubscription, AlternateNumber, TaxStatus),
    *(PaymentExclusion, ContractPrice, PurchasingContract, ContractLine, CustomerNote, ActionNote),
    *(CustomerQuestion, AllowedAnswer, ProfileAnswer),
)
STAMPS = {"id", "version", "made_by", "made_at", "changed_by", "changed_at", "active_by", "active_at", "merged_into"}
"""Who did it when, and what is not told: customers that were merged go out as numbers of others."""

Row = tuple[tuple[str, str], ...]


def everything() -> dict[str, list[Row]]:
    """Every column of every row of the tables about customers; those of merged customers left out."""
    names = _Names()
    found = {model._meta.table_name: [names.told(row) for row in model.select()] for model in TABLES}
    found["shared"] = names.shared()
    return {table: sorted(row for row in rows if row is not None) for table, rows in found.items()}


class _Names:
    """Names of rows; None for one that belongs to a merged customer, or to nobody."""

    def __init__(self) -> None:
        self.rows: dict[type[Model], dict[int, Any]] = {}
        living = [row for row in CustomerAccount.select() if row.merged_into_id is None]
        self.codes = {row.id: row.code for row in living}
        self.parties: dict[int, list[str]] = {}
        for row in living:
            self.parties.setdefault(row.party_id, []).append(row.code)
        self.merged = {row.party_id for row in CustomerAccount.select()} - self.parties.keys()
        self.sites = {row.party_site_id for row in CustomerSite.select() if row.account_id in self.codes}

    def told(self, row: Any) -> Row | None:
        """The columns of a row."""
        if self.name(row) is None:
            return None
        cells: list[tuple[str, str]] = []
        for field in row._meta.sorted_fields:
            if field.name in STAMPS:
                continue
            value = row.__data__[field.name]
            if isinstance(field, ForeignKeyField) and value is not None:
                value = self.of(field.rel_model, value)
                if value is None:
                    return None
            cells.append((field.name, _text(value)))
        return tuple(cells)

    def of(self, model: type[Model], id: int) -> str | None:
        """The name of a row."""
        rows = self.rows.get(model)
        if rows is None:
            rows = self.rows[model] = {one.id: one for one in model.select()}  # type: ignore[attr-defined]
        return self.name(rows[id])

    def name(self, row: Any) -> str | None:
        """What tells a row from others, in words."""
        telling = TELLING.get(row.__class__)
        return telling(self, row) if telling else ""

    def party(self, row: Any) -> str | None:
        """Its customers, or its own name."""
        if row.id in self.merged:
            return None
        return f"{row.kind} {row.name} {sorted(self.parties.get(row.id, ()))}"

    def site(self, row: Any) -> str | None:
        """A site of an account, with its address."""
        place, account = self.of(PartySite, row.party_site_id), self.codes.get(row.account_id)
        return account and place and f"{account} {row.alias}|{row.attention}|{row.active} {place}"

    def contact(self, row: Any) -> str | None:
        """Who acts where, as what."""
        account = self.codes.get(row.account_id)
        site = self.of(CustomerSite, row.site_id) if row.site_id else ""
        return account and f"{account} {site} {self.of(Party, row.person_id)} {row.title} {row.is_primary}"

    def shared(self) -> list[Row | None]:
        """Which sites stand at one place, and which contacts are one person."""
        groups: dict[int, list[str]] = {}
        for row in CustomerSite.select():
            if name := self.site(row):
                groups.setdefault(row.party_site_id, []).append(name)
        people: dict[int, list[str]] = {}
        for row in Contact.select():
            if name := self.contact(row):
                people.setdefault(row.person_id, []).append(name)
        told = [tuple(("contact", name) for name in sorted(group)) for group in people.values()]
        return [*(tuple(("site", name) for name in sorted(group)) for group in groups.values()), *told]


def _text(value: Any) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else "" if value is None else str(value)


def _place(names: _Names, row: Any) -> str | None:
    if row.id not in names.sites:
        return None
    return f"{names.of(Party, row.party_id)} at {names.of(Location, row.location_id)}"


def _address(names: _Names, row: Any) -> str:
    return "|".join((row.street, row.city, row.state, row.postal_code, row.country))


TELLING: dict[type[Model], Callable[[_Names, Any], str | None]] = {
    CustomerAccount: lambda names, row: names.codes.get(row.id),
    Party: _Names.party,
    Location: _address,
    PartySite: _place,
    CustomerSite: _Names.site,
    Contact: _Names.contact,
    BillToAccount: lambda names, row: names.codes.get(row.account_id),
    PurchasingContract: lambda names, row: row.code,
    CustomerQuestion: lambda names, row: row.code,
    AllowedAnswer: lambda names, row: f"{names.of(CustomerQuestion, row.question_id)} {row.code}",
    PaymentTerms: lambda names, row: row.code,
    PaymentMethod: lambda names, row: row.code,
    PriceList: lambda names, row: row.code,
    Product: lambda names, row: row.code,
}
