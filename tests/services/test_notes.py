"""Notes and action notes: the work list, who does what by when, notes beside an order (F-23, F-24, R-39)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from custtui.domain.errors import Conflict, Refused
from custtui.domain.records.note import ActionFields, NoteFields
from custtui.models.account import ActionNote, CustomerNote
from custtui.models.operator import Reason
from custtui.services import clock
from custtui.services import order_entry as desk
from custtui.services.notes import action_notes, notes
from tests.services import house
from tests.services.house import ANN, BEN
from tests.services.keying import keyed

CALL = ActionFields("CALL", "price list?", "ann", "2026-12-01")


def open_texts(mine: str = "") -> list[str]:
    return [one.text for one in action_notes.open_actions(mine)]


def test_an_action_note_is_listed_while_open_and_leaves_when_resolved(database) -> None:
    """F-23: with reason, assignee, follow-up day, status, over all customers by day."""
    made = house.stand()
    one = action_notes.add_action(ANN, made.a1, CALL)
    assert (one.code, one.name, one.reason, one.assignee) == ("3897-5", "Healthy Juices Inc.", "CALL", "ann")
    assert (one.follow_up, one.status, one.changed_by) == (date(2026, 12, 1), "open", "ann")
    action_notes.add_action(BEN, made.hq, ActionFields("complaint", "broken", "ben", "2026-11-30"))
    action_notes.add_action(BEN, made.hq, ActionFields("OTHER", "some day"))
    assert open_texts() == ["broken", "price list?", "some day"]
    assert open_texts("ann") == ["price list?"]
    done = action_notes.resolve(ANN, one.note_id, one.version)
    assert done.status == "resolved" and open_texts("ann") == []
    assert [row.status for row in action_notes.actions_of(made.a1)] == ["resolved"]
    again = action_notes.change_action(ANN, one.note_id, done.version, replace(CALL, status="open"))
    assert again.open and open_texts("ann") == ["price list?"]


def test_a_new_action_note_is_for_who_writes_it_today(database) -> None:
    house.stand()
    assert action_notes.blank_action(ANN) == ActionFields(assignee="ann", follow_up=clock.today().isoformat())


def test_reasons_are_data_of_the_house(database) -> None:
    house.stand()
    assert "CALL" in [one.key for one in action_notes.note_reasons()]
    Reason.create(kind="note", code="VISIT", name="Visit")
    assert [one.key for one in action_notes.note_reasons()] == ["VISIT"]


def test_every_fault_of_an_action_note_is_told_at_once(database) -> None:
    made = house.stand()
    bad = ActionFields("NOPE", "card 4111 1111 1111 1111", "nobody", "32.13.", "half")
    with pytest.raises(Refused) as refused:
        action_notes.add_action(ANN, made.a1, bad)
    assert [one.field for one in refused.value.faults] == ["reason", "text", "assignee", "follow_up", "status"]
    with pytest.raises(Refused, match="Reason is required"):
        action_notes.add_action(ANN, made.a1, ActionFields(text="x"))
    with pytest.raises(Refused, match="501 characters"):
        action_notes.add_action(ANN, made.a1, ActionFields("CALL", "x" * 501))
    with pytest.raises(Refused, match="no such customer"):
        action_notes.add_action(ANN, 999_999, CALL)
    assert ActionNote.select().count() == 0


def test_two_clerks_on_one_action_note_hear_of_each_other(database) -> None:
    """X-13."""
    made = house.stand()
    one = action_notes.add_action(ANN, made.a1, CALL)
    action_notes.change_action(BEN, one.note_id, one.version, replace(CALL, text="price list sent"))
    with pytest.raises(Conflict) as conflict:
        action_notes.change_action(ANN, one.note_id, one.version, replace(CALL, text="asks again"))
    assert [fault.text for fault in conflict.value.faults] == [
        "ben changed this note meanwhile",
        "Text: yours 'asks again', stored 'price list sent'",
    ]
    with pytest.raises(Conflict):
        action_notes.resolve(ANN, one.note_id, one.version)
    assert action_notes.action(one.note_id).open


def test_the_work_list_is_read_in_pages(database) -> None:
    made = house.stand()
    for number in range(5):
        day = (date(2026, 12, 1) + timedelta(days=number)).isoformat()
        action_notes.add_action(ANN, made.a1, replace(CALL, text=str(number), follow_up=day))
    assert [one.text for one in action_notes.open_actions(limit=2, offset=2)] == ["2", "3"]


def test_notes_are_kept_changed_and_taken_away(database) -> None:
    """F-24."""
    made = house.stand()
    plain = notes.add_note(ANN, made.a1, NoteFields("closed in August"))
    flagged = notes.add_note(BEN, made.a1, NoteFields("pallets only", on_selection=True))
    assert [one.text for one in notes.notes(made.a1)] == ["pallets only", "closed in August"]
    changed = notes.change_note(BEN, plain.note_id, plain.version, NoteFields("closed in July", on_selection=True))
    assert (changed.text, changed.on_selection, changed.changed_by) == ("closed in July", True, "ben")
    with pytest.raises(Conflict, match="ben changed this note meanwhile"):
        notes.change_note(ANN, plain.note_id, plain.version, NoteFields("closed"))
    with pytest.raises(Conflict):
        notes.remove_note(ANN, plain.note_id, plain.version)
    notes.remove_note(ANN, flagged.note_id, flagged.version)
    assert [one.text for one in notes.notes(made.a1)] == ["closed in July"]
    with pytest.raises(Refused, match="gone"):
        notes.remove_note(ANN, flagged.note_id, flagged.version)


@pytest.mark.parametrize("text", ["", "  ", "x" * 2001, "card 4111-1111-1111-1111", "bell\x07"])
def test_a_note_that_cannot_be_kept_is_refused(database, text: str) -> None:
    made = house.stand()
    with pytest.raises(Refused) as refused:
        notes.add_note(ANN, made.a1, NoteFields(text))
    assert refused.value.faults[0].field == "text"
    assert CustomerNote.select().count() == 0


def test_a_flagged_note_stands_beside_the_order_of_the_sold_to_not_of_the_recipient(database) -> None:
    """R-39, F-24."""
    made = house.stand()
    house.related(made.hq, made.a1, ship_to=True, bill_to=True)
    notes.add_note(ANN, made.hq, NoteFields("H.Q. wants a call first", on_selection=True))
    notes.add_note(ANN, made.a1, NoteFields("never on orders"))
    recipient = keyed(made.a1, "ITEM1")
    shown = desk.choose_ship_to(ANN, recipient.id, f"site:{_ship_site(made)}")
    assert shown.ship_to.account_id == made.hq and shown.notes == ()
    assert keyed(made.hq, "ITEM1").notes == ("H.Q. wants a call first",)


def _ship_site(made: house.House) -> int:
    house.SiteUse.create(account=made.hq, site=made.hq_site, purpose="SHIP_TO", is_primary=True)
    return made.hq_site
