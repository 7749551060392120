"""The form of an announcement: an event, a subject, a text, to all who subscribed (F-49)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice
from custtui.domain.records.announcement import AnnouncementFields
from custtui.domain.records.fact import fields_of
from custtui.domain.who import Act
from custtui.services.people import announcing
from custtui.ui.kit import keys
from custtui.ui.kit.record_form import RecordForm
from custtui.ui.kit.spec import spec_of

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

FIELDS = tuple(map(spec_of, fields_of(AnnouncementFields).values()))


class AnnouncementForm(RecordForm):
    """Told to nobody before F9 has asked for how many."""

    TITLE = "Announcement"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, FIELDS)

    @property
    def act(self) -> Act | None:
        return Act.ANNOUNCE

    async def read(self) -> Mapping[str, str]:
        return {}

    async def choices(self, prompt: str) -> list[Choice]:
        return await self.desk.ask(announcing.announced)

    async def store(self, confirmed: frozenset[str]) -> str:
        typed, who = AnnouncementFields(**self.typed_values()), self.desk.session.who
        count = await self.desk.ask(announcing.announce, who, typed, confirmed)
        return f"E-mail queued for {count:,} subscriber{'' if count == 1 else 's'}: {typed.subject}"

    @keys.key("f9", "Queue", "Check everything, ask for how many, and queue the e-mail", bar=2)
    async def do_keep(self) -> None:
        await super().do_keep()
