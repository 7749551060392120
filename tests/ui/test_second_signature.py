"""What a clerk may not do an operator who may signs for at the clerk's terminal: one act, both names (X-22)."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from custtui.domain.who import Role, Who
from custtui.models.account import CustomerAccount
from custtui.models.merge import MergeLog
from custtui.models.operator import Operator
from custtui.models.order import OrderEvent
from custtui.models.signing import SecondSignature
from custtui.models.term_change import TermChange
from custtui.services import fulfilment, orders
from custtui.services.check import check
from custtui.services.pins import set_pin
from tests.services import house
from tests.services.house import BEN, CORA
from tests.services.keying import ordered
from tests.services.merging_house import Pair, a_pair
from tests.services.test_fulfilment_payments import billed
from tests.ui.keyplay import Player, run

ANN = Who("ann", "Ann", Role.CLERK)
PIN = "271828"
LIMIT = "3897-5<enter><f10>K<enter>7"
"""A clerk reads the limit: what is typed there is refused."""
REST = "00<f9>"
"""Once it is signed for, the field takes what was typed, and the rest."""
SIGNED = f"ben<enter>{PIN}<f9>"


async def sign(player: Player, typed: str = SIGNED) -> None:
    """Behind a refusal: the window comes up, is seen, and is answered."""
    await player.burst("<esc><ctrl+g>")
    await player.look()
    await player.burst(typed)


@pytest.fixture
def pair(sqlite_database) -> Iterator[Pair]:
    made = a_pair()
    set_pin(BEN, "ben", PIN)
    yield made


def limit(account: int) -> object:
    return CustomerAccount.get_by_id(account).credit_limit


def kept() -> list[tuple[str, str, str]]:
    columns = SecondSignature.made_by, SecondSignature.signed_by, SecondSignature.act
    return list(SecondSignature.select(*columns).order_by(SecondSignature.id).tuples())


def test_a_limit_is_signed_for_once_and_its_history_has_both_names(pair: Pair) -> None:
    async def scene(player: Player) -> None:
        await player.burst(LIMIT)
        assert "only a supervisor may change limits" in player.message and "Ben (ben)" in player.message
        assert player.message.endswith("Esc, then Ctrl+G: a second signature")
        await player.burst("<ctrl+g>x<esc>")
        assert "Ctrl+G Sign" in player.screen.split("\n")[-1], "locked until Esc; then the bar has it"
        await player.burst("<ctrl+g>")
        assert "Second signature: change limits" in player.screen
        assert "Ctrl+G" not in player.screen.split("\n")[-1], "it is given here"
        await player.look()
        await player.burst(f"ben<enter>{PIN}")
        assert PIN not in player.screen and "*" not in player.screen.split("Second signature")[1]
        await player.burst("<f9>")
        assert limit(pair.old) is None and not kept(), "it is kept with what was signed for"
        await player.burst(REST)
        assert limit(pair.old) is not None and "saved; signed by ben" in player.message
        await player.burst("<f10>K<enter>8")
        assert "only a supervisor" in player.message, "for that one act alone"
        await player.burst("<esc><tab><ctrl+g>")
        assert player.message.startswith("Ctrl+G does nothing here"), "another key ends the offer"

    run(scene, who=ANN)
    row = TermChange.get(TermChange.field == "credit_limit", TermChange.account == pair.old)
    assert (row.made_by, row.signed_by, row.new) == ("ann", "ben", "700.00")
    assert kept() == [("ann", "ben", "TERMS")]


def test_the_window_reads_no_key_that_was_typed_ahead(pair: Pair) -> None:
    rung: list[str] = []

    async def scene(player: Player) -> None:
        player.app.desk.unseen._bell = lambda: rung.append("bell")
        await player.burst(f"{LIMIT}<esc><ctrl+g>{SIGNED}")
        assert "Second signature" in player.screen and limit(pair.old) is None
        assert player.message == "11 keys typed ahead: not taken" and rung == ["bell"]
        window = player.app.desk.top
        assert not any(field.value for field in window.fields)
        await player.burst(SIGNED + "<paste:271828>")
        assert limit(pair.old) is None and not any(field.value for field in window.fields), "nobody has read it yet"
        await player.look()
        await player.burst(SIGNED + REST)
        assert limit(pair.old) is not None

    run(scene, who=ANN)
    assert kept() == [("ann", "ben", "TERMS")]


def test_an_esc_that_answers_keys_not_taken_leaves_the_window_open(pair: Pair) -> None:
    """A PIN keyed behind it would land, for all to read, in the form below."""

    async def scene(player: Player) -> None:
        await player.burst(f"{LIMIT}<esc><ctrl+g>{SIGNED}")
        await player.look()
        await player.burst(f"<esc>{SIGNED}{REST}")
        assert limit(pair.old) is not None and PIN not in player.screen
        await player.burst("<f10>K<enter>8<esc><ctrl+g>")
        await player.look()
        await player.burst("<esc>")
        assert "Second signature" not in player.screen, "nothing was told: the first Esc leaves"

    run(scene, who=ANN)


def test_esc_leaves_with_nothing_lost_and_a_wrong_pin_locks_and_empties(pair: Pair) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"{LIMIT}<esc><ctrl+g>")
        await player.look()
        await player.burst("ben<enter>999999<f9>")
        assert "This login and PIN do not go together" in player.message
        await player.burst("<esc>")
        assert [field.value for field in player.app.desk.top.fields] == ["ben", ""]
        await player.burst("314159<f9><esc>314159<f9>")
        assert "3 wrong PINs: none of ben is taken for 5 minutes" in player.message
        await player.burst(f"<esc>{PIN}<f9>")
        assert "3 wrong PINs" in player.message and limit(pair.old) is None
        await player.burst("<esc><esc>")
        assert "Second signature" not in player.screen and "Credit limit" in player.screen, "the form stands"
        await player.burst("<f11>")
        assert "discarded" in player.message

    run(scene, who=ANN)
    assert not kept()


@pytest.mark.parametrize("on", ("<tab>", "<down>"))
def test_login_and_pin_keyed_whole_again_after_a_refusal_show_nothing_and_sign(pair: Pair, on: str) -> None:
    """The cursor stands in the PIN then: neither way of keying it anew may put it into the Login, where it shows."""

    async def scene(player: Player) -> None:
        await player.burst(f"{LIMIT}<esc><ctrl+g>")
        await player.look()
        await player.burst("ben<tab>999999<f9><esc>")
        for key in f"b e n {on} {' '.join(PIN)}".split():
            await player.burst(key)
            assert PIN[:2] not in player.screen and player.app.desk.top.value("login") == "ben"
        await player.burst("<f9>" + REST)
        assert limit(pair.old) is not None

    run(scene, who=ANN)


SHUT = {
    "a supervised field of the profile": ("3897-5<enter><enter>", "credit_limit", "change limits"),
    "credit and approval": ("3897-5<enter><f10>K<enter>", "credit_limit", "change limits"),
    "tax and payment": ("3897-5<enter><f10>T<enter>", "excluded", "change limits"),
    "a control": ("<f10>SU contro<enter><down><enter>", "value", "set controls"),
    "a new tax rate": ("<f10>SU ta<enter><f6>", "category", "set the house up"),
    "a product": ("<f10>SU pro<enter><f6>", "code", "set up products"),
}


@pytest.mark.parametrize("what", SHUT)
def test_what_a_person_may_not_change_reads_as_text_and_is_offered_to_be_signed_for(pair: Pair, what: str) -> None:
    """S-7: nothing is typed in vain; who may types as ever, and no key lands in another field."""
    way, name, said = SHUT[what]

    async def scene(player: Player) -> None:
        await player.burst(way)
        form = player.app.desk.view
        form.go(name)
        assert form.field.act is not None
        for key in ("9", "<backspace>", "<ctrl+e>"):
            await player.burst(key)
            assert said in player.message and player.message.endswith("Esc, then Ctrl+G: a second signature")
            await player.burst("<esc>")
        assert not form.changed() and form.field.name == name

    run(scene, who=ANN)

    async def may(player: Player) -> None:
        await player.burst(way)
        assert not any(field.act for field in player.app.desk.view.fields)

    house.promote("ann")
    run(may, who=Who("ann", "Ann", Role.ADMINISTRATOR))


def test_a_profile_signed_for_is_shut_again_once_it_is_saved(pair: Pair) -> None:
    async def typed(player: Player) -> None:
        await player.burst("<enter>")
        player.app.desk.view.go("credit_limit")
        await player.burst("8")

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter>")
        await typed(player)
        assert player.message.startswith("Credit limit: only a supervisor may change limits"), "the field is named"
        await sign(player)
        await player.burst("00<f9>")
        assert "saved; signed by ben" in player.message
        await typed(player)
        assert player.message.startswith("Credit limit: only a supervisor")
        await sign(player)
        await player.burst("<backspace><f9>")
        await typed(player)
        assert player.message.startswith("Credit limit: only a supervisor"), "nothing was changed, and it is over too"

    run(scene, who=ANN)


def test_a_merge_is_signed_for_and_its_undo_by_the_yes_of_its_question(pair: Pair) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-7<enter><f10>M<enter><enter><f9>")
        assert "Only a supervisor may merge" in player.message
        await sign(player)
        assert "merged into 3897-5" in player.message and "signed by ben" in player.message
        await player.burst("<f10>U<enter><f9>")
        assert "Only a supervisor may merge" in player.message
        Operator.update(active=False).where(Operator.login == "ben").execute()
        await sign(player)
        assert "ben may no longer work here" in player.message
        Operator.update(active=True).where(Operator.login == "ben").execute()
        await player.burst(f"<esc>{PIN}<f9>")
        assert "is back" in player.message and "signed by ben" in player.message

    run(scene, who=ANN)
    row = MergeLog.get()
    assert (row.made_by, row.signed_by, row.undone_by, row.undo_signed_by) == ("ann", "ben", "ann", "ben")
    assert kept() == [("ann", "ben", "MERGE")] * 2


def test_what_a_field_of_the_profile_needs_is_signed_for_and_a_question_within_it_too(pair: Pair) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>A<enter><f9>")
        assert "Only a supervisor may make customers active" in player.message
        await sign(player)
        assert "inactive: no new orders" in player.message

    run(scene, who=ANN)
    assert not CustomerAccount.get_by_id(pair.old).active
    row = TermChange.get(TermChange.field == "active", TermChange.account == pair.old)
    assert (row.made_by, row.signed_by) == ("ann", "ben")


def test_a_question_within_what_was_signed_for_is_signed_for_too(counter: house.House) -> None:
    """C-43: a day in a closed period is an administrator's, who is asked; the order's history has both names."""
    number = ordered(counter.a1, "ITEM1 x2").number
    house.control("closed_until", date.today() + timedelta(days=1))
    house.promote("ann", Role.CLERK)
    set_pin(CORA, "cora", PIN)

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {number}<enter><f10>S<enter>2<f9>")
        assert "Only an administrator may date documents otherwise" in player.message
        await sign(player, f"cora<enter>{PIN}<f9>")
        assert "Do it all the same?" in player.message and player.app.desk.session.who.signature is None
        await player.burst("<f9>")
        assert "Shipped 2 of 2 ITEM1" in player.message and "signed by cora" in player.message

    run(scene, who=ANN)
    assert kept() == [("ann", "cora", "DATES")]
    told = {(one.by, one.signed_by) for one in OrderEvent.select().where(OrderEvent.kind.in_(("dates", "shipped")))}
    assert told == {("ann", "cora")}
    assert "ann, signed by cora" in {one.by for order in orders.every_order() for one in order.events}
    assert not list(check())


def test_a_row_of_a_list_and_a_letter_of_f10_are_done_again_too(counter: house.House) -> None:
    house.promote("ann", Role.CLERK)
    set_pin(BEN, "ben", PIN)
    house.related(counter.hq, counter.a1, bill_to=True)

    async def signed(player: Player) -> None:
        await sign(player)

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>P<enter><f4>corp<enter>")
        assert "Only a supervisor may say who pays" in player.message and not player.app.desk.windows
        await signed(player)
        await player.burst("corp<enter>")
        assert "is paid for by 3897-9 H.Q. Corp; signed by ben" in player.message
        row = TermChange.get(TermChange.field == "paid_by")
        assert (row.new, row.made_by, row.signed_by) == ("3897-9", "ann", "ben")
        await player.burst("<f10>I<enter>")
        assert "Only a supervisor may say who pays" in player.message
        await signed(player)
        await player.burst("<f9>")
        assert "pays for itself again" in player.message

    run(scene, who=ANN)
    assert CustomerAccount.get_by_id(counter.a1).default_bill_to_id is None
    assert {one[1:] for one in kept()} == {("ben", "PAYER")} and len(kept()) == 2


def test_a_payment_is_taken_back_by_a_second_signature_at_the_clerks_terminal(sqlite_database) -> None:
    """C-37, X-22: the clerk keys it, a supervisor beside signs for this one act."""
    made = house.stand()
    set_pin(BEN, "ben", PIN)
    one = billed(made.a1)
    fulfilment.receive(ANN, "3897-5", Decimal(100), {one: Decimal(100)})

    async def scene(player: Player) -> None:
        await player.burst("<f10>RP 3897-5<enter><f10>X<enter><down><f11>boun<f9>")
        assert "Only a supervisor may take payments back, pay back or write off" in player.screen
        await sign(player)
        assert player.message.endswith(f"taken back; open again: {one} 100.00; signed by ben")

    run(scene, who=ANN)
    assert kept() == [("ann", "ben", "REVERSE")]
    assert orders.invoices_of(made.a1)[0].paid == 0
    assert list(check()) == []
