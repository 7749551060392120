"""Finds orders whose rows tell two stories: of holds, states, papers, pointers; customers nobody could bill (S-6).

Each rule is one question both databases understand, with nothing to answer it in a sound house.
"""

from collections.abc import Iterator
from typing import NamedTuple

from custtui.domain.event import EventKind
from custtui.domain.naming import first_of
from custtui.domain.order import CLOSED, ENDED, IN_FORCE, OPEN, Status
from custtui.models.base import db


class Rule(NamedTuple):
    """What is told of each row that a question finds."""

    text: str
    sql: str


def _in(*words: str) -> str:
    """Statuses or kinds of events as SQL has them: one list of each stands in `domain`."""
    return "('" + "', '".join(words) + "')"


_STATE = "FROM revision_state s JOIN order_revision r ON r.id = s.revision_id JOIN sales_order o ON o.id = r.order_id"
_IMPORTED = (
    f"EXISTS (SELECT 1 FROM order_event i WHERE i.order_id = o.id AND i.kind IN {_in(EventKind.IMPORTED)}{{}})"
)
_ACCEPTED = (
    "coalesce((SELECT min(e.at) FROM order_event e WHERE e.revision_id = r.id"
    f" AND e.kind IN {_in(EventKind.ACCEPTED)}), s.changed_at)"
)
_WAS_ACCEPTED = (
    f"EXISTS (SELECT 1 FROM order_event e WHERE e.revision_id = r.id AND e.kind IN {_in(EventKind.ACCEPTED)})"
)
"""A first order that waited and gave way to its change keeps its holds (C-46)."""
_TOLD = (
    "EXISTS (SELECT 1 FROM order_event e WHERE e.order_id = o.id"
    " AND (e.revision_id IS NULL OR e.revision_id = r.id) AND (e.kind = s.status"
    f" OR e.kind IN {_in(EventKind.WITHDRAWN)} AND s.status IN {_in(Status.CANCELLED)}"
    f" OR e.kind IN {_in(EventKind.IMPORTED)} AND e.text = s.status))"
)
_MEANWHILE = _IMPORTED.format(f" AND i.text NOT IN {_in(Status.PENDING)}")


def overridden(paper: str, other: str = "") -> str:
    """Two signs of the LIKE are one: PostgreSQL's driver takes a single one for a value."""
    return (
        "EXISTS (SELECT 1 FROM order_event e WHERE e.order_id = o.id"
        f" AND e.kind IN {_in(EventKind.DATES)}"
        f" AND (e.text LIKE '{paper}:%%' OR e.text LIKE '{other or paper}:%%'))"
    )


def _day(moment: str) -> str:
    """Of the clock's own days: within one it may have been put right."""
    return f"substr({moment}, 1, 10)"


SENT = "SELECT DISTINCT l.shipment_id, x.order_id FROM shipment_line l JOIN order_position x ON x.id = l.position_id"
"""Which orders have lines on which shipments (C-48)."""


def _early(table: str) -> str:
    of = {"invoice": "billed_order b ON b.invoice_id = p.id", "shipment": f"({SENT}) b ON b.shipment_id = p.id"}
    return (
        f"SELECT p.number, o.number FROM {table} p JOIN {of[table]} JOIN sales_order o ON o.id = b.order_id"
        " WHERE o.from_draft IS NOT NULL AND p.day < (SELECT min(r.order_date) FROM order_revision r"
        f" WHERE r.order_id = o.id) AND NOT {overridden(table, 'credit note')}"
    )


RULES = (
    Rule(
        "house: {0} rows tell which database this is, where one does (S-4)",
        "SELECT n FROM (SELECT count(*) AS n FROM house) h WHERE n <> 1",
    ),
    Rule(
        "seller: {0} rows tell who sells, where one does (S-4)",
        "SELECT n FROM (SELECT count(*) AS n FROM seller) h WHERE n <> 1 AND EXISTS (SELECT 1 FROM reason)",
    ),
    Rule(
        "order {0} revision {1}: is {2}, but its hold {3} was not released (R-37)",
        f"SELECT o.number, r.revision, s.status, h.code {_STATE} JOIN hold h ON h.revision_id = r.id"
        f" WHERE h.released_at IS NULL AND (s.status IN {_in(*IN_FORCE)}"
        f" OR s.status IN {_in(Status.SUPERSEDED)} AND {_WAS_ACCEPTED})"
        f" AND (h.placed_at < {_ACCEPTED} OR h.placed_at = {_ACCEPTED}"
        f" AND NOT {_MEANWHILE})",
    ),
    Rule(
        "order {0} revision {1}: is {2}, its history does not tell of it (F-74)",
        f"SELECT o.number, r.revision, s.status {_STATE}"
        f" WHERE s.status IN {_in(*IN_FORCE, *CLOSED)}"
        f" AND (o.from_draft IS NOT NULL OR {_IMPORTED.format('')}) AND NOT {_TOLD}",
    ),
    Rule(
        "order {0} revision {1}: is {2}, its history tells of {3} (F-74)",
        "SELECT o.number, r.revision, s.status,"
        f" CASE WHEN e.kind IN {_in(EventKind.IMPORTED)} THEN e.text ELSE e.kind END"
        f" {_STATE} JOIN order_event e ON e.revision_id = r.id WHERE s.status IN {_in(*OPEN)}"
        f" AND (e.kind IN {_in(*ENDED, EventKind.WITHDRAWN)} OR s.status IN {_in(Status.PENDING)}"
        f" AND e.kind IN {_in(EventKind.ACCEPTED)}"
        f" OR e.kind IN {_in(EventKind.IMPORTED)} AND e.text IN {_in(*ENDED)})",
    ),
    Rule(
        "order {0} revision {1}: is {2} since {3}, it was made {4} (C-43)",
        f"SELECT o.number, r.revision, s.status, {_day('s.changed_at')}, {_day('r.made_at')} {_STATE}"
        f" WHERE {_day('s.changed_at')} < {_day('r.made_at')} AND NOT EXISTS (SELECT 1 FROM order_event e"
        f" WHERE e.order_id = o.id AND e.kind IN {_in(EventKind.DATES)} AND {_day('e.at')} = {_day('s.changed_at')})",
    ),
    Rule(
        "order {0} revision {1}: was superseded, but by none",
        f"SELECT o.number, r.revision {_STATE} WHERE s.status IN {_in(Status.SUPERSEDED)}"
        " AND NOT EXISTS (SELECT 1 FROM order_revision x WHERE x.replaces_id = r.id)",
    ),
    Rule(
        "order {0}: revision {1} is in force, its history tells that revision {2} was accepted after it (R-25)",
        "SELECT DISTINCT o.number, r.revision, x.revision FROM sales_order o JOIN order_revision r"
        " ON r.id = o.in_force_id JOIN order_revision x ON x.order_id = o.id AND x.revision > r.revision"
        f" JOIN order_event e ON e.revision_id = x.id AND e.kind IN {_in(EventKind.ACCEPTED)}",
    ),
    Rule(
        "order {0} revision {1}: waits, but the order does not wait for it",
        f"SELECT o.number, r.revision {_STATE} WHERE s.status IN {_in(Status.PENDING)}"
        " AND (o.pending_id IS NULL OR o.pending_id <> r.id)",
    ),
    Rule(
        "order {0}: the revision it points to is of another order",
        "SELECT o.number FROM sales_order o JOIN order_revision r ON r.id IN (o.in_force_id, o.pending_id)"
        " WHERE r.order_id <> o.id",
    ),
    Rule(
        "order {0} revision {1}: replaces one of another order, or a later one (R-25)",
        "SELECT o.number, r.revision FROM order_revision r JOIN sales_order o ON o.id = r.order_id"
        " JOIN order_revision x ON x.id = r.replaces_id WHERE x.order_id <> r.order_id OR x.revision >= r.revision",
    ),
    Rule(
        "order {0} revision {1}: was moved to another customer (R-11)",
        "SELECT o.number, r.revision FROM order_revision r JOIN sales_order o ON o.id = r.order_id"
        " WHERE r.sold_to_id <> o.account_id",
    ),
    Rule(
        "order {0} revision {1}: a line stands on a position of another order, or goes to another revision's ship-to",
        "SELECT o.number, r.revision FROM order_line l JOIN order_revision r ON r.id = l.revision_id"
        " JOIN sales_order o ON o.id = r.order_id JOIN order_position p ON p.id = l.position_id"
        " JOIN order_ship_to t ON t.id = l.ship_to_id WHERE p.order_id <> r.order_id OR t.revision_id <> r.id",
    ),
    Rule(
        "order {0}: position {1} stands in no revision of it",
        "SELECT o.number, p.position FROM order_position p JOIN sales_order o ON o.id = p.order_id"
        " WHERE NOT EXISTS (SELECT 1 FROM order_line l WHERE l.position_id = p.id)",
    ),
    Rule(
        "order {0} revision {1}: is in force without position {2}, of which something was shipped (R-23)",
        "SELECT DISTINCT o.number, r.revision, p.position FROM sales_order o JOIN order_revision r ON r.id ="
        " o.in_force_id JOIN order_position p ON p.order_id = o.id JOIN shipment_line l ON l.position_id = p.id"
        " WHERE NOT EXISTS (SELECT 1 FROM order_line x WHERE x.revision_id = r.id AND x.position_id = p.id)",
    ),
    Rule(
        "order {0} revision {1}: position {2} was shipped before, and has another product or price than then (C-32)",
        "SELECT DISTINCT o.number, r.revision, p.position FROM shipment_line l JOIN order_line b"
        " ON b.position_id = l.position_id AND b.revision_id = l.booked_on_id"
        " JOIN order_line x ON x.position_id = l.position_id AND x.revision_id > l.booked_on_id"
        " JOIN order_revision r ON r.id = x.revision_id JOIN sales_order o ON o.id = r.order_id"
        " JOIN order_position p ON p.id = l.position_id JOIN revision_state s ON s.revision_id = r.id"
        " WHERE (x.product_id <> b.product_id OR x.price <> b.price OR x.tax_rate <> b.tax_rate)"
        f" AND s.status NOT IN {_in(*CLOSED)}",
    ),
    *(
        Rule(
            f"{paper} {{0}}: has no lines",
            f"SELECT p.number FROM {paper} p WHERE NOT EXISTS"
            f" (SELECT 1 FROM {paper}_line l WHERE l.{paper}_id = p.id)",
        )
        for paper in ("shipment", "invoice")
    ),
    *(
        Rule(f"{paper} {{0}}: is dated before order {{1}} was placed, and nobody overrode it (C-43)", _early(paper))
        for paper in ("shipment", "invoice")
    ),
    Rule(
        "invoice {0}: is in another currency than the payment that settles it",
        "SELECT i.number FROM allocation a JOIN invoice i ON i.id = a.invoice_id"
        " JOIN payment p ON p.id = a.payment_id WHERE i.currency <> p.currency",
    ),
    Rule(
        "hold {0} of order {1}: is released, but by nobody",
        "SELECT h.id, o.number FROM hold h JOIN order_revision r ON r.id = h.revision_id"
        " JOIN sales_order o ON o.id = r.order_id WHERE (h.released_at IS NULL) <> (h.released_by IS NULL)",
    ),
    Rule(
        "party {0} {1}: none of its addresses says where it is (R-13)",
        "SELECT p.id, p.name FROM party p WHERE EXISTS (SELECT 1 FROM party_site s WHERE s.party_id = p.id)"
        " AND NOT EXISTS (SELECT 1 FROM party_site s WHERE s.party_id = p.id AND s.identifying)",
    ),
    Rule(
        "customer {0}: none of its sites is the primary one for {1} (R-14)",
        "SELECT a.code, u.purpose FROM site_use u JOIN customer_account a ON a.id = u.account_id"
        " JOIN customer_site s ON s.id = u.site_id WHERE u.active AND s.active"
        " GROUP BY a.code, u.purpose HAVING sum(CASE WHEN u.is_primary THEN 1 ELSE 0 END) = 0",
    ),
    Rule(
        "site use {0} ({1}) of customer {2}: its site is another customer's",
        "SELECT u.id, u.purpose, a.code FROM site_use u JOIN customer_account a ON a.id = u.account_id"
        " JOIN customer_site s ON s.id = u.site_id WHERE s.account_id <> u.account_id",
    ),
    Rule(
        "customer {0}: is commercial, and its bill-to account, which is permanent, is gone (R-06, R-07)",
        "SELECT a.code FROM customer_account a WHERE a.commercial AND a.merged_into_id IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM bill_to_account b WHERE b.account_id = a.id)",
    ),
    Rule(
        "customer {0}: its site {1} is an address of another party (R-20)",
        "SELECT a.code, s.id FROM customer_site s JOIN customer_account a ON a.id = s.account_id"
        " JOIN party_site p ON p.id = s.party_site_id WHERE p.party_id <> a.party_id",
    ),
    Rule(
        "contact {0} of customer {1}: acts at a site of another customer",
        "SELECT c.id, a.code FROM contact c JOIN customer_account a ON a.id = c.account_id"
        " JOIN customer_site s ON s.id = c.site_id WHERE s.account_id <> c.account_id",
    ),
    Rule(
        "contact point {0} of customer {1}: is of a site of another customer",
        "SELECT p.id, a.code FROM contact_point p JOIN customer_site s ON s.id = p.site_id"
        " LEFT JOIN contact c ON c.id = p.contact_id"
        " JOIN customer_account a ON a.id = coalesce(p.account_id, c.account_id) WHERE s.account_id <> a.id",
    ),
    Rule(
        "answer {0} of customer {1}: is none of those its question has",
        "SELECT p.id, a.code FROM profile_answer p JOIN customer_account a ON a.id = p.account_id"
        " JOIN profile_response r ON r.id = p.response_id WHERE r.category_id <> p.category_id",
    ),
    Rule(
        "contact {0} of customer {1}: acts at one site, and for all accounts of its party (F-48)",
        "SELECT c.id, a.code FROM contact c JOIN customer_account a ON a.id = c.account_id"
        " WHERE c.shared AND c.site_id IS NOT NULL",
    ),
    Rule(
        "customers {0} and {1}: their party shares two answers to {2} (F-48)",
        "SELECT a.code, b.code, q.code FROM profile_answer x JOIN customer_account a ON a.id = x.account_id"
        " JOIN customer_account b ON b.party_id = a.party_id"
        " JOIN profile_answer y ON y.account_id = b.id AND y.category_id = x.category_id AND y.id > x.id"
        " JOIN profile_category q ON q.id = x.category_id WHERE x.shared AND y.shared",
    ),
    Rule(
        "customer {0}: is in use, and none of its sites in use is a BILL_TO (R-12)",
        "SELECT a.code FROM customer_account a WHERE a.active"
        " AND EXISTS (SELECT 1 FROM customer_site s WHERE s.account_id = a.id)"
        " AND NOT EXISTS (SELECT 1 FROM site_use u"
        " JOIN customer_site s ON s.id = u.site_id"
        " WHERE u.account_id = a.id AND u.purpose = 'BILL_TO' AND u.active AND s.active)"
        " AND (EXISTS (SELECT 1 FROM bill_to_account b WHERE b.account_id = a.id)"
        " OR NOT EXISTS (SELECT 1 FROM bill_to_account b"
        " WHERE b.id = a.default_bill_to_id AND b.account_id <> a.id))",
    ),
)

NOWHERE = (
    "SELECT a.code FROM customer_account a WHERE a.active AND a.merged_into_id IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM customer_site s WHERE s.account_id = a.id) ORDER BY a.code"
)
NAMED = 5
"""So many customers are named in a line about all of them."""


def nowhere() -> Iterator[str]:
    """One line about all customers in use who have no address at all. It is no fault: files bring such customers,
    with a warning, and no order is placed for one before it has a BILL_TO (R-12) and a place where it is (R-13).
    """
    codes = [code for (code,) in db.execute_sql(NOWHERE).fetchall()]
    if codes:
        who = f"{len(codes):,} customers have" if len(codes) > 1 else "1 customer has"
        yield f"no fault: {who} no address, and an order wants one (R-12): {first_of(codes, NAMED)}"


def story_parts() -> Iterator[tuple[str, Iterator[str]]]:
    """A line for every row that a rule finds, rule by rule, each with what it is about."""
    for rule in RULES:
        yield rule.text.split("{")[0].split(" {")[0].strip(" :") or "rules", _found(rule)


def orders_of_two_stories() -> Iterator[str]:
    """The numbers of orders that a rule about orders finds."""
    for rule in RULES:
        if rule.text.startswith("order {0}"):
            yield from (row[0] for row in db.execute_sql(rule.sql).fetchall())


def _found(rule: Rule) -> Iterator[str]:
    for row in db.execute_sql(rule.sql).fetchall():
        yield rule.text.format(*row)
