"""What is asked of a database when it is opened: does it belong to a seller yet, and who works here (S-7)?"""

from custtui.domain.errors import refuse
from custtui.domain.who import Role, Who
from custtui.models.operator import Operator, Seller
from custtui.services.asks import standing


def is_set_up() -> bool:
    """Does this database belong to a seller yet? Raises Refused where the row that says so was taken away."""
    if Seller.select(Seller.id).exists():
        return True
    if beheaded():
        raise refuse("seller", "No row of table seller says who sells: custtui check, and put a backup in its place")
    return False


def beheaded() -> bool:
    """Do people work here, but for nobody? Set-up makes the seller and the first of them at once."""
    return not Seller.select(Seller.id).exists() and Operator.select(Operator.id).exists()


def operator(login: str) -> Who:
    """The operator behind a user of the operating system.

    Raises Refused naming whom to ask, where there is none or the operator was disabled.
    """
    return standing(Who(login, "", Role.CLERK))
