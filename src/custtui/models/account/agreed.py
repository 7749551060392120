"""What was agreed with an account: exemptions, exclusions, prices and contracts."""

from peewee import SQL, BooleanField, Check, ForeignKeyField, TextField

from custtui.models.account.accounts import CustomerAccount
from custtui.models.base import Kept, Made
from custtui.models.fields import DayField, PriceField, QuantityField
from custtui.models.operator import PaymentMethod
from custtui.models.product import Product


class TaxStatus(Kept):
    """An exemption of an account, everywhere or in one state, up to its certificate's expiry (F-20)."""

    account = ForeignKeyField(CustomerAccount, backref="tax_statuses", index=False)
    state = TextField(default="")
    certificate = TextField(default="")
    first_day = DayField(null=True)
    last_day = DayField(null=True)

    class Meta:
        indexes = ((("account", "state"), True),)


class PaymentExclusion(Made):
    """A payment method this account may not use (R-36)."""

    account = ForeignKeyField(CustomerAccount, backref="exclusions", index=False)
    method = ForeignKeyField(PaymentMethod)

    class Meta:
        indexes = ((("account", "method"), True),)


class ContractPrice(Made):
    """A short-term price of one product for one account, first to last day inclusive (R-34)."""

    account = ForeignKeyField(CustomerAccount, backref="contract_prices", index=False)
    product = ForeignKeyField(Product)
    price = PriceField(constraints=[Check("price >= 0")])
    currency = TextField()
    first_day = DayField()
    last_day = DayField()

    class Meta:
        indexes = ((("account", "product", "first_day"), True),)
        constraints = [SQL("CHECK (first_day <= last_day)")]


class PurchasingContract(Kept):
    """Agreed quantities and prices for a time, called off by orders; `shared`: of its whole party (C-40)."""

    code = TextField(unique=True)
    account = ForeignKeyField(CustomerAccount, backref="purchasing_contracts")
    name = TextField(default="")
    currency = TextField()
    first_day = DayField()
    last_day = DayField()
    shared = BooleanField(default=False)


class ContractLine(Made):
    """A product of a purchasing contract: how much, for how much."""

    contract = ForeignKeyField(PurchasingContract, backref="lines", index=False)
    product = ForeignKeyField(Product)
    quantity = QuantityField()
    price = PriceField()

    class Meta:
        indexes = ((("contract", "product"), True),)
