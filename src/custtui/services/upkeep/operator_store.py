"""Who works here, one at a time: made, given a role or a PIN, let go; each by its own service (S-7, X-22)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from custtui.domain.errors import Fault
from custtui.domain.pin import pin_fault
from custtui.domain.records.house import OperatorFields, RecordValues
from custtui.domain.who import Role, Who
from custtui.models.operator import Operator, OperatorEvent
from custtui.models.signing import OperatorPin
from custtui.services.operators import add_operator, disable_operator, give_role
from custtui.services.pins import set_pin
from custtui.services.setup_history import SetupWas
from custtui.services.upkeep.stores import AskedBeside, RecordStore, StoredRecord, gone


class OperatorStore(RecordStore):
    """Operators; a PIN is typed, never shown."""

    kind, record, key, fixed = "operators", OperatorFields, ("login",), ("login", "name")

    def page(self, find: str, offset: int, limit: int) -> list[StoredRecord]:
        rows = Operator.select().order_by(Operator.login).offset(offset).limit(limit)
        return [(row.id, _values(row)) for row in rows]

    def one(self, row: int) -> dict[str, Any]:
        found = Operator.get_or_none(Operator.id == row)
        if found is None:
            raise gone()
        return _values(found)

    def number_of(self, values: RecordValues) -> int | None:
        row = Operator.get_or_none(Operator.login == values["login"])
        return row.id if row else None

    def beyond(self, values: RecordValues, before: RecordValues | None, asked: AskedBeside) -> Iterator[Fault]:
        """No role; no PIN."""
        if values["role"] not in tuple(Role):
            yield Fault("role", "role", f"{values['role']} is none of {', '.join(Role)}")
        if values["pin"] and (why := pin_fault(values["pin"], values["login"])):
            yield Fault("pin", "pin", why)

    def write(self, who: Who, values: RecordValues, before: RecordValues | None, asked: AskedBeside) -> None:
        login, role = values["login"], values["role"]
        if before is None or (values["active"] and not before["active"]):
            add_operator(who, login, values["name"], role)
        elif not values["active"] and before["active"]:
            disable_operator(who, login)
        elif role != before["role"]:
            give_role(who, login, role)
        if before is None and not values["active"]:
            disable_operator(who, login)
        if values["pin"] and values["active"]:
            set_pin(who, login, values["pin"])

    def states(self, records: list[StoredRecord], day: date) -> list[str]:
        pins = {row for (row,) in OperatorPin.select(OperatorPin.operator).tuples()}
        return [_state(values["active"], row in pins) for row, values in records]

    def history(self, code: str, limit: int, before: int | None) -> tuple[SetupWas, ...]:
        """Who gave whom which role: what is kept of it anyway."""
        rows = OperatorEvent.select().order_by(OperatorEvent.number.desc())
        rows = rows.where(OperatorEvent.login == code) if code else rows
        found = list(rows.where(OperatorEvent.number < before) if before else rows)
        return tuple(_was(one, found[at + 1 :]) for at, one in enumerate(found[:limit]))


def _values(row: Operator) -> dict[str, Any]:
    return {"login": row.login, "name": row.name, "role": row.role, "active": bool(row.active), "pin": ""}


def _state(active: bool, pin: bool) -> str:
    if not active:
        return "not in use"
    return "has a PIN" if pin else ""


def _was(one: OperatorEvent, earlier: list[OperatorEvent]) -> SetupWas:
    old = next((other.role for other in earlier if other.login == one.login), "")
    return SetupWas(
        one.number, "operators", one.login, "role", old, one.role or "works here no longer", one.by, one.at
    )
