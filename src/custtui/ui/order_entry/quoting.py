"""What the line being typed comes to: its price, and the totals of the order with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from custtui.domain.acceptance import outcome
from custtui.services import order_entry as desk_services
from custtui.services.order_entry.views import DraftView, HeaderText, LineText, LineView
from custtui.ui.order_entry.keeper import DraftKeeper


class Quoting:
    """The quote for what stands in the entry line; it holds for the draft that was shown when it was asked for."""

    def __init__(self, keeper: DraftKeeper, at_item: Callable[[], bool]) -> None:
        """`at_item`: the cursor is in the item, which may be half typed."""
        self._keeper, self._entry, self._at_item = keeper, keeper.entry, at_item
        self._shown = 0
        self._text: LineText | None = None
        self._pending: LineView | None = None
        self._totals = keeper.draft
        self._counted: tuple[int, LineText, HeaderText | None, bool] | None = None
        """What the totals were last worked out for."""

    @property
    def _quoted(self) -> LineText | None:
        """The text that was priced; None where another draft is shown by now."""
        return self._text if self._shown == self._keeper.shown else None

    @property
    def pending(self) -> LineView | None:
        """What is known of the line being typed; nothing is shown beside another item than it was asked for."""
        quoted = self._quoted
        same = quoted is not None and quoted.item == self._entry["item"].value.strip()
        return self._pending if same else None

    @property
    def price(self) -> Decimal | None:
        """The price shown for exactly what is typed, where one is."""
        pending = self.pending
        return pending.price if pending and self._entry.text == self._quoted else None

    @property
    def totals(self) -> DraftView:
        """The draft as it would stand with the line being typed."""
        return self._totals if self._shown == self._keeper.shown else self._keeper.draft

    async def settle(self) -> None:
        """Price what is typed."""
        text = self._entry.text
        if text == self._quoted:
            return
        keeper = self._keeper
        if self._shown != keeper.shown:
            self._shown, self._text, self._totals = keeper.shown, None, keeper.draft
        pending = None
        if not self._entry.blank:
            pending = await keeper.look(desk_services.quote, keeper.draft.id, text, self._entry.position)
        self._text, self._pending = text, pending

    async def afterwards(self) -> bool:
        """The totals count the line and the header being typed. True where they changed."""
        keeper = self._keeper
        header = keeper.header_typed
        counting = keeper.shown, self._entry.text, header, self._at_item()
        if counting == self._counted:
            return False
        before, now = self.totals, keeper.draft
        counts = self.pending is not None and (self.pending.net is not None or not self._at_item())
        if counts or (header is not None and not self._entry.stray):
            typed, at = self._entry.text if counts else None, self._entry.position
            now = await keeper.look(desk_services.with_typed, keeper.draft.id, typed, at, header)
        elif stray := self._entry.stray:
            what = stray.label if stray.value else "a line"
            now = replace(now, outcome=outcome(f"{what} has no item", []))
        self._totals = now
        self._counted = counting if self._entry.text == self._quoted else None
        return _money(before) != _money(now)


def _money(draft: DraftView) -> tuple[object, ...]:
    return (
        draft.net,
        draft.tax,
        draft.gross,
        draft.pieces,
        draft.to_clear,
        draft.outcome,
        draft.credit_left,
        draft.credit_of,
        draft.credit_waiting,
    )
