"""What the record says an account is found by is found as its tax number is, without being named once more (X-01)."""

from custtui.domain.records.account import FOUND
from custtui.models.search.document import Document
from custtui.services.lookup.layers import read
from custtui.services.lookup.reason import reason, sure


def test_a_number_the_record_makes_searchable_opens_its_customer(monkeypatch) -> None:
    monkeypatch.setitem(FOUND, "loyalty_number", "loyalty number")
    one = Document(1, True, "3897-5", "Healthy Juices", "Newark", {"loyalty number": ["880-0112"]})
    assert sure(one, read("8800112")) and sure(one, read("880-0112"))
    assert not sure(one, read("88001"))
    assert reason(one, read("88001")) == "loyalty number 880-0112"
    assert "8800112" in one.whole()
