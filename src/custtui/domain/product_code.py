"""Codes of products as they are typed, scanned, pasted and imported: one reading of them for desk and files."""

import re
from collections.abc import Iterable

from custtui.domain.quantity import CODE_LENGTHS, is_barcode
from custtui.domain.words import LONGEST_WORD, indexed, joined, split

LONGEST = max(CODE_LENGTHS)
_SEVERAL = re.compile(r"[\s,;]")
_APART = re.compile(r"(?<=[\s,;])([1-9][0-9]{0,2})( |,(?=0))([0-9]{3})$")
_PARTS = re.compile(r"\d+|[^\d]+")
"""`ITEM1042` is found by its digits too."""


def canonical(code: str) -> str:
    """One spelling for one number: UPC-A, EAN and GTIN-14 differ by leading zeros (14 digits); others as they are."""
    return code.zfill(LONGEST) if is_barcode(code) else code


def spellings(code: str) -> tuple[str, ...]:
    """Every way a scanner may send this code, itself first."""
    whole = canonical(code)
    if whole == code and not is_barcode(code):
        return (code,)
    others = (whole[-length:] for length in CODE_LENGTHS if not whole[:-length].strip("0"))
    return tuple(dict.fromkeys((code, *others)))


def two_ways(row: str) -> str:
    """How quantity and price at the end of a row can be read, where they may as well be one quantity whose thousands
    stand apart, by a blank or by a comma before a zero; '' where there is one way."""
    found = _APART.search(row.strip())
    if not found:
        return ""
    one, mark, other = found.groups()
    return f"{one}{mark}{other} can be read two ways: quantity {one}{other}, or {one} at a price of {other}"


def hint(item: str) -> str:
    """What to do about an item that is several columns in one; '' where it is one."""
    if not _SEVERAL.search(item.strip()):
        return ""
    if told := two_ways(item):
        return f": {told}"
    return ": item, quantity and price go into fields of their own"


def words_of(code: str, name: str, barcodes: Iterable[str]) -> list[str]:
    """The words a product is found by: of its name, of its code and its parts, each barcode however it is sent."""
    found = joined(code) | indexed(name) | {part for one in split(code) for part in _PARTS.findall(one)}
    found.update(word[:LONGEST_WORD] for barcode in barcodes for one in spellings(barcode) for word in joined(one))
    return sorted(found)
