"""Returns and credit notes by keys: few of them, what is told before F9, and the story played over a pty (C-31)."""

from pathlib import Path

from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.fulfilment import Allocation, Invoice
from custtui.services import fulfilment as ff
from custtui.services import orders
from custtui.services.check import check
from tests.services import house
from tests.services.fulfilling import D, adds_up, line, of
from tests.services.keying import ordered
from tests.terminal.rest import at_rest
from tests.ui.flows import flows
from tests.ui.keyplay import ANN, Player, run
from tests.ui.over_pty import make_counter, program, read
from tests.ui.test_on_the_line import at_once


def billed(quantity: str = "5") -> str:
    number = ordered(house.stand().a1, f"ITEM1 x{quantity}").number
    ff.ship(ANN, number, 1, of(p10=quantity))
    ff.invoice(ANN, number, of(p10="3"))
    return number


def test_returned_credited_and_settled_in_one_burst_over_a_pty(sqlite_template: Path, tmp_path: Path) -> None:
    path = make_counter(sqlite_template, tmp_path / "counter.sqlite")
    with program(path) as terminal:
        at_once(terminal, flows("order-desk")["shipped, returned 3, credited, settled"])
        assert terminal.wait_for("Settled for"), terminal.text()
        at_rest(terminal)
    one = read(path)
    try:
        view, shown = orders.order("SO-1001"), line("SO-1001")
        assert (view.status, shown.returned, shown.credited, shown.billable) == ("finished", 3, 3, 0)
        credit = Invoice.get(Invoice.number == "CN-1")
        assert credit.gross == -view.credited_total == -view.returned_total < 0
        assert sorted(row.amount for row in Allocation.select()) == [credit.gross, -credit.gross]
        adds_up(view)
        assert list(check()) == []
    finally:
        one.close()
        db.initialize(None)


def test_what_becomes_of_it_is_told_before_it_is_booked(sqlite_database) -> None:
    number = billed()

    async def scene(player: Player) -> None:
        await player.burst(f"{number}<enter><f10>G<enter>4<enter>")
        assert "2 no longer to bill · 2 to credit" in player.screen
        await player.burst("DEF<enter>SC<f9>")
        assert "Returned 4 of 5 ITEM1; 2 to credit" in player.screen
        assert "2 to credit" in player.screen

    run(scene)


def test_c_31_the_clerk_may_choose_that_what_is_invoiced_goes_first(sqlite_database) -> None:
    """Of 5 shipped and 3 invoiced 2 come back: by choice both are credited, and the 2 not invoiced stay to bill."""
    number = billed()
    house.promote()

    async def scene(player: Player) -> None:
        await player.burst(f"{number}<enter><f10>G<enter>2<enter>")
        assert "2 no longer to bill" in player.screen
        await player.burst("DEF<enter>SC<enter>nothing<f9>")
        assert '"nothing" is not one of OPEN, INVOICED' in player.message
        await player.burst("<esc>INV")
        assert "2 to credit, next" in player.screen
        assert "no longer to bill" not in player.screen
        await player.burst("<f9>")
        assert player.app.desk.view.title == f"Credit note for {number}"
        await player.burst("<f9>")
        assert "Credit note CN-1" in player.screen

    run(scene)
    one = line(number)
    assert (one.returned, one.credited, one.billable) == (D(2), D(2), D(2))
    adds_up(orders.order(number))
    assert list(check()) == []


def test_c_31_the_choice_stays_where_no_credit_note_is_made_yet(sqlite_database) -> None:
    number = billed()
    house.promote()

    async def scene(player: Player) -> None:
        await player.burst(f"{number}<enter><f10>G<enter>2<enter>DEF<enter>SC<enter>INV<f9><f12>")
        assert "2 to credit · then 2 to invoice" in " ".join(player.screen.split())
        await player.burst("<f10>K<enter>")
        assert "20.00" in player.screen
        await player.burst("<f9>")
        assert "Credit note CN-1" in player.screen

    run(scene)
    assert (line(number).to_credit, line(number).billable) == (D(0), D(2))


def test_c_31_what_goes_first_is_asked_where_there_is_a_choice_alone(sqlite_database) -> None:
    number = billed()
    nothing = ordered(CustomerAccount.get(CustomerAccount.code == "3897-5").id, "ITEM1 x5").number
    ff.ship(ANN, nothing, 1, of(p10="5"))

    async def scene(player: Player) -> None:
        await player.burst(f"{nothing}<enter><f10>G<enter>")
        assert "Goods" in player.screen and "First" not in player.screen
        await player.burst("2<enter>DEF<enter>SC<f9>")
        assert "Returned 2 of 5 ITEM1" in player.screen
        ff.invoice(ANN, nothing, of(p10="3"))
        await player.burst("<f10>G<enter>")
        assert "First" not in player.screen  # all of it is invoiced
        await player.burst(f"<f10>OI {number}<enter><f10>G<enter>")
        assert "First" in player.screen

    run(scene)


def test_x_22_who_may_not_credit_is_told_who_may_and_another_signs(sqlite_database) -> None:
    number = billed()
    ff.book_return(ANN, number, of(p10="4"), "DEFECT", "SCRAP")

    async def scene(player: Player) -> None:
        await player.burst(f"{number}<enter><f10>K<enter><f9>")
        assert "Only a supervisor may make credit notes" in player.message
        assert line(number).credited == D(0)

    run(scene)


def test_what_a_credit_comes_to_follows_what_is_typed(sqlite_database) -> None:
    number = billed()
    ff.book_return(ANN, number, of(p10="5"), "OTHER", "SCRAP")

    async def scene(player: Player) -> None:
        await player.burst(f"{number}<enter><f10>K<enter>")
        three = ff.crediting(number).lines[0].comes_to(D(3))
        one = ff.crediting(number).lines[0].comes_to(D(1))
        assert f"{three:.2f}" in player.screen
        await player.burst("1")
        await player.rest()
        assert f"{one:.2f}" in player.screen and f"{three:.2f}" not in player.screen

    run(scene)
