"""Action notes: what is to be done about a customer, why, by whom, by when; open ones are a work list (F-23)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from custtui.domain.choice import Choice
from custtui.domain.errors import Conflict, Fault, Refused, refuse
from custtui.domain.records.fact import labels_of, said_of
from custtui.domain.records.note import OPEN, RESOLVED, ActionFields, ActionTexts
from custtui.domain.records.reading import Ways, missing, read_record
from custtui.domain.who import Act, Who
from custtui.models.account import ActionNote, CustomerAccount
from custtui.models.base import now
from custtui.models.database import transaction
from custtui.models.operator import Operator
from custtui.models.party import Party
from custtui.services.asks import asks
from custtui.services.clock import today
from custtui.services.customer.account_lock import take_account
from custtui.services.customer.conflicts import differing
from custtui.services.lists.coded import NOTE, coded
from custtui.services.writing.customer import row_of
from custtui.services.writing.hand import ByHand

ACTION_LABELS = labels_of(ActionFields)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerAction(ActionTexts):
    """An action note, with the customer it is about."""

    note_id: int
    version: int
    account_id: int
    code: str
    name: str
    follow_up: date | None
    status: str
    changed_by: str
    changed_at: datetime

    @property
    def open(self) -> bool:
        """Something is still to be done."""
        return self.status == OPEN

    @property
    def fields(self) -> ActionFields:
        """As its form shows it."""
        day = self.follow_up.isoformat() if self.follow_up else ""
        return ActionFields(**said_of(ActionTexts, self), follow_up=day, status=self.status)


def note_reasons() -> list[Choice]:
    """Why an action note may be written."""
    return coded(NOTE)


def assignees() -> list[Choice]:
    """The operators who may be given something to do."""
    rows = Operator.select(Operator.login, Operator.name).where(Operator.active).order_by(Operator.name).tuples()
    return [Choice(login, login, name) for login, name in rows]


def statuses() -> list[Choice]:
    """What an action note may be."""
    return [Choice(OPEN, OPEN, "still to be done"), Choice(RESOLVED, RESOLVED, "done: it leaves the list")]


def actions_of(account_id: int) -> tuple[CustomerAction, ...]:
    """The action notes of a customer: open ones first by follow-up date, then what was resolved, the newest first."""
    rows = _query().where(ActionNote.account == account_id)
    found = [_action(row) for row in rows.order_by(ActionNote.id.desc())]
    standing = sorted((one for one in found if one.open), key=_due)
    return (*standing, *(one for one in found if not one.open))


def open_actions(mine: str = "", limit: int = 200, offset: int = 0) -> tuple[CustomerAction, ...]:
    """What is to be done for all customers, by follow-up date; `mine` is a login: only what that one is to do."""
    where = ActionNote.status == OPEN
    if mine:
        where &= ActionNote.assignee == mine
    rows = _query().where(where).order_by(ActionNote.follow_up.is_null(), ActionNote.follow_up, ActionNote.id)
    return tuple(_action(row) for row in rows.limit(limit).offset(offset))


def action(note_id: int) -> CustomerAction:
    """One action note. Raises Refused for an unknown one."""
    row = _query().where(ActionNote.id == note_id).first()
    if row is None:
        raise refuse("unknown_note", "There is no such action note")
    return _action(row)


def blank_action(who: Who) -> ActionFields:
    """A new one: for the operator at work, to be followed up today."""
    return ActionFields(assignee=who.login, follow_up=today().isoformat())


def faults(typed: ActionFields, before: ActionFields | None = None) -> tuple[Fault, ...]:
    """What cannot be kept; `before` is the note as it is stored, None for a new one."""
    return tuple(_read(typed, before)[1])


@asks(Act.NOTES)
def add_action(who: Who, account_id: int, typed: ActionFields) -> CustomerAction:
    """Store a new action note (F-23). Raises Refused with all faults: an unknown reason, assignee, status, day."""
    with transaction():
        columns = _columns(typed)
        take_account(who, account_id)
        made = ByHand(who).add(ActionNote, account=account_id, **columns)
    return action(made)


@asks(Act.NOTES)
def change_action(who: Who, note_id: int, version: int, typed: ActionFields) -> CustomerAction:
    """Store what was changed. Raises Refused as `add_action`; Conflict where somebody else changed it meanwhile."""
    with transaction():
        before = action(note_id)
        _store(who, before, version, _columns(typed, before.fields), typed)
    return action(note_id)


@asks(Act.NOTES)
def resolve(who: Who, note_id: int, version: int) -> CustomerAction:
    """It is done: the note leaves the list and stays with its customer. Raises Conflict as `change_action`."""
    with transaction():
        before = action(note_id)
        _store(who, before, version, {"status": RESOLVED}, before.fields)
    return action(note_id)


def _store(who: Who, before: CustomerAction, version: int, columns: dict[str, Any], typed: ActionFields) -> None:
    take_account(who, before.account_id)
    here = (ActionNote.id == before.note_id) & (ActionNote.version == version)
    stamps = {"version": version + 1, "changed_by": who.login, "changed_at": now()}
    if not ActionNote.update(**columns, **stamps).where(here).execute():
        raise _conflict(before, typed)


def _conflict(stored: CustomerAction, typed: ActionFields) -> Conflict:
    first = Fault("conflict", "", f"{stored.changed_by} changed this note meanwhile")
    return Conflict([first, *differing(typed, stored.fields, ACTION_LABELS)], stored.changed_by)


def _columns(typed: ActionFields, before: ActionFields | None = None) -> dict[str, Any]:
    columns, found = _read(typed, before)
    if found:
        raise Refused(found)
    return columns


def _read(typed: ActionFields, before: ActionFields | None) -> tuple[dict[str, Any], list[Fault]]:
    """The columns, and what cannot be kept, in the order of the form; what stands untouched is not asked again."""
    ways = Ways(before=before, today=today())
    columns = row_of(ActionFields, read_record(ActionFields, typed, ways).__getitem__)
    columns["status"] = columns["status"].strip() or OPEN
    ways.faults += missing(ActionFields, columns, ways.faults)
    for name, choices in (("reason", note_reasons), ("assignee", assignees), ("status", statuses)):
        if not ways.stands(name, columns[name]):
            columns[name] = _one(ways.faults, name, columns[name], choices())
    names = [*ACTION_LABELS]
    return columns, sorted(ways.faults, key=lambda fault: names.index(fault.field))


def _one(faults: list[Fault], name: str, typed: str, choices: list[Choice]) -> str:
    """The code typed, or the beginning of just one of them; '' stays ''."""
    low = typed.casefold()
    exact = [one.key for one in choices if low in (one.key.casefold(), one.detail.casefold())]
    match = exact or [one.key for one in choices if one.key.casefold().startswith(low)]
    if typed and len(match) != 1:
        text = f"{ACTION_LABELS[name]}: there is no {typed[:40]}"
        faults.append(Fault("unknown", name, text, listed=True))
    return match[0] if typed and len(match) == 1 else ""


def _query() -> Any:
    return ActionNote.select(ActionNote, CustomerAccount, Party).join(CustomerAccount).join(Party)


def _due(one: CustomerAction) -> tuple[date, int]:
    return one.follow_up or date.max, one.note_id


def _action(row: Any) -> CustomerAction:
    account = row.account
    return CustomerAction(
        note_id=row.id,
        version=row.version,
        account_id=row.account_id,
        code=account.code,
        name=account.party.name,
        follow_up=row.follow_up,
        status=row.status,
        changed_by=row.changed_by or row.made_by,
        changed_at=row.changed_at,
        **said_of(ActionTexts, row),
    )
