"""A form of quantities that tells what they come to, as each stands now."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from custtui.ui.fulfilment.quantity_form import QuantityForm


class CountedForm(QuantityForm):
    """Counts again after whatever changes a quantity; the screen is drawn anew where that comes to something else."""

    counted: dict[int, Any]
    """What each line comes to, by position."""

    @abstractmethod
    def count(self) -> None:
        """Put what stands in the fields into `counted`."""

    async def reread(self) -> None:
        await super().reread()
        self.count()

    def step(self, by: int) -> None:
        super().step(by)
        self.count()

    def go(self, name: str) -> None:
        super().go(name)
        self.count()

    async def afterwards(self) -> bool:
        before = self.counted
        self.count()
        return self.counted != before
