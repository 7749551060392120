"""How an order may be paid: who pays decides, never who receives (R-01, C-09). The table of methods is data."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from decimal import Decimal

from custtui.domain.bounds import amount_fault
from custtui.domain.money import ZERO, rounded
from custtui.domain.numbers import plain

AT_ONCE = frozenset({"CASH"})
"""Methods by which an order is paid as it is placed: it uses no credit (C-35, see `uses_no_credit`)."""


@dataclass(frozen=True, slots=True)
class Method:
    """A payment method, and for whom it is open."""

    code: str
    name: str
    when_sold_to_pays: bool
    when_other_pays: bool
    needs_terms: bool = False


@dataclass(frozen=True, slots=True)
class Paying:
    """What decides: whether another account pays, what is excluded, and whether ON ACCOUNT is possible (C-08)."""

    other: bool
    excluded: frozenset[str] = frozenset()
    on_account: bool = False
    has_terms: bool = False
    has_limit: bool = True
    """A credit limit is granted, however much of it is used: an order over it waits (C-35)."""


def why_not(method: Method, paying: Paying) -> str:
    """Why a method is not open here, '' where it is (R-01, R-36)."""
    if paying.other and not method.when_other_pays:
        return f"{method.name} not allowed when another party is billed"
    if not paying.other and not method.when_sold_to_pays:
        return f"{method.name} only when another party is billed"
    if method.code in paying.excluded:
        return f"{method.name} is excluded for this customer"
    if method.needs_terms and not paying.on_account:
        return f"{method.name} is not in use here"
    if method.needs_terms and not paying.has_terms:
        return f"{method.name} needs payment terms"
    if method.needs_terms and not paying.has_limit:
        return f"{method.name} needs a credit limit"
    return ""


def open_methods(methods: Iterable[Method], paying: Paying) -> list[Method]:
    """The methods to offer, in the table's order."""
    return [method for method in methods if not why_not(method, paying)]


def find(methods: Iterable[Method], text: str) -> Method | None:
    """The method typed: its code or name, or the beginning of just one of them; capitals do not matter."""
    typed, known = text.strip().casefold(), list(methods)
    for method in known:
        if typed in (method.code.casefold(), method.name.casefold()):
            return method
    begun = [one for one in known if one.code.casefold().startswith(typed) or one.name.casefold().startswith(typed)]
    return begun[0] if len(begun) == 1 else None


def default_fault(default: str, excluded: Container[str]) -> str:
    """Why a method cannot be the default one of an account, '' where it can: it may not be used there (R-36)."""
    return f"{default} is the default method: choose another one first" if default and default in excluded else ""


def received_fault(amount: Decimal, currency: str) -> str:
    """Why an amount cannot have been received, '' where it can; the currency is not asked where it is ''."""
    if amount <= 0:
        return "The amount must be more than 0"
    if currency and amount != rounded(amount, currency):
        return f"{plain(amount)} has more decimals than {currency}"
    return amount_fault(amount, "payment")


def oldest_first(amount: Decimal, due: Iterable[Decimal]) -> list[Decimal]:
    """How much of an amount settles each of these rests, the first first; what is left over settles none (C-37)."""
    parts = list[Decimal]()
    for rest in due:
        parts.append(part := max(ZERO, min(amount, rest)))
        amount -= part
    return parts


def proposed(methods: Iterable[Method], paying: Paying, default: str, previous: str) -> Method | None:
    """What to pay with unless something is typed: the account's method, else this customer's previous one (F-58).

    Where neither is open the first open method of the table; None where none is (R-36).
    """
    offered = open_methods(methods, paying)
    for code in (default, previous):
        for method in offered:
            if method.code == code:
                return method
    return offered[0] if offered else None


def why_replaced(methods: Iterable[Method], paying: Paying, usual: str, now: Method | None) -> str:
    """What is told where an account's method, by its code, is not open and another is proposed; '' where it is not.

    `Payment: On account became Cash: On account needs a credit limit`
    """
    if not usual or now is None or now.code == usual:
        return ""
    method = next((one for one in methods if one.code == usual), None)
    name, why = (method.name, why_not(method, paying)) if method else (usual, f"{usual} is not in use")
    return f"Payment: {name} became {now.name}: {why}"
