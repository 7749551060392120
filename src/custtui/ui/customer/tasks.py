"""What one comes to the screens of a customer to do, and how: the help tells it before the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.site_roles import SITE_ROLES
from custtui.ui.kit import keys

if TYPE_CHECKING:
    from custtui.ui.customer.activity import ActivityScreen
    from custtui.ui.customer.address_roles import AddressRolesScreen
    from custtui.ui.customer.answers import AnswerForm
    from custtui.ui.customer.contacts import ContactList
    from custtui.ui.customer.merge import MergeScreen
    from custtui.ui.customer.notes import Notes
    from custtui.ui.customer.payer import PayerScreen
    from custtui.ui.customer.profile import CustomerProfile
    from custtui.ui.customer.questions import QuestionList
    from custtui.ui.customer.relationships import RelationshipsScreen
    from custtui.ui.customer.terms_detail import TermsDetail
    from custtui.ui.kit.view import Tasks

ROLES = {role.word: role.key for role in SITE_ROLES}
"""The letter of each role."""


def of_profile(screen: CustomerProfile) -> Tasks:
    """Of a customer on display, and of a new one; one that is being changed has its fields told."""
    if not screen.editing:
        return _of_display(screen)
    return _of_new(screen) if screen.record.account_id is None else ()


def _of_display(screen: CustomerProfile) -> Tasks:
    ways = screen.ways
    return (
        ("Another phone", f"{keys.name(screen.do_change)}, {keys.shown('tab')} to it; {_saves(screen)} saves"),
        ("They moved", f"{keys.name(ways.do_sites)}: addresses, and which of them is for what"),
        ("A new order", f"{keys.name(ways.do_order)}; {keys.name(ways.do_orders)} shows those before"),
        ("Another payer", f"{keys.name(ways.do_payer)} names the payer"),
        ("More credit", f"{keys.name(ways.do_credit)}: limit, auto-accept, warning"),
        ("Here twice", f"{keys.name(ways.do_merge)} merges the duplicate"),
    )


def _of_new(screen: CustomerProfile) -> Tasks:
    listed = keys.name(screen.do_list)
    return (
        ("Are they known?", f"a possible duplicate shows below; {keys.name(screen.do_use_twin)} uses that one"),
        ("A known person", f"{listed} in Contact lists the people there are"),
        ("Goods elsewhere", "the address under Ship to; left empty, goods go to the bill-to"),
        ("Terms, payment", f"{listed} in the field lists what there is"),
        ("All is typed", f"{_saves(screen)} saves; the customer gets its code"),
    )


def _saves(screen: CustomerProfile) -> str:
    return keys.name(screen.do_keep)


def of_address_roles(screen: AddressRolesScreen) -> Tasks:
    """Of sites and their roles."""
    ship, bill = ROLES["ship-to"], ROLES["bill-to"]
    return (
        ("They moved", f"{keys.name(screen.do_take)} on the site: the new address; the old one stays in its history"),
        ("A new warehouse", f"{keys.name(screen.do_new)}, then {ship} on its row; again: the primary one"),
        ("Bills elsewhere", f"{bill} on that site: it is a bill-to; again: the primary one"),
        ("No longer used", f"{keys.name(screen.do_toggle_active)} on the site; again: back in use"),
        ("Twice the same", f"{keys.name(screen.do_join)} joins the chosen site to the other"),
        ("Another payer", f"{keys.name(screen.do_payer)} names who pays"),
    )


def of_contacts(screen: ContactList) -> Tasks:
    """Of the people of a customer."""
    return (
        ("Somebody new", f"{keys.name(screen.do_new)}: name, phone, e-mail"),
        (
            "Another phone",
            f"{keys.name(screen.do_take)} on the person; {keys.name(screen.do_share)}: for all accounts",
        ),
        ("Somebody left", f"4 beside the person; {keys.name(screen.do_filter)} shows who left, 4 brings back"),
        ("Who orders", f"{keys.name(screen.do_roles)} gives the person that role"),
        ("E-mail to them", f"{keys.name(screen.do_events)}: what the person is notified of"),
        ("Their assistant", f"{keys.name(screen.do_relate)} relates the person to another"),
    )


def of_answers(screen: AnswerForm) -> Tasks:
    """Of what a customer answers."""
    return (
        ("Answer", "its code, or the beginning of its name"),
        ("Which there are", keys.name(screen.do_list)),
        ("All accounts", f"{keys.name(screen.do_share)}: a * behind the answer; once more, no longer"),
        ("Save", keys.name(screen.do_keep)),
    )


def of_merge(screen: MergeScreen) -> Tasks:
    """Of two customers that are one."""
    return (
        ("Other way round", f"{keys.name(screen.do_swap)}: the other one survives"),
        ("A site joins", f"{keys.name(screen.do_take)} on the site: it joins another, or moves along"),
        ("As proposed", f"{keys.name(screen.do_proposed)} takes back what was chosen for sites"),
        ("Do it", f"read what moves, then {keys.name(screen.do_merge)}; the survivor's profile can undo it"),
    )


def of_payer(screen: PayerScreen) -> Tasks:
    """Of who pays for whom."""
    return (
        ("Another payer", f"{keys.name(screen.do_payer)}: a related customer, or type any other"),
        ("Pays itself", f"{keys.name(screen.do_itself)} takes the payer away"),
        ("Pays for others", f"{keys.name(screen.do_pay_for)} adds a customer; 4 beside one ends it"),
    )


def of_relationships(screen: RelationshipsScreen) -> Tasks:
    """Of accounts and parties related."""
    return (
        ("To another", f"{keys.name(screen.do_new)}: this account opens itself to the one you choose"),
        ("From another", f"{keys.name(screen.do_child)}: the one you choose opens itself to this account"),
        ("A partner", f"{keys.name(screen.do_party)}: subsidiary, partner, employee and the like"),
        ("It is over", f"4 beside the row, or {keys.name(screen.do_end)}"),
    )


def of_notes(screen: Notes) -> Tasks:
    """Of notes and follow-ups."""
    return (
        ("On each order", f"{keys.name(screen.do_new)}, and Y where it asks for orders"),
        ("Call them back", f"{keys.name(screen.do_new_action)}: who does it, and when"),
        ("It is done", f"{keys.name(screen.do_resolve)} on the row"),
    )


def of_activity(screen: ActivityScreen) -> Tasks:
    """Of what a customer ordered."""
    return (
        ("Year by year", f"{keys.name(screen.do_page_down)}: the years, below the months"),
        ("What was it?", f"{keys.name(screen.do_orders)}: the orders themselves, the newest first"),
        ("Since when?", f"{keys.name(screen.do_terms)}: what its terms were, and who changed them"),
    )


def of_terms(screen: TermsDetail) -> Tasks:
    """Of how a customer pays and is taxed."""
    listed, saves = keys.name(screen.do_list), keys.name(screen.do_keep)
    return (
        ("Pays by", f"{listed} lists the methods; empty: each order says how"),
        ("Never by check", f"that method under Excluded; {listed} gives it, and takes it away"),
        ("A certificate", f"its state, number and last day in the first empty rows; {saves} saves"),
        ("It ran out", "its last day stands; empty its rows, and it is gone"),
    )


def of_questions(screen: QuestionList) -> Tasks:
    """Of what all customers are asked."""
    return (
        ("Ask one more", f"{keys.name(screen.do_new)}: the question, and the answers it allows"),
        ("Before orders", f"{keys.name(screen.do_take)} on it, and Y under Mandatory"),
        ("Ask no longer", f"{keys.name(screen.do_take)} on it, and N under In use; answers stay"),
    )
