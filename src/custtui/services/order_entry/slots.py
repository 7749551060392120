"""The slots of a draft: who pays and where goods go, with the address and the person there (X-04)."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from custtui.domain.address import Address, nowhere_faults
from custtui.domain.errors import Fault
from custtui.domain.payer import Opening, PayerRank, may_receive, standing
from custtui.domain.site import FirstContacts, Purpose, addressed, first_contacts
from custtui.services.accounts import Account, account_of
from custtui.services.order_entry.base import Base
from custtui.services.order_entry.new_payers import NOBODY_YET, as_account, payer_typed
from custtui.services.order_entry.places import (
    ANY_USE,
    CONTACTS,
    USES,
    Site,
    home_of,
    openings_of,
    primary_site,
    sites_of,
)
from custtui.services.order_entry.promised_places import bill_key, is_fresh, ship_key
from custtui.services.order_entry.rows import AddressRow, LineRow, Stored
from custtui.services.order_entry.views import Slot


@dataclass
class Roles:
    """Who is who on a draft; read once for its view and again when it is placed."""

    stored: Stored
    sold_to: Account
    payer: Account

    @property
    def base(self) -> Base | None:
        """What the draft changes; None for a new order."""
        return self.stored.base

    @property
    def new_payer(self) -> AddressRow | None:
        """Who pays where that is a customer made with the order (F-47)."""
        return payer_typed(self.stored, self.sold_to) if self.payer.id == NOBODY_YET else None

    @property
    def keeps_payer(self) -> bool:
        """A change that leaves who pays as it was: terms and address stay those of the order (C-12, X-05)."""
        head, base = self.stored.head, self.base
        if base is None or head.bill_to_address is not None:
            return False
        same = (head.bill_to_account, head.bill_to_site) == (base.row.bill_to_id, base.row.bill_to_site_id)
        return same and not is_fresh(head, bill_key(base.row.bill_to_id, head))

    @cached_property
    def uses(self) -> set[tuple[int, int, str]]:
        """Account, site and purpose of the primary sites and of the sites on the draft."""
        accounts = sorted({self.sold_to.id, self.payer.id, *[site.account for site in self.sites.values()]})
        return {(account, site, purpose) for account, site, purpose, _ in USES(accounts, sorted(self.sites) or [0])}

    @cached_property
    def sites(self) -> dict[int, Site]:
        """The sites the draft and its lines name, and the payer's primary one where none is named."""
        head, lines = self.stored.head, self.stored.lines
        ids = {head.ship_to_site, head.next_site, self.bill_site, *[line.ship_to_site for line in lines]} - {None}
        return sites_of([site for site in ids if site is not None])

    @cached_property
    def bill_site(self) -> int | None:
        """The payer's site that is billed: the one chosen, else its primary."""
        if self.payer.id == NOBODY_YET:
            return None
        return self.stored.head.bill_to_site or primary_site(self.payer.id, Purpose.BILL_TO)

    @cached_property
    def openings(self) -> list[Opening]:
        """The relationships of the sold-to."""
        return openings_of(self.sold_to.id)

    @cached_property
    def standing(self) -> PayerRank:
        """What the payer is to the sold-to (C-27)."""
        if self.payer.id == self.sold_to.id:
            return PayerRank.OWN
        if self.payer.id == NOBODY_YET:
            return PayerRank.STRANGER
        return standing(self.sold_to.id, self.payer.id, self.sold_to.default_bill_to, self.openings)

    @cached_property
    def contacts(self) -> FirstContacts:
        """The contact of an account (site None) and of its sites: the primary one, else the first."""
        accounts = sorted({self.sold_to.id, self.payer.id, *[site.account for site in self.sites.values()]})
        return first_contacts(CONTACTS(accounts))

    def attention(self, site: Site) -> str:
        """Who to address at a site (R-18)."""
        return addressed(site.attention, site.account, site.id, self.contacts)


def roles_of(stored: Stored) -> Roles:
    """The roles of a draft; where no payer was chosen it is the usual one of today. A change keeps its currency."""
    sold_to = account_of(stored.head.account)
    if stored.base is not None:
        sold_to = sold_to._replace(currency=stored.base.row.currency)
    if (new := payer_typed(stored, sold_to)) is not None:
        return Roles(stored, sold_to, as_account(new, sold_to))
    payer = stored.head.bill_to_account or sold_to.usual_payer
    return Roles(stored, sold_to, sold_to if payer == sold_to.id else account_of(payer))


def bill_to(roles: Roles) -> Slot | None:
    """Who pays: an address typed here, the site chosen or the payer's primary one; None where there is none."""
    if roles.base and roles.keeps_payer:
        return roles.base.bill_to
    typed = roles.stored.addresses.get(roles.stored.head.bill_to_address or 0)
    if typed is not None:
        return _typed(typed, "NEW" if roles.new_payer is None else "NEW_PAYER", roles.payer)
    site = roles.sites.get(roles.bill_site or 0)
    if site is None:
        return None
    kind = "OWN" if roles.payer.id == roles.sold_to.id else "OTHER"
    return Slot(
        kind, site.account, site.id, None, site.code, site.name, site.alias, roles.attention(site), site.address
    )


def bill_to_faults(roles: Roles, *, a76: bool) -> list[Fault]:
    """What keeps the payer from paying: no BILL_TO site (R-12), inactive, not allowed (C-27, R-05)."""
    payer, head = roles.payer, roles.stored.head
    found: list[Fault] = []
    if roles.keeps_payer:
        return found
    typed = roles.stored.addresses.get(head.bill_to_address or 0)
    if not _has_bill_to(roles, typed):
        found.append(Fault("bill-to", "bill_to", f"No bill-to site: {payer.code} {payer.name} has none in use"))
    elif (slot := bill_to(roles)) is not None:
        found += nowhere_faults(slot.address, "bill_to", slot.called)
    if not payer.active and payer.id != roles.sold_to.id:
        found.append(Fault("inactive", "bill_to", f"{payer.code} {payer.name} is inactive"))
    if roles.standing == PayerRank.DEFAULT and roles.sold_to.bill_to_active is False:
        found.append(Fault("inactive", "bill_to", f"{payer.code} {payer.name} is no longer billed for others"))
    if roles.standing == PayerRank.STRANGER and not a76:
        found.append(not_allowed(payer))
    return found


def not_allowed(payer: Account) -> Fault:
    """The refusal of a payer that C-27 does not allow while A76 is off (R-05)."""
    text = f"{payer.code} {payer.name} may not be billed here: see Customer Maintenance"
    return Fault("payer", "bill_to", text)


def _has_bill_to(roles: Roles, typed: AddressRow | None) -> bool:
    if typed is not None and typed.keep:
        return True
    if typed is not None or roles.bill_site is None:
        return bool(ANY_USE(roles.payer.id, Purpose.BILL_TO))
    return (roles.payer.id, roles.bill_site, Purpose.BILL_TO) in roles.uses


def ship_to(roles: Roles) -> Slot | None:
    """Where the order goes; None where the sold-to has no address at all."""
    head = roles.stored.head
    return _ship_to(roles, head.ship_to_site, head.ship_to_address)


def line_ship_to(roles: Roles, line: LineRow) -> Slot | None:
    """Where a line of its own goes, None where it goes with the order (F-78)."""
    return _ship_to(roles, line.ship_to_site, line.ship_to_address) if line.own_ship_to else None


def next_ship_to(roles: Roles) -> Slot | None:
    """Where the lines keyed from now on go, None where that is with the order."""
    head = roles.stored.head
    return None if head.next_from is None else _ship_to(roles, head.next_site, head.next_address)


def _ship_to(roles: Roles, site_id: int | None, address_id: int | None) -> Slot | None:
    """The place chosen: as the order has it, where it has it and it was not chosen anew in a change of it (X-05)."""
    slot = _place(roles, site_id, address_id)
    if roles.base is None or is_fresh(roles.stored.head, ship_key(site_id, address_id)):
        return slot
    if slot is None or slot.address_id:
        return slot and _kept_address(roles.base, slot)
    kept = next((key for key, one in roles.base.ship_tos.items() if _is_it(one, site_id)), None)
    return slot if kept is None else roles.base.place(kept)


def _is_it(one: Any, site_id: int | None) -> bool:
    return one.site_id == site_id and (site_id is not None or one.kind == "SAME")


def _kept_address(base: Base, slot: Slot) -> Slot:
    """An address typed into the order, as long as it is still the same."""
    for key in base.ship_tos:
        kept = base.place(key)
        same = (kept.alias, kept.attention, kept.address) == (slot.alias, slot.attention, slot.address)
        if kept.site_id is None and same and slot.name in (kept.name, base.row.sold_to_name):
            return replace(kept, address_id=slot.address_id)
    return slot


def _place(roles: Roles, site_id: int | None, address_id: int | None) -> Slot | None:
    typed = roles.stored.addresses.get(address_id or 0)
    if typed is not None:
        return _typed(typed, "PERMANENT" if typed.keep else "ONE_TIME", roles.sold_to)
    site = roles.sites.get(site_id or 0)
    if site is not None:
        same = site.identifying and site.account == roles.sold_to.id
        kind = "SAME" if same else "PERMANENT"
        return Slot(
            kind, site.account, site.id, None, site.code, site.name, site.alias, roles.attention(site), site.address
        )
    return sold_to_itself(roles)


def sold_to_itself(roles: Roles) -> Slot | None:
    """The sold-to as its own ship-to: at its identifying address, else where it is billed."""
    sold_to = roles.sold_to
    home = home_of(sold_to.party) or billed_at(sold_to.id)
    if home is None:
        return None
    attention = addressed("", sold_to.id, None, roles.contacts)
    return Slot("SAME", sold_to.id, None, None, sold_to.code, sold_to.name, "", attention, home)


def billed_at(account: int) -> Address | None:
    """The address of an account (id) without an identifying one: where it is billed, else where it receives."""
    site = primary_site(account, Purpose.BILL_TO) or primary_site(account, Purpose.SHIP_TO)
    return sites_of([site])[site].address if site else None


def ship_to_faults(roles: Roles, slot: Slot | None, position: int | None = None) -> list[Fault]:
    """What keeps goods from going there: no address, a site no longer in use, or not this customer's (R-16)."""
    if slot is not None and slot.kept:
        return []
    if slot is None:
        return [Fault("ship-to", "ship_to", "No ship-to: the customer has no address", position)]
    site, nowhere = roles.sites.get(slot.site_id or 0), nowhere_faults(slot.address, "ship_to", slot.called, position)
    if site is None or nowhere:
        return nowhere
    if not may_receive(roles.sold_to.id, site.account, roles.openings if site.account != roles.sold_to.id else ()):
        return [Fault("ship-to", "ship_to", f"{site.code} {site.name} may not receive for this customer", position)]
    in_use = site.active and (site.identifying or (site.account, site.id, Purpose.SHIP_TO) in roles.uses)
    if not in_use:
        return [Fault("ship-to", "ship_to", f"{site.alias or site.name} is no longer a ship-to", position)]
    return []


def _typed(row: AddressRow, kind: str, owner: Account) -> Slot:
    return Slot(
        kind, owner.id, None, row.id, owner.code, row.name or owner.name, row.alias, row.attention, row.address
    )
