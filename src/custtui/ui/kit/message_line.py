"""What is said, and how long it stands.

An outcome stays until the next one; one that lasts stays on home until the next of these. A hint is that of the
screen or window on which it was said: it ends with that, with Esc, and on home with what Find lists; what comes up
over it hides it. A refusal and a question lock the keys, and end with the key that ends the lock. These three never
take an outcome away: it stands in a row above them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from custtui.domain.errors import Conflict, Fault, Refused
from custtui.domain.naming import some
from custtui.ui.kit import keys

AnswerAct = Callable[[], Awaitable[None]]

YES, DROP, NO = "f9", "f11", "f12"
"""What answers a question."""
BEFORE = "Before the exchange, so look whether it is there: "
"""Begins what was said of a file that no longer stands in its place."""
AT_QUESTION = {"ctrl+y": YES, "ctrl+x": DROP, "ctrl+n": NO}
"""For keyboards without function keys: Esc and a digit are none at a question, since Esc ends it."""


AGAIN = "the same key again"
"""What may be done once it was read that another clerk changed the record meanwhile."""


def said(fault: Fault) -> str:
    """A fault in words; where what may stand there is listed, by which key."""
    ends = "" if fault.text.endswith("?") else ":"
    return f"{fault.text}{ends} {keys.LISTS}" if fault.listed else fault.text


def _before(text: str) -> str:
    return text and BEFORE + text.removeprefix(BEFORE)


@dataclass(slots=True)
class Question:
    """A question on the message line: F9 is yes, F12 is no, never Enter; F9 and F11 where they have a meaning."""

    text: str
    yes: AnswerAct | None
    drop: AnswerAct | None = None


class MessageLine:
    """What is said, and whether keys are locked by it."""

    def __init__(self, said: str, bell: Callable[[], None], reset: Callable[[], None]) -> None:
        """`said` is a hint of the first screen. `reset`: what Esc does besides ending a lock."""
        self._bell, self._reset = bell, reset
        self.up: Callable[[], Sequence[object]] = tuple
        """The screens and the windows over them that are up, the top one last."""
        self.lasting, self.outcome = "", ""
        """What stands on home until the next such outcome, whatever else happens; and what happened last."""
        self.lasting_name = ""
        """What the help calls it."""
        self.waiting = ""
        """What is told while another clerk's work is waited for."""
        self._hint, self._refused = said, ""
        self._hint_of: object | None = None
        """What the hint is of; None until the next key: of what is on top by then."""
        self.spoken = bool(said)
        """Something was said on this screen: outcomes keep the row they went up to, they do not jump."""
        self.locked, self.swallowed = False, 0
        self.then = ""
        """What may be done after the key that ends the lock."""
        self.begins: Callable[[AnswerAct], None] = lambda answer: None
        """Told of the answer that is done."""
        self.unlocks: frozenset[str] = frozenset()
        self.question: Question | None = None

    # -- what is said --------------------------------------------------------------------------------------------
    def say(self, text: str) -> None:
        """An outcome: what was done. It stays until the next."""
        self.outcome = text
        self.new_screen()

    def say_lasting(self, name: str, text: str) -> None:
        """An outcome that stays on home until the next of these; `name` is what the help calls it, anywhere."""
        self.lasting_name, self.lasting = name, text
        self.say("")

    def doubt(self) -> None:
        """Another file stands in the database's place: what was done may not stand in it, which is said."""
        self.lasting, self.outcome = _before(self.lasting), _before(self.outcome)

    def hint(self, text: str) -> None:
        """What helps on this screen: it ends with Esc or with the screen; "" takes it away."""
        self._hint, self._hint_of, self.spoken = text, None, self.spoken or bool(text)

    def next_key(self) -> None:
        """A key comes: what was hinted since the last one is of what is on top."""
        if self._hint_of is None:
            self._hint_of = self._top

    def refuse(self, text: str, *, unlocks: frozenset[str] = frozenset(), then: str = "") -> None:
        """A key asked for what cannot be done: ring once, and lock until Esc (or one of `unlocks`).

        `then` is what can be done after the Esc: `F9 places it`.
        """
        if not self.locked:
            self._bell()
        self._refused, self.spoken, self.then = text, True, then and f", then {then}"
        self.locked, self.swallowed, self.unlocks = True, 0, unlocks

    def tell(self, refused: Refused) -> None:
        """Refuse with every fault of what a service refused."""
        self.refuse("; ".join(map(said, refused.faults)), then=AGAIN if isinstance(refused, Conflict) else "")

    def confirm(self, text: str, yes: AnswerAct | None, drop: AnswerAct | None = None) -> None:
        """Ask; opens locked."""
        self.question, self._refused, self.spoken = Question(text, yes, drop), "", True
        self.locked, self.swallowed, self.unlocks = True, 0, frozenset()

    def new_screen(self) -> None:
        """Another screen comes up, or something was done: hints end."""
        self._hint, self.spoken = "", bool(self._refused or self.question)

    # -- what stands ---------------------------------------------------------------------------------------------
    @property
    def _top(self) -> object | None:
        return next(reversed(self.up()), None)

    @property
    def _hinted(self) -> str:
        return self._hint if self._hint_of in (None, self._top) else ""

    @property
    def at_home(self) -> str:
        """The outcome that lasts, where it stands: on home, with nothing over it."""
        return self.lasting if len(self.up()) == 1 else ""

    @property
    def refusal(self) -> bool:
        """Whether the message is a refusal."""
        return bool(self._refused) and not self.question

    @property
    def said(self) -> str:
        """What a key has brought up, and a key ends: a question, a refusal or a hint."""
        return self.question.text if self.question else self._refused or self.waiting or self._hinted

    @property
    def outcomes(self) -> list[str]:
        """What stands, the newest last."""
        return [text for text in (self.at_home, self.outcome) if text]

    @property
    def message(self) -> str:
        """What is to be read first."""
        return self.said or next(reversed(self.outcomes), "")

    @property
    def message_end(self) -> str:
        """What ends a lock, and how many keys it swallowed: stands behind the message and is never cut."""
        ends = ""
        if self.question:
            ends = _answers(self.question)
        elif self.locked:
            ends = f"  Esc{self.then}"
        count = f"{some(self.swallowed, 'key')}"
        return ends + (f"  ({count} not taken)" if self.locked and self.swallowed else "")

    # -- what ends a lock ----------------------------------------------------------------------------------------
    async def unlock(self, key: str) -> bool:
        """A key while locked: True where it ends the lock and is to be handled as usual."""
        question = self.question
        key = AT_QUESTION.get(key, key) if question else key
        if key == "escape":
            self._reset()
            self._release()
            self._hint = ""
        elif question and key in (YES, DROP, NO):
            answer = {YES: question.yes, DROP: question.drop}.get(key)
            if key != NO and answer is None:
                self.swallowed += 1
                return False
            self._release()
            if answer:
                await self._answer(answer)
        elif key in self.unlocks:
            self._release()
            return True
        else:
            self.swallowed += 1
        return False

    async def _answer(self, answer: AnswerAct) -> None:
        self.begins(answer)
        try:
            await answer()
        except Refused as refused:
            self.tell(refused)

    def _release(self) -> None:
        self.locked, self.question, self._refused = False, None, ""


def answer_keys(question: Question) -> tuple[keys.Key, ...]:
    """The keys that answer it, and no others: what stands below the screen while it is asked."""
    leaving = question.drop is not None
    words = {
        YES: ("Save" if leaving else "Yes") if question.yes else "",
        DROP: "Discard" if leaving else "",
        NO: "Stay" if leaving else "No",
    }
    shown = ((key, word) for key, word in words.items() if word)
    return tuple(
        keys.Key(key, word, f"Answers the question: {word.lower()}", bar) for bar, (key, word) in enumerate(shown, 1)
    )


def _answers(question: Question) -> str:
    """The keys that answer it, in words."""
    return "".join(f"  {key.name} {key.label.lower()}" for key in answer_keys(question))
