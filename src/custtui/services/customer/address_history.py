"""Addresses as they were, and the open orders that keep them (F-26, R-40)."""

from dataclasses import dataclass
from datetime import datetime

from peewee import fn

from custtui.domain.address import Address
from custtui.models.account import CustomerSite
from custtui.models.order import OrderRevision, OrderShipTo, RevisionState, SalesOrder
from custtui.models.party import AddressChange, PartySite

OPEN = ("pending", "accepted")


@dataclass(frozen=True, slots=True)
class AddressBefore:
    """An address of a site up to the moment somebody changed it."""

    site_id: int
    alias: str
    address: Address
    changed_by: str
    changed_at: datetime


def address_history(account_id: int) -> tuple[AddressBefore, ...]:
    """What the addresses of a customer were, the latest change first (F-26)."""
    rows = (
        AddressChange.select(AddressChange, CustomerSite.id.alias("site_id"), CustomerSite.alias.alias("site_alias"))
        .join(PartySite, on=PartySite.location == AddressChange.location)
        .join(CustomerSite, on=CustomerSite.party_site == PartySite.id)
        .where(CustomerSite.account == account_id)
        .order_by(AddressChange.id.desc())
        .objects()
    )
    return tuple(
        AddressBefore(row.site_id, row.site_alias, Address.of(row), row.made_by, row.made_at) for row in rows
    )


def open_orders_at(site_id: int) -> int:
    """How many open orders ship or bill to a site: they keep the address they were accepted with (R-40)."""
    current = fn.COALESCE(SalesOrder.in_force, SalesOrder.pending)
    shipped = OrderShipTo.select(OrderShipTo.revision).where(OrderShipTo.site == site_id)
    return (
        SalesOrder.select()
        .join(OrderRevision, on=(OrderRevision.order == SalesOrder.id) & (OrderRevision.id == current))
        .join(RevisionState, on=RevisionState.revision == OrderRevision.id)
        .where(
            RevisionState.status.in_(OPEN) & ((OrderRevision.bill_to_site == site_id) | OrderRevision.id.in_(shipped))
        )
        .count()
    )
