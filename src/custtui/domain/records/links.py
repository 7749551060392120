"""What rows of files name beside their own fields: whose they are, whether they are in use."""

from custtui.domain.records.account import CODE
from custtui.domain.records.field import Field, InFiles, Sort

CUSTOMER = Field(
    "Customer",
    "Code of the customer",
    CODE,
    Sort.CODE,
    needed=True,
    file=InFiles("code of the customer", "3897-5", required=True),
)
PRODUCT = Field(
    "Product",
    "Code of the product",
    CODE,
    Sort.ITEM,
    needed=True,
    file=InFiles("code of the product", "APPLE-12", required=True),
)
CURRENCY = Field(
    "Currency",
    "Empty: the house's",
    3,
    Sort.CURRENCY,
    file=InFiles("currency; blank: the house's", "USD"),
)
FIRST_DAY = Field(
    "First day",
    "",
    20,
    Sort.FIRST_DAY,
    needed=True,
    file=InFiles("first day", "2026-01-01", required=True, once=True),
)
LAST_DAY = Field(
    "Last day", "", 20, Sort.DAY, needed=True, file=InFiles("last day", "2026-12-31", required=True, once=True)
)
ACTIVE = Field("Active", "Y: in use", 1, Sort.FLAG, file=InFiles("in use; blank: Y", "Y"))
