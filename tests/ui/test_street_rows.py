"""A line of a street is as long on a form as in a file: whatever a file brought can be typed."""

import pytest

from custtui.domain.records.place import STREET
from custtui.ui.customer.profile_fields import profile_fields
from custtui.ui.customer.site_form import site_fields


@pytest.mark.parametrize("form", [profile_fields, site_fields])
def test_each_row_of_a_street_takes_what_a_street_may_have(form) -> None:
    rows = [field for field in form() if "street" in field.name]
    assert len(rows) > 1 and {field.longest for field in rows} == {STREET.longest}
