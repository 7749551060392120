"""The second signature: an operator who may signs for one act at another one's terminal (X-22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.pin import LONGEST
from custtui.services.signing import countersign
from custtui.ui.kit import keys
from custtui.ui.kit.field import Field
from custtui.ui.kit.form_window import FormWindow
from custtui.ui.kit.message_line import AnswerAct
from custtui.ui.kit.secret import Secret

if TYPE_CHECKING:
    from custtui.domain.errors import Forbidden
    from custtui.ui.kit.desk import Desk


class SignatureWindow(FormWindow):
    """Login and PIN; what was refused is done again once they are right. Keys typed ahead are not read."""

    LABEL, SIGNING = 8, True

    def __init__(self, desk: Desk, refusal: Forbidden, again: AnswerAct) -> None:
        super().__init__(desk)
        self._refusal, self._again = refusal, again
        self.fields = [
            Field("login", "Login", 20, longest=64, help="The login of the operator who signs"),
            Secret("pin", "PIN", 20, longest=LONGEST, help="His PIN; nothing of it is shown"),
        ]
        desk.unseen.begin()

    @property
    def heading(self) -> str:
        return f"Second signature: {self._refusal.act}"

    @keys.key("f9", "Sign", "Sign, and do what was refused", bar=1)
    async def do_sign_now(self) -> None:
        """F9: signed and done, or refused and nothing is."""
        login, pin = self.value("login"), self.value("pin")
        self.by_name("pin").set("")
        who, act, hand = self.desk.session.who, self._refusal.act, self._refusal.hand
        signed = await self.desk.ask(countersign, who, login, pin, act, hand=hand)
        self.close()
        await self.desk.beside.under(signed, self._again)

    @keys.key("escape", "Leave", "Leave; nothing is lost", bar=2)
    @keys.key("f12", "Back", "Leave; nothing is lost")
    @keys.key("f11", "No", "Leave; nothing is lost")
    async def do_back(self) -> None:
        """Leave; where keys were not taken that is answered first: a PIN keyed next would land in what is below."""
        if not self.desk.unseen.answered():
            await super().do_back()
