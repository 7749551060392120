"""Where it is kept: Peewee models, dumb, with the rules a database can hold held there."""

from importlib import import_module

from peewee import Model

from custtui.models.base import Row, table_of

HOMES = (
    *("operator", "party", "product", "account.accounts", "account.contacts", "account.agreed", "account.notes"),
    *("order", "draft", "fulfilment", "merge", "term_change", "setup_change", "chain", "signing"),
)
"""The modules that say the tables, in the order in which they stand on each other."""


def all_models() -> list[type[Model]]:
    """Every table of the house, in the order of their homes; all are loaded: a start needs a few (P-6)."""
    return [
        value
        for home in map(import_module, (f"{__name__}.{name}" for name in HOMES))
        for value in vars(home).values()
        if isinstance(value, type) and issubclass(value, Row) and value.__module__ == home.__name__
    ]


def all_tables() -> list[str]:
    """Their names."""
    return [table_of(model) for model in all_models()]
