"""What a text of Find is looked for by and what is shown of what is found, in one statement: a server far away is
waited for once a letter (P-13).
"""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from custtui.models.search.activity import IN_ORDER, SHOWN, Known, around, known_of
from custtui.models.search.document import COLUMNS, INACTIVE
from custtui.models.search.question import QuestionPart, in_one
from custtui.models.search.statements import run

FOUND, NEAR = -1, -2
"""Layers of rows that are no part: what is shown of an account, and of one around where none is found."""
KNOWN = f"CAST(json_build_array({COLUMNS}, number, last) AS TEXT)"
ASKED = f"""
(WITH found AS MATERIALIZED (SELECT row_number() OVER () AS at, parts.* FROM ({{parts}}) AS parts),
shown AS MATERIALIZED (
 SELECT account FROM found WHERE layer IN ({{told}})
 UNION SELECT account FROM
  (SELECT account FROM found WHERE layer IN ({{looked}}) ORDER BY at LIMIT {{few}}) AS looked
 UNION SELECT account FROM (SELECT account FROM found WHERE layer IN ({{order}}) GROUP BY account
  ORDER BY account >= {INACTIVE} OR min(layer) IN ({{inactive}}), min(array_position(ARRAY[{{order}}], layer)),
   min(at) LIMIT {{rows}}) AS first)
SELECT layer, account, a, b, c FROM found
UNION ALL SELECT {FOUND}, account_id, {KNOWN}, '', '' FROM ({{known}}) AS known
UNION ALL SELECT {NEAR}, account_id, {KNOWN}, '', '' FROM ({{near}} {IN_ORDER}) AS near)
"""
"""PostgreSQL alone: it gives the rows of a union in the order of its parts."""


class Wanted(NamedTuple):
    """What is shown of what is found: of these layers all are `told`, the first `few` of `looked`, and `rows`
    accounts in this `order` of layers, those of `inactive` last; where nothing is found so many `around` the `name`.
    """

    told: Sequence[int]
    looked: Sequence[int]
    few: int
    order: Sequence[int]
    inactive: Sequence[int]
    rows: int
    name: str
    around: int


class FoundAndShown(NamedTuple):
    """The rows of the parts, what is known of accounts, and of those around where nothing was found."""

    rows: list[Any]
    known: dict[int, Known]
    around: list[Known] | None


def found_and_shown(parts: Sequence[tuple[int, QuestionPart]], wanted: Wanted) -> FoundAndShown:
    """The rows of all parts (see `answers`), what is shown of the first of them, and around where there is none."""
    sql, values = in_one(parts)
    near, around_values = around(wanted.name, active=True, rows=wanted.around)
    lists = {name: ", ".join(map(str, getattr(wanted, name))) for name in ("told", "looked", "order", "inactive")}
    text = ASKED.format(
        **lists,
        parts=sql,
        few=wanted.few,
        rows=wanted.rows,
        known=_of(f"IN (SELECT mod(account, {INACTIVE}) FROM shown)"),
        near=_of(
            f"IN (SELECT account_id FROM ({near}) AS n WHERE NOT EXISTS (SELECT 1 FROM found WHERE account > 0))"
        ),
    )
    rows = run(text, (*values, *around_values, *around_values)).fetchall()
    told = [(row[0], known_of(json.loads(row[2]))) for row in rows if row[0] < 0]
    found = [row for row in rows if row[0] >= 0]
    known = {one.document.account_id: one for layer, one in told if layer == FOUND}
    near_ones = [one for layer, one in told if layer == NEAR]
    return FoundAndShown(found, known, None if any(row[1] for row in found) else near_ones)


def _of(these: str) -> str:
    return SHOWN.format(these=these, columns=COLUMNS)
