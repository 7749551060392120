"""What waits for a clerk: drafts kept, and orders that wait for approval."""

from custtui.domain.who import Who
from custtui.models.draft import Draft, DraftLine
from custtui.models.families import family
from custtui.models.order import Hold, OrderRevision, SalesOrder
from custtui.models.prepared import Prepared
from custtui.services.order_entry.rows import Head, head_of
from custtui.services.order_entry.views import DraftRow
from custtui.services.order_entry.work import stored_draft, worked
from custtui.services.views import OrderRow

NOTHING = "{}"
"""Half-typed text of a draft in which nothing is half-typed."""

MOST = 50
"""Waiting orders that home lists; the rest stand in the inquiry."""

KEPT = Prepared(
    lambda login: (
        Draft.select(Draft.id)
        .where(
            (Draft.operator == login) & ((Draft.typing != NOTHING) | Draft.id.in_(DraftLine.select(DraftLine.draft)))
        )
        .order_by(Draft.changed_at.desc(), Draft.id.desc())
    )
)
WAITING = Prepared(
    lambda login: (
        OrderRevision.select(
            SalesOrder.number,
            OrderRevision.revision,
            OrderRevision.sold_to_code,
            OrderRevision.sold_to_name,
            OrderRevision.order_date,
            OrderRevision.po_number,
            OrderRevision.gross,
            OrderRevision.currency,
            OrderRevision.made_by,
            OrderRevision.id,
        )
        .join(SalesOrder, on=SalesOrder.pending == OrderRevision.id)
        .where(OrderRevision.made_by == login)
        .order_by(OrderRevision.id.desc())
        .limit(MOST)
    )
)
HELD = Prepared(
    lambda revisions: (
        Hold.select(Hold.revision, Hold.text)
        .where(Hold.revision.in_(revisions) & Hold.released_at.is_null())
        .order_by(Hold.id)
    )
)


def drafts(who: Who) -> list[DraftRow]:
    """My drafts, newest first; those without lines and half-typed text are not kept."""
    return [_row(head_of(row[0]), who) for row in KEPT(who.login)]


def kept_for(who: Who, account_id: int) -> list[DraftRow]:
    """My drafts for one customer and those merged into it, newest first."""
    accounts = family(account_id)
    return [row for row in drafts(who) if row.account_id in accounts]


def _row(head: Head, who: Who) -> DraftRow:
    work = worked(stored_draft(head), who.role)
    sold_to = work.roles.sold_to
    return DraftRow(
        id=head.id,
        account_id=sold_to.id,
        code=sold_to.code,
        name=sold_to.name,
        lines=sum(not line.row.struck for line in work.lines),
        gross=work.gross,
        currency=sold_to.currency,
        half_typed=head.typing != NOTHING,
        changed_at=head.changed_at,
        change_of="",
    )


def waiting(who: Who) -> list[OrderRow]:
    """My orders that wait to be accepted, the newest ones first; the summary says what for."""
    rows = WAITING(who.login)
    reasons: dict[int, list[str]] = {}
    for revision, text in HELD([row[-1] for row in rows]):
        reasons.setdefault(revision, []).append(text)
    return [
        OrderRow(
            number, revision, "pending", code, name, day, po, gross, currency, "; ".join(reasons.get(key, ())), by
        )
        for number, revision, code, name, day, po, gross, currency, by, key in rows
    ]
