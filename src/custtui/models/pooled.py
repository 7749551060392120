"""Where a pooler stands between a clerk and PostgreSQL: what it does not carry is refused before it fails midway."""

from custtui.domain.errors import refuse
from custtui.models.base import db


def is_pooled() -> bool:
    """Does a pooler give a connection for each transaction (`?pooled=1`)?"""
    return bool(getattr(db.obj, "pooled", False))


def refuse_pooled(what: str) -> None:
    """Raises Refused for what takes one connection for itself, and long, where there is none to be had."""
    if is_pooled():
        raise refuse(
            "database", f"{what} wants the server itself, not its pooler: name a URL without pooled=1", "database"
        )
