"""The Pydantic models of records, each made when the first one is read."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, ValidationInfo, create_model
from pydantic_core import PydanticCustomError

from custtui.domain.errors import Fault
from custtui.domain.records.fact import Fact, Sort, fields_of
from custtui.domain.records.reading import Ways, as_read, read_value

TYPES: dict[Sort, Any] = {
    **dict.fromkeys((Sort.AMOUNT, Sort.PRICE, Sort.QUANTITY, Sort.AGREED, Sort.RATE, Sort.FINE_RATE), Decimal | None),
    **dict.fromkeys((Sort.DAY, Sort.PAST_DAY, Sort.FIRST_DAY, Sort.LAST_DAY), date | None),
    Sort.DAYS: int,
    Sort.FLAG: bool,
}
"""What values of a sort are; of all others texts."""


@cache
def model_of(record: type) -> type[BaseModel]:
    """The model of a record: its values by type, under the names, titles and help its description has."""
    known: dict[str, Any] = {field.name: (_annotated(field), ...) for field in as_read(record)}
    name = record.__name__.removesuffix("Fields")
    return create_model(name, __config__=ConfigDict(frozen=True), **known)


def _annotated(field: Fact) -> Any:
    told = Field(title=field.label, description=field.help or None)
    type = tuple[str, ...] if field.several else Any if field.sort is Sort.OTHER else TYPES.get(field.sort, str)
    return Annotated[type, BeforeValidator(partial(_read, field)), told]


def _read(field: Fact, typed: Any, info: ValidationInfo) -> Any:
    ways: Ways = info.context  # pyright: ignore[reportAssignmentType]
    found = len(ways.faults)
    value = ways.values[field.name] = read_value(field, typed, ways)
    if len(ways.faults) > found:
        raise PydanticCustomError("told", "told already")
    return value


def read(record: type, typed: object, ways: Ways) -> Mapping[str, Any]:
    """The values of a record by name; every fault goes to `ways`."""
    given = {name: getattr(typed, name) for name in fields_of(record)}
    try:
        model_of(record).model_validate(given, context=ways)
    except ValidationError as error:
        for one in error.errors(include_url=False, include_context=False, include_input=False):
            if one["type"] != "told":
                name = str(one["loc"][0])
                ways.faults.append(Fault(one["type"], name, f"{fields_of(record)[name].label}: {one['msg']}"))
    return ways.values
