"""Made-up data is the same for the same seed, valid, and spread as real data is."""

from collections import Counter
from itertools import islice

import pytest
from stdnum import ean

from custtui.domain import phone, postal
from custtui.domain.who import SYSTEM
from custtui.exchange.generate import generate
from custtui.exchange.made_up import Maker
from custtui.exchange.made_up_orders import OrderMaker, products
from custtui.models.account import AlternateNumber, CustomerAccount
from custtui.models.order import OrderLine, SalesOrder
from custtui.services.check import check
from custtui.services.lookup import find
from tests.exchange.files import House
from tests.services.test_check import tamper

CODES = [f"C-{one}" for one in range(20_000)]


def test_the_same_seed_makes_the_same_customers() -> None:
    one, other, third = (Maker(seed) for seed in (5, 5, 6))
    made = [one.customer(code, 1) for code in CODES[:50]]
    assert made == [other.customer(code, 1) for code in CODES[:50]]
    assert made != [third.customer(code, 1) for code in CODES[:50]]


def test_made_up_addresses_and_phones_are_valid_in_their_country() -> None:
    maker = Maker(1)
    for code in CODES[:500]:
        customer = maker.customer(code, 1)
        for site in customer.sites:
            assert not postal.oddities(site.address), site.address
        for kind, value in customer.points:
            if kind in ("PHONE", "FAX"):
                assert not phone.oddity(value, customer.sites[0].address.country)


def test_few_customers_order_very_often_and_most_now_and_then() -> None:
    maker = OrderMaker(1, CODES, [product.code for product in products()], 40_000)
    often = Counter(maker.order(f"SO-{at}", at).customer for at in range(40_000))
    counts = sorted(often.values(), reverse=True)
    assert counts[0] > 500
    assert counts[len(counts) // 2] <= 2
    assert len(counts) > 5_000


def test_made_up_barcodes_are_valid_and_codes_unique() -> None:
    made = list(products())
    assert len({product.code for product in made}) == len(made)
    assert all(ean.is_valid(product.barcodes[0]) for product in islice(made, 100))


def test_a_generated_database_verifies_and_its_customers_are_found(house: House) -> None:
    generate(SYSTEM, 60, 120, seed=3)
    generate(SYSTEM, 5, 5, seed=4)
    assert CustomerAccount.select().count() == 65
    assert SalesOrder.select().count() == 125
    assert OrderLine.select().count() > 125
    assert list(check()) == []
    last = CustomerAccount.select().order_by(CustomerAccount.id.desc()).get()
    assert last.code == "3897-65"
    assert find("3897-65", limit=5).exact


@pytest.mark.parametrize("counter", ["customer", "order", "shipment", "invoice"])
def test_numbers_that_are_there_are_skipped_where_a_counter_is_behind(house: House, counter: str) -> None:
    generate(SYSTEM, 10, 20, seed=3)
    tamper(f"UPDATE counter SET value = 1 WHERE name = '{counter}'")
    generate(SYSTEM, 5, 10, seed=4)
    assert (CustomerAccount.select().count(), SalesOrder.select().count()) == (15, 30)
    assert not [one for one in check() if "counter" in one or "missing" in one]


def test_a_code_of_other_capitals_or_one_that_is_superseded_is_skipped_too(house: House) -> None:
    generate(SYSTEM, 3, 0, seed=3)
    first = CustomerAccount.get()
    prefix = first.code.rpartition("-")[0]
    AlternateNumber.create(account=first, code=f"{prefix.lower()}-0007")
    AlternateNumber.create(account=first, code=f"{prefix}-9999999999")
    tamper("UPDATE counter SET value = 0 WHERE name = 'customer'")
    generate(SYSTEM, 2, 0, seed=4)
    assert {f"{prefix}-8", f"{prefix}-9"} <= {one.code for one in CustomerAccount.select()}
