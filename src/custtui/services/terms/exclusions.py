"""Payment methods an account may not use, and the one it uses by default (F-21, R-36)."""

from collections.abc import Sequence

from custtui.domain.contact import listed
from custtui.domain.errors import Fault
from custtui.domain.payment import Method, default_fault, find
from custtui.domain.reading import Reading
from custtui.domain.who import Who
from custtui.models.account import PaymentExclusion
from custtui.models.operator import PaymentMethod

Ids = dict[str, int]


def excluded_of(account_id: int) -> list[str]:
    """The codes of the methods this account may not use."""
    rows = PaymentExclusion.select(PaymentMethod.code).join(PaymentMethod)
    rows = rows.where(PaymentExclusion.account == account_id).order_by(PaymentMethod.id)
    return [code for (code,) in rows.tuples()]


def read_payment(form: Reading, method: str, excluded: str) -> tuple[int | None, list[int], list[Fault]]:
    """The default method and the excluded ones as ids, and what looks odd; faults go to the form.

    A method that is excluded cannot be the default one.
    """
    known, ids = _methods()
    default = _one(form, "payment_method", form.text("payment_method", method), known)
    codes = [_one(form, "excluded", part, known) for part in listed(form.text("excluded", excluded))]
    if why := default_fault(default, codes):
        form.complain("excluded", "excluded", why)
    odd: list[Fault] = []
    if known and len(set(codes) - {""}) == len(known):
        odd.append(Fault("odd", "excluded", "Excluded: no method is left, so no order can be placed"))
    return ids.get(default), [ids[code] for code in codes if code], odd


def _methods() -> tuple[list[Method], Ids]:
    rows = list(PaymentMethod.select().where(PaymentMethod.active).order_by(PaymentMethod.id))
    known = [Method(row.code, row.name, row.when_sold_to_pays, row.when_other_pays) for row in rows]
    return known, {row.code: row.id for row in rows}


def _one(form: Reading, name: str, typed: str, known: Sequence[Method]) -> str:
    if not typed:
        return ""
    method = find(known, typed)
    if method is None:
        form.complain("unknown", name, f"there is no payment method {typed[:40]}", listed=True)
    return method.code if method else ""


def put_exclusions(who: Who, account_id: int, methods: Sequence[int]) -> None:
    """Exactly these are excluded from now on."""
    mine = PaymentExclusion.account == account_id
    stand = {row.method_id for row in PaymentExclusion.select().where(mine)}
    gone = stand - set(methods)
    if gone:
        PaymentExclusion.delete().where(mine & PaymentExclusion.method.in_(gone)).execute()
    for method in dict.fromkeys(methods):
        if method not in stand:
            PaymentExclusion.create(account=account_id, method=method, made_by=who.login)
