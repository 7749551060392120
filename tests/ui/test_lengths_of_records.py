"""A form takes what a file takes, and no more: its lengths are those of the record, wherever it is typed."""

from __future__ import annotations

import pytest

from custtui.domain.records.account import ACCOUNT, CODE
from custtui.domain.site_fields import FIELDS
from custtui.exchange.kinds import kind_of
from custtui.models.draft import DraftAddress
from custtui.models.operator import PaymentTerms, Reason
from custtui.models.order import SalesOrder
from custtui.services.lists.coded import set_up
from custtui.ui.customer.accounts import AccountForm
from custtui.ui.order_entry.entry_line import entry_fields
from tests.ui.keyplay import Player, run

ORDER = "3897-5<f7>ITEM1<enter>5<enter>"
LONG = {"attention": "a" * 81, "city": "c" * 81, "state": "s" * 41, "postal_code": "1" * 21}


@pytest.mark.parametrize("field", LONG)
def test_an_address_typed_into_an_order_is_as_long_as_that_of_a_site(counter, field: str) -> None:
    """`check` complained of such a site, and no file of sites took it."""
    typed = {"name": "Rose", "attention": "", "alias": "", "street": "9 Bay Rd", "city": "Reno", "state": "NV"}
    typed |= {"postal_code": "", field: LONG[field]}
    texts = "<tab>".join(typed.values())

    async def scene(player: Player) -> None:
        await player.burst(f"{ORDER}<f6><insert>{texts}<tab><tab>Y<f9>")
        assert f"at most {FIELDS[field].longest} characters" in player.app.desk.message
        assert player.app.desk.top.field.name == field

    run(scene)
    assert DraftAddress.select().count() == 0


def test_its_form_shows_the_labels_and_helps_of_a_site(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"{ORDER}<f6><insert>")
        for one in player.app.desk.top.fields:
            if one.name in FIELDS:
                label = "ZIP" if one.name == "postal_code" else FIELDS[one.name].label  # the customer is in the US
                assert (one.label, one.longest) == (label, FIELDS[one.name].longest), one.name

    run(scene)


def test_a_reason_as_long_as_a_file_brings_it_can_be_typed(counter) -> None:
    code = "COMPETITOR-PRICE-SEEN-IN-THE-NEWSPAPER-X"
    assert len(code) == CODE
    Reason.create(kind="price", code=code, name="Seen elsewhere")
    assert code in set_up("price")

    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7>ITEM1<tab>5<tab>9<tab>{code}<enter><f9><f9>")
        assert not player.app.desk.locked, player.app.desk.message

    run(scene)
    assert SalesOrder.select().count() > 0
    assert {one.longest for one in entry_fields() if "reason" in one.name} == {CODE}


def test_a_further_account_takes_terms_as_long_as_a_file_brings_them(counter) -> None:
    terms = "NET" + "3" * 30
    PaymentTerms.create(code=terms, name="Long", days=30)

    async def scene(player: Player) -> None:
        form = AccountForm(player.app.desk, counter.a1, "Healthy Juices", None)  # type: ignore[arg-type]
        assert {one.name: one.longest for one in form.fields if one.name in ACCOUNT} == {
            one: ACCOUNT[one].longest for one in ("account_name", "line_of_business", "terms", "payment_method")
        }

    run(scene)


@pytest.mark.parametrize(("kind", "prefix"), [("seller", ""), ("orders", "bill_to_"), ("orders", "ship_")])
def test_files_read_the_same_lengths_of_a_place(kind: str, prefix: str) -> None:
    columns = {one.name: one for one in kind_of(kind).columns}
    for name in ("attention", "street", "city", "state", "postal_code"):
        if prefix + name in columns:
            text = "é" * (FIELDS[name].longest + 1)
            with pytest.raises(ValueError, match="characters"):
                columns[prefix + name].cell.read(text)
