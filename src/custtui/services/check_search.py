"""Verifies the lookup's index against the tables it was made from."""

from collections.abc import Iterator

from custtui.models.account import CustomerAccount
from custtui.models.search import documents, total
from custtui.models.search_facts import gather

AT_ONCE = 500


def search_faults() -> Iterator[str]:
    """A line for every customer the lookup does not know, or knows otherwise than the tables."""
    last = 0
    while page := _page(last):
        ids = list(page)
        known = documents(ids)
        wanted = {one.account_id: one for one in gather(f"IN ({','.join('?' * len(ids))})", ids)}
        for account_id, code in page.items():
            if account_id not in known:
                yield f"customer {code}: the lookup does not know it"
            elif known[account_id] != wanted.get(account_id):
                yield f"customer {code}: the lookup knows it otherwise than it is kept"
        last = ids[-1]
    counted = CustomerAccount.select().where(CustomerAccount.merged_into.is_null()).count()
    if total(inactive=True) != counted:
        yield f"the lookup counts {total(inactive=True)} customers, there are {counted}"


def _page(after: int) -> dict[int, str]:
    """Those merged into another are found by their code alone (F-09)."""
    query = CustomerAccount.select(CustomerAccount.id, CustomerAccount.code)
    query = query.where((CustomerAccount.id > after) & CustomerAccount.merged_into.is_null())
    return dict(query.order_by(CustomerAccount.id).limit(AT_ONCE).tuples())
