"""Codes of products as they are typed, scanned, pasted and imported: one reading of them for desk and files."""

import re

from custtui.domain.quantity import CODE_LENGTHS, is_barcode

LONGEST = max(CODE_LENGTHS)
_SEVERAL = re.compile(r"[\s,;]")


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


def hint(item: str) -> str:
    """What to do about an item that is several columns in one; '' where it is one."""
    if not _SEVERAL.search(item.strip()):
        return ""
    return ": item, quantity and price go into fields of their own"
