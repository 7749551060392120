"""The totals of order entry: what the order comes to with the line being typed, and what placing will do."""

from custtui.domain.acceptance import WILL_BE_ACCEPTED
from custtui.domain.money import ZERO, credit_left
from custtui.domain.naming import some
from custtui.services.order_entry.views import DraftView
from custtui.ui.kit import format as fmt
from custtui.ui.kit.paint import Line, bounded, broken, width_of

WHOLE = 1_000
"""Cells in which everything fits: the help breaks it by itself."""
MOST = 5
"""Rows of the forecast at most; the help shows it whole."""


def totals_rows(draft: DraftView, width: int, *, low: bool) -> list[Line]:
    """Three rows, on a low screen two and one of the credit; more where a text does not fit: none of it is cut."""
    return _low(draft, width) if low else _totals(draft, width)


def _counts(draft: DraftView, *, parked: bool = True) -> str:
    count = sum(1 for line in draft.lines if not line.struck)
    if not draft.lines:
        return f"no lines yet{_was(draft)}"
    to_fix = f" · {draft.to_fix} (?)" if draft.to_fix and parked else ""
    return f"{some(count, 'line')} · {fmt.counted(draft.pieces, draft.unit)}{_was(draft)}{to_fix}"


def _was(draft: DraftView) -> str:
    """` · was 350.00 (+60.00)`: what the order that is changed came to, and by how much it rises."""
    change = draft.change
    if change is None:
        return ""
    sign = "+" if change.difference >= 0 else ""
    return f" · was {fmt.amount(change.was, draft.currency)} ({sign}{fmt.amount(change.difference, draft.currency)})"


def credit_told(draft: DraftView, width: int = WHOLE) -> list[str]:
    """Whose credit it is: what is left of it after this order and was before, of which limit, and what waits (C-35).

    In a row, in two where it does not fit; none where there is no limit.
    """
    if draft.credit_left is None:
        return []
    code = "" if draft.credit_currency == draft.currency else draft.credit_currency
    whole, short = (
        credit_left(
            "Credit left without this order " if code else "Credit left after this order ",
            draft.credit_left,
            waiting,
            draft.credit_currency,
            code,
            draft.credit_of,
            over="Without this order " if code else "With this order ",
        )
        for waiting in (draft.credit_waiting, ZERO)
    )
    before = _before(draft)
    of = f" of {fmt.amount(draft.credit_limit, draft.credit_currency)}"
    for row in (f"{whole} · {before}{of}", f"{whole} · {before}"):
        if len(row) <= width:
            return [row]
    waits = f" · {fmt.amount(draft.credit_waiting, draft.credit_currency)} waiting"
    first, more = (whole, "") if len(whole) <= width else (short, waits * bool(draft.credit_waiting))
    return [row for text in (first, f"{before}{of}{more}") for row in broken(text, width)]


def _before(draft: DraftView) -> str:
    left = (draft.credit_limit or ZERO) - draft.credit_used
    return f"was {fmt.amount(left, draft.credit_currency)}"


def _outcome(draft: DraftView) -> tuple[str, str]:
    return draft.outcome, "good" if draft.outcome == WILL_BE_ACCEPTED else "mark"


def _totals(draft: DraftView, width: int) -> list[Line]:
    outcome, style = _outcome(draft)
    amounts = (("Net", draft.net), ("Tax", draft.tax), ("Total", draft.gross))
    shown = [fmt.amount(value, draft.currency) for _, value in amounts]
    left = width - 1 - max(16, *map(width_of, shown)) - 6
    room = left - 3
    counts = _counts(draft)
    if width_of(counts) > room:
        counts = _counts(draft, parked=False)  # the forecast says what is to fix
    said = [(text, "text") for text in (counts, *(credit_told(draft, room) or [""]))]
    said += [(text, style) for text in bounded(outcome, room, MOST, ", ")]
    lines = [Line(width) for _ in said]
    for line, (text, style) in zip(lines, said, strict=True):
        line.put(1, text, style, room)
    for line, (label, _), amount in zip(lines[-3:], amounts, shown, strict=True):
        line.put(left, label, "label")
        line.number(width - 1, amount, "strong" if label == "Total" else "text")
    return lines


def _low(draft: DraftView, width: int) -> list[Line]:
    amounts = (("Net", draft.net), ("Tax", draft.tax), ("Total", draft.gross))
    money, counts = Line(width), _counts(draft)
    shown = [f"{label} {fmt.amount(value, draft.currency)}" for label, value in amounts]
    text = "  ".join(shown)
    money.number(width - 1, text if width_of(text) < width - 1 else shown[-1], "strong")
    said, style = _outcome(draft)
    lines = [money]
    told = credit_told(draft, width - 2)
    for row in told[:-1] or told:  # what was left before is in the help: the forecast needs the room
        lines.append(Line(width, f" {row}"))
    first = len(lines)
    if draft.to_fix and draft.to_fix in said:
        counts = _counts(draft, parked=False)  # said once: there is little room
    for row in bounded(f"{counts} · {said}" if said else counts, width - 2, MOST, ", "):
        line = Line(width, f" {row}", style)
        if len(lines) == first:
            line.put(1, counts, "text")
        lines.append(line)
    return lines
