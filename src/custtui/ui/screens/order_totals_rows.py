"""The totals of order entry: what the order comes to with the line being typed, and what placing will do."""

from custtui.domain.acceptance import WILL_BE_ACCEPTED
from custtui.services.order_entry.views import DraftView
from custtui.ui import format as fmt
from custtui.ui.paint import Line, rule


def totals_rows(draft: DraftView, width: int, *, low: bool) -> list[Line]:
    """Three rows below a rule; two rows on a low screen."""
    return _low(draft, width) if low else [rule(width), *_totals(draft, width)]


def _counts(draft: DraftView) -> str:
    count = sum(1 for line in draft.lines if not line.struck)
    parked = f" · {draft.to_clear} to clear (?)" if draft.to_clear else ""
    return f"{count} line{'' if count == 1 else 's'} · {fmt.quantity(draft.pieces, '0')} pieces{parked}"


def _credit(draft: DraftView) -> str:
    if draft.credit_left is None:
        return ""
    whose = f", {draft.credit_of}" if draft.credit_of else ""
    return f"Credit left after this order {fmt.amount(draft.credit_left, draft.currency)}{whose}"


def _outcome(draft: DraftView) -> tuple[str, str]:
    return draft.outcome, "good" if draft.outcome == WILL_BE_ACCEPTED else "mark"


def _totals(draft: DraftView, width: int) -> list[Line]:
    lines = [Line(width) for _ in range(3)]
    said = ((_counts(draft), "text"), (_credit(draft), "text"), _outcome(draft))
    amounts = (("Net", draft.net), ("Tax", draft.tax), ("Total", draft.gross))
    for line, (text, style), (label, value) in zip(lines, said, amounts, strict=True):
        line.put(1, text, style, width - 26)
        line.put(width - 23, label, "label")
        line.put(width - 16, fmt.amount(value, draft.currency), "strong" if label == "Total" else "text", 15, "right")
    return lines


def _low(draft: DraftView, width: int) -> list[Line]:
    amounts = (("Net", draft.net), ("Tax", draft.tax), ("Total", draft.gross))
    money, outcome = Line(width), Line(width)
    text = "  ".join(f"{label} {fmt.amount(value, draft.currency)}" for label, value in amounts)
    money.put(1, text, "strong", width - 2, "right")
    said, style = _outcome(draft)
    x = outcome.put(1, _counts(draft), "text", width // 2)
    outcome.put(x + 2, said, style, width - x - 3)
    return [money, outcome]
