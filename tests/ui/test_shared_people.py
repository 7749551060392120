"""Contacts and answers of all accounts of a party on the screen; each flow as one burst (F-48)."""

from __future__ import annotations

import pytest

from custtui.services.people import contacts
from custtui.services.profile import answers, questions
from custtui.services.profile.questions import QuestionFields
from tests.services import house
from tests.services.house import CORA, House
from tests.ui.keyplay import Player, run

SIZE = QuestionFields("SIZE", "Company size", True, True, "S Small; M Medium")
FILLED = "<insert>Ann Lee" + "<tab>" * 18


@pytest.fixture
def branch(stand: House) -> int:
    """Another account of the customer's party, without people."""
    return house.sister(stand.a1, "3897-40", "Branch")


def test_a_contact_is_made_for_all_accounts_and_stands_at_each(branch: int) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<enter><f10>c<enter>{FILLED}")
        assert player.app.desk.view.field.name == "shared"
        await player.burst("y<f9>")
        assert "Ann Lee is a contact now" in player.message
        await player.burst("<f3>3897-40<enter>")
        assert "Ann Lee" in player.screen
        await player.burst("<f10>c<enter>")
        line = next(row for row in player.screen.split("\n") if "Ann Lee" in row)
        assert "all accounts" in line
        await player.burst("<f10>A<enter>")
        assert "Ann Lee was put down at 3897-5: take it back there" in player.message and player.app.desk.locked

    run(scene)
    assert [one.shared for one in contacts.contacts(branch)] == [True]


def test_a_contact_is_shared_and_taken_back_by_one_key(branch: int) -> None:
    """The list tells which; one at a site is refused."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>c<enter><f10>A<enter>")
        assert "Robert Green acts for all accounts of the party now" in player.message
        assert len(contacts.contacts(branch)) == 1
        await player.burst("<f10>A<enter>")
        assert "Robert Green acts for this account alone now" in player.message
        await player.burst("<down><down><f10>A<enter>")
        assert "acts for one account: clear it, or the site" in player.message and player.app.desk.locked

    run(scene)
    assert contacts.contacts(branch) == ()


def test_a_site_and_all_accounts_are_refused_at_the_field(branch: int) -> None:
    async def scene(player: Player) -> None:
        to_last = "<tab>" * 17
        await player.burst(f"3897-5<enter><f10>c<enter><insert>Ann Lee<tab>HJ Warehouse{to_last}y<f9>")
        assert "acts for one account" in player.message and player.app.desk.locked
        assert player.app.desk.view.field.name == "shared"
        await player.burst("<esc>n<f9>")
        assert "Ann Lee is a contact now" in player.message

    run(scene)
    assert contacts.contacts(branch) == ()


def test_an_answer_is_given_for_all_accounts_by_a_star_or_a_key(branch: int, stand: House) -> None:
    """What is typed is what stands; F10 A takes the star away again."""
    questions.save_question(CORA, SIZE)

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>q<enter>med*<f9>")
        assert player.message.endswith("saved; for all accounts: Company size")
        await player.burst("<f3>3897-40<enter><f10>q<enter>")
        assert "M*" in player.screen
        await player.burst("<f10>A<enter><f9>")
        assert "saved" in player.message
        await player.burst("<f10>q<enter><f10>A<enter>")
        assert "M*" in player.screen
        await player.burst("<f11>")

    run(scene)
    stand_at = {one: answers.questions(one)[1][0] for one in (stand.a1, branch)}
    assert {one: (given.answer, given.shared) for one, given in stand_at.items()} == {
        stand.a1: ("M", True),
        branch: ("M", False),
    }


def test_a_code_that_ends_in_a_star_is_shared_by_another_one(branch: int, stand: House) -> None:
    """F10 A took the code's own star for that of all accounts."""
    questions.save_question(CORA, QuestionFields("SIZE", "Company size", True, True, "A Small; A* Large"))

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>q<enter>A*<f10>A<enter><f9>")
        assert player.message.endswith("saved; for all accounts: Company size")

    run(scene)
    assert [(one.answer, one.shared) for one in answers.questions(branch)[1]] == [("A*", True)]


def test_a_star_without_an_answer_is_refused(stand: House) -> None:
    questions.save_question(CORA, SIZE)

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>q<enter><f10>A<enter>")
        assert "Answer first" in player.message and player.app.desk.locked

    run(scene)
