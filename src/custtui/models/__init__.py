"""Where it is kept: Peewee models, dumb, with the rules a database can hold held there."""

from peewee import Model

from custtui.models import chain, draft, fulfilment, merge, operator, order, party, product, signing, term_change
from custtui.models.account import accounts, agreed, contacts, notes
from custtui.models.base import Row, table_of

HOMES = (
    operator, party, product, accounts, contacts, agreed, notes, order, draft, fulfilment, merge, term_change, chain,
    signing,
)  # fmt: skip


def all_models() -> list[type[Model]]:
    """Every table of the house, in the order of their homes."""
    return [
        value
        for home in HOMES
        for value in vars(home).values()
        if isinstance(value, type) and issubclass(value, Row) and value.__module__ == home.__name__
    ]


def all_tables() -> list[str]:
    """Their names."""
    return [table_of(model) for model in all_models()]
