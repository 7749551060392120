"""The matrix of sites by roles: one key a role, forms of sites, what cannot be; each flow as one burst."""

from __future__ import annotations

import re

import pytest

from custtui.models.account import CustomerAccount, CustomerSite
from custtui.models.party import AddressChange, PartySite
from custtui.services.sites import sites
from custtui.services.sites.address_roles import address_roles
from custtui.services.sites.roles import turn_role
from tests.services import house
from tests.services.house import BEN, House
from tests.services.keying import ordered
from tests.ui.keyplay import Player, run
from tests.ui.snapshot import snapshot

OPEN = "3897-5<enter><f10>S<enter>"
STORE = "<insert>Old store<tab>Ann Lee<tab>4 Elm St<tab>Floor 2<tab><tab>Trenton<tab>NJ<tab>08608<f9>"


def uses(made: House) -> dict[str, dict[str, bool]]:
    return {row.alias: row.uses for row in address_roles(made.a1).sites}


def row(player: Player, alias: str) -> str:
    """The row of a site in the matrix, without what is not a mark."""
    line = next(line for line in player.screen.split("\n") if alias in line)
    return "".join(line[46:].split())


def test_a_site_says_whom_it_follows_while_nobody_is_typed_there(stand: House) -> None:
    """R-18: its primary contact, else the customer's; also of one that is being made, where it is the customer's."""

    async def scene(player: Player) -> None:
        for way, who in (
            ("<down><enter>", "Emily Rose, the primary contact here"),
            ("<f12><down><enter>", "Robert Green, the customer's primary contact"),
            ("<f12><insert>", "Robert Green, the customer's primary contact"),
        ):
            await player.burst(way)
            assert f"Attn left blank, it is {who}" in " ".join(player.screen.split()), player.screen
        await player.burst("<tab>Ann Lee")
        assert "left blank" not in player.screen

    async def opened(player: Player) -> None:
        await player.burst(OPEN)
        await scene(player)

    run(opened)


def test_the_matrix_shows_sites_by_roles_and_what_is_below(stand: House) -> None:
    """F-30, F-31, F-33, R-40: looked at in 80x24."""
    ordered(stand.a1, "ITEM1")

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<down>")
        assert "Addresses · 3897-5 Healthy Juices Inc." in player.screen
        for head in ("Site", "Address", "Ident", "Bill", "Ship", "Stmt", "Dun", "Law", "Mkt"):
            assert head in player.screen
        assert (row(player, "New York offi"), row(player, "HJ Warehouse")) == ("*P-----", "--P----")
        for part in (
            *("1 Main St / New York, NY 10001", "Emily Rose, finance; notify about invoicing", "Paid by  itself"),
            *("1 open order uses this address", "attn Emily Rose"),
        ):
            assert part in player.screen, part

    run(scene)


def test_a_role_is_given_moved_and_taken_by_one_key(stand: House) -> None:
    """F-32, C-21, R-14: in one burst."""

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<down>S")
        assert "New York office has the role ship-to; the same key makes it primary" in player.message
        assert row(player, "New York offi") == "*Py----"
        await player.burst("s")
        assert (row(player, "New York offi"), row(player, "HJ Warehouse")) == ("*PP----", "--y----")
        await player.burst("S")
        assert (row(player, "New York offi"), row(player, "HJ Warehouse")) == ("*P-----", "--P----")
        await player.burst("<down>TDLM")
        assert row(player, "HJ Warehouse") == "--PPPPP"
        assert player.message.count("HJ Warehouse") >= 4, "each is told"

    run(scene)
    assert uses(stand)["New York office"] == {"BILL_TO": True}


def test_the_identifying_address_moves_by_one_key_and_the_cursor_stays_on_the_site(stand: House) -> None:
    """F-33, R-13."""

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<down><down>I")
        assert row(player, "HJ Warehouse").startswith("*")
        current = next(line for line in player.screen.split("\n") if line.startswith(">"))
        assert "HJ Warehouse" in current
        await player.burst("i")
        assert "is identifying already" in player.message

    run(scene)
    assert PartySite.select().where(PartySite.identifying).count() == 2


def test_what_cannot_be_is_refused_in_one_line_that_fits(stand: House) -> None:
    """R-12, R-13: rings once, locks, nothing changes."""
    before = snapshot()

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<down>B")
        assert player.message.startswith("New York office is the only bill-to: give another site that role first")
        await player.burst("<esc><f10>A<enter>")
        assert player.message.startswith("New York office is identifying: make another site that first")
        await player.burst("SSS")
        assert "(3 keys not taken)" in player.message

    run(scene)
    assert snapshot() == before


def test_a_letter_before_a_row_was_reached_does_nothing(stand: House) -> None:
    """X-18: no row counts before an arrow has reached it."""
    before = snapshot()

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "BSI")
        assert "Choose it first: Down" in player.message

    run(scene)
    assert snapshot() == before


def test_a_site_is_made_and_given_its_roles_in_one_burst(stand: House) -> None:
    """F-30, F-34."""

    async def scene(player: Player) -> None:
        await player.burst(OPEN + STORE + "BST")
        assert row(player, "Old store") == "-yyP---"
        assert "4 Elm St / Floor 2 / Trenton, NJ 08608 · attn Ann Lee" in player.screen
        assert "on invoices Healthy Juices Inc. · on packing slips Old store" in player.screen

    run(scene)
    assert uses(stand)["Old store"] == {"BILL_TO": False, "SHIP_TO": False, "STATEMENTS": True}


def test_a_burst_leaves_what_slow_keys_leave(both_ways) -> None:
    """X-11, F-85."""
    burst, slow = both_ways(OPEN + STORE + "BBI<up>S<f10>A<enter><esc>T<f12>")
    assert burst.database == slow.database


def test_the_address_is_changed_what_it_was_is_shown_and_orders_keep_theirs(stand: House) -> None:
    """F-26, R-40."""
    ordered(stand.a1, "ITEM1")

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<down><down>2<enter><tab><tab>7 Quay St<tab><tab><tab><tab><tab>07105<f9>")
        assert player.message == "HJ Warehouse: address changed; 1 open order keeps the old address"
        assert "address changed 1 time" in player.screen
        assert player.screen.count("1 open order keeps the old address") == 2
        await player.burst("<enter>")
        assert "9 Dock Rd, Newark, NJ 07102 · until" in player.screen
        assert "changed by ann" in player.screen

    run(scene)
    assert AddressChange.select().count() == 1


def test_an_address_of_two_accounts_says_so_and_asks(stand: House) -> None:
    """F-45."""
    second = house.account(CustomerAccount.get_by_id(stand.a1).party_id, "3897-60", name="Furniture")
    sites.create_site(BEN, second, sites.site_form(stand.s2).fields)

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<down><down>")
        assert "also the address of 3897-60" in player.screen
        await player.burst("<enter><tab><tab>7 Quay St<f9>")
        assert "Also the address of 3897-60: change it for all of them?  F9 yes  F12 no" in player.message
        await player.burst("<f12>")
        assert AddressChange.select().count() == 0
        await player.burst("<f9><f9>")
        assert "address changed; for 3897-60 too" in player.message

    run(scene)
    assert address_roles(second).sites[0].address.street == "7 Quay St"


def test_refused_input_is_marked_at_its_field_all_at_once(stand: House) -> None:
    """S-5, X-14, F-34: empty, too long a clash, a card, no country."""
    before = snapshot()

    async def scene(player: Player) -> None:
        await player.burst(
            OPEN + "<insert>hj warehouse<tab>4111 1111 1111 1111<tab><tab><tab><tab><tab><tab><tab>XX<f9>"
        )
        assert player.message.startswith("4 to fix: Attention: a card number is never stored; Street is required")
        for text in ("City is required", "Country: XX is not a country's code"):
            assert text in player.screen
        assert player.app.desk.view.field.name == "attention"
        await player.burst("<esc><ctrl+e>4 Elm St<tab><tab><tab>Troy<tab><tab><tab>US<f9>")
        assert "Alias: HJ Warehouse is the site at 9 Dock Rd" in player.message
        await player.burst("<esc><f11>")
        assert "Discard what is typed?" in player.message
        await player.burst("<f9>")
        assert "Changes discarded" in player.message

    run(scene)
    assert snapshot() == before


def test_a_warning_is_told_apart_and_overruled(stand: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<insert>Odd<tab><tab>4 Elm St<tab><tab><tab>Troy<tab>NY<tab>9<tab>")
        assert re.search("Check +9 is not a US ZIP", player.screen)
        await player.burst("<f9>")
        assert "Odd is a site of 3897-5 now" in player.message

    run(scene)


def test_an_address_prints_as_its_country_prints_it_while_it_is_typed(stand: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<insert>Lager<tab><tab>Hauptstr. 5<tab><tab><tab>Berlin<tab><tab>10115<tab>DE")
        assert "10115 Berlin" in player.screen
        await player.burst("<f4>germ")
        assert "Germany" in player.screen
        await player.burst("<enter><f9>")
        assert "Hauptstr. 5 / 10115 Berlin" in player.screen

    run(scene)


def test_an_address_of_the_party_is_taken_from_the_list_and_shared(stand: House) -> None:
    """R-10, R-17, F-45."""
    house.account(CustomerAccount.get_by_id(stand.a1).party_id, "3897-60", name="Furniture")

    async def scene(player: Player) -> None:
        from custtui.models.search.engine import rebuild

        rebuild()
        await player.burst("3897-60<enter><f10>S<enter><insert>Dock<tab><tab><f4>dock<enter><f9>")
        assert "also the address of 3897-5" in player.screen or "Dock is a site" in player.message

    run(scene)
    assert CustomerSite.select().where(CustomerSite.party_site == 2).count() == 2


def test_two_clerks_at_one_site_lose_nothing(stand: House) -> None:
    """X-13."""

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<down><down><enter><tab>Zoe<tab>9 Dock Road")
        before = sites.site_form(stand.s2).fields
        from dataclasses import replace

        await player.app.ask(
            sites.change_site, BEN, stand.s2, before, replace(before, street="7 Quay St", postal_code="07105")
        )
        await player.burst("<f9>")
        assert 'ben made it "7 Quay St"' in player.screen
        assert "07105" in player.screen and "Zoe" in player.screen
        await player.burst("<esc><f5><f9>")

    run(scene)
    form = sites.site_form(stand.s2).fields
    assert (form.street, form.attention, form.postal_code) == ("7 Quay St", "Zoe", "07105")


def test_a_matrix_that_is_not_the_last_word_is_read_again(stand: House) -> None:
    """X-13: the key did nothing, and the clerk sees what the other one did."""

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<down><down>")
        await player.app.ask(turn_role, BEN, stand.s2, "BILL_TO")
        await player.burst("B")
        assert "ben changed this customer meanwhile" in player.message
        assert row(player, "HJ Warehouse") == "-yP----"
        await player.burst("<esc>B")
        assert row(player, "HJ Warehouse") == "-PP----"

    run(scene)


def test_leaving_a_changed_form_asks_and_keeps(stand: House) -> None:
    """F-13."""

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<down><enter><f12>")
        assert "Addresses ·" in player.screen
        await player.burst("<enter>Head office<f3>")
        assert "Save the changes before leaving?" in player.message
        await player.burst("<f9>")
        assert "Customers" in player.screen.split("\n")[0]

    run(scene)
    assert CustomerSite.get_by_id(stand.s1).alias == "Head office"


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (132, 43)])
def test_every_field_is_reached_and_every_role_seen_at_other_sizes(counter: House, size: tuple[int, int]) -> None:
    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<down>TDLM")
        screen = player.screen
        assert ("DLM" in screen) if size[0] < 80 else (row(player, "New York")[-4:] == "PPPP" or size[0] > 80)
        await player.burst("<enter>")
        for field in player.app.desk.view.fields:
            assert player.app.desk.view.field is field
            assert 1 <= player.app.cursor_position.y < size[1] - 2
            await player.burst("<tab>")

    run(scene, size=size)


def test_long_and_wide_names_leave_the_marks_in_their_columns(counter: House) -> None:
    CustomerSite.update(alias="倉庫" * 30).where(CustomerSite.id == counter.s1).execute()

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<down>")
        assert next(line for line in player.screen.split("\n") if "倉庫" in line).split()[-7:] == [*"*P-----"]

    run(scene)


def test_a_site_joins_another_one_that_has_its_roles(stand: House) -> None:
    """R-42: people go along, the rank too; unlike is refused with the reason, an unanswered question does nothing."""
    spare = house.site(stand.a1, "Spare dock", "SHIP_TO", street="9 Dock Road", city="Newark", state="NJ")
    house.contact(stand.a1, "Ann Dock", site_id=spare)
    before = snapshot()

    async def scene(player: Player) -> None:
        await player.burst(OPEN + "<down><down><f10>J<enter>")
        assert "lacks ship-to" in player.screen, "the office is bill-to only"
        await player.burst("office<enter><f9>")
        assert player.message.startswith("HJ Warehouse is ship-to, New York office only bill-to")
        await player.burst("<esc><f10>J<enter>spare<enter><f12>")
        assert snapshot() == before
        await player.burst("<f10>J<enter>spare<enter><f9>")
        assert player.message == "HJ Warehouse joined Spare dock and is out of use"

    run(scene)
    assert uses(stand)["Spare dock"] == {"SHIP_TO": True}
    assert not house.CustomerSite.get_by_id(stand.s2).active
