"""`custtui paper`: the text of a delivery note or an invoice on standard output, for a printer."""

from decimal import Decimal

from custtui.models.fulfilment import Invoice, Shipment
from custtui.models.operator import Seller
from tests.cli.conftest import Command
from tests.rows import an_account, an_order, bill, ship


def shipped_and_billed(**more: object) -> tuple[str, str]:
    """The numbers of a shipment and of an invoice."""
    line = an_order(an_account(), [("3", "0.10")], **more).lines[0]
    ship(line, Decimal(2))
    bill(line, Decimal(2), Decimal("0.20"))
    return Shipment.get().number, Invoice.get().number


def test_papers_are_written_to_standard_output(house: str, custtui: Command) -> None:
    note, invoice = shipped_and_billed(po_number="PO-7")
    written = custtui("paper", "delivery", note, "--database", house)
    assert (written.code, written.err) == (0, "")
    assert "PACKING SLIP" in written.out and note in written.out and "PO-7" in written.out
    written = custtui("paper", "invoice", invoice, "--database", house)
    assert "Healthy Juices Inc." in written.out and "Total  0.20" in written.out
    assert custtui("paper", "invoice", invoice.lower(), "--database", house).out == written.out
    assert max(map(len, written.out.splitlines())) <= 80


def test_a_number_that_does_not_exist_is_refused_and_another_kind_is_usage(house: str, custtui: Command) -> None:
    for kind, what in (("delivery", "shipment"), ("invoice", "invoice")):
        refused = custtui("paper", kind, "X-9", "--database", house)
        assert (refused.code, refused.out, refused.err) == (1, "", f"There is no {what} X-9\n")
    assert custtui("paper", "poster", "X-9", "--database", house).code == 2


def test_control_characters_in_the_database_never_reach_standard_output(house: str, custtui: Command) -> None:
    """S-5."""
    Seller.update(name="Sun\x1b]0;owned\x07shine\u202e").execute()
    note, invoice = shipped_and_billed(message="\x1b[2J", po_number="4\r711", prices_on_note=False)
    for words in (("delivery", note), ("invoice", invoice)):
        out = custtui("paper", *words, "--database", house).out
        assert "shine" in out
        assert not set(out) & set("\x1b\x07\r\u202e")
