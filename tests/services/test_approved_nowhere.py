"""An order that waits, billed or shipped to an address with neither street nor city, is not approved (R-12)."""

import pytest

from custtui.domain.errors import Refused
from custtui.domain.who import SYSTEM
from custtui.exchange import import_file
from custtui.models.order import Hold
from custtui.services import approval, orders
from custtui.services.accounts import account_of
from custtui.services.check import check
from custtui.services.lists.coded import DECLINE, codes
from tests.services import house
from tests.services.house import BEN

HEAD = "number,customer,order_date,product,quantity,price,status,bill_to_name,bill_to_street,ship_name,ship_street\n"
SHIP = [("ship_to", "Ship-to Depot has neither street nor city", None)]
BROUGHT = {
    "bill-to": (
        "W1,A1,-1,ITEM1,1,1,pending,Acme,,Depot,9 Dock Rd\n",
        [("bill_to", "Bill-to Acme has neither", None)],
    ),
    "ship-to": ("W1,A1,-1,ITEM1,1,1,pending,Acme,1 Main St,Depot,\n", SHIP),
    "a line's": (
        "W1,A1,-1,ITEM1,1,1,pending,Acme,1 Main St,Depot,9 Dock Rd\nW1,,,ITEM2,1,1,,,,Annex,\n",
        [("ship_to", "Ship-to Annex has neither street nor city", 20)],
    ),
}


@pytest.fixture
def brought(database, tmp_path, request):
    """W1 waits, as a file brought it."""
    made = house.stand()
    path = tmp_path / "orders.csv"
    path.write_text(HEAD + BROUGHT[request.param][0].replace("A1", account_of(made.a1).code), encoding="utf-8")
    assert import_file(SYSTEM, "orders", path).ok
    return BROUGHT[request.param][1]


def told(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str, int | None]]:
    return [(one.field, one.text, one.line) for one in refused.value.faults]


@pytest.mark.parametrize("brought", BROUGHT, indirect=True)
@pytest.mark.parametrize("how", ["approve", "release"])
def test_neither_approved_nor_its_last_hold_released(brought, how: str) -> None:
    seen = approval.deciding("W1").seen
    with pytest.raises(Refused) as refused:
        if how == "approve":
            approval.approve(BEN, "W1", 1, seen)
        else:
            for one in seen:
                approval.release(BEN, "W1", 1, one, seen)
    [(field, text, line)], [(want, begin, at)] = told(refused), brought
    assert (field, line) == (want, at) and text.startswith(begin)
    assert orders.order("W1").status == "pending"
    assert Hold.select().where(Hold.released_at.is_null()).exists()
    assert list(check()) == []


@pytest.mark.parametrize("brought", ["bill-to"], indirect=True)
def test_it_can_be_declined(brought) -> None:
    approval.decline(BEN, "W1", 1, next(iter(codes(DECLINE))))
    assert orders.order("W1").status == "declined"
