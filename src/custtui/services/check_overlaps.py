"""Contract prices that overlap: written before the database refused it, or around its guards (R-34)."""

from collections.abc import Iterator

from custtui.domain.days import dated
from custtui.models.account import ContractPrice, CustomerAccount
from custtui.models.product import Product


def overlap_faults() -> Iterator[str]:
    """A line for every two of one product for one customer that hold on the same day."""
    one, other = ContractPrice, ContractPrice.alias()
    query = one.select(CustomerAccount.code, Product.code, one.first_day, one.last_day, other.first_day)
    query = query.join(other, on=(one.account == other.account) & (one.product == other.product))
    query = query.join_from(one, CustomerAccount).join_from(one, Product)
    both = (one.first_day <= other.last_day) & (one.last_day >= other.first_day) & (one.id < other.id)
    for customer, product, first, last, second in query.where(both).order_by(one.id, other.id).tuples():
        span = f"{dated(first)} to {dated(last)}"
        yield f"contract price of {product} for {customer}: {span} overlaps the one from {dated(second)} (R-34)"
