"""What rows of files name beside their own fields: whose they are, whether they are in use."""

from custtui.domain.records.account import CODE
from custtui.domain.records.fact import Fact, InFiles, Sort

CUSTOMER = Fact(
    "Customer",
    "Code of the customer",
    CODE,
    Sort.CODE,
    needed=True,
    prompt="customers",
    file=InFiles("code of the customer", "3897-5", required=True),
)
PRODUCT = Fact(
    "Product",
    "Code of the product",
    CODE,
    Sort.ITEM,
    needed=True,
    prompt="products",
    file=InFiles("code of the product", "APPLE-12", required=True),
)
CURRENCY = Fact(
    "Currency",
    "Empty: the house's",
    3,
    Sort.CURRENCY,
    file=InFiles("currency; blank: the house's", "USD"),
)
FIRST_DAY = Fact(
    "First day",
    "",
    20,
    Sort.FIRST_DAY,
    needed=True,
    file=InFiles("first day", "2026-01-01", required=True, once=True),
)
LAST_DAY = Fact(
    "Last day", "", 20, Sort.DAY, needed=True, file=InFiles("last day", "2026-12-31", required=True, once=True)
)
ACTIVE = Fact("Active", "Y: in use", 1, Sort.FLAG, file=InFiles("in use; blank: Y", "Y"))
