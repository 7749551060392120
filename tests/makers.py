"""Rows that tests put straight into the tables were made by this program: `check` names those that nobody made."""

from typing import Any

from custtui.domain.who import SYSTEM
from custtui.models import all_models


def made_by_the_program() -> None:
    """From now on a row that does not say who made it is this program's; services always say it."""
    for model in all_models():
        meta: Any = model._meta
        for name in ("made_by", "changed_by"):
            if field := meta.fields.get(name):
                field.default = meta.defaults[field] = SYSTEM.login
                meta._default_by_name[name] = SYSTEM.login
