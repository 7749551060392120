"""Keeps price lists, contracts and exemptions whose making no history tells of, as they stand (S-6)."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from peewee import Database

from custtui.domain.records.contract import TypedContract, goods_text
from custtui.domain.records.exemption import EVERYWHERE, ExemptionFields, exemptions_text
from custtui.domain.records.house import PriceListFields
from custtui.domain.records.typed_record import sealed_text, shown_texts
from custtui.domain.who import SYSTEM
from custtui.models.base import moment
from custtui.models.database import is_sqlite
from custtui.models.histories import take_up_kind

_UNTOLD = (
    "NOT EXISTS (SELECT 1 FROM setup_change s WHERE s.kind = '{}' AND s.code = {}.code AND s.field = ''"
    " AND s.new <> '')"
)
LISTS = (
    "SELECT l.code, l.name, l.currency, l.line_of_business FROM price_list l"
    f" WHERE {_UNTOLD.format('pricelists', 'l')} ORDER BY l.id"
)
CONTRACTS = (
    "SELECT c.id, c.code, a.code, c.name, c.currency, c.first_day, c.last_day, c.shared FROM purchasing_contract c"
    f" JOIN customer_account a ON a.id = c.account_id WHERE {_UNTOLD.format('contracts', 'c')} ORDER BY c.id"
)
GOODS = (
    "SELECT p.code, l.quantity, l.price FROM contract_line l JOIN product p ON p.id = l.product_id"
    " WHERE l.contract_id = {} ORDER BY l.id"
)
EXEMPT = (
    "SELECT t.account_id, t.state, t.certificate, t.first_day, t.last_day FROM tax_status t WHERE NOT EXISTS"
    " (SELECT 1 FROM term_change c WHERE c.account_id = t.account_id AND c.field = 'exemptions')"
    " ORDER BY t.account_id, t.state"
)
HEADER = ("code", "customer", "name", "currency", "first_day", "last_day", "shared")


def keep_what_stands(database: Database) -> None:
    """Write what is told of them, and take it into the chains."""
    made = [("pricelists", row[0], _list(row)) for row in database.execute_sql(LISTS).fetchall()]
    made += [("contracts", row[1], _contract(database, row)) for row in database.execute_sql(CONTRACTS).fetchall()]
    columns = ("kind", "code", "new", "field", "old", "made_by", "signed_by")
    _keep(database, "setup_change", "house_id", columns, ((*one, "", "", SYSTEM.login, "") for one in made))
    columns = ("account_id", "field", "old", "new", "made_by", "signed_by")
    rows = ((account, "exemptions", "", text, SYSTEM.login, "") for account, text in _exempt(database))
    _keep(database, "term_change", "account_id", columns, rows)


def _list(row: Any) -> str:
    names = ("code", "name", "currency", "line_of_business")
    return sealed_text("pricelists", shown_texts(PriceListFields, dict(zip(names, row, strict=True))))


def _contract(database: Database, row: Any) -> str:
    lines = database.execute_sql(GOODS.format(row[0])).fetchall()
    goods = tuple(
        goods_text(code, Decimal(part).scaleb(-3), Decimal(price).scaleb(-4)) for code, part, price in lines
    )
    values = {**dict(zip(HEADER, row[1:], strict=True)), "shared": bool(row[7]), "goods": goods}
    return sealed_text("contracts", shown_texts(TypedContract, values))


def _exempt(database: Database) -> Iterator[tuple[int, str]]:
    found = dict[int, list[ExemptionFields]]()
    for account, state, certificate, *days in database.execute_sql(EXEMPT).fetchall():
        first, last = (f"{day or ''}" for day in days)
        found.setdefault(account, []).append(ExemptionFields(state or EVERYWHERE, certificate, first, last))
    return ((account, exemptions_text(rows)) for account, rows in found.items())


def _keep(
    database: Database, kind: str, column: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]
) -> None:
    (last,) = database.execute_sql(f"SELECT coalesce(max(id), 0) FROM {kind}").fetchone()
    names, mark = ", ".join((*columns, "made_at")), "?" if is_sqlite(database) else "%s"
    marks = ", ".join([mark] * (len(columns) + 1))
    for row in rows:
        database.execute_sql(f"INSERT INTO {kind} ({names}) VALUES ({marks})", (*row, moment()))
    take_up_kind(database, column, kind, last + 1)
