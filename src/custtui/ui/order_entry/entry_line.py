"""The entry line of the order desk: the fields a line is keyed into, in one place of the screen."""

from dataclasses import fields as dataclass_fields

from custtui.domain.records.account import CODE
from custtui.services.order_entry.views import LineText
from custtui.ui.kit.day_field import CalendarField
from custtui.ui.kit.field import NUMBER, Field

NAMES = ("item", "quantity", "price", "price_reason", "discount", "discount_reason", "wanted", "ship_to", "line_note")
DEFAULT_QUANTITY = "1"


def entry_fields() -> list[Field]:
    """The fields in the order Tab goes through them."""
    return [
        Field(
            "item", "Item", 15, longest=60, prompt="products", help="Product code or barcode. Enter goes to quantity"
        ),
        Field(
            "quantity",
            "Quantity",
            8,
            longest=20,
            kind=NUMBER,
            help="Enter puts the line on the order. A product code or a scan here begins the next line",
        ),
        Field("price", "Price", 8, longest=15, kind=NUMBER, prompt="prices", help="Only to differ; wants a reason"),
        Field("price_reason", "Reason", 11, longest=CODE, prompt="price", help="Why this price"),
        Field("discount", "Discount", 6, longest=12, kind=NUMBER, help="5% or an amount; wants a reason"),
        Field("discount_reason", "Reason", 11, longest=CODE, prompt="discount", help="Why"),
        CalendarField(
            "wanted", "Wanted", 7, longest=12, help="Day the customer wants it: +7, 28.11., 28 Nov, 2026-11-28"
        ),
        Field("ship_to", "Ship to", 24, prompt="ship_tos", help="Only to differ: a name"),
        Field("line_note", "Note", 29, help="For the house: on the order and the pick ticket"),
    ]


class EntryLine:
    """What is typed into the entry line, and which position it is for (None: the next one)."""

    def __init__(self) -> None:
        self.fields = entry_fields()
        self.position: int | None = None
        self.clear()

    def __getitem__(self, name: str) -> Field:
        return self.fields[NAMES.index(name)]

    def clear(self) -> None:
        """An empty line for the next position."""
        self.position = None
        for field in self.fields:
            field.set("")
        self.open_reasons()

    def load(self, position: int, text: LineText) -> None:
        """A line of the order, to be changed."""
        self.position = position
        for name in NAMES:
            self[name].set(getattr(text, name))
        self.open_reasons()

    def begin(self, position: int | None, typed: dict[str, str]) -> None:
        """What stands here is a line of its own at that position; what was typed before stays typed."""
        self.position = position
        for field in self.fields:
            field.stored, field.value = "", typed.get(field.name, field.value)
        self.open_reasons()

    def default_quantity(self) -> None:
        """One, where a product is typed and no quantity."""
        if not self.blank and not self["quantity"].value:
            self["quantity"].set(DEFAULT_QUANTITY)

    def open_reasons(self) -> None:
        """A typed price or discount opens its reason."""
        self["price_reason"].locked = not self["price"].value.strip()
        self["discount_reason"].locked = not self["discount"].value.strip()

    @property
    def blank(self) -> bool:
        """True where no product is typed: there is no line yet."""
        return not self["item"].value.strip()

    @property
    def stray(self) -> Field | None:
        """The first field in which something is typed though there is no item; an item rubbed out is one too."""
        if not self.blank:
            return None
        if self["item"].stored:
            return self["item"]
        return next((one for one in self.fields if not one.locked and one.value.strip() and one.changed), None)

    @property
    def text(self) -> LineText:
        """The line as typed; an empty quantity is the default one."""
        values = {name: self[name].value.strip() for name in NAMES}
        values["quantity"] = values["quantity"] or DEFAULT_QUANTITY
        return LineText(**values, scanned=is_scan(values["item"]))

    @property
    def typing(self) -> dict[str, str]:
        """What is half typed, for the draft; empty where nothing is."""
        typed = {name: self[name].value for name in NAMES if self[name].value}
        if typed and self.position is not None:
            typed["position"] = str(self.position)
        return typed

    def resume(self, typing: dict[str, str]) -> None:
        """Half-typed text comes back."""
        for name in NAMES:
            self[name].set(typing.get(name, ""))
            self[name].stored = ""
        self.position = int(typing["position"]) if "position" in typing else None
        self.open_reasons()


def is_scan(text: str) -> bool:
    """True for the digits of a barcode: what a scanner types, not a person."""
    return text.isascii() and text.isdigit() and len(text) in (8, 12, 13, 14)


assert set(NAMES) <= {field.name for field in dataclass_fields(LineText)}
