"""How a merge looks before it is done: both customers, what becomes of everything, and of each site."""

from __future__ import annotations

from custtui.domain.naming import some
from custtui.domain.site_roles import SITE_ROLES, word
from custtui.services.twins.merge_preview import MergePreview, MergeSide, MergeSite
from custtui.ui.kit import format as fmt
from custtui.ui.kit.facts import FactRow, labelled
from custtui.ui.kit.paint import Line
from custtui.ui.kit.rows import Rows
from custtui.ui.kit.table import Column, Table
from custtui.ui.kit.window import section

LABEL = 12
SITES = (
    Column("alias", "Site", 14, 11, share=1, style="strong"),
    Column("address", "Address", 22, 11, share=2),
    Column("roles", "Roles", 14, 9, share=1),
    Column("fate", "Then", 25, 24, share=1),
)
HINT = "Sites: go to one, Enter says which it joins"


def merge_rows(one: MergePreview, sites: Rows[MergeSite], width: int) -> tuple[list[Line], int]:
    """All rows, and which of them shows the first site."""
    rows = [*labelled(_who(one), width, LABEL), Line(width)]
    rows += labelled([("Refused", [fault.text], "mark") for fault in one.faults], width, LABEL)
    rows += labelled(_facts(one), width, LABEL)
    if not sites.items:
        return [*rows, Line(width, f" {one.source.code} has no site", "dim")], len(rows)
    table = Table(SITES, width, map(_texts, sites.items))

    def draw(site: MergeSite, line: Line) -> None:
        table.draw(line, _texts(site), style="mark" if site.refusal else "" if site.active else "dim")

    rows += [section(HINT, width), table.heads(width)]
    listed = sites.draw(width, len(sites.items), draw)[0]
    chosen = labelled([("Chosen", _whole(sites.current), "text")], width, LABEL) if sites.current else []
    return [*rows, *listed, *chosen], len(rows)


def _who(one: MergePreview) -> list[FactRow]:
    return [
        ("Merge", _side(one.source), "text"),
        ("", ["inactive from then on; its code finds the other one"], "dim"),
        ("Into", _side(one.survivor), "strong"),
        ("", ["keeps its code and, where both have one, its own values"], "dim"),
    ]


def _side(one: MergeSide) -> list[str]:
    orders = f"{some(one.orders, 'order')}, {one.open_orders} open"
    state = "" if one.active else "INACTIVE"
    return [f"{one.code} {one.name}", state, one.place, orders, f"since {fmt.moment(one.made_at)}"]


def _facts(one: MergePreview) -> list[FactRow]:
    found: list[FactRow] = [("Moves", [f"{label} {count}" for label, count in one.moves], "text")]
    if one.stays:
        stays = [f"{label} {count}" for label, count in one.stays]
        found.append(("Stays", [*stays, "the other one has such already"], "dim"))
    if one.fills:
        found.append(("Takes over", [f"{label} {value}" for label, value in one.fills], "text"))
    for number, (label, gone, kept) in enumerate(one.differs):
        found.append(("" if number else "Differs", [f"{label} {gone}", f"stays {kept or 'empty'}"], "text"))
    found += [("Mind", [note], "mark") for note in one.notes]
    return found


def _whole(site: MergeSite) -> list[str]:
    """What a narrow column cuts."""
    roles = ", ".join(word(purpose) for purpose in site.uses) or "no role"
    return [site.alias, site.address.one_line, roles, site.refusal or site.fate]


def _texts(site: MergeSite) -> dict[str, str]:
    heads = {str(role.purpose): role.head for role in SITE_ROLES}
    state = "" if site.active else "out of use, "
    return {
        "alias": site.alias or "(no alias)",
        "address": site.address.one_line,
        "roles": " ".join(heads.get(purpose, purpose) for purpose in site.uses) or "-",
        "fate": f"{'? ' if site.refusal else ''}{state}{site.fate}",
    }
