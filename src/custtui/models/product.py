"""What is sold, and for how much."""

from peewee import BooleanField, Check, ForeignKeyField, IntegerField, TextField

from custtui.models.base import Kept, Made, Row
from custtui.models.fields import DayField, PriceField, QuantityField, RateField


class Product(Kept):
    """Something that can be ordered; minimum and step hold for its quantities (X-16)."""

    code = TextField(unique=True)
    name = TextField()
    unit = TextField(default="each")
    tax_category = TextField(default="standard")
    active = BooleanField(default=True)
    minimum = QuantityField(null=True)
    step = QuantityField(null=True)  # 1 means whole units only
    lead_days = IntegerField(default=0)
    made_to_order = BooleanField(default=False)
    under_tolerance = RateField(default=0)
    over_tolerance = RateField(default=0)
    superseded_by = TextField(default="")


class Barcode(Row):
    """A code that a scanner types for a product."""

    code = TextField(unique=True)
    product = ForeignKeyField(Product, backref="barcodes")


class PriceList(Row):
    """A named list of prices in one currency; one of a line of business is that of all its accounts (C-39)."""

    code = TextField(unique=True)
    name = TextField()
    currency = TextField()
    line_of_business = TextField(default="")


class PriceListItem(Made):
    """The price of a product on a list from a quantity on, for a time (days inclusive)."""

    price_list = ForeignKeyField(PriceList, backref="items")
    product = ForeignKeyField(Product, backref="prices", index=False)
    from_quantity = QuantityField(default=0)
    price = PriceField(constraints=[Check("price >= 0")])
    first_day = DayField()
    last_day = DayField(null=True)

    class Meta:
        indexes = ((("product", "price_list", "from_quantity", "first_day"), True),)
