"""What a code may look like that a house gives: no blanks, no semicolons, which stand between the codes of a list."""

import re

_CODE = re.compile(r"[^\s;]{1,40}")


def code_fault(code: str) -> str:
    """Why a text is none, '' where it is one."""
    known = _CODE.fullmatch(code)
    return "" if known else f"{code!r} is not a code: 1 to 40 characters without blanks and semicolons"
