"""India, the British forces, Japan: right addresses are neither warned of nor printed upside down, on any paper."""

import pytest

from custtui.domain import postal
from custtui.domain.address import Address
from custtui.domain.site_fields import SiteFields
from custtui.services import fulfilment as ff
from custtui.services.orders.printed import printed
from custtui.services.sites import sites
from custtui.services.sites.address_roles import address_roles
from custtui.services.sites.roles import turn_role
from tests.services import house
from tests.services.fulfilling import of
from tests.services.house import ANN
from tests.services.keying import ordered

RIGHT = [
    (
        Address("1 MG Rd", "Bengaluru", "Karnataka", "560 001", "IN"),
        ("1 MG Rd", "Bengaluru 560 001", "Karnataka", "INDIA"),
    ),
    (Address("BFPO 58", "", "", "BF1 2AU", "GB"), ("BFPO 58", "BF1 2AU", "UNITED KINGDOM")),
    (
        Address("霞が関1-2-3", "千代田区", "東京都", "100-8111", "JP"),
        ("〒100-8111", "東京都千代田区", "霞が関1-2-3", "JAPAN"),
    ),
    (
        Address("1-2-3 Kasumigaseki", "Chiyoda-ku", "Tokyo", "100-8111", "JP"),
        ("1-2-3 Kasumigaseki", "Chiyoda-ku, Tokyo", "100-8111", "JAPAN"),
    ),
]


@pytest.mark.parametrize(("address", "lines"), RIGHT, ids=["india", "forces", "japan", "latin japan"])
def test_delivery_note_and_invoice_print_it_as_its_country_does(
    database: object, address: Address, lines: tuple[str, ...]
) -> None:
    made = house.stand()
    typed = SiteFields("Abroad", "", **address.columns())
    assert postal.oddities(address) == []
    one = house.site(made.a1, "Abroad", **address.columns())
    for purpose in ("BILL_TO", "SHIP_TO"):
        turn_role(ANN, one, purpose)
        turn_role(ANN, one, purpose)
    number = ordered(made.a1, "ITEM1 x2").number
    (sent,) = ff.ship(ANN, number, 1, of(p10="2"))
    billed = ff.invoice(ANN, number, of(p10="2"))
    for paper in (ff.delivery_note(sent), ff.invoice_paper(billed)):
        assert paper.to[2:] == lines
        text = [row[:48].rstrip() for row in printed(paper)]
        assert [row for row in text if row in lines] == list(lines)
    row = next(row for row in address_roles(made.a1).sites if row.alias == "Abroad")
    assert row.printed == lines[:-1]
    assert sites.oddities(typed) == []
