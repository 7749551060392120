"""What the postal code of a form is called: a ZIP in the US, by the country that stands in the form."""

import re
from collections.abc import Sequence

from custtui.domain.records.place import postal_word
from custtui.ui.kit.field import Field

_WORD = re.compile("postal code|zip", re.IGNORECASE)


def name_postal(fields: Sequence[Field]) -> None:
    """Give fields `postal_code` the label their country has for them: `Billing ZIP`."""
    for field in fields:
        if field.name.endswith("postal_code"):
            country = field.name.removesuffix("postal_code") + "country"
            word = postal_word(next((one.value for one in fields if one.name == country), ""))
            begins = _WORD.match(field.label) or word.isupper()
            field.label = _WORD.sub(word if begins else word.lower(), field.label)
