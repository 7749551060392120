"""The row of a customer as a clerk would have typed it, so that it is read as the profile reads it: two mouths."""

from collections.abc import Iterator
from typing import Any

from custtui.domain.account_name import account_name_fault
from custtui.domain.customer import CheckedCustomer, checked
from custtui.domain.errors import Refused
from custtui.domain.held import HELD, blank
from custtui.domain.payment import default_fault
from custtui.domain.records.account import ACCOUNT
from custtui.domain.records.credit import CreditFields
from custtui.domain.records.customer import CustomerFields
from custtui.domain.records.fact import Owner, Sort, fields_of
from custtui.domain.records.place import PLACE, AddressFields
from custtui.domain.records.reading import FORGIVEN, amount_fault
from custtui.domain.relations import ORGANIZATION
from custtui.domain.site import same_alias
from custtui.exchange.house import house
from custtui.exchange.kind import REQUIRED, CellValues, Complain, FileRow
from custtui.exchange.kinds.customer_parts import SITES

FIELDS = fields_of(CustomerFields)
SHARED = tuple(
    field.in_files
    for field in fields_of(CreditFields).values()
    if field.owner is Owner.PARTY and field.sort is Sort.AMOUNT
)
"""What all accounts of the party share: amounts of the account's currency."""
ABOUT_CONTACT = ("contact_title", "contact_department", "contact_roles", "contact_events")
OF_SITE = tuple(column.name for column in SITES if column.name.removeprefix("ship_") not in PLACE)
"""What a row tells of a site beside its address, a blank alias too: then it has one."""
MOVED = {"contact_phone": "phone", "contact_email": "email"}


def read_as_typed(row: FileRow, complain: Complain, house: tuple[str, str]) -> CheckedCustomer | None:
    """The customer of a row, None where something of it is refused; `house`: the seller's currency and country.

    Every fault is told; what a file is forgiven (`FORGIVEN`) is a warning, told by its kind.
    """
    values, line = row.values, row.line
    typed, kept = _typed(values), values.get("kept", False)
    try:
        forgiven = FORGIVEN - {"no site"} if any(name in values for name in OF_SITE) else FORGIVEN
        found = checked(typed, *house, typed if kept else None, forgiven=forgiven, cells=True)
    except Refused as refused:
        found = None
        for fault in refused.faults:
            column = _column(fault.field, values)
            complain(line, column, REQUIRED if (fault.code, column) == ("missing", "name") else fault.text)
    for column, text in (
        ()
        if kept
        else (
            *_shared_faults(values, house[0]),
            *_of_one_alias(values),
            *_of_nobody(values),
            *_excluded(values),
            *_unnamed(values),
        )
    ):
        complain(line, column, text)
    return found


def refused_by_form(values: CellValues) -> bool:
    """Would a row of these cells be refused, as it came from an older version or by other hands?"""
    told = list[str]()
    given = {name: value for name, value in values.items() if value not in ("", (), None)}
    read_as_typed(FileRow(0, given), lambda line, column, text: told.append(text), house())
    return bool(told)


def moved_to_house(values: CellValues) -> CellValues:
    """Without a contact what stands beside it is the house's, where that has none: as the profile has it."""
    given = (
        [] if "contact" in values else [name for name, own in MOVED.items() if name in values and own not in values]
    )
    if not given:
        return values
    kept = {name: value for name, value in values.items() if name not in given}
    return kept | {MOVED[name]: values[name] for name in given}


def _typed(values: CellValues) -> CustomerFields:
    first, second = _place(values, ""), _place(values, "ship_")
    account: dict[str, Any] = {name: values.get(name, "") for name in ACCOUNT}
    account |= {name: _cell(values.get(field.in_files, blank(field))) for name, field in HELD.items()}
    account |= _reached(values, "") | _reached(values, "contact_")
    return CustomerFields(
        name=values.get("name", ""),
        alias=values.get("alias" if second.is_empty else "ship_alias", ""),
        kind=values.get("kind", ORGANIZATION),
        **account,
        billing=first,
        shipping=second,
        share_party=values.get("party", ""),
        contact=values.get("contact", ""),
    )


def _reached(values: CellValues, prefix: str) -> dict[str, str]:
    """The first phone and the first two e-mail addresses: more than that no form takes."""
    phones, mails = values.get(f"{prefix}phone", ()), values.get(f"{prefix}email", ())
    second = (values[f"{prefix}alt_email"],) if f"{prefix}alt_email" in values else mails[1:2]
    one, two, three = (next(iter(some), "") for some in (phones, mails, second))
    return {f"{prefix}phone": one, f"{prefix}email": two, f"{prefix}alt_email": three}


def _place(values: CellValues, prefix: str) -> AddressFields:
    return AddressFields(*(values.get(prefix + name, "") for name in PLACE))


def _cell(value: Any) -> Any:
    """As a form has it, where nothing stands; an amount is as the cell was, and looked at in the row's currency."""
    return "" if value is None else value


def _column(name: str, values: CellValues) -> str:
    """The column a field of the profile is in."""
    owner, _, part = name.rpartition(".")
    if owner:
        return part if owner == "billing" else f"ship_{part}"
    if name == "alias":
        return "alias" if _place(values, "ship_").is_empty else "ship_alias"
    if name == "contact_alt_email":
        return "contact_email"
    return "party" if name == "share_party" else FIELDS[name].in_files


def _shared_faults(values: CellValues, currency: str) -> Iterator[tuple[str, str]]:
    for column in SHARED:
        amount: Any = values.get(column)
        if amount is not None and (why := amount_fault(amount, values.get("currency", currency))):
            yield column, why


def _excluded(values: CellValues) -> Iterator[tuple[str, str]]:
    if why := default_fault(values.get("payment_method", ""), values.get("excluded_methods", ())):
        yield "excluded_methods", why


def _unnamed(values: CellValues) -> Iterator[tuple[str, str]]:
    """A further account of a party tells itself apart; names taken are compared across the file."""
    if "party" in values and (fault := account_name_fault(values.get("account_name", ""), {})):
        yield "account_name", fault.text


def _of_one_alias(values: CellValues) -> Iterator[tuple[str, str]]:
    """Both sites of the row in use have an alias of their own (F-34)."""
    alias = values.get("ship_alias", "")
    if same_alias(alias, values.get("alias", "")) and values.get("site_active", True):
        yield "ship_alias", f"{alias} is the first site already"


def _of_nobody(values: CellValues) -> Iterator[tuple[str, str]]:
    """What is told of a contact that is not named."""
    if "contact" not in values and (told := next((name for name in ABOUT_CONTACT if name in values), "")):
        yield "contact", f"is missing: whose {told.removeprefix('contact_')} it is"
