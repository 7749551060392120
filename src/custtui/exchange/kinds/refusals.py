"""Who refuses mailings, in the rows of files: a reason and its day, in two columns or, as before, in one (F-46)."""

from custtui.domain.errors import Fault
from custtui.domain.permission import refusals_of, split_refusals
from custtui.domain.records.permitted import SINCE
from custtui.exchange.cells import this_day
from custtui.exchange.kind import Complain, FileRow


def split_row(record: type, row: FileRow, prefix: str, complain: Complain) -> None:
    """The cells of a row that tell of refusals, as they are kept; `prefix` begins their columns."""
    names = [one for name in refusals_of(record) for one in (name, f"{name}{SINCE}")]
    if row.values.keys().isdisjoint(f"{prefix}{name}" for name in names):
        return
    faults = list[Fault]()
    told = {name: row.values.get(f"{prefix}{name}", "") for name in names}
    for name, text in split_refusals(record, told, this_day(), faults).items():
        row.values.pop(f"{prefix}{name}", None)
        if text:
            row.values[f"{prefix}{name}"] = text
    for fault in faults:
        complain(row.line, f"{prefix}{fault.field}", fault.text.partition(": ")[2])
