"""What tells the accounts of one party apart (F-16): keys and files ask the same of it."""

from collections.abc import Mapping

from custtui.domain.errors import Fault

MISSING = "Account name is required: it tells the accounts apart"


def same_name(name: str) -> str:
    """Names that differ in capitals or blanks alone are one."""
    return " ".join(name.split()).casefold()


def account_name_fault(name: str, taken: Mapping[str, str], *, further: bool = True) -> Fault | None:
    """A further account of a party is named, each otherwise; the first one may go without.

    `taken`: the codes of the party's other accounts by `same_name`.
    """
    same = same_name(name)
    if not same:
        return Fault("missing", "account_name", MISSING) if further else None
    if same in taken:
        return Fault("taken", "account_name", f"Account name: {taken[same]} is called {name} already")
    return None
