"""Who has a role, who may lose it, and who is next: what all changes of roles stand on (R-12, R-14)."""

from custtui.domain.errors import refuse
from custtui.domain.site import Purpose
from custtui.domain.who import Who
from custtui.models.account import BillToAccount, CustomerAccount, CustomerSite, SiteUse
from custtui.models.base import now
from custtui.models.search import engine as search
from custtui.services.sites.address_roles import address_roles
from custtui.services.sites.places import SitePlace, place_of, places_of
from custtui.services.sites.views import AddressRoles
from custtui.services.writing.uses import keep_primary, standing

UseOfSite = tuple[int, bool]
"""A site that has a role, and whether it is the primary one."""
KNOWN = {str(one) for one in Purpose}


def uses_of(account_id: int, purpose: Purpose) -> list[UseOfSite]:
    """Sites that have a role, the oldest first; a primary one out of use counts as none."""
    return [(site, in_use and marked) for site, in_use, marked in standing(account_id, purpose)]


def purposes_of(site_id: int, *, primary: bool) -> list[Purpose]:
    """The roles of a site, or those it is the primary one of."""
    rows = SiteUse.select(SiteUse.purpose).where((SiteUse.site == site_id) & SiteUse.active)
    chosen = rows.where(SiteUse.is_primary) if primary else rows
    return [Purpose(row.purpose) for row in chosen.order_by(SiteUse.id) if row.purpose in KNOWN]


def check_active(place: SitePlace, role: str) -> None:
    """Raises Refused for a site out of use: it gets no roles."""
    if not place.active:
        raise refuse("inactive", f"{place.name} is inactive: made active again it may be {role}")


def check_needed(place: SitePlace, purpose: Purpose) -> None:
    """An account that pays needs a bill-to site, for itself or for those it pays for (R-12, C-05)."""
    if purpose != Purpose.BILL_TO:
        return
    active = {one.site_id for one in places_of(place.account_id) if one.active}
    others = [site for site, _ in uses_of(place.account_id, purpose) if site in active - {place.site_id}]
    account = CustomerAccount.get_by_id(place.account_id)
    payer = BillToAccount.get_or_none(BillToAccount.id == account.default_bill_to_id)
    paid_by_another = payer is not None and payer.account_id != place.account_id
    pays = BillToAccount.select().where(BillToAccount.account == place.account_id).exists()
    if not others and place.active and (pays or not paid_by_another):
        text = f"{place.name} is the only bill-to: give another site that role first"
        raise refuse("last_bill_to", text)


def pass_on(who: Who, place: SitePlace, purpose: Purpose) -> str:
    """The site has lost a role: the next active one that has it becomes its primary one; who that is, in words."""
    heir = keep_primary(who, place.account_id, purpose)
    return f"; {place_of(heir).name} is primary" if heir else "; no site has it now"


def done(who: Who, place: SitePlace, text: str) -> AddressRoles:
    """The site is stamped, the index follows; the matrix with the outcome."""
    stamps = {"version": CustomerSite.version + 1, "changed_by": who.login, "changed_at": now()}
    CustomerSite.update(**stamps).where(CustomerSite.id == place.site_id).execute()
    search.index_accounts([place.account_id])
    return address_roles(place.account_id, told=text, site_id=place.site_id)
