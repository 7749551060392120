"""R-48: shares of a line's net and tax, invoice by invoice, to the cent; taxed on the line, never on a sum (D-01)."""

from decimal import Decimal

import pytest

from custtui.models.account import CustomerAccount
from custtui.models.fulfilment import Invoice, InvoiceLine
from custtui.services import fulfilment as ff
from custtui.services import orders
from custtui.services.check import check
from tests.services import house
from tests.services.fulfilling import adds_up
from tests.services.house import ANN
from tests.services.keying import ordered

D = Decimal


def amounts(*texts: str) -> tuple[D, ...]:
    return tuple(map(D, texts))


def agreed(price: str, rate: str, *quantities: str) -> str:
    """An accepted order of one product, a line for each quantity."""
    account = house.stand().a1
    CustomerAccount.update(accept_threshold=D(10_000)).execute()
    house.tax(rate)
    house.product("PART", price)
    return ordered(account, *(f"PART x{quantity}" for quantity in quantities)).number


def invoiced(number: str, *parts: str) -> list[tuple[D, ...]]:
    """All shipped, then invoiced in parts of each line: net and tax of each invoice as its paper has them."""
    rest = {one.position: one.open for one in orders.order(number).lines}
    ff.ship(ANN, number, 1, rest)
    for part in parts:
        ff.invoice(ANN, number, dict.fromkeys(rest, D(part)))
        adds_up(orders.order(number))
    return [(one.net, one.tax) for one in Invoice.select().order_by(Invoice.id)]


def money(number: str) -> tuple[D, ...]:
    """Net, tax and gross as ordered, which is what all its invoices come to in the end, each by itself."""
    view = orders.order(number)
    for column, ordered_sum in (("net", view.net), ("tax", view.tax), ("gross", view.gross)):
        assert sum((getattr(row, column) for row in Invoice.select()), D(0)) == ordered_sum
    assert (view.invoiced_total, view.to_come, view.status) == (view.gross, 0, "finished")
    assert list(check()) == []
    return view.net, view.tax, view.gross


@pytest.mark.parametrize(
    ("parts", "nets", "taxes"),
    [
        (("5", "5", "5"), ["31.80"] * 3, ["6.68", "6.67", "6.68"]),
        (("3",) * 5, ["19.08"] * 5, ["4.01", "4.00", "4.01", "4.00", "4.01"]),
    ],
)
def test_one_line_invoiced_in_parts_adds_up_to_its_tax(database, parts, nets: list[str], taxes: list[str]) -> None:
    number = agreed("6.36", "0.21", "15")
    assert invoiced(number, *parts) == [amounts(*one) for one in zip(nets, taxes, strict=True)]
    assert money(number) == amounts("95.40", "20.03", "115.43")


@pytest.mark.parametrize(
    ("lines", "tax", "gross"), [(("5",) * 3, "20.04", "115.44"), (("3",) * 5, "20.05", "115.45")]
)
def test_each_line_is_taxed_by_itself(database, lines: tuple[str, ...], tax: str, gross: str) -> None:
    """The same goods on more lines: their tax is the sum of rounded taxes, and that is what is invoiced."""
    number = agreed("6.36", "0.21", *lines)
    assert invoiced(number, lines[0]) == [amounts("95.40", tax)]
    assert money(number) == amounts("95.40", tax, gross)


def test_fractions_of_a_cent_are_rounded_on_each_line(database) -> None:
    number = agreed("1.001", "0.20", *["1"] * 100)
    assert invoiced(number, "1") == [amounts("100.00", "20.00")]
    assert money(number) == amounts("100.00", "20.00", "120.00")
    assert {(row.net, row.tax) for row in InvoiceLine.select()} == {(D("1.00"), D("0.20"))}


def test_fractions_of_a_cent_of_one_line_are_rounded_once(database) -> None:
    number = agreed("1.001", "0.20", "100")
    assert invoiced(number, *["25"] * 4) == [amounts("25.03", "5.01"), amounts("25.02", "5.00")] * 2
    assert money(number) == amounts("100.10", "20.02", "120.12")
