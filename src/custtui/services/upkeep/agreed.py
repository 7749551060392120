"""Purchasing contracts, one at a time: the contract and its goods on one form, written as their file writes them."""

from collections.abc import Iterator
from typing import Any

from custtui.domain.calling_off import below_called_off, told_left, unshared_fault
from custtui.domain.errors import Fault
from custtui.domain.money import ZERO
from custtui.domain.records.contract import ContractFields, TypedContract, goods_of
from custtui.domain.records.fact import fields_of
from custtui.domain.records.house import RecordValues
from custtui.domain.who import Who
from custtui.domain.written_number import in_any_case
from custtui.models.account import ContractLine, CustomerAccount, PurchasingContract
from custtui.models.base import now
from custtui.models.capitals import any_capitals
from custtui.models.product import Product
from custtui.services.bulk.contracts import contract_values, read_contract, write_contracts
from custtui.services.bulk.named import contract_needs
from custtui.services.bulk.products import ids_of
from custtui.services.bulk.values import NewContract, NewContractLine
from custtui.services.orders.called_off import called_off, called_off_by_others
from custtui.services.setup_history import remember_record
from custtui.services.upkeep.stores import AskedBeside, NamedCode, RecordStore, StoredRecord, gone, held
from custtui.services.writing.hand import ByHand

HEADER = tuple(fields_of(ContractFields))


class ContractStore(RecordStore):
    """Purchasing contracts with what was agreed of each product."""

    kind, record, key, fixed = "contracts", TypedContract, ("code",), ("code", "customer", "currency")

    def page(self, find: str, offset: int, limit: int) -> list[StoredRecord]:
        one = PurchasingContract
        rows = one.select(one.id).join(CustomerAccount).where(CustomerAccount.merged_into.is_null())
        if find.strip():
            rows = rows.where(one.code.startswith(find.strip().upper()) | (CustomerAccount.code == find.strip()))
        return [(row.id, self.one(row.id)) for row in rows.order_by(one.code).offset(offset).limit(limit)]

    def one(self, row: int) -> dict[str, Any]:
        held(PurchasingContract.select().where(PurchasingContract.id == row)).execute()
        found = read_contract(row)
        if found is None:
            raise gone()
        return contract_values(found)

    def number_of(self, values: RecordValues) -> int | None:
        ways = in_any_case(values["code"])
        row = PurchasingContract.select().where(any_capitals(PurchasingContract.code, ways)).first()
        return row.id if row else None

    def needs(self, values: RecordValues) -> Iterator[NamedCode]:
        """The customer, who buys in its currency, and its products."""
        for name, sort, code in contract_needs(_contract(values)):
            yield ("goods" if name in ("product", "quantity") else name), sort, code

    def details(self, row: int) -> tuple[str, ...]:
        """What orders have called off of each product, and what is left (C-40)."""
        return tuple(f"{one.code}: {told_left(one.agreed, one.called)}" for one in called_off(row))

    def beyond(self, values: RecordValues, before: RecordValues | None, asked: AskedBeside) -> Iterator[Fault]:
        """No less is agreed of a product than is called off; what others call off stays shared."""
        row = self.number_of(before) if before else None
        ends = row and before and before["shared"] and not values["shared"]
        if why := unshared_fault(others=bool(ends) and called_off_by_others(row or 0)):
            yield Fault("shared", "shared", why)
        said = {one.product: one.quantity for one in goods_of(values["goods"])[0]}
        for one in called_off(row) if row else ():
            if why := below_called_off(one.code, said.get(one.code, ZERO), one.agreed, one.called):
                yield Fault("called_off", "goods", why)

    def write(self, who: Who, values: RecordValues, before: RecordValues | None, asked: AskedBeside) -> None:
        if before is None:
            write_contracts(who, [_contract(values)])
            return
        stamps = {"changed_by": who.login, "changed_at": now(), "version": PurchasingContract.version + 1}
        row = self.number_of(before)
        columns = {name: values[name] for name in ("name", "first_day", "last_day", "shared")}
        PurchasingContract.update(**columns, **stamps).where(PurchasingContract.id == row).execute()
        _put_lines(who, row, _contract(values))
        remember_record(who, self.kind, values["code"], self.record, before, values)


def _contract(values: RecordValues) -> NewContract:
    lines, _ = goods_of(values["goods"])
    return NewContract(
        **{name: values[name] for name in HEADER},
        lines=tuple(NewContractLine(one.product, one.quantity, one.price) for one in lines),
    )


def _put_lines(who: Who, contract: int | None, said: NewContract) -> None:
    """Exactly these products from now on; one that stays keeps its row."""
    mine = ContractLine.contract == contract
    products = ids_of(Product, {one.product for one in said.lines})
    stand = {row.product_id for row in ContractLine.select().where(mine)}
    ContractLine.delete().where(mine, ContractLine.product.not_in(list(products.values()) or [0])).execute()
    for one in said.lines:
        agreed = {"quantity": one.quantity, "price": one.price}
        if products[one.product] in stand:
            ContractLine.update(**agreed).where(mine, ContractLine.product == products[one.product]).execute()
        else:
            ByHand(who).add(ContractLine, contract=contract, product=products[one.product], **agreed)
