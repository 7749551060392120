"""What a PIN is for: signing beside another operator for one act (X-22), and beginning to work at a terminal."""

from dataclasses import replace

from custtui.domain.errors import refuse
from custtui.domain.text import clean
from custtui.domain.who import Act, Signature, Who, reaches
from custtui.services.asks import asks, forbidden
from custtui.services.pins import PinUse, proven


@asks(Act.LOOK_UP)
def countersign(who: Who, login: str, pin: str, act: Act, *, hand: bool = False) -> Who:
    """The operator at work with another one's signature, for this act alone; `hand`: it is kept whatever his role.

    Raises Refused for a login and PIN that do not go together, three wrong PINs, an operator who was disabled or may
    not do this himself.
    """
    signer = proven(clean(login, "login"), pin, PinUse.SIGN)
    if signer.login == who.login:
        raise refuse("self", "A second signature is another operator's", "login")
    if not reaches(signer.role, act):
        raise refuse("role", f"{signer.name} may not either. {forbidden(act)}", "login")
    return replace(who, signature=Signature(signer.login, signer.role, act, hand=hand))


def sign_on(login: str, pin: str) -> Who:
    """The operator who begins to work here. Raises Refused as countersign."""
    return proven(clean(login, "login"), pin, PinUse.WORK)
