"""The outbox is looked at by anybody, held back and sent again by a supervisor; announcements (F-49)."""

from datetime import timedelta

import pytest

from custtui.domain.errors import Confirm, Forbidden, Refused
from custtui.domain.mailing import RefusedForGood
from custtui.domain.records.announcement import AnnouncementFields
from custtui.models.account import Contact, ContactPoint, CustomerAccount
from custtui.models.base import now
from custtui.models.order import Outbox
from custtui.services.check import check
from custtui.services.notices import outbox
from custtui.services.notices.sending import send_next
from custtui.services.people.announcing import announce, announced
from tests.services import house
from tests.services.house import ANN, BEN, CORA
from tests.services.keying import ordered

NEWS = AnnouncementFields("product launch", "Pear juice", "From May.\nSix bottles a case.")


@pytest.fixture
def made(database) -> house.House:
    one = house.stand()
    house.control("email_notices", "Y")
    return one


def states() -> list[str]:
    return [row.state for row in Outbox.select().order_by(Outbox.id)]


def send() -> list[str]:
    came = list[str]()
    while send_next(CORA, lambda letter: came.append(letter.to), "seller.example"):
        pass
    return came


def test_what_is_held_back_is_not_sent_until_it_is_sent_again(made) -> None:
    number = ordered(made.a1, "ITEM1").number
    (one,) = outbox.waiting(10)
    assert (one.number, one.code, one.name, one.address) == (number, "3897-5", "Robert Green", "r.green@hj.example")
    outbox.hold_back(BEN, one.id)
    assert outbox.waiting(10) == [] and [row.changed_by for row in outbox.held(10)] == ["ben"]
    assert send() == []
    with pytest.raises(Refused, match="This message is held back by now: nothing was changed"):
        outbox.hold_back(BEN, one.id)
    outbox.send_again(BEN, one.id)
    assert send() == ["r.green@hj.example"] and [row.id for row in outbox.sent(10)] == [one.id]
    assert list(check()) == []


def test_what_failed_goes_to_the_address_as_it_was_put_right(made) -> None:
    ordered(made.a1, "ITEM1")

    def refuse(letter: object) -> None:
        raise RefusedForGood("550 no such user", address=True)

    send_next(CORA, refuse, "seller.example")
    (one,) = outbox.failed(10)
    assert one.reason == "550 no such user"
    ContactPoint.update(value="robert@hj.example").where(ContactPoint.contact == made.robert).execute()
    outbox.send_again(BEN, one.id)
    assert send() == ["robert@hj.example"]


def test_what_was_sent_is_sent_again_as_another_message(made) -> None:
    ordered(made.a1, "ITEM1")
    send()
    (one,) = outbox.sent(10)
    with pytest.raises(Refused, match="This message was sent by now"):
        outbox.hold_back(BEN, one.id)
    outbox.send_again(BEN, one.id)
    assert states() == ["SENT", "WAITING"]
    send()
    first, second = Outbox.select().order_by(Outbox.id)
    assert first.message_id != second.message_id and first.body == second.body and second.made_by == "ben"


def test_what_is_on_its_way_is_left_alone(made) -> None:
    ordered(made.a1, "ITEM1")
    Outbox.update(claimed_by="x", claimed_until=now() + timedelta(minutes=5)).execute()
    for act in (outbox.hold_back, outbox.send_again):
        with pytest.raises(Refused, match="This message is being sent just now"):
            act(BEN, outbox.waiting(10)[0].id)


def test_a_clerk_looks_and_changes_nothing(made) -> None:
    """S-7."""
    ordered(made.a1, "ITEM1")
    (one,) = outbox.waiting(10)
    for act in (outbox.hold_back, outbox.send_again):
        with pytest.raises(Forbidden, match="Only a supervisor may hold back or send messages again: Ben"):
            act(ANN, one.id)
    with pytest.raises(Forbidden, match="Only a supervisor may send announcements"):
        announce(ANN, NEWS)
    with pytest.raises(Forbidden, match="Only an administrator may send what waits"):
        send_next(BEN, lambda letter: None, "seller.example")
    assert states() == ["WAITING"]


def test_an_announcement_goes_to_each_subscriber_once_after_a_question(made) -> None:
    """F-49: not to primary contacts who did not subscribe, nor to customers who are inactive."""
    house.contact(made.a1, "Ann Lee", events=("product launch",), email="lee@hj.example")
    house.contact(made.hq, "Ann Lee", events=("product launch",), email="LEE@hj.example")
    house.contact(made.hq, "No Mail", events=("product launch",))
    gone = house.customer("C-9", "Gone")
    house.contact(gone, "Gone Person", events=("product launch",), email="gone@x.example")
    CustomerAccount.update(active=False).where(CustomerAccount.id == gone).execute()
    with pytest.raises(Confirm, match="Queue e-mail for 1 subscriber of product launch"):
        announce(BEN, NEWS)
    assert states() == []
    assert announce(BEN, NEWS, ("announce",)) == 1
    (one,) = outbox.waiting(10)
    assert (one.subject, one.event, one.made_by, one.number) == ("Pear juice", "product launch", "ben", "")
    assert one.body == "Dear Ann Lee,\n\nFrom May.\nSix bottles a case.\n\nSunshine Beverages LLC\n"


def test_what_cannot_be_announced_is_refused_with_every_fault(made) -> None:
    def fields(typed: AnnouncementFields) -> dict[str, str]:
        with pytest.raises(Refused) as refused:
            announce(BEN, typed)
        return {fault.field: fault.text for fault in refused.value.faults}

    assert set(fields(AnnouncementFields("", "", ""))) == {"event", "subject", "text"}
    assert fields(AnnouncementFields("shipped", "a", "b"))["event"] == '"shipped" is not an event to announce'
    assert fields(NEWS)["event"] == "Nobody who may be sent e-mail subscribed to product launch"
    assert "control character" in fields(AnnouncementFields("prod", "a\x1b", "b"))["subject"]
    assert "product launch" in [one.key for one in announced()]
    house.control("email_notices", "N")
    assert "This house sends no e-mail" in fields(NEWS)[""]
    assert Contact.select().exists()
