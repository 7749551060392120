"""The address blocks of an order's papers, from what the revision says and nothing else (F-34, X-05)."""

from typing import Any

from custtui.domain.address import Address
from custtui.domain.paper import Recipient, delivery_block, invoice_block
from custtui.models.operator import Seller
from custtui.services.views import OrderView, ShipToView


def invoice_to(order: OrderView, here: str | None = None) -> tuple[str, ...]:
    """The lines an invoice of this order is addressed with: the business that is billed; `here` is the seller's
    country where it is known.
    """
    to = Recipient(order.bill_to_name, "", order.bill_to_attention, order.bill_to_address)
    return invoice_block(to, home() if here is None else here)


def billed_to(revision: Any, here: str) -> tuple[str, ...]:
    """The same of a revision, by its row."""
    address = Address.of(revision, "bill_to_")
    return invoice_block(Recipient(revision.bill_to_name, "", revision.bill_to_attention, address), here)


def deliver_to(place: ShipToView, here: str | None = None) -> tuple[str, ...]:
    """The lines a delivery note is addressed with: the site goods go to, of an order or of one of its lines."""
    to = Recipient(place.name, place.alias, place.attention, place.address)
    return delivery_block(to, home() if here is None else here)


def seller_block() -> tuple[str, ...]:
    """The lines that say who sends a paper: the seller, its address and tax number (C-28)."""
    row = Seller.select().first()
    if row is None:
        return ()
    address = Address.of(row)
    block = invoice_block(Recipient(row.name, "", "", address), row.country)
    return (*block, f"Tax number {row.tax_number}") if row.tax_number else block


def home() -> str:
    """The seller's country, '' before there is one."""
    row = Seller.select(Seller.country).first()
    return row.country if row else ""
