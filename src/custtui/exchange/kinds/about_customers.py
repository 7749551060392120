"""Short rows about customers that stand: what one opens to another, taxes, payment, answers, notes."""

from collections.abc import Iterable, Iterator

from custtui.domain.held import as_typed
from custtui.domain.reading import Reading
from custtui.domain.records import links as named
from custtui.domain.records.exemption import EVERYWHERE, ExemptionFields
from custtui.domain.records.note import OPEN, RESOLVED, ActionFields, NoteFields
from custtui.domain.records.reading import FORGIVEN
from custtui.exchange import cells, listed
from custtui.exchange.house import this_day
from custtui.exchange.kind import CellValues, Reference, column_of, columns_of
from custtui.exchange.kinds.places import KEPT
from custtui.exchange.kinds.setup import SetupKind, Tell, column
from custtui.services.bulk.named import SHARED_ONCE
from custtui.services.bulk.relationships import way_key
from custtui.services.terms.tax_status import (
    EXEMPTION_LABELS,
    Exempt,
    exemption_oddities,
    read_exemptions,
)

CUSTOMER = column_of(named.CUSTOMER._replace(name="customer"))


def _related(values: CellValues, tell: Tell) -> CellValues:
    if values["customer"] == values["related"]:
        tell("related", "a customer is not related to itself")
    return values


def _exempt(values: CellValues, tell: Tell) -> CellValues:
    """As the form reads it."""
    form = Reading(EXEMPTION_LABELS)
    days = as_typed(values["first_day"]), as_typed(values["last_day"])
    typed = ExemptionFields(values["state"], values["certificate"], *days)
    rows = read_exemptions(form, [typed])
    for fault in (one for one in form.faults if one.code not in FORGIVEN):
        tell(fault.field.partition(".")[2], fault.text)
    return {**values, "state": rows[0].state, "certificate": rows[0].certificate}


def _odd_exemption(values: CellValues) -> Iterable[tuple[str, str]]:
    one = Exempt(0, values["state"], values["certificate"], values["first_day"], values["last_day"])
    return ((fault.field.partition(".")[2], fault.text) for fault in exemption_oddities([one], this_day()))


class Relationships(SetupKind):
    """Account relationships: between two of them, one that holds both ways stands alone, as on the screen (R-16)."""

    def own(self, item: CellValues) -> Iterable[Reference]:
        """Its key, and the way that one the other way would take."""
        yield from super().own(item)
        one, other = item["customer"], item["related"]
        if item["active"] and item["reciprocal"]:
            yield "reciprocal", "way taken", f"{other}\t{one}"
            yield "reciprocal", "pair taken", "\t".join(sorted((one, other)))
        elif item["active"]:
            yield "related", "way taken", f"{one}\t{other}"

    def needs(self, item: CellValues) -> Iterable[Reference]:
        """The customers, and that nothing in the database stands against it."""
        yield from super().needs(item)
        if item["active"]:
            both = item["reciprocal"]
            yield (
                "reciprocal" if both else "related",
                "way",
                way_key(item["customer"], item["related"], reciprocal=both),
            )


RELATIONSHIPS = Relationships(
    "relationships",
    "what one account opens to another; made one-way unless reciprocal",
    (
        CUSTOMER,
        column("related", "code of the account it is opened to", cells.CODE, "3897-6", required=True),
        column("bill_to", "the customer may be billed for orders of the related account", cells.FLAG, "Y"),
        column("ship_to", "its sites may be shipped to", cells.FLAG, "N"),
        column("pay", "its payments and methods may settle the other's invoices", cells.FLAG, "N"),
        column("reciprocal", "holds both ways", cells.FLAG, "N"),
        column("active", "has not ended; blank: Y", cells.FLAG, "Y"),
    ),
    {"bill_to": False, "ship_to": False, "pay": False, "reciprocal": False, "active": True},
    check=_related,
)


class Exemptions(SetupKind):
    """Tax exemptions; a state left out by mistake exempts nobody, so everywhere is said (R-35)."""

    def rows(self, item: CellValues) -> Iterable[CellValues]:
        """The row itself, as its form shows it."""
        yield {**item, "state": item["state"] or EVERYWHERE}


EXEMPTIONS = Exemptions(
    "exemptions",
    "tax exemptions of customers, everywhere or in one state",
    (CUSTOMER, *columns_of(ExemptionFields)),
    {"first_day": None, "last_day": None},
    check=_exempt,
    odd=_odd_exemption,
)


class Exclusions(SetupKind):
    """Payment methods an account may not use; never its default one (R-36)."""

    def needs(self, item: CellValues) -> Iterable[Reference]:
        """Customer and method, and that it is not the default one."""
        yield from super().needs(item)
        yield "method", "method to exclude", f"{item['customer']}\t{item['method']}"


EXCLUSIONS = Exclusions(
    "exclusions",
    "payment methods customers may not use",
    (CUSTOMER, column("method", "code of the payment method", listed.METHOD, "CASH", required=True)),
)


class AnswersGiven(SetupKind):
    """What customers answered; the accounts of a party share one answer to a question (F-48)."""

    def needs(self, item: CellValues) -> Iterable[Reference]:
        """Customer, question and answer; and that none of another account is shared."""
        yield from super().needs(item)
        if item["shared"]:
            yield "shared", SHARED_ONCE, f"{item['customer']}\t{item['question']}"


ANSWERS = AnswersGiven(
    "answers",
    "what customers answered to the profile questions",
    (
        CUSTOMER,
        column("question", "code of the question", cells.TEXT, "SECTOR", required=True),
        column("answer", "code of the answer", cells.TEXT, "CAFE", required=True),
        column("shared", "Y: for the other accounts of the customer's party too; blank: N", cells.FLAG, "N"),
    ),
    {"shared": False},
)
NOTES = SetupKind("notes", "notes about customers", (CUSTOMER, *columns_of(NoteFields)), {"on_selection": False})


class Actions(SetupKind):
    """What is to be done, and by whom; one with an operator goes out as kept: he may not work there."""

    reasons: frozenset[str]

    def needs(self, item: CellValues) -> Iterable[Reference]:
        """Its customer; a reason and an operator as its form lists them."""
        yield from super().needs(item)
        if not item["kept"]:
            yield "reason", "reason", item["reason"]
            if item["assignee"]:
                yield "assignee", "operator at work", item["assignee"]

    def read(self) -> Iterator[CellValues]:
        """All rows."""
        self.reasons = frozenset(listed.LISTS["reasons"]())
        yield from super().read()

    def rows(self, item: CellValues) -> Iterable[CellValues]:
        """The row itself."""
        yield {**item, "kept": bool(item["assignee"]) or item["reason"] not in self.reasons or None}


ACTIONS = Actions(
    "actions",
    "action notes: what is to be done about customers",
    (CUSTOMER, *columns_of(ActionFields, cells={"status": cells.one_of(OPEN, RESOLVED)}), KEPT),
    {"follow_up": None, "status": OPEN, "kept": False},
)
