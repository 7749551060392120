"""What is known of who pays for a customer, where that is another one, asked along with the customer (P-13).

Who it is stands in the customer's row: by that row a far server is asked the same as by the payer's id.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from custtui.models.account import BillToAccount, CustomerAccount
from custtui.models.prepared import Prepared
from custtui.models.together import PreparedQuestion

ArgumentsFor = Callable[[Any, Any], tuple[Any, ...]]
"""The first arguments of a question, of a customer and who pays: ids, or what stands for them in a query."""


def _payer(account: Any) -> Any:
    customer, payer = CustomerAccount.alias(), BillToAccount.alias()
    query = payer.select(payer.account).join(customer, on=customer.default_bill_to == payer.id)
    return query.where(customer.id == account)


PAYER = Prepared(_payer)


class AskedOfPayer(NamedTuple):
    """A question about who pays, and the same by the customer."""

    question: Prepared
    arguments: ArgumentsFor
    by_customer: Prepared


def of_payer(question: Prepared, arguments: ArgumentsFor) -> AskedOfPayer:
    """The question as it is asked by the customer."""
    by_customer = Prepared(lambda account, *more: question.build(*arguments(account, _payer(account)), *more))
    return AskedOfPayer(question, arguments, by_customer)


PayerQuestions = Sequence[tuple[AskedOfPayer, tuple[Any, ...]]]
"""Each with its arguments but the first."""


def by_customer(account: int, asked: PayerQuestions) -> list[PreparedQuestion]:
    """What is to be asked along with a customer."""
    return [(PAYER, (account,)), *((one.by_customer, (account, *more)) for one, more in asked)]


def note_payer(account: int, asked: PayerQuestions) -> None:
    """What that was answered is known of the payer, where there is one: where answers are remembered."""
    rows: list[tuple[int]] = PAYER.last(account) or []
    payer = rows[0][0] if rows else account
    for one, more in asked if payer != account else ():
        found = one.by_customer.last(account, *more)
        if found is not None:
            one.question.note(found, *_sorted(one.arguments(account, payer)), *more)


def _sorted(arguments: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(one) if isinstance(one, list) else one for one in arguments)  # pyright: ignore[reportUnknownArgumentType]
