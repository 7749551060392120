"""Roles by key, sites as typed, relationships in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custtui.domain import postal
from custtui.domain.errors import Refused
from custtui.domain.payer import Opening, may_pay
from custtui.domain.relations import Opened, account_meaning, account_words, kind_words, relation_choices
from custtui.domain.site import Purpose, primaries
from custtui.domain.site_fields import FIELDS, SiteFields, checked_site
from custtui.domain.site_roles import IDENTIFYING, SITE_ROLES, RoleTurn, mark, next_turn, word
from custtui.domain.text import is_harmful


def test_every_purpose_has_one_key_of_its_own() -> None:
    """F-31."""
    assert {role.purpose for role in SITE_ROLES} == set(Purpose)
    keys = [role.key for role in SITE_ROLES]
    assert len(set(keys)) == len(keys)
    assert IDENTIFYING not in keys


@pytest.mark.parametrize(
    ("use", "turn", "shown"), [(None, RoleTurn.GIVE, "-"), (False, RoleTurn.MOVE, "y"), (True, RoleTurn.TAKE, "P")]
)
def test_one_key_gives_moves_takes(use: bool | None, turn: RoleTurn, shown: str) -> None:
    assert (next_turn(use), mark(use)) == (turn, shown)


def test_a_purpose_of_other_make_reads_as_it_is() -> None:
    assert (word("BILL_TO"), word("RETURNS")) == ("bill-to", "returns")


@given(st.builds(SiteFields, **{name: st.text(max_size=120) for name in FIELDS}))
def test_a_site_is_kept_harmless_or_refused_naming_its_fields(typed: SiteFields) -> None:
    """S-5."""
    try:
        kept = checked_site(typed, "US")
    except Refused as refused:
        assert {fault.field for fault in refused.faults} <= set(FIELDS)
        return
    for name, field in FIELDS.items():
        text = getattr(kept, name)
        assert len(text) <= field.longest
        assert not any(is_harmful(one) and one != "\n" for one in text)
    assert checked_site(kept, "US") == kept


def test_a_relationship_reads_from_both_ends() -> None:
    """R-16, F-41."""
    opened = Opened(bill_to=True, ship_to=False, pay=False, reciprocal=False)
    assert account_words(opened, opens=True) % "B" == "parent of B: bill-to yes, ship-to no, pay no, one way"
    assert account_words(opened, opens=False) % "A" == "child of A: bill-to yes, ship-to no, pay no, one way"
    assert account_meaning(opened, "A", "B") == [
        "Orders of B may be billed to A",
        "Orders of B may not ship to sites of A",
        "A may not pay invoices of B",
    ]


def test_kinds_of_parties_read_from_both_ends_and_unknown_ones_as_their_code() -> None:
    """F-42."""
    assert kind_words("SUBSIDIARY", is_subject=True) == "subsidiary of"
    assert kind_words("subsidiary", is_subject=False) == "parent of"
    assert kind_words("GUARANTOR", is_subject=True) == "guarantor of"
    words = [one.words for one in relation_choices()]
    assert len(set(words)) == len(words)


def test_the_pay_flag_is_directed() -> None:
    """R-16."""
    one_way = [Opening(1, 2, bill_to=False, ship_to=False, reciprocal=False, pay=True)]
    both = [Opening(1, 2, bill_to=False, ship_to=False, reciprocal=True, pay=True)]
    assert (may_pay(1, 2, one_way), may_pay(2, 1, one_way), may_pay(2, 1, both), may_pay(3, 3, [])) == (
        *(True, False, True, True),
    )


def test_countries_and_states_are_offered_as_addresses_write_them() -> None:
    assert ("NJ", "New Jersey") in postal.states("US")
    assert postal.states("DE") == postal.states("nowhere") == []
    assert ("DE", "Germany") in postal.countries()


@given(st.lists(st.tuples(st.sampled_from("BS"), st.integers(1, 5), st.booleans(), st.booleans())))
def test_a_purpose_has_one_primary_site_in_use(uses: list[tuple[str, int, bool, bool]]) -> None:
    """R-14: the last one marked displaces the others; where none is marked the first in use is it."""
    ranks = primaries(uses)
    for purpose in "BS":
        in_use = [(site, marked) for one, site, on, marked in uses if one == purpose and on]
        marked = [site for site, first in in_use if first]
        assert ranks.get(purpose) == (marked[-1] if marked else in_use[0][0] if in_use else None)
