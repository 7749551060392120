"""E-mail addresses: the short way to a yes never says yes where the library says no."""

from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from custtui.domain.email import problem

WORDS = st.from_regex(r"[A-Za-z0-9_.+-]{1,12}@[A-Za-z0-9.-]{1,20}\.[A-Za-z]{2,10}", fullmatch=True)


def library_takes(text: str) -> bool:
    try:
        validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return False
    return True


@given(st.one_of(WORDS, st.emails()))
def test_the_library_has_the_last_word(text: str) -> None:
    assert (problem(text) == "") is library_takes(text)
