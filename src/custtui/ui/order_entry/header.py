"""F8 in order entry: the header fields, the PO number first; taken when the window closes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from custtui.domain.card import split_card
from custtui.domain.charge import FORM
from custtui.domain.choice import Choice
from custtui.services import order_entry as desk_services
from custtui.services.order_entry.views import HeaderText
from custtui.ui.kit import clock, keys
from custtui.ui.kit.day_field import CalendarField
from custtui.ui.kit.field import FLAG, Field
from custtui.ui.kit.form_window import FormWindow
from custtui.ui.kit.message_line import said
from custtui.ui.kit.prompt import Prompt, matching
from custtui.ui.order_entry.carried import WantedIn, same_source
from custtui.ui.order_entry.head_rows import HEADER

if TYPE_CHECKING:
    from custtui.ui.kit.message_line import AnswerAct
    from custtui.ui.order_entry.keeper import DraftKeeper

LABELS = {
    "po_number": ("PO number", 24, "The customer's order number; can be searched later"),
    "wanted": ("Wanted", 12, "Day the customer wants it: +7, 28.11., 28 Nov"),
    "payment_method": ("Payment", 14, "Who pays decides which methods are open"),
    "ordered_by": ("Ordered by", 24, "The contact who orders"),
    "contract": ("Contract", 14, "A purchasing contract of this customer"),
    "ship_via": ("Ship via", 14, "How it goes"),
    "source": ("Source", 14, "Where the order came from: counter, phone, mail …"),
    "message": ("Message", 50, "Printed for the recipient"),
}
CARD_LABELS = {
    "card": ("Card", 30, "Brand, last four digits, expiry, reference: VISA 4242 12/27 A1B2C3; never its number"),
    "card_authorized": ("Authorized", 14, "The amount authorized: a total above it waits"),
    "card_until": ("Valid until", 12, "The last day of the authorization"),
}
CHARGES = {
    "charges": ("Charges", 50, f"Net, with the first invoice, and how taxed if not as usual: {FORM}"),
}
GIFT_HELP = "Y: the packing slip shows prices; N: it does not (a gift)"
NOTE = {
    "internal_note": (
        "Internal note",
        50,
        "For the house: on the order and the pick ticket, on no paper of the customer",
    ),
}
HEADER_FIELDS = frozenset({*LABELS, "prices_on_note", *CARD_LABELS, *CHARGES, *NOTE})
HALF_TYPED = "header."
"""Before the names of header fields among a draft's half-typed text."""

DAYS = ("wanted", "card_until")


def _fields(labels: dict[str, tuple[str, int, str]]) -> list[Field]:
    return [
        (CalendarField if name in DAYS else Field)(name, label, width, help=text)
        for name, (label, width, text) in labels.items()
    ]


LISTS = {
    "payment_method": desk_services.methods,
    "contract": desk_services.contracts,
    "ordered_by": desk_services.contacts,
}


class HeaderWindow(FormWindow):
    """The header as a form over the lines; F8 or F12 goes back, what was typed is taken."""

    HEADING = "Header"

    def __init__(self, keeper: DraftKeeper, place: AnswerAct, at: str) -> None:
        """`place`: what F9 does when the header is taken."""
        super().__init__(keeper.desk)
        self.keeper, self._place = keeper, place
        header = keeper.draft.header
        faults = {fault.field: said(fault) for fault in keeper.draft.faults if fault.line is None}
        self.fields += _fields(LABELS)
        self.fields.append(Field("prices_on_note", "Prices on slip", 2, longest=1, kind=FLAG, help=GIFT_HELP))
        self.fields += _fields(CARD_LABELS)
        self.fields += _fields(CHARGES)
        self.fields += _fields(NOTE)
        for field in self.fields:
            field.set(getattr(header, field.name))
            field.error = faults.get(field.name, "")
        self.go(at)

    async def key(self, key: str) -> bool:
        if key == "enter" and self.at == len(self.fields) - 1:
            await self.do_take()
            return True
        return await super().key(key)

    @property
    def typing(self) -> dict[str, str]:
        """What is typed here and not taken yet, for the draft (X-12); not the other part of a card number (X-14)."""
        parted = split_card({field.name: field.value for field in self.fields})
        changed = (field for field in self.fields if field.changed and field.name not in parted)
        return {f"{HALF_TYPED}{field.name}": field.value for field in changed}

    def resume(self, typing: dict[str, str]) -> None:
        """Half-typed header fields come back."""
        for field in self.fields:
            if f"{HALF_TYPED}{field.name}" in typing:
                field.value = typing[f"{HALF_TYPED}{field.name}"]
                self.go(field.name)

    @property
    def header(self) -> HeaderText:
        """The header as it is typed."""
        return HeaderText(**{field.name: field.value.strip() for field in self.fields})

    async def settle(self) -> None:
        await self.keeper.keep()

    @keys.key(HEADER, "Back", "Take the header fields and go back to the lines", bar=1)
    @keys.key("f12", "Back", "Take the header fields and go back")
    async def do_take(self) -> None:
        """F8: the typed header goes to the draft; what is wrong there is marked, never refused."""
        keeper, told, header = self.keeper, list[str](), self.header
        if header != keeper.draft.header:
            header, not_carried = self._another_source(header)
            await keeper.change(desk_services.set_header, keeper.draft.id, header)
            told = [not_carried, *keeper.draft.told]
            self._note_days()
        self.close()
        faults = [fault for fault in keeper.draft.faults if fault.line is None and fault.field in HEADER_FIELDS]
        self.desk.hint("; ".join(filter(None, (*map(said, faults[:1]), *told))))

    def _another_source(self, header: HeaderText) -> tuple[HeaderText, str]:
        """The days to the wanted date that came over hold only with the source they came with (F-58)."""
        before = self.keeper.wanted_in
        if not before.source or self.by_name("wanted").changed or same_source(header.source, before.source):
            return header, ""
        self.keeper.wanted_in = WantedIn()
        told = f"Wanted +{before.days} of the order before is not carried over: its source was {before.source}"
        return replace(header, wanted=""), told

    def _note_days(self) -> None:
        """The days to a wanted date typed here may go over to the next order."""
        if self.by_name("wanted").changed:
            draft = self.keeper.draft
            typed = draft.wanted if draft.header.wanted else None
            self.keeper.wanted_in = WantedIn((typed - clock.today()).days if typed else None)

    @keys.key("f9", "Place", "Take the header fields and place the order", bar=2)
    async def do_place(self) -> None:
        """F9: take, then place."""
        await self.do_take()
        await self._place()

    @keys.key(keys.LIST, "List", "Values of this field", bar=3)
    async def do_list(self) -> None:
        """F4: the values of this field."""
        field = self.field
        assert field is not None
        service = LISTS.get(field.name)
        if service is None and field.name not in CHARGES:
            self.no_list(field)
            return

        async def choices(find: str) -> list[Choice]:
            if service is None:
                return matching(await self.desk.ask(desk_services.tax_choices, field.value), find)
            return matching(await self.desk.ask(service, self.keeper.draft.id), find)

        async def take(choice: Choice) -> None:
            field.choose(choice.key)

        await Prompt(self.desk, field.label, choices, take).open()
