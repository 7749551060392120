"""A tax of several components (state, county, city): each stands on the invoice with its own sum (C-38)."""

from decimal import Decimal

from custtui.models.fulfilment import Invoice
from custtui.services import fulfilment as ff
from custtui.services.check import check
from custtui.services.orders.printed import printed
from tests.services import house
from tests.services.fulfilling import of
from tests.services.house import ANN
from tests.services.keying import ordered

D = Decimal


def test_an_invoice_sums_the_rate_of_each_component_by_itself(database) -> None:
    """10.05 at 4 %, 0.375 % and 4.5 %: 0.40, 0.04 and 0.45 of 0.89."""
    made = house.stand()
    house.tax("0.04", state="NJ", component="State")
    house.tax("0.00375", state="NJ", postal_codes="071", component="County")
    house.tax("0.045", state="NJ", city="Newark", component="City")
    house.product("PART", "10.05")
    number = ordered(made.a1, "PART x1").number
    ff.ship(ANN, number, 1, of(p10="1"))
    paper = ff.invoice_paper(ff.invoice(ANN, number, of(p10="1")))
    rows = [" ".join(row.split()) for row in printed(paper)]
    told = [row for row in rows if row.startswith(("State", "County", "City"))]
    assert sorted(row.rsplit(" ", 1)[0] for row in told) == [
        "City 4.5% of 10.05",
        "County 0.375% of 10.05",
        "State 4% of 10.05",
    ]
    assert sum(D(row.rsplit(" ", 1)[1]) for row in told) == Invoice.get().tax == D("0.89")
    assert list(check()) == []
