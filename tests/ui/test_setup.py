"""The house set up by keys: one skeleton of list, form and history for all of it, in a burst too (X-23)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from custtui.domain.who import Role, Who
from custtui.models.account import ContractPrice
from custtui.models.operator import PaymentMethod, PaymentTerms, Reason, TaxRate
from custtui.models.product import PriceListItem, Product
from custtui.services.setup_history import setup_history
from tests.ui.flows import flows
from tests.ui.keyplay import Player, run

SCRIPT = flows("order-desk")["set up terms"]
BEN = Who("ben", "Ben", Role.SUPERVISOR)


def test_terms_methods_taxes_and_reasons_are_keyed_in_one_burst(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst(SCRIPT)
        terms = PaymentTerms.get(PaymentTerms.code == "NET45")
        assert (terms.days, terms.discount_days, terms.discount_rate) == (46, 10, Decimal("0.02"))
        assert PaymentMethod.select().where(PaymentMethod.code == "WIRE").count() == 1
        tax = TaxRate.get(TaxRate.category == "food")
        assert (tax.state, tax.rate) == ("NJ", Decimal("0.06625"))
        assert Reason.select().where(Reason.code == "LOYAL").count() == 1
        changed = [one.field for one in setup_history("terms", "NET45")]
        assert changed == ["discount_rate", "discount_days", "days", ""]
        assert player.message == "Reason discount LOYAL saved"

    run(scene)


def test_what_a_record_is_called_by_is_text_and_the_cursor_begins_behind_it(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("<f10>SU terms<enter><enter>Thirty days<f9>")
        assert PaymentTerms.get(PaymentTerms.code == "NET30").name == "Thirty days"
        assert "> NET30" in player.screen

    run(scene)


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
def test_all_that_is_wrong_is_told_and_the_cursor_goes_to_the_first(counter, size) -> None:
    async def scene(player: Player) -> None:
        await player.burst("<f10>SU taxes<enter><f6>Food<tab>USA<tab>Nowhere<tab>120<f9>")
        assert player.app.desk.locked
        assert "120% is more than 100%" in player.message and "First day is required" in player.message
        assert not TaxRate.select().where(TaxRate.category == "food").exists()

    run(scene, size=size)


def test_a_product_and_its_prices_are_keyed_in_one_burst_and_found(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst(flows("order-desk")["set up products"])
        one = Product.get(Product.code == "LEMON-6")
        assert (one.name, one.step) == ("Lemon juice 6 x 1.0 l", Decimal(1))
        prices = PriceListItem.select().where(PriceListItem.product == one).order_by(PriceListItem.id)
        assert [price.price for price in prices] == [Decimal("4.50"), Decimal("4.60")]
        assert prices[0].last_day == prices[1].first_day - timedelta(days=1)
        assert ContractPrice.get(ContractPrice.product == one).price == Decimal("4.10")
        assert "Product LEMON-6 saved" in player.message and "Find" in player.screen

    run(scene)


def test_a_digit_in_the_list_is_an_option_and_a_letter_goes_into_find(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("<f10>SU products<enter>item2<down>2<enter>")
        assert "Product ITEM2" in player.screen
        await player.burst("<f12>")
        await player.burst("x")
        assert "Nothing matches" in player.screen

    run(scene)


def test_a_list_of_the_set_up_that_is_none_is_refused_by_the_names_there_are(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("<f10>SU wages<enter>")
        assert '"wages" is not a list of the set-up: Seller, ' in player.message

    run(scene)


def test_who_may_not_is_told_so_first_and_refused_by_name(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("<f10>SU terms<enter><f6>")
        assert "An administrator saves it, or signs for it" in player.screen
        await player.burst("X1<tab>One<tab>1<f9>")
        assert "only an administrator may set the house up" in player.message
        assert not PaymentTerms.select().where(PaymentTerms.code == "X1").exists()

    run(scene, who=BEN)


def test_a_tax_of_a_place_is_keyed_with_its_name_and_told_in_the_list(counter) -> None:
    """C-38: city, postal codes and name stand behind what was keyed before; a county says where it is."""

    async def scene(player: Player) -> None:
        await player.burst("<f10>SU ta<enter><f6>standard<tab>CA<tab>QC<tab>9.975<tab>+0<tab><tab>")
        await player.burst("<tab>Montréal<tab>h2x, H3<tab>QST<f9>")
        assert "standard CA" in player.screen
        assert "Montréal" in player.screen and "QST" in player.screen and "9.975%" in player.screen
        await player.burst("<f6>standard<tab>US<tab>NY<tab>8.375<tab>+0<tab><tab>Westchester<f9>")
        assert "addresses have no county: give its postal codes, or its city" in player.message
        await player.burst("<esc><tab><tab>105, 106<f9>")

    run(scene)
    rows = [(one.county, one.city, one.postal_codes, one.component) for one in TaxRate.select().order_by(TaxRate.id)]
    assert rows == [("", "Montréal", "H2X, H3", "QST"), ("Westchester", "", "105, 106", "")]


@pytest.mark.parametrize(
    ("kind", "ins"), [("controls", "Controls: none is added"), ("seller", "Seller: none is added")]
)
def test_where_none_is_added_no_key_is_offered_for_it(counter, kind: str, ins: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"<f10>SU {kind}<enter>")
        assert "Ins New" not in player.screen
        await player.burst("<f9>")
        assert "Enter changes one" in player.message
        await player.burst("<insert>")
        assert "none is added, Enter changes one" in player.message and player.app.desk.locked

    run(scene)


def test_a_text_that_nothing_matches_is_not_called_an_empty_list(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("<f10>SU products<enter>zzz")
        assert "Nothing matches" in player.screen and "No product yet" not in player.screen

    run(scene)
