"""Turns Microsoft's Northwind, as CSV, into files that `custtui import` takes.

`python tests/exchange/northwind.py OUTDIR [NORTHWINDDIR]` writes customers, products, prices and orders; import them
in that order into a database made by `custtui init`.
"""

import csv
import sys
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

SMALL = Path(__file__).parent / "wholesaler"
"""A dozen rows of a made-up wholesaler in Northwind's form: the repository's own."""
SOURCE = Path(__file__).parents[3] / "shared" / "data" / "northwind"
KINDS = ("products", "customers", "prices", "orders")
Row = dict[str, str]

COUNTRIES = {
    "Argentina": "AR",
    "Austria": "AT",
    "Belgium": "BE",
    "Brazil": "BR",
    "Canada": "CA",
    "Denmark": "DK",
    "Finland": "FI",
    "France": "FR",
    "Germany": "DE",
    "Ireland": "IE",
    "Italy": "IT",
    "Mexico": "MX",
    "Norway": "NO",
    "Poland": "PL",
    "Portugal": "PT",
    "Spain": "ES",
    "Sweden": "SE",
    "Switzerland": "CH",
    "UK": "GB",
    "USA": "US",
    "Venezuela": "VE",
}


def convert(source: Path, target: Path) -> None:
    """Write one file a kind into `target`."""
    makers = {"customers": customers, "products": products, "prices": prices, "orders": orders}
    for kind in KINDS:
        write(target / f"{kind}.csv", makers[kind](source))


def read(path: Path) -> Iterator[Row]:
    """The rows of a file; NULL as text is nothing."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: "" if cell in (None, "NULL") else cell for name, cell in row.items()}


def write(path: Path, rows: Iterable[Row]) -> None:
    """Write rows that have the same columns."""
    found = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(found[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)


def money(text: str) -> str:
    """Single-precision noise rounded away: 32.3800011 is 32.38."""
    return str(Decimal(text or 0).quantize(Decimal("0.01"), ROUND_HALF_UP))


def place(row: Row, prefix: str, street: str) -> Row:
    """An address; `prefix` is that of the import's columns, `street` the name of the street's column."""
    start = "ship_" if prefix else ""
    return {
        f"{prefix}street": row[street],
        f"{prefix}city": row[f"{start}city"],
        f"{prefix}state": row[f"{start}region"],
        f"{prefix}postal_code": row[f"{start}postal_code"],
        f"{prefix}country": COUNTRIES[row[f"{start}country"]] if row[f"{start}country"] else "",
    }


def customers(source: Path) -> Iterator[Row]:
    """Party, account, one site, one contact; they keep their codes."""
    for row in read(source / "customers.csv"):
        yield {
            "code": row["customer_id"],
            "name": row["company_name"],
            "alias": row["company_name"],
            **place(row, "", "address"),
            "phone": row["phone"],
            "fax": row["fax"],
            "contact": row["contact_name"],
            "contact_title": row["contact_title"],
            "currency": "USD",
            "terms": "NET30",
            "payment_method": "CHECK",
        }


def products(source: Path) -> Iterator[Row]:
    """Products under their numbers."""
    for row in read(source / "products.csv"):
        yield {
            "code": row["product_id"],
            "name": f"{row['product_name']}, {row['quantity_per_unit']}",
            "active": "N" if row["discontinued"] == "1" else "Y",
        }


def prices(source: Path) -> Iterator[Row]:
    """List prices."""
    for row in read(source / "products.csv"):
        price = money(row["unit_price"])
        yield {
            "product": row["product_id"],
            "list": "LIST",
            "price": price,
            "currency": "USD",
            "first_day": "1996-01-01",
        }


def orders(source: Path) -> Iterator[Row]:
    """One row a line; the ship-to as it was, the shipped date as one full shipment, freight as a charge."""
    shippers = {row["shipper_id"]: row["company_name"] for row in read(source / "shippers.csv")}
    headers = {row["order_id"]: row for row in read(source / "orders.csv")}
    for line in read(source / "order_details.csv"):
        row = headers[line["order_id"]]
        yield {
            "number": row["order_id"],
            "customer": row["customer_id"],
            "order_date": row["order_date"],
            "order_wanted": row["required_date"],
            "shipped_date": row["shipped_date"],
            "currency": "USD",
            "payment_terms": "NET30",
            "ship_via": shippers[row["ship_via"]],
            "freight": money(row["freight"]),
            "ship_name": row["ship_name"],
            **place(row, "ship_", "ship_address"),
            "product": line["product_id"],
            "quantity": line["quantity"],
            "price": money(line["unit_price"]),
            "discount_rate": money(line["discount"]),
        }


if __name__ == "__main__":
    convert(Path(sys.argv[2]) if len(sys.argv) > 2 else SOURCE, Path(sys.argv[1]))
