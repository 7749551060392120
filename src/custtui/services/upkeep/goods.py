"""Products, one at a time: written as their file writes them, found by code or words in use or not (F-82)."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from custtui.domain.errors import Fault
from custtui.domain.product_code import canonical
from custtui.domain.records.house import RecordValues
from custtui.domain.records.product import ProductFields, superseding_fault
from custtui.domain.who import Who
from custtui.domain.words import asked, code_key
from custtui.models.among import among
from custtui.models.base import now
from custtui.models.capitals import any_capitals
from custtui.models.product import Barcode, Product
from custtui.models.search import product_finding as finding
from custtui.models.search.product import index_products
from custtui.services.bulk.known import known
from custtui.services.bulk.named import product_brings, product_needs, product_oddities
from custtui.services.bulk.read_products import product_values
from custtui.services.setup_history import remember, remember_record
from custtui.services.upkeep.stores import AskedBeside, NamedCode, RecordStore, StoredRecord, gone, held
from custtui.services.writing.customer import row_of
from custtui.services.writing.hand import ByHand


class ProductStore(RecordStore):
    """Products with their barcodes."""

    kind, record, key = "products", ProductFields, ("code",)

    def page(self, find: str, offset: int, limit: int) -> list[StoredRecord]:
        rows = Product.select().order_by(Product.code).offset(offset).limit(limit)
        if find.strip():
            rows = rows.where(among(Product.id, self._found(find)))
        return self._stored(list(rows))

    def _found(self, find: str) -> list[int]:
        """By the beginning of the code, in use or not; else by words, in use."""
        coded = finding.ids_by_code(code_key(find))
        return coded or (finding.ids_by_words(asked(find)) if asked(find) else [])

    def _stored(self, rows: list[Product]) -> list[StoredRecord]:
        barcodes = dict[int, list[str]]()
        for one in Barcode.select().where(among(Barcode.product, [row.id for row in rows])).order_by(Barcode.id):
            barcodes.setdefault(one.product_id, []).append(one.code)
        return [(row.id, product_values(row, tuple(barcodes.get(row.id, ())))) for row in rows]

    def one(self, row: int) -> dict[str, Any]:
        found = list(held(Product.select().where(Product.id == row)))
        if not found:
            raise gone()
        return self._stored(found)[0][1]

    def number_of(self, values: RecordValues) -> int | None:
        code = values["code"]
        row = Product.select().where(any_capitals(Product.code, [code, code.lower(), code.upper()])).first()
        return row.id if row else None

    def needs(self, values: RecordValues) -> Iterator[NamedCode]:
        return product_needs(SimpleNamespace(**values))

    def beyond(self, values: RecordValues, before: RecordValues | None, asked: AskedBeside) -> Iterator[Fault]:
        """A barcode of another product, or twice; what is superseded, step by step, by itself."""
        if why := superseding_fault(values["code"], values["superseded_by"], _superseded_by):
            yield Fault("ring", "superseded_by", why)
        mine = {canonical(code) for code in before["barcodes"]} if before else set[str]()
        seen = set[str]()
        for _, _, code in (one for one in product_brings(SimpleNamespace(**values)) if one.sort == "barcode"):
            if code in seen or (code not in mine and known("barcode", [code])):
                yield Fault("stands", "barcodes", f"{code.lstrip('0') or code} exists already")
            seen.add(code)

    def odd(self, values: RecordValues) -> Iterator[tuple[str, str]]:
        return product_oddities(SimpleNamespace(**values))

    def write(self, who: Who, values: RecordValues, before: RecordValues | None, asked: AskedBeside) -> None:
        columns = row_of(ProductFields, values.__getitem__)
        if before is None:
            product = ByHand(who).add(Product, **columns)
            remember(who, self.kind, values["code"])
        else:
            product = Product.get(Product.code == before["code"]).id
            stamps = {"changed_by": who.login, "changed_at": now(), "version": Product.version + 1}
            Product.update(**columns, **stamps).where(Product.id == product).execute()
            remember_record(who, self.kind, values["code"], self.record, before, values)
        _put_barcodes(product, values["barcodes"])
        index_products([product])


def _superseded_by(code: str) -> str:
    return Product.select(Product.superseded_by).where(Product.code == code).scalar() or ""


def _put_barcodes(product: int, codes: tuple[str, ...]) -> None:
    """Exactly these from now on; what stays as it was keeps its row."""
    mine = Barcode.product == product
    stand = {one.code for one in Barcode.select().where(mine)}
    Barcode.delete().where(mine, Barcode.code.not_in(codes or ("",))).execute()
    for code in codes:
        if code not in stand:
            Barcode.create(code=code, product=product)
