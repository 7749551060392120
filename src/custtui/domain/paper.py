"""What stands in the address window of a paper: an invoice names the business, a delivery note the site (F-34)."""

from dataclasses import dataclass
from typing import Protocol

from custtui.domain import postal
from custtui.domain.address import Address


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a paper goes to: the business name, the site's alias ('' where it has none), a person, the address."""

    name: str
    alias: str
    attention: str
    address: Address


def delivery_name(alias: str, name: str) -> str:
    """Where goods are handed over: the alias of the site; the name where it has none, as a one-time one (F-34)."""
    return alias or name


class HandedOver(Protocol):
    """Who takes goods where."""

    @property
    def alias(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def attention(self) -> str: ...
    @property
    def address(self) -> Address: ...


class ShipPlace(HandedOver, Protocol):
    """Where something goes: `kind` is SAME, ONE_TIME or that of a site."""

    @property
    def kind(self) -> str: ...


def handed_over(place: HandedOver) -> tuple[str, str, Address]:
    """Who takes goods where: ship-tos of two orders are one where a delivery note says the same of both (C-48)."""
    return delivery_name(place.alias, place.name), place.attention, place.address


def place_parts(place: ShipPlace, same: str = "same as sold-to") -> list[str]:
    """How a screen says it: `one-time`, `HJ Warehouse`, `9 Dock Rd, Newark NJ 07102`, `attn Ann Lee`."""
    kind = {"SAME": same, "ONE_TIME": "one-time"}.get(place.kind, "")
    name = "" if place.kind == "SAME" and not place.alias else delivery_name(place.alias, place.name)
    attention = f"attn {place.attention}" if place.attention else ""
    return [part for part in (kind, name, place.address.one_line, attention) if part]


def invoice_block(to: Recipient, home: str = "") -> tuple[str, ...]:
    """The lines on an invoice: business name, person, address; the country where it is not `home`.

    It names who owes: the business, whatever its site is called (F-34).
    """
    return _block(to.name, to, home)


def delivery_block(to: Recipient, home: str = "") -> tuple[str, ...]:
    """The lines on a delivery note: alias, person, address; the country where it is not `home`."""
    return _block(delivery_name(to.alias, to.name), to, home)


def _block(name: str, to: Recipient, home: str) -> tuple[str, ...]:
    """As the country writes addresses; empty lines are left out, nobody is named twice."""
    person = f"Attn {to.attention}" if to.attention and to.attention != name else ""
    lines = (name, person, *postal.printed(to.address), _abroad(to.address.country, home))
    return tuple(line for line in lines if line)


def _abroad(country: str, home: str) -> str:
    """The country's name in capitals, as posts want it, unless it is the sender's own."""
    if not home or not country or country == home:
        return ""
    return dict(postal.countries()).get(country, country).upper()
