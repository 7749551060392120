"""Notes, the work list, questions, tax and payment, activity on the screen; each flow as one burst."""

from __future__ import annotations

from datetime import date

import pytest

from custtui.domain.records.note import ActionFields
from custtui.models.account import ActionNote, CustomerNote, PaymentExclusion, TaxStatus
from custtui.models.order import SalesOrder
from custtui.services.notes import action_notes
from custtui.services.profile import answers, questions
from custtui.services.profile.questions import QuestionFields
from custtui.services.terms import detail as terms_detail
from tests.services.house import ANN, BEN, CORA, House
from tests.services.keying import ordered
from tests.ui.keyplay import Player, run

PROFILE = "3897-5<enter><f10>"
SIZE = QuestionFields("SIZE", "Company size", True, True, "S Small; M Medium")


def title(player: Player) -> str:
    return player.screen.split("\n")[0]


def test_a_note_is_written_and_shown_beside_the_next_order(stand: House) -> None:
    """F-24, X-11."""

    async def scene(player: Player) -> None:
        await player.burst(f"{PROFILE}w<enter><insert>pallets only<tab>y<f9><f2>3897-5<f7>")
        assert "pallets only" in player.screen and "New order" in title(player)

    run(scene)
    assert CustomerNote.get().on_selection


def test_an_action_note_goes_through_the_work_list(stand: House) -> None:
    """F-23: written from the profile, listed for all, mine, resolved: it leaves."""
    action_notes.add_action(BEN, stand.hq, ActionFields("CALL", "bens", "ben", "+1"))

    async def scene(player: Player) -> None:
        await player.burst(f"{PROFILE}w<enter><f6>compl<tab>broken crate<tab>ann<tab>+7<f9>")
        assert "Action note for Healthy Juices Inc. saved" in player.message
        await player.burst("<f2><f10>w<enter>")
        assert "broken crate" in player.screen and "bens" in player.screen
        await player.burst("<f4>")
        assert "broken crate" in player.screen and "bens" not in player.screen
        await player.burst("<down><f7>")
        assert "Resolved" in player.message and "Nothing is open: F4 shows what anybody is to do" in player.screen
        await player.burst("<f12><f10>on me<enter>")
        assert "My open notes" in title(player)

    run(scene)
    assert [row.status for row in ActionNote.select().order_by(ActionNote.id)] == ["open", "resolved"]


def test_several_notes_are_resolved_changed_and_removed_by_options(counter: House) -> None:
    """F-84."""
    for number in range(3):
        action_notes.add_action(ANN, counter.a1, ActionFields("CALL", f"call {number}", "ann", f"+{number + 1}"))

    async def scene(player: Player) -> None:
        await player.burst("<f10>on<enter><down>7<down>2<down>7<enter>")
        assert "Action note" in title(player)
        await player.burst("<tab>changed<f9>")
        assert "Open notes" in title(player)

    run(scene)
    assert [(one.text, one.status) for one in action_notes.actions_of(counter.a1)] == [
        ("changed", "open"),
        ("call 2", "resolved"),
        ("call 0", "resolved"),
    ]


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("<f6><f9>", "Reason is required"),
        ("<f6>nope<tab><tab>nobody<f9>", "2 to fix"),
        ("<insert><f9>", "Note is required"),
        ("<insert>card 4111 1111 1111 1111<f9>", "card number is never stored"),
        (f"<insert><paste:{'x' * 2001}><f9>", "Note: 2001 characters, at most 2000 are saved"),
        ("<insert>pallets<tab>maybe<f9>", "On orders: type Y or N"),
        ("<down>4<enter>", "There is no row|Choose a row first"),
        ("<f7>", "There is no row"),
    ],
)
def test_notes_that_cannot_be_kept_are_refused(counter: House, keys: str, told: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"{PROFILE}w<enter>{keys}")
        assert any(part in player.screen for part in told.split("|")) and player.app.desk.locked

    run(scene)
    assert not ActionNote.select().exists() and not CustomerNote.select().exists()


def test_f9_opens_the_questions_and_f12_returns_to_the_order_unaccepted(stand: House) -> None:
    """R-38, F-19."""
    questions.save_question(CORA, SIZE)

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>2<enter><f9>")
        assert "Not placed: Company size is not answered" in player.message
        assert "Profile questions" in title(player)
        await player.burst("<esc><f12>")
        assert "New order" in title(player) and "ITEM1" in player.screen
        assert SalesOrder.select().count() == 0
        await player.burst("<f9><esc>med<f9>")
        assert "New order" in title(player) and "saved" in player.message
        await player.burst("<f9>")
        assert SalesOrder.select().count() == 1

    run(scene)
    assert answers.questions(stand.a1)[1][0].answer == "M"


def test_questions_are_made_and_answered_from_the_list(counter: House) -> None:
    """F-19, F-82."""

    async def scene(player: Player) -> None:
        await player.burst("<f10>q<enter><insert>SIZE<tab>Company size<tab>n<tab><tab>S Small; M Medium<f9><f2>")
        await player.burst(f"{PROFILE}q<enter><f4><down><enter><f9>")
        assert "Answers of 3897-5" in player.message
        await player.burst("<f10>q<enter>huge<f9>")
        assert "there is no answer huge" in player.message

    run(scene)
    assert answers.questions(counter.a1)[1][0].answer in ("S", "M")


def test_an_excluded_method_is_not_offered_as_the_usual_one(counter: House) -> None:
    """F-21; beside Excluded all are."""

    async def scene(player: Player) -> None:
        await player.burst(f"{PROFILE}t<enter><tab>cash<backtab><f4>")
        assert "CHECK" in player.screen and "> CASH" not in player.screen
        assert not [row for row in player.screen.split("\n") if row.lstrip("> ").startswith("CASH")]
        await player.burst("<f12><tab><f4>")
        assert [row for row in player.screen.split("\n") if row.lstrip("> *").startswith("CASH")]

    run(scene)


def test_tax_and_payment_are_kept_in_one_form(counter: House) -> None:
    """F-20, F-21: the refusal names what is wrong; then it is kept."""

    async def scene(player: Player) -> None:
        await player.burst(f"{PROFILE}t<enter><tab>CHECK<tab>*<tab>EX-1<tab><tab>2026-13-01<f9>")
        assert "2 to fix" in player.message
        await player.burst("<esc>CASH<tab><tab><tab><tab>2030-12-31<f9>")
        assert "Tax and payment of 3897-5 Healthy Juices Inc. saved" in player.message
        assert "tax exempt until 31 Dec 2030" in player.screen

    run(scene)
    assert terms_detail.terms_form(counter.a1)[1].excluded == "CASH"
    assert TaxStatus.get().last_day == date(2030, 12, 31) and PaymentExclusion.select().count() == 1


def test_the_years_activity_stands_in_bars(counter: House) -> None:
    """F-25."""
    ordered(counter.a1, "ITEM1 x3")

    async def scene(player: Player) -> None:
        await player.burst(f"{PROFILE}h<enter>")
        assert "█" in player.screen and "30.00" in player.screen and "1 order" in player.screen
        assert "Never ordered" not in player.screen
        await player.burst("<f8>")
        assert "Orders" in title(player)

    run(scene)


@pytest.mark.parametrize("size", [(60, 16), (132, 43)])
def test_these_screens_hold_at_other_sizes(counter: House, size: tuple[int, int]) -> None:
    """F-86."""
    questions.save_question(CORA, SIZE)
    action_notes.add_action(ANN, counter.a1, ActionFields("CALL", "call", "ann", "+1"))

    async def scene(player: Player) -> None:
        for letter, part in (("h", "Years"), ("w", "call"), ("t", "Excluded"), ("q", "Company size"), ("c", "Emily")):
            await player.burst(f"<f2>{PROFILE}{letter}<enter><pgdn>")
            assert part in player.screen, part
            assert all(len(row) <= size[0] for row in player.screen.split("\n"))
        await player.burst("<f2><f10>w<enter>")
        assert "call" in player.screen

    run(scene, size=size)
