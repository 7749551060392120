"""A negative zero in a file is a zero: it is written, compared and told as one."""

from custtui.exchange.cells import decimal


def test_a_negative_zero_is_a_zero() -> None:
    for typed in ("-0", "-0.0", "-0.00"):
        assert str(decimal(2).read(typed)).lstrip("0.") == ""
