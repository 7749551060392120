"""PINs and the second signature: for one act, both names kept, three wrong ones stop further ones (X-22)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from custtui.domain.errors import Forbidden, Refused
from custtui.domain.pin import pin_fault
from custtui.domain.who import Act, Role, Who
from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.merge import MergeLog
from custtui.models.moment import database_now
from custtui.models.operator import Operator
from custtui.models.signing import OperatorPin, PinTry, SecondSignature
from custtui.models.term_change import TermChange
from custtui.services import pins
from custtui.services.check_chain import chain_faults, link_faults
from custtui.services.operators import add_operator, disable_operator, operators
from custtui.services.pins import PinUse, set_pin
from custtui.services.profile import customers
from custtui.services.signing import countersign, sign_on
from custtui.services.terms import credit
from custtui.services.terms.history import term_history
from custtui.services.twins import merging
from tests.services import house
from tests.services.house import ANN, BEN, CORA, DORA
from tests.services.merging_house import a_pair

PIN, OTHER = "271828", "314159"


@pytest.fixture
def counter(database) -> house.House:
    stands = house.stand()
    set_pin(BEN, "ben", PIN)
    return stands


def limit(who: Who, account: int, amount: str) -> None:
    stands = credit.credit_form(account)
    typed = credit.CreditFields(**{**vars_of(stands.fields), "credit_limit": amount})
    credit.save_credit(who, account, stands.version, typed)


def vars_of(fields: credit.CreditFields) -> dict[str, str]:
    return {name: getattr(fields, name) for name in credit.FIELDS}


@pytest.mark.parametrize(
    ("pin", "why"),
    [("12345", "6 to 32"), ("12345a", "digits only"), ("१२३४५६", "digits only"), ("777777", "tried first"),
     ("123456", "tried first"), ("098765", "tried first"), ("4711123", "login's"), ("1" * 33, "6 to 32"),
     ("271828", ""), ("00471100", "")],
)  # fmt: skip
def test_what_may_be_a_pin(pin: str, why: str) -> None:
    assert (why in pin_fault(pin, "kim4711123")) and bool(why) == bool(pin_fault(pin, "kim4711123"))


def test_a_signed_act_is_done_with_both_names_and_no_other_with_it(counter) -> None:
    with pytest.raises(Forbidden, match=r"Only a supervisor may .*Ben \(ben\)") as refused:
        limit(ANN, counter.a1, "700")
    signed = countersign(ANN, " ben ", PIN, refused.value.act)
    limit(signed, counter.a1, "700")
    row = TermChange.get(TermChange.field == "credit_limit", TermChange.account == counter.a1)
    assert (row.made_by, row.signed_by, row.new) == ("ann", "ben", "700.00")
    assert term_history(counter.a1)[0].by == "ann, signed by ben"
    kept = SecondSignature.get()
    assert (kept.made_by, kept.signed_by, kept.act) == ("ann", "ben", "TERMS")
    with pytest.raises(Forbidden):
        limit(ANN, counter.a1, "800")
    with pytest.raises(Forbidden):
        merging.merge(signed, counter.a1, counter.hq)
    assert SecondSignature.select().count() == 1
    assert list(chain_faults()) == list(link_faults()) == []


def test_a_field_of_the_profile_that_needs_it_is_signed_for_too(sqlite_database) -> None:
    stands = house.stand()
    set_pin(BEN, "ben", PIN)
    version, fields = customers.editable(stands.a1)
    typed = replace(fields, credit_limit="700")
    with pytest.raises(Forbidden) as refused:
        customers.update(ANN, stands.a1, version, typed)
    customers.update(countersign(ANN, "ben", PIN, refused.value.act), stands.a1, version, typed)
    assert TermChange.get(TermChange.field == "credit_limit").signed_by == "ben"


def test_what_is_refused_leaves_no_signature(counter) -> None:
    signed = countersign(ANN, "ben", PIN, Act.TERMS)
    with pytest.raises(Refused, match="abc"):
        limit(signed, counter.a1, "abc")
    assert not SecondSignature.select().exists()


def test_a_supervisors_own_act_names_nobody_beside_him(counter) -> None:
    set_pin(CORA, "dora", OTHER)
    limit(countersign(BEN, "dora", OTHER, Act.TERMS), counter.a1, "700")
    assert TermChange.get(TermChange.field == "credit_limit").signed_by == ""
    assert not SecondSignature.select().exists()


def test_a_login_that_is_none_is_compared_as_long_as_one_that_is(counter, monkeypatch) -> None:
    """How long the answer takes tells nobody who works here: the same function over the same costs."""
    verify, costs = PasswordHasher.verify, list[tuple[str, ...]]()

    def watched(self: PasswordHasher, digest: str, pin: str) -> bool:
        costs.append(tuple(digest.split("$")[:4]))
        return verify(self, digest, pin)

    monkeypatch.setattr(PasswordHasher, "verify", watched)
    house.hire("eve")
    for login in ("ben", "eve", "nobody"):  # with a PIN, without one, none at all
        with pytest.raises(Refused, match="do not go together"):
            countersign(ANN, login, "999111", Act.TERMS)
    assert len(costs) == 3 and len(set(costs)) == 1
    assert costs[0][0] == "" and costs[0][1] == "argon2id"


def test_a_merge_and_its_undo_name_who_signed(sqlite_database) -> None:
    pair = a_pair()
    set_pin(BEN, "ben", PIN)
    set_pin(DORA, "dora", OTHER)
    merging.merge(countersign(ANN, "ben", PIN, Act.MERGE), pair.new, pair.old)
    merging.undo(countersign(ANN, "dora", OTHER, Act.MERGE), MergeLog.get().id)
    row = MergeLog.get()
    assert (row.made_by, row.signed_by, row.undone_by, row.undo_signed_by) == ("ann", "ben", "ann", "dora")


def test_who_may_not_do_it_himself_or_is_gone_signs_nothing(counter) -> None:
    house.hire("eve")
    set_pin(CORA, "eve", OTHER)
    with pytest.raises(Refused, match=r"Eve may not either. Only a supervisor"):
        countersign(ANN, "eve", OTHER, Act.TERMS)
    with pytest.raises(Refused, match="another operator's"):
        countersign(BEN, "ben", PIN, Act.CONTROLS)
    signed = countersign(ANN, "ben", PIN, Act.TERMS)
    Operator.update(active=False).where(Operator.login == "ben").execute()
    with pytest.raises(Refused, match="ben may no longer work here"):
        countersign(ANN, "ben", PIN, Act.TERMS)
    with pytest.raises(Refused, match="ben may no longer work here"):
        limit(signed, counter.a1, "700")
    Operator.update(active=True, role="clerk").where(Operator.login == "ben").execute()
    with pytest.raises(Forbidden):
        limit(signed, counter.a1, "700")
    assert CustomerAccount.get_by_id(counter.a1).credit_limit is None


def test_a_wrong_login_pin_and_an_operator_without_one_are_told_alike(counter) -> None:
    for login, pin in (("ben", OTHER), ("nobody", PIN), ("dora", PIN), ("ben", ""), ("", "")):
        with pytest.raises(Refused) as refused:
            countersign(ANN, login, pin, Act.TERMS)
        assert str(refused.value) == pins.WRONG, login


def test_three_wrong_pins_stop_signatures_of_that_operator_for_five_minutes_and_not_his_work(counter) -> None:
    for _ in range(2):
        with pytest.raises(Refused, match="do not go together"):
            countersign(ANN, "ben", OTHER, Act.TERMS)
    db.close()  # the other tries come from another terminal
    db.connect()
    with pytest.raises(Refused, match="3 wrong PINs: none of ben is taken for 5 minutes"):
        countersign(ANN, "ben", OTHER, Act.TERMS)
    with pytest.raises(Refused, match="3 wrong PINs"):
        countersign(ANN, "ben", PIN, Act.TERMS)
    limit(BEN, counter.a1, "700")
    assert sign_on("ben", PIN).role is Role.SUPERVISOR
    PinTry.update(stopped_until=database_now() - timedelta(seconds=1)).execute()
    with pytest.raises(Refused, match="do not go together"):
        countersign(ANN, "ben", OTHER, Act.TERMS)
    assert countersign(ANN, "ben", PIN, Act.TERMS).signed_by == "ben"
    assert not PinTry.select().exists()


def test_tries_at_once_are_no_more_than_three(counter) -> None:
    def attempt(_: int) -> str:
        try:
            countersign(ANN, "ben", OTHER, Act.TERMS)
        except Refused as refused:
            return str(refused)
        finally:
            db.close()
        return "signed"

    with ThreadPoolExecutor(5) as threads:
        told = list(threads.map(attempt, range(5)))
    assert sum(one == pins.WRONG for one in told) < 3 and "signed" not in told
    assert PinTry.get().wrong == 3


def test_a_pin_is_ones_own_or_set_by_an_administrator_and_never_shown(counter) -> None:
    with pytest.raises(Forbidden, match="Only an administrator"):
        set_pin(ANN, "ben", OTHER)
    with pytest.raises(Refused, match="nobody is not an operator"):
        set_pin(CORA, "nobody", OTHER)
    assert set_pin(CORA, "ben", OTHER) == "Ben"
    with pytest.raises(Refused):
        pins.proven("ben", PIN, PinUse.WORK)
    row = OperatorPin.get()
    assert row.hash.startswith("$argon2id$") and OTHER not in row.hash and row.made_by == "cora"
    assert [one.login for one in operators() if one.has_pin] == ["ben"]
    disable_operator(CORA, "ben")
    add_operator(CORA, "ben", "Ben", "supervisor")
    with pytest.raises(Refused, match="do not go together"):
        sign_on("ben", OTHER)


def test_a_login_that_is_none_takes_as_long_as_a_wrong_pin() -> None:
    """By what is compared: a hash of the same costs, which argon2 reads to its end."""
    mine, nobodys = pins._hasher().hash(PIN), pins._nobodys()
    assert mine.split("$")[:4] == nobodys.split("$")[:4] and len(mine) == len(nobodys)
    with pytest.raises(VerifyMismatchError):
        pins._hasher().verify(nobodys, PIN)
