"""Verifies the lookup's index against the tables it was made from."""

from collections.abc import Iterator

from custtui.domain.words import indexed
from custtui.models.account import CustomerAccount
from custtui.models.product import Product
from custtui.models.search import party as search_party
from custtui.models.search import product as search_product
from custtui.models.search.activity import OrdersCounted, counted, kept
from custtui.models.search.engine import documents, misfiled
from custtui.models.search.facts import gather
from custtui.models.search.statements import these, total

AT_ONCE = 500


def search_faults() -> Iterator[str]:
    """A line for every customer the lookup does not know, or knows otherwise than the tables."""
    for page in _pages():
        yield from _documents({one: code for one, (code, merged) in page.items() if not merged})
        yield from _activity({one: code for one, (code, _) in page.items()})
    there = CustomerAccount.select().where(CustomerAccount.merged_into.is_null()).count()
    if total(inactive=True) != there:
        yield f"the lookup counts {total(inactive=True)} customers, there are {there}"


def product_faults() -> Iterator[str]:
    """A line for every product the product list does not know, or knows otherwise than it is stored."""
    last = 0
    while page := _products(last):
        ids = list(page)
        known, wanted = search_product.known(ids), search_product.worked_out(ids)
        for one, code in page.items():
            if one not in known:
                yield f"product {code}: the product list does not know it"
            elif known[one] != wanted[one]:
                yield f"product {code}: the product list knows it otherwise than it is stored"
        last = ids[-1]
    for one in search_product.strays():
        yield f"the product list knows a product {one} that there is not"


def party_faults() -> Iterator[str]:
    """A line for every party, neither customer nor contact, whom F4 does not find by the words of its name."""
    for page in search_party.free_parties():
        known = search_party.known_words([one for one, _ in page])
        for one, name in page:
            if known[one] != indexed(name):
                yield f"party {one} {name}: it is not found by its name"


def _products(last: int) -> dict[int, str]:
    rows = Product.select(Product.id, Product.code).where(Product.id > last).order_by(Product.id).limit(AT_ONCE)
    return dict(rows.tuples())


def _documents(codes: dict[int, str]) -> Iterator[str]:
    """Customers merged into another are found by their code alone (F-09)."""
    ids = list(codes)
    known = documents(ids)
    wanted = {one.account_id: one for one in gather(these(ids), ids)}
    odd = misfiled(ids)
    for account_id, code in codes.items():
        if account_id not in known:
            yield f"customer {code}: the lookup does not know it"
        elif not known[account_id].readable:
            yield f"customer {code}: its row in the lookup's index cannot be read"
        elif account_id in odd or known[account_id] != wanted.get(account_id):
            yield f"customer {code}: the lookup knows it otherwise than it is stored"


def _activity(codes: dict[int, str]) -> Iterator[str]:
    """Open orders and the last one are counted as they change (F-08)."""
    known, wanted = kept(list(codes)), counted(list(codes))
    for account_id, code in codes.items():
        told, there = known.get(account_id), wanted.get(account_id)
        if told != there:
            yield f"customer {code}: the lookup counts {_told(told)}, there are {_told(there)}"


def _told(one: OrdersCounted | None) -> str:
    return f"{one[0]} open orders, the last of {one[1]}" if one else "no orders"


def _pages() -> Iterator[dict[int, tuple[str, int | None]]]:
    """Code and survivor by id of all accounts, piece by piece."""
    columns = (CustomerAccount.id, CustomerAccount.code, CustomerAccount.merged_into)
    last = 0
    while True:
        query = CustomerAccount.select(*columns).where(CustomerAccount.id > last)
        page = {one: (code, into) for one, code, into in query.order_by(CustomerAccount.id).limit(AT_ONCE).tuples()}
        if not page:
            return
        yield page
        last = max(page)
