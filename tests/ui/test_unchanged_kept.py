"""F9 on a record that was looked at and not changed stores nothing: nobody is said to have changed it."""

from __future__ import annotations

import pytest

from custtui.models.account import CustomerAccount
from tests.ui.flows import flows
from tests.ui.keyplay import Player, run
from tests.ui.snapshot import snapshot

FORMS = {
    "profile": "3897-5<enter><enter>",
    "credit": "3897-5<enter><f10>K<enter>",
    "tax and payment": "3897-5<enter><f10>T<enter>",
    "contact": "3897-5<enter><f10>C<enter><down><enter>",
    "site": "3897-5<enter><f10>S<enter><down><enter>",
    "note": "3897-5<enter><f10>W<enter><insert>ring twice<f9><down><enter>",
    "action note": "3897-5<enter><f10>W<enter><f6>compl<tab>call back<tab>ann<tab>+1<f9><down><enter>",
    "question": flows("sweep")["AnswerForm"].partition("<f9>")[0] + "<f9><down><enter>",
    "answers": flows("sweep")["AnswerForm"].partition("<f9>")[0] + "<f9><f2>3897-5<enter><f10>Q<enter>",
}


@pytest.mark.parametrize("form", FORMS)
def test_f9_on_what_was_not_changed_stores_nothing_and_goes_back(form: str, stand) -> None:
    async def scene(player: Player) -> None:
        await player.burst(FORMS[form])
        assert not player.app.desk.locked
        before, version, view = snapshot(), _version(), player.app.desk.view
        await player.burst("<f9>")
        assert player.message == "Nothing was changed, so nothing was saved"
        assert (snapshot(), _version()) == (before, version)
        assert player.app.desk.view is not view or form == "profile"
        await player.burst("x")
        assert player.app.desk.locked, "the form is still open for typing"

    run(scene)


def test_a_change_taken_back_is_none(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><enter>")
        before = snapshot()
        await player.burst("Other<f5><f9>")
        assert "Nothing was changed" in player.message
        assert snapshot() == before

    run(scene)


def test_two_forms_in_turn(counter) -> None:
    """An option beside several rows: each form is gone back from, the next one comes up."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>S<enter><down>2<down>2<enter><f9>")
        assert player.app.desk.view.title.startswith("Address of")
        await player.burst("<f9>")
        assert not player.app.desk.view.title.startswith("Address of")

    run(scene)


def _version() -> int:
    """It counts every time that somebody stores the customer."""
    return CustomerAccount.get(CustomerAccount.code == "3897-5").version
