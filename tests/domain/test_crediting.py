"""Credits in any pieces come to exactly what was invoiced, net and tax each, and never to more (C-31, D-01)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from custtui.domain import crediting
from custtui.domain.crediting import BilledLine, BilledPosition, allowed_net, fee_fault, taken_back
from custtui.domain.fulfilment import Amounts, part_of
from custtui.domain.money import line_net, rounded, tax_of

ZERO = D(0)
QUANTITY = st.decimals("0.001", "40", places=3) | st.integers(1, 30).map(D)
PIECES = st.lists(st.decimals("0.001", "1", places=3), min_size=1, max_size=5)


@st.composite
def billed(draw) -> tuple[BilledPosition, D, list[BilledLine]]:
    """A position invoiced in pieces, the latest first, and its rate of tax."""
    currency = draw(st.sampled_from(["USD", "JPY", "KWD"]))
    parts = draw(st.lists(QUANTITY, min_size=1, max_size=4))
    ordered = sum(parts, ZERO) + draw(st.just(ZERO) | QUANTITY)
    rate = draw(st.sampled_from([ZERO, D("0.08875"), D("0.21"), D("0.005")]))
    net = line_net(ordered, draw(st.decimals("0", "9", places=4)), currency)
    whole, before, so_far = Amounts(net, tax_of(net, rate, currency)), Amounts(), ZERO
    lines = list[BilledLine]()
    for number, part in enumerate(parts):
        so_far += part
        share = part_of(whole, so_far, ordered, before, currency)
        before += share
        lines.append(BilledLine(number, number, f"IN-{number}", 1, date(2026, 5, 4), 10, part, share))
    return BilledPosition(whole, ordered, so_far, before, currency), rate, lines[::-1]


def allowed(one: BilledLine, part: D, rate: D, currency: str) -> Amounts:
    net = min(rounded(one.rest.net * part, currency), one.rest.net)
    return Amounts() - crediting.allowed(net, one.rest, rate, currency)


@given(billed(), PIECES, st.integers(0, 999))
def test_pieces_add_up_to_the_invoice_and_never_go_beyond_it(given_: tuple, pieces: list[D], seed: int) -> None:
    random, (stands, rate, lines) = Random(seed), given_
    at = {one.id: one for one in lines}
    while any(one.quantity for one in at.values()):
        note = Amounts()
        order = [at[one.id] for one in lines]
        if random.random() < 0.4:
            order = [random.choice(order)]
        if random.random() < 0.3:
            one = order[0]
            note = allowed(one, random.choice(pieces), rate, stands.currency)
            at[one.id] = one.less(ZERO, note)
        elif left := sum((one.quantity for one in order), ZERO):
            some = max(rounded(left * random.choice(pieces), "KWD"), D("0.001"))
            quantity, took = (left if random.random() < 0.3 else some), Amounts()
            for one, part, amounts in taken_back(stands, quantity, order):
                at[one.id] = at[one.id].less(part, amounts)
                note += amounts
                took += Amounts() if not part else amounts
                quantity += part
                stands = replace(stands, billed=stands.billed + part)
            stands = replace(stands, before=stands.before + took)
            assert quantity == 0
        assert note.net <= 0 and note.tax <= 0
        assert all(one.rest.net >= 0 and one.rest.tax >= 0 and one.quantity >= 0 for one in at.values())
    assert all(one.rest == Amounts() for one in at.values())


def test_pieces_credited_without_goods_one_by_one_come_to_what_they_would_at_once() -> None:
    """Of 7 for 10.00 one comes to 1.43: seven times that is a cent too much."""
    whole, found = Amounts(D(10), ZERO), list[D]()
    line = BilledLine(1, 1, "IN-1", 1, date(2026, 5, 4), 10, D(7), whole)
    for _ in range(7):
        found.append(allowed_net(whole, D(7), line, D(1), "USD"))
        line = line.less(ZERO, Amounts(-found[-1], ZERO), D(1))
    assert found == [D("1.43"), D("1.43"), D("1.43"), D("1.42"), D("1.43"), D("1.43"), D("1.43")]
    assert line.rest == Amounts()


def test_what_came_to_more_since_is_never_charged_by_a_credit() -> None:
    """25.00 was invoiced for five; a change since made each of them dearer: shares alone would come to +5.00."""
    stands = BilledPosition(Amounts(D(150), ZERO), D(20), D(5), Amounts(D(25), ZERO), "USD")
    (line,) = [BilledLine(1, 1, "IN-1", 1, date(2026, 5, 4), 10, D(5), Amounts(D(25), ZERO))]
    assert sum((one for _, _, one in taken_back(stands, D(1), [line])), Amounts()) == Amounts(D(-5), ZERO)
    assert sum((one for _, _, one in taken_back(stands, D(5), [line])), Amounts()) == Amounts(D(-25), ZERO)


def test_a_fee_leaves_neither_net_nor_tax_owed() -> None:
    assert fee_fault(Amounts(D(-50), D(-1))) == fee_fault(Amounts()) == ""
    assert "tax of the fee" in fee_fault(Amounts(D(-50), D(4)))
    assert "more than what is credited" in fee_fault(Amounts(D("0.01"), D(-4)))
