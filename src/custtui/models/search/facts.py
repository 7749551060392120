"""Gathers what search knows of accounts from the tables it stands in: six queries for any number of accounts."""

from collections.abc import Iterable
from functools import partial
from itertools import chain
from typing import Any

from custtui.domain.records.account import FOUND
from custtui.domain.records.sited import FOUND_AT
from custtui.models.at_once import each_at_once
from custtui.models.search.document import ACCOUNT_MARK, Document
from custtui.models.search.statements import run

ACCOUNTS = """
SELECT a.id, a.active, a.code, p.name, a.name{more}
FROM customer_account a JOIN party p ON p.id = a.party_id
WHERE a.merged_into_id IS NULL AND a.id {these}
""".replace("{more}", "".join(f", a.{column}" for column in FOUND))
SITES = """
SELECT s.account_id, l.street, l.city, l.state, l.postal_code{more}
FROM customer_site s JOIN party_site ps ON ps.id = s.party_site_id JOIN location l ON l.id = ps.location_id
WHERE s.account_id {these} ORDER BY s.account_id, ps.identifying DESC, s.active DESC, s.id
""".replace("{more}", "".join(f", s.{column}" for column in FOUND_AT))
ACTING = """customer_account a JOIN customer_account o ON o.party_id = a.party_id
JOIN contact c ON c.account_id = o.id AND (o.id = a.id OR c.shared)"""
"""Who acts for an account: its own people, and those the accounts of its party share (F-48)."""
CONTACTS = """
SELECT a.id, p.name FROM {acting} JOIN party p ON p.id = c.person_id
WHERE c.active AND a.id {these} ORDER BY a.id, o.id = a.id DESC, c.is_primary DESC, c.id
""".replace("{acting}", ACTING)
POINTS = """
SELECT account_id, kind, value FROM contact_point WHERE account_id {these} ORDER BY account_id, id
"""
CONTACT_POINTS = """
SELECT a.id, x.kind, x.value FROM {acting} JOIN contact_point x ON x.contact_id = c.id
WHERE c.active AND a.id {these} ORDER BY a.id, x.id
""".replace("{acting}", ACTING)
POINT_LABELS = {"PHONE": "phone", "FAX": "fax", "EMAIL": "e-mail", "WEB": "web"}


def gather(which: str, parameters: Iterable[int]) -> list[Document]:
    """The documents of the accounts whose id fits a condition such as `BETWEEN ? AND ?`; merged ones have none."""
    known = tuple(parameters)
    asked = [query.format(these=which) for query in (ACCOUNTS, SITES, CONTACTS, POINTS, CONTACT_POINTS)]
    accounts, sites, contacts, *points = each_at_once([partial(_rows, query, known) for query in asked])
    documents = {row[0]: _document(row) for row in accounts}
    for account, *site in sites:
        if account in documents:
            _add_site(documents[account], site)
    for account, name in contacts:
        if account in documents:
            documents[account].add("contact", name)
    for account, kind, value in chain(*points):
        if account in documents:
            documents[account].add(POINT_LABELS[kind], value)
    return list(documents.values())


def _rows(query: str, parameters: tuple[int, ...]) -> list[tuple[Any, ...]]:
    return run(query, parameters).fetchall()


def _document(row: tuple[Any, ...]) -> Document:
    account_id, active, code, name, account_name, *texts = row
    shown = f"{name}{ACCOUNT_MARK}{account_name}" if account_name else name
    document = Document(account_id, bool(active), code, shown, "")
    for label, text in zip(FOUND.values(), texts, strict=True):
        document.add(label, text)
    return document


def _add_site(document: Document, site: list[str]) -> None:
    street, city, state, postal_code, *texts = site
    if not document.place:  # the identifying site comes first
        document.place = ", ".join(part for part in (street.split("\n")[0], city) if part)
    for label, text in zip(FOUND_AT.values(), texts, strict=True):
        document.add(label, text)
    for line in street.split("\n"):
        document.add("street", line)
    document.add("city", city)
    document.add("state", state)
    document.add("postal code", postal_code)
