"""A list of what is recorded: read when it comes up and again by F5; F9 and F11 have nothing to answer."""

from typing import ClassVar, Generic, TypeVar

from custtui.ui.kit import keys
from custtui.ui.kit.list_view import ListView

T = TypeVar("T")


class RecordList(ListView[T], Generic[T]):
    """What was recorded is kept already. Subclasses read it, and say what can be done instead of keeping."""

    INSTEAD: ClassVar[str] = ""
    """What can be done where nothing is to be saved."""

    @property
    def instead(self) -> str:
        """The same, as far as it is offered to who sits here."""
        return self.INSTEAD

    REREADS: ClassVar[bool] = True
    """False where the list stays as read while options beside further rows are done: they keep their rows."""

    async def load(self) -> None:
        """Read the list; the cursor stays where it was."""
        raise NotImplementedError

    async def opened(self) -> None:
        """The list comes up; back from a row's screen it is read again."""
        if self.REREADS or not self._working:
            await self.load()
        await super().opened()

    @keys.key("f5", "Refresh", "Refreshed")
    async def do_refresh(self) -> None:
        """F5: read again."""
        await self.load()
        self.desk.hint("Refreshed")

    @keys.no_answer
    async def do_nothing(self) -> None:
        """F9, F11: there is nothing to say yes or no to."""
        self.desk.hint(keys.no_use(self.do_nothing, self.instead))
