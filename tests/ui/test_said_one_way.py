"""One fact is said in one way, wherever it stands (case: words and forms that differ from screen to screen)."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from custtui.domain.address import Address
from custtui.domain.postal import oddities
from custtui.domain.records.place import postal_word
from custtui.models.account import CustomerAccount
from custtui.models.operator import PaymentMethod
from custtui.models.product import Product
from custtui.services.fulfilment.payments import receive
from custtui.terminal.charset import shown
from tests.services import house
from tests.services.house import ANN, House
from tests.services.keying import ordered
from tests.terminal.rest import at_rest, press
from tests.ui.keyplay import Player, run
from tests.ui.over_pty import make_counter, program, up

CUT = re.compile(r"[A-Za-z]\.(?= |$)")


def bar(player: Player) -> str:
    return player.screen.split("\n")[-1]


def test_a_payment_method_is_called_by_its_name(counter) -> None:
    """On the order being keyed, on the order, in its change."""
    placed = ordered(counter.a1, "ITEM1 x5")

    name, code = "Check", "CHECK"
    assert PaymentMethod.get(PaymentMethod.code == code).name == name

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7><f8>")
        player.app.desk.top.go("payment_method")
        await player.burst(f"{code}<f8>")
        assert f" · {name} · " in player.screen and code not in player.screen
        for way in f"OM {placed.number}", f"OI {placed.number}":
            await player.burst(f"<f12><f10>{way}<enter>")
            assert name in player.screen and code not in player.screen

    run(scene)


def test_a_payment_method_is_called_by_its_name_wherever_it_is_only_read(counter: House) -> None:
    """Profile, what came in, what it settled, a merge; the form of a payment proposes it so, and F4 lists it so."""
    PaymentMethod.update(code="CHK").where(PaymentMethod.code == "CHECK").execute()
    CustomerAccount.update(payment_method=PaymentMethod.get(code="CHK")).execute()
    receive(ANN, "3897-5", Decimal(5), {}, method="CHK")

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter>")
        assert "Check" in player.screen and "CHK" not in player.screen
        await player.burst("<f10>RP 3897-5<enter>")
        assert "Check" in player.screen
        await player.burst("<f10>X<enter>")
        assert "received 5.00 USD" in player.screen and "Check" in player.screen and "CHK" not in player.screen

    run(scene)


def test_a_payment_method_nobody_knows_is_marked_while_the_payment_is_typed(counter: House) -> None:
    """As what is in no list is in other forms: not only by F9."""

    async def scene(player: Player) -> None:
        await player.burst("<f10>RP 3897-5<enter>5<tab>zzz<tab>")
        assert '? "zzz" is not a payment method' in " ".join(player.screen.split())
        await player.burst("<backtab>cash<tab>")
        assert "is not a payment method" not in player.screen

    run(scene)


@pytest.mark.parametrize(
    ("country", "word"), [("US", "ZIP"), ("us", "ZIP"), ("DE", "Postal code"), ("", "Postal code")]
)
def test_a_postal_code_is_a_zip_in_the_us(country: str, word: str) -> None:
    assert postal_word(country) == word


def test_messages_call_a_postal_code_as_its_country_does() -> None:
    told = [fault.text for fault in oddities(Address("1 Main St", "Troy", "NY", "9", "US"))]
    assert told == ["9 is not a US ZIP, like 95014"]
    told = [fault.text for fault in oddities(Address("1 Main St", "Troy", "NY", "", "US"))]
    assert told == ["ZIP is missing, US addresses have one"]
    told = [fault.text for fault in oddities(Address("Elmweg 1", "Ulm", "", "9", "DE"))]
    assert "9 is not a DE postal code" in told[0]


@pytest.mark.parametrize("way", ["<enter><f10>S<enter><insert>", "<enter><enter>"])
def test_forms_label_it_so(counter, way: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897-5{way}")
        for country, word in ("US", "ZIP"), ("DE", "Postal"), ("us", "ZIP"):
            for field in player.app.desk.view.fields:
                if field.name.endswith("country"):
                    field.fill(country)
            await player.burst("<tab>")
            assert [one for one in ("ZIP", "Postal") if f" {one}" in player.screen] == [word]

    run(scene)


def test_prices_are_listed_by_their_figures_and_each_list_by_its_code(counter) -> None:
    house.list_price(Product.get(Product.code == "ITEM1").id, "9.00", from_quantity="6")

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>1<tab>")
        assert "list 10.00 · 9.00 from 6" in player.screen
        await player.burst("<f4>")
        assert "* 10.00" in player.screen and "list LIST from 6" in player.screen, player.screen

    run(scene)


def test_f4_stands_in_the_bar_where_it_lists(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("<f10>OI<enter>")
        view = player.app.desk.view
        for field in view.fields:
            view.go(field.name)
            await player.burst("<left>")
            assert ("F4 List" in bar(player)) == bool(field.prompt), field.name
        view.go("number")
        await player.burst("<f4>")
        assert "Number: nothing to choose from here" in player.message

    run(scene)


def test_f10_without_a_letter_says_what_to_type(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("<f10><enter>")
        assert player.message.removesuffix("  Esc") == "Type a letter from the list"

    run(scene)


def test_a_question_before_what_is_typed_is_lost_begins_alike(counter) -> None:
    placed = ordered(counter.a1, "ITEM1 x5")

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><enter>X<f11>")
        assert player.message.startswith("Discard what is typed?")
        await player.burst(f"<f9><f2><f10>OI {placed.number}<enter><f10>S<enter>2<f12>")
        assert player.message.startswith("Discard what is typed, and leave?")

    run(scene)


def test_what_is_cut_does_not_end_like_a_sentence_in_ascii(sqlite_template, tmp_path) -> None:
    """In a C locale an ellipsis of one cell is a `>`: a full stop would read as if all stood there."""
    assert shown("…", "ascii") == b">"
    path = make_counter(sqlite_template, tmp_path / "ascii.sqlite")
    with program(path, more={"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}) as terminal:
        up(terminal)
        press(terminal, "3897-5<enter><enter>" + "long " * 20 + "<tab>")
        at_rest(terminal)
        row = next(row for row in terminal.text().split("\n") if "Business name" in row)
        assert "long>" in row.replace(" >", ">") and not CUT.search(row), row


def test_left_edges_of_a_profile_are_one(counter) -> None:
    house.product("LEM-12")

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter>")
        labels = (
            "Business name",
            "Alias",
            "Contact",
            "E-mail",
            "Street",
            "City",
            "State",
            "Country",
            "Terms",
            "House",
        )
        rows = [row for row in player.screen.split("\n") if row.strip().startswith(labels)]
        begins = {re.search(r"\S", row[len(" Business name ") - 1 :]) for row in rows}  # type: ignore[union-attr]
        values = [row for row in rows if row[1:15].strip() and row[16:20].strip()]
        assert len(values) >= 7 and begins
        assert all(row[15] == " " and row[16] != " " for row in values), values
        assert "organizati…" not in player.screen

    run(scene)
