"""Tax exemptions of an account, everywhere or in one state, with certificate and expiry (F-20, R-35)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from custtui.domain.days import shown_day
from custtui.domain.errors import Fault
from custtui.domain.held import as_typed
from custtui.domain.numbers import Unreadable
from custtui.domain.postal import state_in
from custtui.domain.reading import Reading
from custtui.domain.records.exemption import EVERYWHERE, ExemptionFields
from custtui.domain.records.fact import labels_of
from custtui.domain.records.reading import Ways, read_record
from custtui.domain.who import Who
from custtui.models.account import TaxStatus
from custtui.models.base import now
from custtui.models.operator import Seller, TaxRate
from custtui.models.prepared import Prepared
from custtui.services.clock import today
from custtui.services.writing.customer import row_of
from custtui.services.writing.hand import ByHand

OWN_COUNTRY = Prepared(lambda: Seller.select(Seller.country))
RATED_COUNTRIES = Prepared(lambda: TaxRate.select(TaxRate.country).distinct().order_by(TaxRate.country))
EXEMPTION_LABELS = labels_of(ExemptionFields)


@dataclass(frozen=True, slots=True)
class Exempt:
    """An exemption that may be stored: state '' is everywhere; days inclusive."""

    row: int
    state: str
    certificate: str
    first_day: date | None
    last_day: date | None


def exemptions_of(account_id: int) -> tuple[ExemptionFields, ...]:
    """The exemptions of an account as a form shows them, the one for everywhere first."""
    rows = TaxStatus.select().where(TaxStatus.account == account_id).order_by(TaxStatus.state)
    return tuple(map(shown, rows))


def shown(row: TaxStatus) -> ExemptionFields:
    """A row as a form shows it."""
    return ExemptionFields(row.state or EVERYWHERE, row.certificate, as_typed(row.first_day), as_typed(row.last_day))


def read_exemptions(
    form: Reading, typed: Sequence[ExemptionFields], stand: Collection[ExemptionFields] = ()
) -> list[Exempt]:
    """The rows typed; faults go to the form under `<row>.<field>`. Those that `stand` are not asked again."""
    rows = [
        _read(form, number, one, one if one in stand else None)
        for number, one in enumerate(typed)
        if not one.is_empty
    ]
    seen: set[str] = set()
    for row in rows:
        if row.state in seen:
            what = f"{row.state} stands twice" if row.state else "* stands twice"
            form.complain("twice", f"{row.row}.state", what)
        seen.add(row.state)
    return rows


def _read(form: Reading, number: int, typed: ExemptionFields, before: ExemptionFields | None) -> Exempt:
    day = today()
    ways = Ways(before=before, today=day)
    values = read_record(ExemptionFields, typed, ways)
    if before is None:
        state = _state(values["state"], ways.faults)
        if why := _ends_before(values["first_day"], values["last_day"], day):
            ways.faults.append(Fault("days", "last_day", f"{EXEMPTION_LABELS['last_day']}: {why}"))
    else:
        state = values["state"]
    for fault in ways.faults:
        name = f"{number}.{fault.field}"
        text = fault.text.replace(EXEMPTION_LABELS[fault.field], form.label(name), 1)
        form.faults.append(Fault(fault.code, name, text))
    days = values["first_day"], values["last_day"]
    return Exempt(number, "" if state == EVERYWHERE else state, values["certificate"], *days)


def _ends_before(first: date | None, last: date | None, day: date) -> str:
    return f"{shown_day(last, day)} is before {shown_day(first, day)}" if first and last and last < first else ""


def _state(state: str, faults: list[Fault]) -> str:
    """By its code, as addresses have it; of the house's country, or of one it has tax rates of."""
    if state == EVERYWHERE or any(fault.field == "state" for fault in faults):
        return state
    label = EXEMPTION_LABELS["state"]
    if not state:
        faults.append(Fault("missing", "state", f"{label} is required"))
        return ""
    try:
        return state_in(_countries(), state)
    except Unreadable as error:
        faults.append(Fault("state", "state", f"{label}: {error}"))
        return state.upper()


def _countries() -> list[str]:
    """The seller's country first, then those of its tax rates."""
    return list(dict.fromkeys(country for (country,) in (*OWN_COUNTRY(), *RATED_COUNTRIES())))


def same_state(values: Mapping[str, Any]) -> tuple[Any, ...]:
    """What tells an exemption from others of its account, however its state is spelled in a row that stands."""
    try:
        state = values["state"] and state_in(_countries(), values["state"])
    except Unreadable:
        state = values["state"].upper()
    return values["account"], state


def exemption_oddities(rows: Sequence[Exempt], day: date) -> list[Fault]:
    """What looks odd and may be kept: no certificate, no expiry, one that has expired and so decides (R-35)."""
    found: list[Fault] = []
    for row in rows:
        where = row.state or "everywhere"
        if not row.certificate:
            found.append(Fault("odd", f"{row.row}.certificate", f"Exempt {where} without a certificate"))
        if row.last_day and row.last_day < day:
            more = "" if row.state else ": taxed in every state"
            found.append(Fault("odd", f"{row.row}.last_day", f"The exemption {where} has expired{more}"))
    return found


def put_exemptions(who: Who, account_id: int, rows: Sequence[Exempt]) -> None:
    """Exactly these from now on; what stays as it was keeps its row."""
    mine = TaxStatus.account == account_id
    stand = {row.state: row for row in TaxStatus.select().where(mine)}
    for state in stand.keys() - {row.state for row in rows}:
        stand[state].delete_instance()
    for row in rows:
        _put(who, account_id, stand.get(row.state), row)


def _put(who: Who, account_id: int, before: TaxStatus | None, row: Exempt) -> None:
    columns = row_of(ExemptionFields, partial(getattr, row))
    if before is None:
        ByHand(who).add(TaxStatus, account=account_id, **columns)
    elif any(getattr(before, name) != value for name, value in columns.items()):
        TaxStatus.update(version=TaxStatus.version + 1, changed_by=who.login, changed_at=now(), **columns).where(
            TaxStatus.id == before.id
        ).execute()
