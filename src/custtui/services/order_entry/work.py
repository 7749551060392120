"""A draft worked out whole: its view, the forecast and F9 all stand on this one picture."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from custtui.domain import acceptance, bounds, payer
from custtui.domain.acceptance import WaitReason
from custtui.domain.controls import Controls
from custtui.domain.errors import Fault
from custtui.domain.money import ZERO, rounded
from custtui.domain.numbers import plain
from custtui.domain.who import Role
from custtui.models.remembered import answers, worked_out
from custtui.services import clock
from custtui.services.controls import read_controls
from custtui.services.order_entry.base import Base
from custtui.services.order_entry.basis import Basis, basis_of
from custtui.services.order_entry.breaks import reach_together
from custtui.services.order_entry.buyers import MERGED
from custtui.services.order_entry.calling_off import beyond_contract
from custtui.services.order_entry.card_terms import beyond_card
from custtui.services.order_entry.charges import WorkedCharges, worked_charges
from custtui.services.order_entry.foreseen import foresee
from custtui.services.order_entry.head_texts import text_faults
from custtui.services.order_entry.kept_lines import line_of
from custtui.services.order_entry.lines import WorkedLine, mark_repeats
from custtui.services.order_entry.measured import (
    asks_nobody,
    below_what_is_done,
    held_by_hand,
    no_longer_needed,
    raised,
    splits,
    still_to_come,
)
from custtui.services.order_entry.rows import Head, LineRow, PromisedRows, Stored, stored_of
from custtui.services.order_entry.slots import Roles, bill_to, bill_to_faults, roles_of, ship_to_faults
from custtui.services.order_entry.terms import Terms
from custtui.services.order_entry.views import Slot


@dataclass
class Work:
    """Everything known of a draft today."""

    roles: Roles
    controls: Controls
    terms: Terms
    basis: Basis
    lines: list[WorkedLine]
    role: Role

    @property
    def head(self) -> Head:
        """The header as stored."""
        return self.roles.stored.head

    @cached_property
    def bill_to(self) -> Slot | None:
        """Who pays."""
        return bill_to(self.roles)

    @property
    def ship_to(self) -> Slot | None:
        """Where the order goes."""
        return self.basis.header_ship_to

    @cached_property
    def counted(self) -> list[WorkedLine]:
        """The lines that are neither struck out nor parked."""
        return [line for line in self.lines if line.counts]

    @property
    def base(self) -> Base | None:
        """What it changes; None for a new order."""
        return self.roles.base

    @cached_property
    def charges(self) -> WorkedCharges:
        """Freight and other charges of its header (C-41)."""
        return worked_charges(self.basis, self.base)

    @cached_property
    def net(self) -> Decimal:
        """Sum of the rounded lines (D-01) and charges (C-41)."""
        return self.charges.sum_of("net") + sum((line.net for line in self.counted if line.net is not None), ZERO)

    @cached_property
    def tax(self) -> Decimal:
        """Sum of the rounded taxes of the lines and charges."""
        return self.charges.sum_of("tax") + sum((line.tax for line in self.counted), ZERO)

    @property
    def gross(self) -> Decimal:
        """Net and tax."""
        return self.net + self.tax

    @cached_property
    def header_faults(self) -> tuple[Fault, ...]:
        """What is wrong apart from the lines; of a customer that was merged only that: the rest follows from it."""
        if any(fault.code == MERGED for fault in self.terms.account_faults):
            return tuple(self.terms.account_faults)
        paying = bill_to_faults(self.roles, a76=self.controls.bill_to_in_order_entry)
        return (
            *self._change_faults(),
            *text_faults(self.head, self.base),
            *self.terms.faults(),
            *self.charges.faults,
            *paying,
            *ship_to_faults(self.roles, self.ship_to),
            *self._total(),
        )

    def _change_faults(self) -> list[Fault]:
        """Why the order cannot be changed any more (R-25), or not raised (C-46)."""
        base = self.base
        if base is None:
            return []
        found = [Fault("conflict", "", base.why_not)] if base.why_not else []
        gone = [one for one in dict.fromkeys((self.roles.sold_to, self.roles.payer)) if not one.active]
        more = raised(self) if gone else None
        if more is not None:
            text = f"{gone[0].code} {gone[0].name} is inactive: line {more.row.position} cannot be raised"
            found.append(Fault("inactive", "account", text))
        return found

    def _total(self) -> list[Fault]:
        """Each line fits; all of them together have to, too."""
        why = bounds.amount_fault(self.gross, "order")
        return [Fault("amount", "lines", why)] if why else []

    @cached_property
    def line_faults(self) -> tuple[Fault, ...]:
        """What is wrong with the lines that are not struck out, by position."""
        ordered = (line for line in self.lines if line.base or not line.row.struck)
        return tuple(fault for line in ordered for fault in line.faults)

    @property
    def to_clear(self) -> int:
        """Faults of parked lines and of the header: as many as F9 tells."""
        return len(self.line_faults) + len(self.header_faults)

    @property
    def to_fix(self) -> str:
        """What `to_clear` counts, in words; '' for nothing."""
        return acceptance.to_fix(self.to_clear, len({fault.line for fault in self.line_faults}))

    @cached_property
    def reasons(self) -> list[WaitReason]:
        """Every reason to wait, all at once (X-09); a change that raises nothing is asked for less (C-12)."""
        nobody = self.base is not None and asks_nobody(self, self.base)
        found = [] if nobody else acceptance.reasons(self.gross, self.placing)
        if self.roles.standing == payer.PayerRank.STRANGER and not self._billed_before:
            found.append(acceptance.UB_NEW if self.roles.new_payer else acceptance.UB)
        found += acceptance.untaxed((line.row.position, line.untaxed) for line in self.counted if line.untaxed)
        found += [acceptance.WaitReason("TAX", text, text) for text in self.charges.untaxed]
        found += [reason for line in self.counted if (reason := self._above_limit(line)) is not None]
        found += [*beyond_contract(self), *beyond_card(self)]
        return found + (held_by_hand(self.base) + below_what_is_done(self) if self.base else [])

    @property
    def _billed_before(self) -> bool:
        return self.base is not None and self.base.billed_before(self.roles.payer.id)

    @cached_property
    def placing(self) -> acceptance.BuyerStanding:
        """Where who orders and who pays stand, for what of this order is still to come."""
        if self.base is None:
            return self.terms.placing
        to_come = rounded(still_to_come(self, self.base), self.base.row.currency)
        return self.terms.placing._replace(settled=self.gross - to_come)

    def _above_limit(self, line: WorkedLine) -> WaitReason | None:
        allowed = {
            Role.CLERK: self.controls.clerk_discount,
            Role.SUPERVISOR: self.controls.supervisor_discount,
            Role.ADMINISTRATOR: Decimal(1),
        }[self.role]
        if line.reduction <= allowed:
            return None
        if line.chosen is None:
            text = f"line {line.row.position}: a price for what has none"
            return WaitReason("PRICE", text, text)
        off, most = plain(round(line.reduction * 100, 2)), plain(allowed * 100)
        short = f"line {line.row.position} {off} % off"
        return WaitReason("DISCOUNT", short, f"{short}, a {self.role} may give {most}%")

    @property
    def outcome(self) -> str:
        """What F9 will do, in one line; '' while there is nothing to place."""
        if not self.lines:
            return ""
        if self.header_faults and self.header_faults[0].code == MERGED:
            return self.header_faults[0].text
        said = acceptance.outcome(self.to_fix, [] if self.to_clear else self.reasons)
        new = self.roles.new_payer
        return "; ".join([said, *([f"makes the customer {new.name}, who pays"] if new else []), *self.splits])

    @property
    def splits(self) -> tuple[str, ...]:
        """Lines that moved and go on at another position (C-32), covers that are needed no more (C-45), and charges
        that are taxed otherwise where the order goes now (C-38)."""
        if self.base is None or self.to_clear:
            return ()
        return *splits(self, self.base), *no_longer_needed(self), *self.charges.moved


def stored_draft(head: Head, rows: PromisedRows | None = None) -> Stored:
    """The draft with its lines and addresses, as of today; `rows` are its lines where they are known."""
    foresee(head)
    return stored_of(head, clock.today(), rows)


def worked(stored: Stored, role: Role, *, also: Iterable[LineRow] = (), deciding: bool = False) -> Work:
    """Work out a draft; `also` are lines to read the basis for, such as the one being typed; `deciding`: at F9."""
    roles, controls = roles_of(stored), read_controls()
    terms = Terms(roles, controls, deciding)
    basis = basis_of(terms, (*stored.lines, *also))
    lines = _worked_lines(stored, basis)
    reach_together(lines, basis)
    mark_repeats(lines)
    return Work(roles, controls, terms, basis, lines, role)


def _worked_lines(stored: Stored, basis: Basis) -> list[WorkedLine]:
    """The lines, worked out; where answers are remembered only those that are not as they were (P-14, P-15)."""
    if answers() is None:
        return [line_of(row, basis) for row in stored.lines]
    known: dict[LineRow, WorkedLine] = worked_out("lines", stored.around_lines)
    for row in stored.lines:
        if row not in known:
            known[row] = line_of(row, basis)
    return [known[row].copy() for row in stored.lines]
