"""How a customer is taxed and may pay: exemptions, the default method, what is excluded (F-20, F-21)."""

from dataclasses import dataclass

from custtui.domain.errors import Conflict, Fault
from custtui.domain.reading import Reading
from custtui.domain.records.exemption import ExemptionFields
from custtui.domain.who import Act, Who
from custtui.models.account import CustomerAccount
from custtui.models.database import transaction
from custtui.services.asks import asks
from custtui.services.clock import today
from custtui.services.customer.account_lock import take_account
from custtui.services.customer.conflicts import differing
from custtui.services.customer.view import customer
from custtui.services.terms.exclusions import excluded_of, put_exclusions, read_payment
from custtui.services.terms.history import remembering
from custtui.services.terms.tax_status import (
    EXEMPTION_LABELS,
    exemption_oddities,
    exemptions_of,
    put_exemptions,
    read_exemptions,
)


@dataclass(frozen=True, slots=True)
class TermsFields:
    """As typed: the default method, the excluded ones with commas between, and an exemption a row."""

    payment_method: str = ""
    excluded: str = ""
    exemptions: tuple[ExemptionFields, ...] = ()


NOTHING = TermsFields()
PAYMENT_LABELS = {"payment_method": "Payment", "excluded": "Excluded"}
ROWS = 50
"""So many exemptions are told apart by their number; there are more states than that nowhere."""
TERMS_LABELS = {
    **PAYMENT_LABELS,
    **EXEMPTION_LABELS,
    **{
        f"{row}.{name}": f"Exempt {row + 1} {'in' if name == 'state' else label.lower()}"
        for row in range(ROWS)
        for name, label in EXEMPTION_LABELS.items()
    },
}
"""What people read for each field: of the rows those of the form, so that a message tells which one is meant."""


def terms_form(account_id: int) -> tuple[int, TermsFields]:
    """The customer's version, and the fields as the form shows them. Raises Refused for an unknown customer."""
    one = customer(account_id)
    return one.version, TermsFields(one.payment_method, ", ".join(excluded_of(account_id)), exemptions_of(account_id))


def faults(typed: TermsFields, stored: TermsFields = NOTHING) -> tuple[tuple[Fault, ...], list[Fault]]:
    """What cannot be kept; and what looks odd and may be. What is as it is `stored` is not asked again."""
    form = Reading(TERMS_LABELS)
    _, _, odd = read_payment(form, typed.payment_method, typed.excluded)
    rows = read_exemptions(form, typed.exemptions, stored.exemptions)
    return tuple(form.faults), [] if form.faults else [*odd, *exemption_oddities(rows, today())]


@asks(Act.TERMS)
def save_terms(who: Who, account_id: int, version: int, typed: TermsFields) -> int:
    """Store exemptions, exclusions and the default method; returns the customer's new version.

    Raises Refused with all faults, each naming its field (`1.certificate` for a field of the second exemption);
    Conflict where somebody else changed the customer meanwhile, with both values (X-13).
    """
    with transaction(), remembering(who, account_id):
        form = Reading(TERMS_LABELS)
        method, excluded, _ = read_payment(form, typed.payment_method, typed.excluded)
        rows = read_exemptions(form, typed.exemptions, exemptions_of(account_id))
        form.end()
        row = _take(who, account_id, version, typed)
        CustomerAccount.update(payment_method=method).where(CustomerAccount.id == account_id).execute()
        put_exclusions(who, account_id, excluded)
        put_exemptions(who, account_id, rows)
    return row.version


def _take(who: Who, account_id: int, version: int, typed: TermsFields) -> CustomerAccount:
    stored = terms_form(account_id)[1]
    try:
        return take_account(who, account_id, version)
    except Conflict as conflict:
        raise Conflict([conflict.faults[0], *differing(typed, stored, PAYMENT_LABELS)], conflict.by) from conflict
