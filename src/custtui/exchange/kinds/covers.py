"""What production and purchase orders cover of orders that stand (F-76)."""

from collections.abc import Callable, Iterable, Iterator

from custtui.domain.cover import KINDS, PRODUCTION, PURCHASE, Progress
from custtui.domain.covering import vendor_fault
from custtui.domain.money import ZERO
from custtui.domain.records.cover import CoverFields
from custtui.domain.who import Who
from custtui.exchange import cells
from custtui.exchange.kind import CellValues, Complain, FileColumn, FileRow, Kind, Reference, columns_of
from custtui.services.bulk.covers import FiledCover, covered_by, line_stands, read_covers, write_covers


class CoverFiles(Kind):
    """Covers; one row each."""

    name = "covers"
    what = "production and purchase orders that lines of orders wait for, and how far they are"
    columns = (
        FileColumn("order", "number of the order", cells.TEXT, "SO-1041", required=True),
        FileColumn("position", "position of its line", cells.WHOLE, "10", required=True),
        FileColumn("kind", "made by the house, or bought; blank: by the vendor", cells.one_of(*KINDS), PRODUCTION),
        *columns_of(CoverFields),
        FileColumn("done", "how much of it is done; blank: nothing", cells.QUANTITY, "5"),
        FileColumn(
            "progress",
            "blank: STARTED where something is done, else PLANNED; of a CLOSED one nothing more comes",
            cells.one_of(*Progress),
            "STARTED",
        ),
    )

    def make(self, rows: list[FileRow], complain: Complain) -> FiledCover:
        """A cover, by the rules of one that is keyed; more than is ordered comes in and is not needed (C-45)."""
        values, line = rows[0].values, rows[0].line
        vendor, quantity, done = values.get("vendor", ""), values["quantity"], values.get("done", ZERO)
        kind = values.get("kind") or (PURCHASE if vendor else PRODUCTION)
        progress = values.get("progress") or (Progress.STARTED if done else Progress.PLANNED)
        if quantity <= 0:
            complain(line, "quantity", "is not more than 0")
        if done > quantity:
            complain(line, "done", "is more than the quantity")
        if done and progress == Progress.PLANNED:
            complain(line, "progress", "something is done, so it was started")
        if why := vendor_fault(kind, vendor):
            complain(line, "vendor", why)
        about = values["order"], values["position"], kind, values["number"], vendor
        return FiledCover(*about, quantity, done, str(progress), values.get("due"), line)

    def own(self, item: FiledCover) -> Iterable[Reference]:
        """A number covers a line once."""
        yield "number", "cover", item.key

    def needs(self, item: FiledCover) -> Iterable[Reference]:
        """The order."""
        yield "order", "order", item.order

    def beyond(self, item: FiledCover) -> Iterable[tuple[int, str, str]]:
        """Its line, and what covers that already."""
        if not line_stands(item.order, item.position):
            yield item.line, "position", f"order {item.order} has no line {item.position}"
        elif item.number.casefold() in covered_by(item.order, item.position):
            yield item.line, "number", f"{item.number} covers this line already"

    def write(self, who: Who, items: Callable[[], Iterator[FiledCover]]) -> int:
        """One by one: each is told by the history of its order."""
        return write_covers(who, items())

    def read(self) -> Iterator[FiledCover]:
        """All covers."""
        return read_covers()

    def rows(self, item: FiledCover) -> Iterable[CellValues]:
        """One row."""
        yield {
            **{name: getattr(item, name) for name in ("order", "position", "kind", "number", "quantity", "due")},
            "vendor": item.supplier,
            "done": item.done,
            "progress": item.progress,
        }
