"""Money taken on its screen: the oldest first, by hand, over, from what is left; who is overdue, one key from it."""

from __future__ import annotations

from datetime import timedelta

from custtui.models.account import ActionNote, CustomerAccount
from custtui.models.fulfilment import Allocation, Payment
from custtui.models.operator import PaymentTerms
from custtui.services import fulfilment as ff
from custtui.services import orders
from custtui.services.clock import today
from custtui.services.fulfilment.payments import PART
from tests.services.fulfilling import D
from tests.services.house import ANN, House
from tests.services.test_fulfilment_payments import billed
from tests.ui.keyplay import Player, run

PAY = "<f10>RP 3897-5<enter>"


def paid(house: House) -> dict[str, object]:
    return {row.number: row.paid for row in orders.invoices_of(house.a1)}


def test_an_amount_settles_the_oldest_first_as_the_screen_shows(stand: House) -> None:
    """Typed ahead or not, what F9 books is what stood there (X-18, C-37)."""
    one, two = billed(stand.a1), billed(stand.a1)

    async def scene(player: Player) -> None:
        await player.burst(PAY + "150<tab>")
        assert "150.00 USD of 2 invoices" in player.screen
        await player.burst("check<tab>4711<f9>")
        assert player.message == f"Received 150.00 USD of Healthy Juices Inc.: {one} 100.00, {two} 50.00"

    run(scene)
    assert paid(stand) == {one: D(100), two: D(50)}
    row = Payment.get()
    assert (row.method, row.reference, row.day) == ("CHECK", "4711", today())


def test_amounts_filled_in_have_the_places_of_their_currency(stand: House) -> None:
    one, two = billed(stand.a1), billed(stand.a1)

    async def scene(player: Player) -> None:
        for keys in (PAY + "150<tab>", "<tab><tab><tab><f6>", "<up>40<tab>"):
            await player.burst(keys)
            first = "40" if keys.startswith("<up>") else "100.00"
            assert [player.app.desk.view.value(PART + number) for number in (one, two)] == [first, "50.00"]

    run(scene)


def test_the_oldest_part_is_settled_first_across_invoices(stand: House) -> None:
    """C-37: two parts of the first invoice, one of the second, then what is left to the third of the first."""
    terms = PaymentTerms.create(code="P", name="3 parts", days=30, instalments="30 60 90")
    CustomerAccount.update(terms=terms).where(CustomerAccount.id == stand.a1).execute()
    two, one = billed(stand.a1), billed(stand.a1, day=today() - timedelta(days=40))

    async def scene(player: Player) -> None:
        await player.burst(PAY)
        assert "33.33 overdue" in player.screen
        await player.burst("<tab><tab><tab><tab>")
        assert f"{one} in parts: 33.33 by " in " ".join(player.screen.split())
        await player.burst("<up><up><up><up>110<f9>")
        assert player.message == f"Received 110.00 USD of Healthy Juices Inc.: {one} 76.67, {two} 33.33"

    run(scene)
    assert paid(stand) == {one: D("76.67"), two: D("33.33")}


def test_in_one_burst_it_is_the_same(stand: House) -> None:
    one, two = billed(stand.a1), billed(stand.a1)

    async def scene(player: Player) -> None:
        await player.burst(PAY + "150<f9>")

    run(scene)
    assert paid(stand) == {one: D(100), two: D(50)}


def test_an_amount_typed_at_an_invoice_is_kept_whatever_is_typed_above(stand: House) -> None:
    one, two = billed(stand.a1), billed(stand.a1)

    async def scene(player: Player) -> None:
        await player.burst(PAY + "120<tab><tab><tab><tab>90<up><up><up><up>140<f9>")
        assert player.message.endswith(f"{one} 90.00, {two} 20.00; 30.00 saved for later")

    run(scene)
    assert paid(stand) == {one: D(90), two: D(20)}


def test_what_was_proposed_for_others_gives_way_to_an_amount_typed(stand: House) -> None:
    """What is typed at the second invoice is taken from what the first was proposed, the first of others first."""
    one, two, three = (billed(stand.a1) for _ in range(3))

    async def scene(player: Player) -> None:
        await player.burst(PAY + "230<tab><tab><tab><tab><tab>100<tab>50")
        assert "230.00 USD of 3 invoices" in player.screen
        await player.burst("<f9>")
        assert player.message.endswith(f"{one} 80.00, {two} 100.00 and 1 more")

    run(scene)
    assert paid(stand) == {one: D(80), two: D(100), three: D(50)}


def test_the_whole_amount_typed_at_a_later_invoice_leaves_the_first_nothing(stand: House) -> None:
    one, two = billed(stand.a1), billed(stand.a1)

    async def scene(player: Player) -> None:
        await player.burst(PAY + "100<tab><tab><tab><tab><tab>100<f9>")
        assert player.message == f"Received 100.00 USD of Healthy Juices Inc.: {two} 100.00"

    run(scene)
    assert paid(stand) == {one: D(0), two: D(100)}


def test_what_is_left_is_shown_and_settles_the_next_one_without_new_money(stand: House) -> None:
    one = billed(stand.a1)
    ff.receive(ANN, "3897-5", D(60), {})

    async def scene(player: Player) -> None:
        await player.burst(PAY)
        assert "60.00 left of before" in player.screen
        await player.burst("<tab><tab><tab><tab>60<f9>")
        assert player.message == f"Settled for Healthy Juices Inc.: {one} 60.00"

    run(scene)
    assert paid(stand) == {one: D(60)}
    assert Payment.select().count() == 1


def test_what_is_wrong_is_marked_and_nothing_is_taken(stand: House) -> None:
    """A card number, more than is due, a day that lies ahead: each names its field."""
    one = billed(stand.a1)

    async def scene(player: Player) -> None:
        for keys, told in (
            ("50<tab>check<tab>4111 1111 1111 1111<f9>", "card number"),
            ("<esc>Visa 1111<tab>+2<f9>", "lies ahead"),
            ("<esc>today<tab>100.01<f9>", "more than the 100.00 due"),
            ("<esc>50.005<f9>", "is not an amount of USD"),
            ("<esc>80<f9>", "100.01 are allocated, more than the 80.00 received"),
        ):
            await player.burst((PAY if told == "card number" else "") + keys)
            assert told in player.screen, (keys, player.screen)
            assert Payment.select().count() == 0
        await player.burst("<esc>")

    run(scene)
    assert paid(stand) == {one: D(0)}


def test_leaving_never_takes_the_money(stand: House) -> None:
    billed(stand.a1)

    async def scene(player: Player) -> None:
        await player.burst(PAY + "50<f12>")
        assert "Discard what is typed" in player.message
        await player.burst("<f9>")
        assert Payment.select().count() == 0
        await player.burst("<f11>")

    run(scene)
    assert Payment.select().count() == 0


def test_two_clerks_take_for_one_invoice_and_the_second_is_told(stand: House) -> None:
    one = billed(stand.a1)

    async def scene(player: Player) -> None:
        await player.burst(PAY + "100<tab>")
        ff.receive(ANN, "3897-5", D(40), {one: D(40)})
        await player.burst("<f9>")
        assert f"{one}: 100.00 is more than the 60.00 due" in player.screen
        assert Allocation.select().count() == 1
        await player.burst("<esc><f9>")
        assert "40.00 saved for later" in player.message

    run(scene)
    assert paid(stand) == {one: D(100)}


def test_the_overdue_are_listed_with_a_payment_and_a_note_one_key_away(stand: House) -> None:
    one = billed(stand.a1, day=today() - timedelta(days=40))

    async def scene(player: Player) -> None:
        await player.burst("<f10>OD<enter>")
        assert "3897-5" in player.screen
        assert "100.00" in player.screen
        await player.burst("<down><f6>compl<tab>call about IN-1<tab>ann<tab>+1<f9>")
        assert "call about IN-1" in player.screen
        await player.burst("<enter>100<f9>")
        assert "No invoice is overdue" in player.screen

    run(scene)
    assert paid(stand) == {one: D(100)}
    assert ActionNote.select().count() == 1


def test_the_statement_is_one_key_away(stand: House) -> None:
    one = billed(stand.a1)

    async def scene(player: Player) -> None:
        await player.burst(PAY + "<f10>D<enter>")
        assert "STATEMENT" in player.screen
        assert one in player.screen
        await player.burst("<enter>100<f9>")
        assert "Received 100.00" in player.message

    run(scene)


def on_two_ten(house: House) -> None:
    row = PaymentTerms.create(code="2/10", name="2 % 10 days", days=30, discount_days=10, discount_rate=D("0.02"))
    CustomerAccount.update(terms=row).where(CustomerAccount.id == house.a1).execute()


def test_an_early_payment_gets_its_discount_by_itself(stand: House) -> None:
    """The oldest first with it, to the cent; who pays all of it gets none (C-37)."""
    on_two_ten(stand)
    one, two = billed(stand.a1), billed(stand.a1)

    async def scene(player: Player) -> None:
        await player.burst(PAY + "196<tab>")
        assert "4.00 discount" in player.screen
        await player.burst("<f9>")
        assert player.message.startswith("Received 196.00 USD")

    run(scene)
    assert paid(stand) == {one: D(100), two: D(100)}


def test_a_late_payment_gets_it_by_a_key_of_its_own_and_who_may(stand: House) -> None:
    on_two_ten(stand)
    one = billed(stand.a1, day=today() - timedelta(days=11))

    async def scene(player: Player) -> None:
        await player.burst(PAY + "98<tab>")
        assert "discount" not in player.screen
        await player.burst("<tab><tab><tab><f10>E<enter><f9>")
        assert player.message.startswith("Received 98.00 USD")

    run(scene)
    assert paid(stand) == {one: D(100)}
