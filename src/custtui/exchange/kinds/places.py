"""Columns that several kinds have: addresses, contact points, purposes of sites; and what libraries find odd."""

from collections.abc import Iterable

from custtui.domain import email, postal
from custtui.domain.address import PARTS, Address, land_of
from custtui.domain.contact import point_oddity
from custtui.domain.contact_point import PointKind
from custtui.domain.records.place import PLACE
from custtui.domain.records.reach import POINTS as REACHED
from custtui.domain.records.site import Uses
from custtui.domain.site import Purpose
from custtui.exchange import cells
from custtui.exchange.house import house
from custtui.exchange.kind import CellValues, FileColumn, column_of
from custtui.models.operator import PaymentMethod
from custtui.models.product import PriceList
from custtui.services.bulk.values import NewContact, PointPairs
from custtui.services.lists.coded import EVENT, ROLE, codes


def address_columns(prefix: str = "", whose: str = "") -> tuple[FileColumn, ...]:
    """The columns of an address."""
    return tuple(column_of(field, prefix=prefix, whose=whose + "{}") for field in PLACE.values())


def address_of(values: CellValues, prefix: str = "") -> Address:
    """The address of a row, postal code and state as its country writes them, the seller's where none is named."""
    address = Address(*(values.get(prefix + name, "") for name in PARTS))
    return postal.written(address if address.country else at_home(address))


def at_home(address: Address) -> Address:
    """An address as it is read and goes out: in the seller's country where none is named (C-17)."""
    return address.at_home(house()[1])


def address_cells(address: Address, prefix: str = "") -> CellValues:
    """The cells of an address, in whatever state it stands."""
    return (address if address.country else at_home(address)).columns(prefix)


class Words:
    """Roles, events, methods out of use and currencies of price lists of the house, read once for an export."""

    def __init__(self) -> None:
        self.roles, self.events = set(codes(ROLE)), set(codes(EVENT))
        retired = PaymentMethod.select(PaymentMethod.code).where(~PaymentMethod.active)
        self.retired = {code for (code,) in retired.tuples()}
        self.lists = dict(PriceList.select(PriceList.code, PriceList.currency).tuples())

    def hold(self, contact: NewContact) -> bool:
        """Are those of a contact among them?"""
        return self.roles.issuperset(contact.roles) and self.events.issuperset(contact.events)


KEPT = FileColumn("kept", "taken as it stood, though its form asks for more by now; blank: N", cells.FLAG, "")


def point_columns(prefix: str = "", whose: str = "") -> tuple[FileColumn, ...]:
    """The columns of contact points."""
    return tuple(column_of(field, prefix=prefix, whose=whose + "{}") for field in REACHED.values())


POINTS = point_columns()


def points_of(values: CellValues, prefix: str = "") -> PointPairs:
    """The contact points of a row."""
    mails: tuple[str, ...] = values.get(f"{prefix}email", ())
    if f"{prefix}alt_email" in values:
        mails = (*mails[:1], values[f"{prefix}alt_email"], *mails[1:])
    kinds = ((PointKind.PHONE, values.get(f"{prefix}phone", ())), (PointKind.EMAIL, mails))
    kinds += ((PointKind.FAX, values.get(f"{prefix}fax", ())), (PointKind.WEB, values.get(f"{prefix}web", ())))
    return tuple((kind.value, value) for kind, some in kinds for value in some)


def points_apart(values: CellValues) -> dict[str, tuple[str, ...]]:
    """The contact points of a row as a form has them: the values of a kind by its field."""
    points = points_of(values)
    return {kind.lower(): tuple(value for one, value in points if one == kind) for kind in PointKind}


def point_cells(points: PointPairs, prefix: str = "") -> CellValues:
    """The cells of contact points."""
    by_kind = {kind.value: tuple(value for one, value in points if one == kind.value) for kind in PointKind}
    mails = by_kind["EMAIL"]
    return {
        f"{prefix}phone": by_kind["PHONE"],
        f"{prefix}email": (*mails[:1], *mails[2:]),
        f"{prefix}alt_email": mails[1] if len(mails) > 1 else "",
        f"{prefix}fax": by_kind["FAX"],
        f"{prefix}web": by_kind["WEB"],
    }


NO_USE = (("-", False),)
"""What a site without any purpose has in its cell."""


def _read_use(raw: str) -> tuple[str, bool]:
    if raw == NO_USE[0][0]:
        return NO_USE[0]
    name = raw.removesuffix("*").strip().upper()
    if name not in Purpose.__members__:
        raise ValueError(f"{raw!r} is not a purpose: {', '.join(Purpose)}")
    return name, raw.endswith("*")


USE = cells.CellSort(
    f"{', '.join(Purpose)}; a * behind marks the primary one; - is none", _read_use, lambda use: use[0] + "*" * use[1]
)
USES = cells.many(USE)


def uses_of(values: CellValues, none: Uses = ()) -> Uses:
    """The purposes of a row; `none`: those of a blank cell."""
    return tuple(use for use in values.get("uses", none) if use not in NO_USE)


def use_cells(uses: Uses) -> CellValues:
    """The cell of purposes."""
    return {"uses": uses or NO_USE}


def doubled(uses: Uses) -> str:
    """A purpose named twice, '' if none is."""
    names = [name for name, _ in uses]
    return next((name for name in names if names.count(name) > 1), "")


def odd_points(points: PointPairs, country: str) -> Iterable[tuple[str, str]]:
    """What the libraries find odd about phones, as forms say it, and e-mails; `country`: see `land_of`."""
    at = land_of(country, house()[1]) if points else ""
    for kind, value in points:
        if text := email.problem(value) if kind == PointKind.EMAIL else point_oddity(kind, value, at):
            yield kind.lower(), text


def odd_address(address: Address, prefix: str = "") -> Iterable[tuple[str, str]]:
    """What the address library finds odd: warnings."""
    for fault in postal.oddities(address):
        yield prefix + fault.field, fault.text
