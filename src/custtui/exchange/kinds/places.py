"""Columns that several kinds have: addresses, contact points, purposes of sites; and what libraries find odd."""

from collections.abc import Iterable

from custtui.domain import email, phone, postal
from custtui.domain.address import Address
from custtui.domain.contact_point import PointKind
from custtui.domain.site import Purpose
from custtui.exchange import cells
from custtui.exchange.kind import Column, Values
from custtui.services.bulk.values import Points, Uses

ADDRESS = ("street", "city", "state", "postal_code", "country")


def address_columns(prefix: str = "", whose: str = "") -> tuple[Column, ...]:
    """The columns of an address."""
    return (
        Column(f"{prefix}street", f"{whose}street; its lines separated by newlines", cells.STREET, "1 Main St"),
        Column(f"{prefix}city", f"{whose}city", cells.TEXT, "New York"),
        Column(f"{prefix}state", f"{whose}state or province", cells.TEXT, "NY"),
        Column(f"{prefix}postal_code", f"{whose}postal code", cells.TEXT, "10001"),
        Column(f"{prefix}country", f"{whose}country", cells.COUNTRY, "US"),
    )


def address_of(values: Values, prefix: str = "") -> Address:
    """The address of a row."""
    return Address(*(values.get(prefix + name, "") for name in ADDRESS))


def address_cells(address: Address, prefix: str = "") -> Values:
    """The cells of an address."""
    return {prefix + name: getattr(address, name) for name in ADDRESS}


POINTS = (
    Column("phone", "phones, the first is the primary one", cells.many(cells.TEXT), "(212) 555-0100"),
    Column("email", "e-mail addresses, the first is the primary one", cells.many(cells.TEXT), "e.rose@example.com"),
    Column("alt_email", "the second e-mail address", cells.TEXT, "office@example.com"),
    Column("fax", "faxes", cells.many(cells.TEXT), "(212) 555-0199"),
    Column("web", "web addresses", cells.many(cells.TEXT), "www.example.com"),
)


def points_of(values: Values) -> Points:
    """The contact points of a row."""
    mails: tuple[str, ...] = values.get("email", ())
    if "alt_email" in values:
        mails = (*mails[:1], values["alt_email"], *mails[1:])
    kinds = ((PointKind.PHONE, values.get("phone", ())), (PointKind.EMAIL, mails))
    kinds += ((PointKind.FAX, values.get("fax", ())), (PointKind.WEB, values.get("web", ())))
    return tuple((kind.value, value) for kind, some in kinds for value in some)


def point_cells(points: Points) -> Values:
    """The cells of contact points."""
    by_kind = {kind.value: tuple(value for one, value in points if one == kind.value) for kind in PointKind}
    mails = by_kind["EMAIL"]
    return {
        "phone": by_kind["PHONE"],
        "email": (*mails[:1], *mails[2:]),
        "alt_email": mails[1] if len(mails) > 1 else "",
        "fax": by_kind["FAX"],
        "web": by_kind["WEB"],
    }


def _read_use(raw: str) -> tuple[str, bool]:
    name = raw.removesuffix("*").strip().upper()
    if name not in Purpose.__members__:
        raise ValueError(f"{raw!r} is no purpose: {', '.join(Purpose)}")
    return name, raw.endswith("*")


USE = cells.Cell(
    f"{', '.join(Purpose)}; a * behind marks the primary one", _read_use, lambda use: use[0] + "*" * use[1]
)
USES = cells.many(USE)


def doubled(uses: Uses) -> str:
    """A purpose named twice, '' if none is."""
    names = [name for name, _ in uses]
    return next((name for name in names if names.count(name) > 1), "")


def odd_points(points: Points, country: str) -> Iterable[tuple[str, str]]:
    """What the libraries find odd about phones and e-mails; a phone without a country cannot be judged."""
    for kind, value in points:
        if kind in (PointKind.PHONE, PointKind.FAX):
            text = phone.oddity(value, country) if country or value.startswith("+") else ""
        else:
            text = email.problem(value) if kind == PointKind.EMAIL else ""
        if text:
            yield kind.lower(), text


def odd_address(address: Address, prefix: str = "") -> Iterable[tuple[str, str]]:
    """What the address library finds odd: warnings."""
    for fault in postal.oddities(address):
        yield prefix + fault.field, fault.text
