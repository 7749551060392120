"""Reads what nobody may see: twice without echo at a terminal, else a line of standard input."""

import sys

from custtui.domain.errors import refuse


def typed_twice() -> str:
    """A PIN as it was typed. Raises Refused where the two differ, or it was given up."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    from getpass import getpass

    try:
        first, again = getpass("PIN: "), getpass("PIN again: ")
    except (EOFError, KeyboardInterrupt):
        raise refuse("pin", "No PIN was set") from None
    if first != again:
        raise refuse("pin", "The two are not the same: no PIN was set")
    return first
