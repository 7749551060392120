"""A field of a form as data: how it is called, how much it keeps, what its help says."""

from dataclasses import dataclass

from custtui.domain.records.fact import Fact, Sort
from custtui.ui.kit.field import FLAG, NUMBER, TEXT, Field


@dataclass(frozen=True, slots=True)
class Spec:
    """A field: its name as the service calls it, its label, the characters it keeps, its help and its F4 list."""

    name: str
    label: str
    longest: int
    help: str
    prompt: str = ""
    kind: str = TEXT
    needed: bool = False

    def field(self, width: int) -> Field:
        """An empty field `width` cells wide."""
        made = Field(self.name, self.label, width, longest=self.longest, kind=self.kind, needed=self.needed)
        made.help, made.prompt = self.help, self.prompt
        return made


KINDS = {Sort.FLAG: FLAG, Sort.AMOUNT: NUMBER}
"""How values of a sort are typed."""


def spec_of(said: Fact) -> Spec:
    """The field of a form for a field of a record."""
    kind = KINDS.get(said.sort, TEXT)
    return Spec(said.name, said.on_form, said.longest, said.help, said.prompt, kind, said.needed)
