"""The customer profile: display, change, keep, drop, create; each flow as one burst."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from custtui.domain.errors import refuse
from custtui.models.account import BillToAccount, CustomerAccount, CustomerNote
from custtui.models.order import SalesOrder
from custtui.models.party import Party
from custtui.services.profile import customers
from custtui.services.profile.customers import customer
from custtui.ui.kit.pane import main_width
from tests.services.house import BEN, House
from tests.services.keying import ordered
from tests.ui.keyplay import Player, run
from tests.ui.snapshot import snapshot

NEW = (
    "Newco Ltd<f6><tab>Newco dock<tab>Ada Byron<tab>(212) 555-0177<tab>ada@newco.com<tab>desk@newco.com<tab>"
    "5 Elm St<tab>Suite 4<tab>Boston<tab>MA<tab>02108<tab><tab>8 Quay Rd<tab><tab>Salem<tab>MA<tab>01970<tab><tab>"
    "NET60<tab>CHECK<tab>Y<tab>1000<tab>250<tab>12-3456789"
)


def top(player: Player) -> str:
    """The title line."""
    return player.screen.split("\n")[0]


def test_the_simple_view_stands_on_one_screen(counter: House) -> None:
    """C-17, F-86."""
    CustomerNote.create(account=counter.a1, text="asks for pallets, not boxes")

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter>")
        for part in (
            *("Healthy Juices Inc.", "3897-5", "HJ Warehouse", "Robert Green", "1 Main St", "New York", "10001"),
            *("9 Dock Rd", "Newark", "07102", "NET30", "Check", "500.00", "active", "asks for pallets, not boxes"),
        ):
            assert part in player.screen, part
        await player.burst("<pgdn>")
        assert "e.rose@hj.example" in player.screen
        assert "Last orders" in player.screen

    run(scene)


LONG = "the.first.of.all.our.buyers@procurement.healthy-juices-of-the-hudson-valley.example"


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (132, 43)])
def test_a_value_is_read_whole_wherever_it_stands(counter: House, size: tuple[int, int]) -> None:
    """X-07: what a field cannot show ends with a sign, and is read below; on display too, where nothing is typed."""
    version, before = customers.editable(counter.a1)
    long = {
        "email": f"h.{LONG}",
        "alt_email": f"a.{LONG}",
        "contact_email": f"c.{LONG}",
        "line_of_business": LONG[:80],
    }
    customers.update(BEN, counter.a1, version, replace(before, **long))

    def whole(player: Player) -> str:
        return "".join(player.screen.split())

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter>")
        seen = whole(player)
        for _ in range(6):
            await player.burst("<down>" * 5)
            seen += whole(player)
        assert all(text in seen for text in long.values()), player.screen
        await player.burst("<enter>")
        for field in player.app.desk.view.fields:
            if field.name in long:
                assert long[field.name] in whole(player), player.screen
            await player.burst("<tab>")

    run(scene, size=size)


@pytest.mark.parametrize("size", [(60, 16), (132, 43)])
def test_every_field_is_reached_at_other_sizes(counter: House, size: tuple[int, int]) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><enter>")
        for field in player.app.desk.view.fields:
            assert player.app.desk.view.field is field
            y = player.app.cursor_position.y
            assert 1 <= y < size[1] - 2
            await player.burst("<tab>")

    run(scene, size=size)


def test_a_customer_is_created_in_one_burst_and_found_again(stand: House) -> None:
    """F-10, F-12, F-14, F-18, X-11."""

    async def scene(player: Player) -> None:
        await player.burst(f"{NEW}<f9>")
        assert "Newco Ltd created" in player.message
        code = player.message.split()[0]
        await player.burst(f"<f2>newco ltd<f2>{code}<enter>")
        for part in ("Newco dock", "Ada Byron", "(212) 555-0177", "ada@newco.com", "desk@newco.com", "250.00"):
            assert part in player.screen, part
        assert code in top(player)

    run(scene)
    made = CustomerAccount.select().order_by(CustomerAccount.id.desc()).get()
    one = customer(made.id)
    assert one.site_for("BILL_TO").address.street == "5 Elm St\nSuite 4"
    assert one.site_for("SHIP_TO").address.one_line == "8 Quay Rd, Salem MA 01970"
    assert (one.terms, one.payment_method, one.commercial) == ("NET60", "CHECK", True)
    assert (one.credit_limit, one.threshold, one.tax_number) == (Decimal(1000), Decimal(250), "12-3456789")
    assert BillToAccount.select().where(BillToAccount.account == made.id).count() == 1
    assert SalesOrder.select().count() == 0


def test_a_burst_creates_what_slow_typing_creates(both_ways) -> None:
    """X-11."""
    burst, slow = both_ways(f"{NEW}<f9><enter><tab>The dock<f9>")
    assert burst.database == slow.database


def test_a_blank_name_and_alias_store_nothing_and_are_marked_both(counter: House) -> None:
    """F-11."""
    before = snapshot()

    async def scene(player: Player) -> None:
        await player.burst("<f6><tab><tab>Ada<tab><tab>no mail<f9>xyz")
        view = player.app.desk.view
        assert view.by_name("name").error
        assert view.by_name("alias").error
        assert view.by_name("contact_email").error
        assert view.field.name == "name"
        assert "3 to fix" in player.message
        assert "3 keys not taken" in player.message
        assert view.value("name") == ""
        await player.burst("<esc>Newco<tab>Dock<tab><tab><tab><ctrl+e><f9>")
        assert "created" in player.message

    run(scene)
    assert len(snapshot()["customer_account"]) == len(before["customer_account"]) + 1


def test_creating_and_dropping_leaves_no_trace(counter: House) -> None:
    """F-12: an aborted creation stores nothing; a new one asks only if something was typed."""
    before = snapshot()

    async def scene(player: Player) -> None:
        await player.burst(f"{NEW}<f11><enter>")
        assert "Discard what is typed?" in player.message
        await player.burst("<f9>")
        assert "Customers" in top(player)
        await player.burst("<f6><f12>")
        assert "Customers" in top(player)
        assert not player.app.desk.locked

    run(scene)
    assert snapshot() == before


def test_a_change_is_kept_by_f9_and_shown_again(stand: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><enter><tab><tab><tab>+1 212 555 0199<f9>")
        assert "3897-5 Healthy Juices Inc. saved" in player.message
        assert "+1 212 555 0199" in player.screen
        assert not player.app.desk.view.editing

    run(scene)
    one = customer(stand.a1)
    assert {person.name: person.phone for person in one.contacts}["Robert Green"] == "+1 212 555 0199"
    assert one.phone == ""


def test_the_house_s_number_is_shown_beside_a_contact_who_has_none_and_stays_the_house_s(stand: House) -> None:
    """Typed beside Contact it is the contact's; left as it stands it is not."""
    version, before = customers.editable(stand.a1)
    customers.update(BEN, stand.a1, version, replace(before, phone="212 736 5000", email="house@hj.example"))

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter>")
        assert player.screen.count("212 736 5000") == 2 and "house@hj.example" in player.screen
        await player.burst("<enter><tab>Dock<f9>")
        assert "saved" in player.message
        await player.burst("<enter><tab><tab><tab><tab><ctrl+e>r.green@hj.example<f9>")

    run(scene)
    one = customers.editable(stand.a1)[1]
    assert (one.contact_phone, one.contact_email) == ("", "r.green@hj.example")
    assert (one.phone, one.email) == ("212 736 5000", "house@hj.example")


def test_another_name_is_another_contact_and_the_clerk_is_told(stand: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><enter><tab><tab>Ann Lee<f9>")
        assert player.message == "3897-5 Healthy Juices Inc. saved, Ann Lee is a new contact"
        await player.burst("<enter><tab><tab>Robert Green<f9>")
        assert player.message == "3897-5 Healthy Juices Inc. saved"

    run(scene)
    assert [one.name for one in customer(stand.a1).contacts if one.primary] == ["Robert Green"]


def test_dropping_the_changes_leaves_every_column_as_it_was(counter: House) -> None:
    """F-13."""
    before = snapshot()

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><enter>Other name<tab>Other alias<f11><f9>")
        assert "Changes discarded" in player.message
        assert "Healthy Juices Inc." in player.screen
        await player.burst("<enter><f11>")
        assert not player.app.desk.locked

    run(scene)
    assert snapshot() == before


@pytest.mark.parametrize(("answer", "name"), [("<f9>", "Other name"), ("<f11>", "Healthy Juices Inc.")])
@pytest.mark.parametrize("key", ["<f12>", "<f3>", "<f2>"])
def test_leaving_a_changed_record_asks(counter: House, key: str, answer: str, name: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<enter><enter>Other name{key}")
        assert "F9 save  F11 discard  F12 stay" in player.message
        await player.burst("<f12>")
        assert player.app.desk.view.value("name") == "Other name"
        await player.burst(f"{key}{answer}")
        assert "Customers" in top(player)

    run(scene)
    assert Party.get_by_id(CustomerAccount.get_by_id(counter.a1).party_id).name == name


def test_leaving_with_faults_stays_and_shows_them(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><enter><ctrl+e><f12><f9>")
        assert "Business name is required" in player.message
        assert player.app.desk.view.editing

    run(scene)


def test_the_code_cannot_be_typed_and_stays(counter: House) -> None:
    """F-12: no field takes it; what is typed goes to the field the cursor is in."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><enter>")
        assert all(field.name != "code" for field in player.app.desk.view.fields)
        await player.burst("New name<f9>")

    run(scene)
    assert CustomerAccount.get_by_id(counter.a1).code == "3897-5"


def test_a_malformed_field_is_marked_when_it_is_left_and_typing_goes_on(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><enter><tab><tab><tab><tab>no mail")
        assert not player.app.desk.view.by_name("contact_email").error
        await player.burst("<tab>x")
        assert player.app.desk.view.by_name("contact_email").error
        assert not player.app.desk.locked
        assert player.app.desk.view.value("contact_alt_email") == "x"

    run(scene)


def test_typing_on_display_changes_nothing(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter>")
        before = player.screen
        await player.burst("<left><home>")
        assert player.screen == before
        for refused in ("abc", "<kp+>", "<f6>", "<tab>", "<backspace>", "<delete>", "<ctrl+e>"):
            await player.burst(refused)
            assert player.app.desk.locked, refused
            assert player.screen.split("\n")[:-3] == before.split("\n")[:-3]  # a refusal may take two rows
            await player.burst("<esc>")

    run(scene)


def test_f4_offers_terms_and_methods_and_f12_leaves_the_field(counter: House) -> None:
    """F-82."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><enter>")
        player.app.desk.view.go("terms")
        await player.burst("<f4><down><f12>")
        assert player.app.desk.view.value("terms") == "NET30"
        await player.burst("<f4>60<enter><tab><f4>cash<enter><f9>")
        assert "saved" in player.message

    run(scene)
    assert (customer(counter.a1).terms, customer(counter.a1).payment_method) == ("NET60", "CASH")


def test_two_clerks_changing_one_profile_lose_nothing(counter: House) -> None:
    """X-13: the second sees both values field by field and chooses."""
    fields = customers.editable(counter.a1)

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><enter>My name<tab>My alias")
        theirs = replace(fields[1], alias="Their alias", email="their@hj.example")
        customers.update(BEN, counter.a1, fields[0], theirs)
        await player.burst("<f9>")
        assert "ben changed this customer meanwhile; both changed Alias" in player.message
        assert "Their alias" in player.screen
        assert "My alias" in player.screen
        assert player.app.desk.view.value("email") == "their@hj.example"
        await player.burst("<esc><f5><f9>")
        assert "saved" in player.message

    run(scene)
    one = customer(counter.a1)
    assert (one.name, one.alias, one.email) == ("My name", "Their alias", "their@hj.example")


def test_an_inactive_customer_gets_no_order_until_it_is_active_again(counter: House) -> None:
    """F-17."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>a<enter><f9>")
        assert "INACTIVE" in top(player)
        await player.burst("<f7>")
        assert player.app.desk.locked
        assert "inactive" in player.message.lower()
        await player.burst("<esc><f10>a<enter><f9><f7>")
        assert "New order" in top(player)

    run(scene)


def test_a_further_account_shares_the_party_with_terms_of_its_own(counter: House) -> None:
    """F-16, R-17."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>f<enter><insert>Furniture<tab><tab>NET60<f9>")
        assert "3897-10 Furniture is an account of Healthy Juices Inc. now" in player.message
        assert "3897-1" in top(player)

    run(scene)
    first, second = (
        CustomerAccount.get_by_id(counter.a1),
        CustomerAccount.select().order_by(-CustomerAccount.id).get(),
    )
    assert first.party_id == second.party_id
    assert (first.terms.code, second.terms.code) == ("NET30", "NET60")


def test_orders_and_a_new_order_are_one_key_away_and_come_back(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f8>")
        assert "Orders · 3897-5" in top(player)
        await player.burst("<f12><f7>")
        assert "New order" in top(player)
        await player.burst("<f12>")
        assert "Customer 3897-5" in top(player)

    run(scene)


def test_a_fast_path_from_a_changed_record_asks_first(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><enter>Other<f10>CU<enter>")
        assert "Save the changes before leaving?" in player.message
        await player.burst("<f12>")
        assert player.app.desk.view.value("name") == "Other"

    run(scene)


def test_an_action_in_a_form_without_a_change_goes_where_it_says_and_asks_after_a_change(counter: House) -> None:
    """Nothing typed is nothing to save; what is typed is never left by an action unasked."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><enter><f10>W<enter>")
        assert "Notes" in top(player)
        await player.burst("<f12>")
        assert "Customer 3897-5" in top(player)
        await player.burst("<enter>x<f10>W<enter>")
        assert "the changes first" in player.screen
        assert "Change of customer" in top(player)

    run(scene)


def test_the_order_stays_as_it_was_behind_the_profile(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<enter>ITE<f2><enter><tab>Dock 2<f9><f12>")
        assert "New order" in top(player)
        assert player.app.desk.view.value("item") == "ITE"
        assert len(player.app.desk.view.draft.lines) == 1

    run(scene)


TWIN = "<f6>Healthy Juices Inc<tab>Dock<tab><tab><tab><tab><tab>1 Main St<tab><tab>New York<tab>NY<tab>10001<tab>"


def test_the_likely_twin_stands_on_the_screen_while_typing_and_f7_uses_it(counter: House) -> None:
    """X-02."""
    before = snapshot()

    async def scene(player: Player) -> None:
        await player.burst(TWIN)
        assert "Possible duplicate" in player.screen
        assert "3897-5 Healthy Juices Inc." in player.screen
        await player.burst("<f7>")
        assert "Customer 3897-5" in top(player)
        assert "nothing was made" in player.message

    run(scene)
    assert snapshot() == before


def test_making_a_twin_all_the_same_asks_first(counter: House) -> None:
    """F-27."""
    count = CustomerAccount.select().count()

    async def scene(player: Player) -> None:
        await player.burst(f"{TWIN}<f9>")
        assert "F9 yes  F12 no" in player.message
        assert CustomerAccount.select().count() == count
        await player.burst("<f12><f9><f9>")
        assert "created" in player.message

    run(scene)
    assert CustomerAccount.select().count() == count + 1


BILL_CITY = "3897-5<enter><enter>" + "<tab>" * 8


@pytest.mark.parametrize("way", ["", "paste"])
def test_what_is_too_long_stays_as_typed_is_marked_and_refused(counter: House, way: str) -> None:
    """S-5, X-11: typed or pasted; nothing of it is cut, dropped or kept unseen."""
    before, text = snapshot(), "x" * 81
    keyed = f"<paste:{text}>" if way else text

    async def scene(player: Player) -> None:
        await player.burst(f"{BILL_CITY}{keyed}<tab>")
        assert "Billing city: 81 characters, at most 80 are saved" in player.screen
        await player.burst("<f9>")
        assert player.message.startswith("Billing city: 81 characters, at most 80 are saved")
        assert player.app.desk.view.field.name == "billing.city"
        assert player.app.desk.view.field.value == text
        assert snapshot() == before
        await player.burst("<esc><backspace><f9>")
        assert "saved" in player.message

    run(scene)
    assert customer(counter.a1).site_for("BILL_TO").address.city == "x" * 80


def test_a_flag_takes_y_or_n_and_nothing_else_is_taken_for_n(counter: House) -> None:
    before = snapshot()

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><enter>" + "<tab>" * 20 + "Q<tab>abc<f9>")
        assert player.message.startswith("2 to fix: Commercial: type Y or N; Credit limit: abc is not a number")
        assert player.app.desk.view.field.name == "commercial"
        await player.burst("<esc>y<tab><ctrl+e><f9>")
        assert "saved" in player.message

    assert snapshot() == before
    run(scene)
    assert customer(counter.a1).commercial


def test_of_many_faults_the_one_under_the_cursor_is_in_view_and_the_message_begins_with_the_first_field(
    counter: House,
) -> None:
    """Each one is named and has its reason on the screen when the clerk comes to it."""

    async def scene(player: Player) -> None:
        many = "<tab>" * 11 + "QQ" + "<tab>" * 6 + "XY<tab>NOPE<tab>CASHX<tab><tab>12a<tab>-5<f9>"
        await player.burst(f"3897-5<enter><enter>{many}")
        assert player.message.startswith("6 to fix: Billing country: QQ is not a country's code; Shipping country")
        for _ in range(12):
            field = player.app.desk.view.field
            assert not field.error or field.error in player.screen
            await player.burst("<esc><tab>")

    run(scene)


def test_a_field_that_has_to_be_filled_carries_a_star_until_it_is(counter: House) -> None:
    """Told by a mark, not by colour."""

    async def scene(player: Player) -> None:
        await player.burst("<f6>")
        assert [line[:16] for line in player.screen.split("\n")[1:3]] == [" Business name *", " Alias         *"]
        await player.burst("Newco<tab>")
        assert [line[:16] for line in player.screen.split("\n")[1:3]] == [" Business name  ", " Alias         *"]
        await player.burst("<f9>")
        assert player.screen.split("\n")[2].startswith(" Alias         ?")

    run(scene)


def test_a_question_takes_the_cursor_and_gives_it_back(counter: House) -> None:
    """The hardware cursor stands where the focus is, for those who have the screen read to them."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><enter>X")
        field = player.app.cursor_position
        await player.burst("<f3>")
        assert player.app.desk.question
        row = player.screen.split("\n")[player.app.cursor_position.y]
        assert row[: player.app.cursor_position.x].endswith("F9 save  F11 discard  F12 stay")
        await player.burst("<f12>")
        assert player.app.cursor_position == field

    run(scene)


def test_a_profile_that_cannot_be_read_is_not_called_a_new_customer(counter, monkeypatch) -> None:
    def broken(account_id: int, last: int) -> None:
        raise refuse("broken", "This customer cannot be read")

    monkeypatch.setattr(customers, "shown_form", broken)

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter>")
        assert "This customer cannot be read" in player.message
        assert "New customer" not in player.screen.split("\n")[0]

    run(scene)


def test_a_wide_screen_shows_the_last_orders_beside_the_form(counter: House) -> None:
    """SCREENS: from 120 columns a pane; they are not told twice."""
    number = ordered(counter.a1, "ITEM1").number

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter>")
        rows = player.screen.split("\n")
        assert "Last orders" in rows[1][main_width(132) :]
        assert number in rows[2][main_width(132) :]
        assert player.screen.count("Last orders") == 1

    run(scene, size=(132, 43))


def test_amounts_read_alike_whether_the_profile_is_typed_into_or_not(counter: House) -> None:
    CustomerAccount.update(accept_threshold=5000).where(CustomerAccount.id == counter.a1).execute()

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter>")
        assert " 5,000.00" in player.screen
        await player.burst("<enter>")
        assert " 5,000.00" in player.screen and player.app.desk.view.value("threshold") == "5000.00"
        await player.burst("<f12>3897-5<enter><f10>K<enter>")
        assert " 5,000.00" in player.screen

    run(scene)
