"""What one is reached by: phones, e-mail and web addresses, in whatever record they stand."""

from typing import Annotated

from custtui.domain.records.fact import Fact, InFiles, Sort, fields_of

SEVERAL = "Several with ; between, the first is the primary one"
PHONE = Fact(
    "Phone",
    SEVERAL,
    sort=Sort.NUMBER,
    file=InFiles("phones, the first is the primary one", "(212) 555-0100"),
    several=";",
    each=60,
)
EMAIL = Fact(
    "E-mail",
    SEVERAL,
    sort=Sort.MAIL,
    file=InFiles("e-mail addresses, the first is the primary one", "e.rose@example.com"),
    several=";",
)
ALT_EMAIL = Fact("Alternate e-mail", sort=Sort.MAIL, file=InFiles("the second e-mail address", "office@example.com"))
FAX = Fact("Fax", SEVERAL, sort=Sort.NUMBER, file=InFiles("faxes", "(212) 555-0199"), several=";", each=60)
WEB = Fact("Web", SEVERAL, file=InFiles("web addresses", "www.example.com"), several=";")


class Points:
    """What a row of a file tells of how one is reached."""

    phone: Annotated[tuple[str, ...], PHONE]
    email: Annotated[tuple[str, ...], EMAIL]
    alt_email: Annotated[str, ALT_EMAIL]
    fax: Annotated[tuple[str, ...], FAX]
    web: Annotated[tuple[str, ...], WEB]


POINTS = fields_of(Points)
"""What is said of each."""
