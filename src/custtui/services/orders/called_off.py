"""What orders have called off purchasing contracts (C-40): worked out by the database, never stored."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from peewee import SQL, NodeList, fn

from custtui.models.account import ContractLine, CustomerAccount, PurchasingContract
from custtui.models.called_off import by_orders, by_revision, given_back
from custtui.models.order import OrderLine, OrderRevision
from custtui.models.prepared import AskedAnew, Prepared
from custtui.models.product import Product
from custtui.models.remembered import each

LINE = ContractLine.alias("c")
_QUANTITY = ContractLine.quantity
OF_LINE = ("c.contract_id", "c.product_id")
MARK = "?"


class Called(NamedTuple):
    """A product of a contract: what is agreed, what orders have called off, and what one order gave back of it."""

    product: int
    code: str
    agreed: Decimal
    called: Decimal
    given: Decimal = Decimal(0)


def _quantity(text: str, *values: object) -> Any:
    """A quantity worked out by SQL in which each ? stands for a value."""
    parts = text.split(MARK)
    nodes: list[Any] = [SQL(parts[0])]
    for value, part in zip(values, parts[1:], strict=True):
        nodes += [value, SQL(part)]
    return fn.COALESCE(NodeList(nodes), 0).converter(_QUANTITY.python_value)


def _called(called: Any, *more: Any) -> Any:
    return LINE.select(LINE.product, Product.code, LINE.quantity, called, *more).join(
        Product, on=LINE.product == Product.id
    )


_GIVEN = (
    f"(SELECT sum({given_back('l.position_id')}) FROM order_line l WHERE l.revision_id = ? AND l.product_id ="
    " c.product_id)"
)
OF_ORDER = Prepared(
    lambda contract, products, order, revision: _called(
        _quantity(by_orders(*OF_LINE, but=MARK), order), _quantity(_GIVEN, revision)
    ).where((LINE.contract == contract) & LINE.product.in_(products))
)
WHOLE = AskedAnew(
    lambda contract: _called(_quantity(by_orders(*OF_LINE))).where(LINE.contract == contract).order_by(LINE.id)
)


def called_by_others(contract: int, products: Iterable[int], order: int, revision: int) -> dict[int, Called]:
    """Of these products as far as the contract has them, by id: what other orders than one have called off.

    `revision` is the one of that order that a change begins from; both are 0 for a new order.
    """

    def ask(wanted: list[int]) -> dict[int, Called | None]:
        found = {row[0]: Called(*row) for row in OF_ORDER(contract, wanted, order, revision)}
        return {one: found.get(one) for one in wanted}

    known = each(("called off", contract, order, revision), sorted(set(products)), ask)
    return {product: one for product, one in known.items() if one is not None}


def called_off(contract: int) -> list[Called]:
    """Every product of a contract, as it stands now."""
    return [Called(*row) for row in WHOLE(contract)]


def called_off_by_others(contract: int) -> bool:
    """Do orders of other accounts than its customer's name it? Those merged into that one are the same."""
    rows = OrderRevision.select().join(PurchasingContract).where(PurchasingContract.id == contract)
    rows = rows.join(CustomerAccount, on=OrderRevision.sold_to == CustomerAccount.id)
    owner, merged_into = PurchasingContract.account, fn.COALESCE(CustomerAccount.merged_into, CustomerAccount.id)
    return rows.where(CustomerAccount.id != owner, merged_into != owner).exists()


def called_beyond() -> list[tuple[int, str, str, Decimal, Decimal]]:
    """Contract, its code, product, what is agreed and what is called off, where that is more."""
    whole = _quantity(by_orders(*OF_LINE))
    rows = LINE.select(LINE.contract, PurchasingContract.code, Product.code, LINE.quantity, whole)
    rows = rows.join(Product, on=LINE.product == Product.id)
    rows = rows.join(PurchasingContract, on=LINE.contract == PurchasingContract.id)
    return [*rows.where(SQL(f"{by_orders(*OF_LINE)} > c.quantity")).order_by(LINE.id).tuples()]


class CalledByRevision(NamedTuple):
    """A product of the contract of a revision that waits, and what is called off by it and before it."""

    code: str
    agreed: Decimal
    others: Decimal
    asked: Decimal
    before: Decimal


def _products(revision: object) -> Any:
    return OrderLine.select(OrderLine.product).where(OrderLine.revision == revision)


WAITING = AskedAnew(
    lambda contract, order, revision, stands: (
        LINE.select(
            Product.code,
            LINE.quantity,
            _quantity(by_orders(*OF_LINE, but=MARK, before=MARK), order, revision),
            _quantity(by_revision(MARK, "c.product_id"), revision),
            _quantity(by_revision(MARK, "c.product_id"), stands),
        )
        .join(Product, on=LINE.product == Product.id)
        .where((LINE.contract == contract) & LINE.product.in_(_products(revision)))
        .order_by(LINE.id)
    )
)


def called_by_waiting(revision: Any, stands: int) -> list[CalledByRevision]:
    """Of a revision that waits, by what was called off before it was made; `stands`: the one in force, 0 for none."""
    if revision.contract_id is None:
        return []
    return [CalledByRevision(*row) for row in WAITING(revision.contract_id, revision.order_id, revision.id, stands)]


def contract_told(contract: int) -> tuple[str, Any]:
    """Its code and its last day."""
    row = PurchasingContract.get_by_id(contract)
    return row.code, row.last_day
