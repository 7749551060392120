"""Writes and reads purchasing contracts in bulk."""

from collections.abc import Iterable, Iterator
from typing import Any

from custtui.domain.records.contract import ContractFields, TypedContract, goods_text
from custtui.domain.records.fact import fields_of
from custtui.domain.records.house import RecordValues
from custtui.domain.who import Who
from custtui.models.account import ContractLine, CustomerAccount, PurchasingContract
from custtui.models.among import among
from custtui.models.product import Product
from custtui.services.bulk.products import ids_of
from custtui.services.bulk.tables import bulk_write, chunks
from custtui.services.bulk.values import NewContract, NewContractLine
from custtui.services.setup_history import remember_made

PAGE = 500


def write_contracts(who: Who, contracts: Iterable[NewContract]) -> int:
    """Write new purchasing contracts with their products."""
    count, made = 0, list[tuple[str, RecordValues]]()
    with bulk_write(who.login, PurchasingContract, ContractLine) as bulk:
        for chunk in chunks(contracts, 200):
            accounts = ids_of(CustomerAccount, {new.customer for new in chunk})
            products = ids_of(Product, {line.product for new in chunk for line in new.lines})
            for new in chunk:
                contract = bulk.add(
                    PurchasingContract,
                    code=new.code,
                    account=accounts[new.customer],
                    name=new.name,
                    currency=new.currency,
                    first_day=new.first_day,
                    last_day=new.last_day,
                    shared=new.shared,
                )
                for line in new.lines:
                    product = products[line.product]
                    bulk.add(
                        ContractLine, contract=contract, product=product, quantity=line.quantity, price=line.price
                    )
            count += len(chunk)
            made += ((new.code, contract_values(new)) for new in chunk)
            bulk.flush()
        with bulk.locked():
            for code, values in made:
                remember_made(who, "contracts", code, TypedContract, values)
    return count


def contract_values(one: NewContract) -> dict[str, Any]:
    """A contract as its form has it: its products in one field."""
    goods = tuple(goods_text(line.product, line.quantity, line.price) for line in one.lines)
    return {**{name: getattr(one, name) for name in fields_of(ContractFields)}, "goods": goods}


def read_contracts() -> Iterator[NewContract]:
    """All purchasing contracts, page by page."""
    last, rows = 0, _with_customer()
    rows = rows.where(CustomerAccount.merged_into.is_null())
    while page := list(rows.where(PurchasingContract.id > last).order_by(PurchasingContract.id).limit(PAGE)):
        lines = _lines([row.id for row in page])
        for row in page:
            yield _contract(row, lines)
        last = page[-1].id


def _with_customer() -> Any:
    return PurchasingContract.select(PurchasingContract, CustomerAccount.code).join(CustomerAccount)


def read_contract(number: int) -> NewContract | None:
    """The contract of a row."""
    row = _with_customer().where(PurchasingContract.id == number).first()
    return _contract(row, _lines([number])) if row else None


def _contract(row: Any, lines: dict[int, list[NewContractLine]]) -> NewContract:
    return NewContract(
        code=row.code,
        customer=row.account.code,
        name=row.name,
        currency=row.currency,
        first_day=row.first_day,
        last_day=row.last_day,
        shared=row.shared,
        lines=tuple(lines.get(row.id, ())),
    )


def _lines(contracts: list[int]) -> dict[int, list[NewContractLine]]:
    rows = (
        ContractLine.select(ContractLine, Product.code).join(Product).where(among(ContractLine.contract, contracts))
    )
    found = dict[int, list[NewContractLine]]()
    for row in rows.order_by(ContractLine.id):
        line = NewContractLine(row.product.code, row.quantity, row.price)
        found.setdefault(row.contract_id, []).append(line)
    return found
