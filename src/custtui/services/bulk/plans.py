"""What the small tables are that go in and out by one plan each: their keys, and what their rows refer to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from peewee import Model

from custtui.domain.records.exemption import ExemptionFields
from custtui.domain.records.fact import fields_of
from custtui.domain.records.house import (
    MethodFields,
    PaymentTermsFields,
    PriceListFields,
    ReasonFields,
    SellerFields,
    TaxRateFields,
)
from custtui.domain.records.note import ActionFields, NoteFields
from custtui.domain.tax_rates import rate_key
from custtui.models.account import (
    AccountRelationship,
    ActionNote,
    AllowedAnswer,
    CustomerAccount,
    CustomerNote,
    CustomerQuestion,
    PaymentExclusion,
    ProfileAnswer,
    TaxStatus,
)
from custtui.models.among import among
from custtui.models.operator import PaymentMethod, PaymentTerms, Reason, Seller, TaxRate
from custtui.models.product import PriceList
from custtui.services.terms.tax_status import same_state
from custtui.services.writing.customer import row_of


@dataclass(frozen=True, slots=True)
class Ref:
    """A field that refers to a row of another table, told by codes in these columns of the file."""

    field: str
    sort: str
    columns: tuple[str, ...]

    def code(self, row: Any) -> str:
        """What the row of a file refers to."""
        return "\t".join(row[column] for column in self.columns)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a small table goes in and out. `many`: rows of one key may stand several times, each counts.

    `same` gives the key of values that may be spelled in several ways.
    `doubts` are columns with codes, and their sorts, that may be missing.
    `term` is the term of a customer that the rows are, to be remembered when they change (F-64).
    """

    model: type[Model]
    key: tuple[str, ...]
    columns: tuple[str, ...]
    refs: tuple[Ref, ...] = ()
    many: bool = False
    same: Callable[[Mapping[str, Any]], tuple[Any, ...]] | None = None
    term: str = ""
    record: type | None = None
    doubts: tuple[tuple[str, str], ...] = ()

    def row(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The columns that hold values, as a row of a file has them; a record's are those a clerk's hand writes."""
        if self.record is not None and self.refs:
            return row_of(self.record, values.__getitem__)
        return {name: values[name] for name in self.own if name in values}

    def code(self, values: Mapping[str, Any]) -> str:
        """What people call a row by: its key."""
        return " ".join(f"{values[name]}" for name in self.key if values[name])

    @property
    def own(self) -> tuple[str, ...]:
        """The columns that hold values, not codes of others."""
        told = {column for ref in self.refs for column in ref.columns}
        return tuple(column for column in self.columns if column not in told)

    def field(self, column: str) -> str:
        """The table's field behind a column of the key."""
        return next((ref.field for ref in self.refs if ref.columns[-1] == column), column)


_RELATION = ("customer", "related", "bill_to", "ship_to", "pay", "reciprocal", "active")
_CUSTOMER = Ref("account", "customer", ("customer",))
_RELATED = Ref("related", "customer", ("related",))
_METHOD_REF = Ref("method", "method", ("method",))
_QUESTION = Ref("question", "question", ("question",))
_ANSWER = Ref("response", "answer", ("question", "answer"))
_ASKED = (("question", "question in use"),)
_ANSWERS = ("customer", "question", "answer", "shared")


def _told(record: type) -> tuple[str, ...]:
    """What rows of a record about a customer tell."""
    return ("customer", *fields_of(record))


def _of_house(model: type[Model], record: type, *key: str, **more: Any) -> Plan:
    """What a house is set up with: its rows are a record's, and what they were is remembered."""
    return Plan(model, key, tuple(fields_of(record)), record=record, **more)


PLANS: dict[str, Plan] = {
    "seller": _of_house(Seller, SellerFields),
    "terms": _of_house(PaymentTerms, PaymentTermsFields, "code"),
    "methods": _of_house(PaymentMethod, MethodFields, "code"),
    "taxes": _of_house(
        *(TaxRate, TaxRateFields, "category", "country", "state"),
        *("county", "city", "postal_codes", "component", "first_day"),
        same=rate_key,
        doubts=(("category", "product of the tax category"),),
    ),
    "reasons": _of_house(Reason, ReasonFields, "kind", "code"),
    "pricelists": _of_house(PriceList, PriceListFields, "code"),
    "relationships": Plan(AccountRelationship, ("customer", "related"), _RELATION, (_CUSTOMER, _RELATED)),
    "exemptions": Plan(
        TaxStatus,
        ("customer", "state"),
        _told(ExemptionFields),
        (_CUSTOMER,),
        term="exemptions",
        same=same_state,
        record=ExemptionFields,
    ),
    "exclusions": Plan(
        PaymentExclusion, ("customer", "method"), ("customer", "method"), (_CUSTOMER, _METHOD_REF), term="excluded"
    ),
    "answers": Plan(
        ProfileAnswer, ("customer", "question"), _ANSWERS, (_CUSTOMER, _QUESTION, _ANSWER), doubts=_ASKED
    ),
    "notes": Plan(CustomerNote, ("customer", "text"), _told(NoteFields), (_CUSTOMER,), many=True, record=NoteFields),
    "actions": Plan(
        ActionNote,
        ("customer", "reason", "text", "assignee", "follow_up"),
        _told(ActionFields),
        (_CUSTOMER,),
        many=True,
        record=ActionFields,
    ),
}


def ids_by_code(sort: str, codes: Iterable[str]) -> dict[str, int]:
    """The rows (ids) of a sort that have these codes."""
    if sort == "answer":
        return _answers(among(CustomerQuestion.code, {code.partition("\t")[0] for code in codes}))
    model = MODELS[sort]
    return dict(model.select(model.code, model.id).where(among(model.code, set(codes))).tuples())


def codes_by_id(sort: str, ids: Iterable[int]) -> dict[int, str]:
    """The codes of rows (ids); customers that were merged have none."""
    wanted = set(ids)
    if sort == "answer":
        return {id: code for code, id in _answers(among(AllowedAnswer.id, wanted)).items()}
    model = MODELS[sort]
    rows = model.select(model.id, model.code).where(among(model.id, wanted))
    return dict((rows.where(model.merged_into.is_null()) if sort == "customer" else rows).tuples())


MODELS: dict[str, Any] = {"customer": CustomerAccount, "method": PaymentMethod, "question": CustomerQuestion}
"""Where the codes of each sort stand."""


def _answers(where: Any) -> dict[str, int]:
    rows = AllowedAnswer.select(CustomerQuestion.code, AllowedAnswer.code, AllowedAnswer.id)
    found = rows.join(CustomerQuestion).where(where).tuples()
    return {f"{question}\t{answer}": id for question, answer, id in found}
