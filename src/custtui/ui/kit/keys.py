"""Keys and actions, each declared on the method that does it; bar, help, F10 and dispatch read the declaration.

    @keys.key("f9", "Save", "Save the record", bar=2)
    @keys.action("S", "Save the record")
    async def do_save(self) -> None: ...

A class takes over what its bases declare; a method that declares anew takes the place of theirs. A screen that holds
a part (`lines = keys.part(Lines)`) has the part's keys and actions too. Two methods of one screen for one key
are refused when the class is made.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar

from custtui.domain.who import Act

KEY_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "insert": "Ins",
    "delete": "Del",
    "tab": "Tab",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}
"""What a keyboard writes shorter."""
ACTIONS = "f10"
"""The key that does the actions, each by its letter."""
HELP = "f1"
SAVE, DROP, RESET = "f9", "f11", "f5"
"""The keys that save a record, that drop what is typed, and that bring back what is stored."""
LIST = "f4"
"""The key that lists the values of a field."""
ALWAYS = frozenset[str]()
KeyMethod = TypeVar("KeyMethod", bound=Callable[..., Any])
P = TypeVar("P")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Key:
    """What a key does: `bar` is its place in the key bar, 0 for none (the help always has it).

    `when` are the modes of the screen in which it holds; none: in all of them. `method` is reached from the screen:
    `do_keep`, or `lines.do_next` of a part it holds. `act` is what it asks for, where not everybody may (S-7).
    """

    key: str
    label: str
    help: str
    bar: int = 0
    when: frozenset[str] = ALWAYS
    method: str = ""
    act: Act | None = None

    @property
    def name(self) -> str:
        """`F9`, `Enter`."""
        return shown(self.key)

    def meets(self, other: Key) -> bool:
        """Do both hold in one mode?"""
        return not (self.when and other.when) or bool(self.when & other.when)


class Heading(NamedTuple):
    """A heading of F10: its place among them, and what it says."""

    place: int
    text: str


NO_HEADING = Heading(0, "")
"""Of what stands first, under none."""


def headings(*texts: str) -> tuple[Heading, ...]:
    """The headings of F10, in their order."""
    return tuple(Heading(place, text) for place, text in enumerate(texts, 1))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Action:
    """A row of F10: a letter (or the two of a fast path), what it does, and under which heading it stands."""

    code: str
    label: str
    method: str = ""
    group: Heading = NO_HEADING
    act: Act | None = None

    @property
    def name(self) -> str:
        """`F10 R`."""
        return f"{shown(ACTIONS)} {self.code}"


def shown(key: str) -> str:
    """The name that stands on the keyboard, everywhere: `F9`, `Enter`, `Ctrl+K`, `Shift+Tab`."""
    return "+".join(KEY_NAMES.get(part) or _written(part) for part in key.split("+"))


def _written(part: str) -> str:
    """`Up`; of several letters each as on its key: `B S P R`."""
    return part.upper() if " " in part else part.capitalize()


def name(method: Callable[..., Any]) -> str:
    """What a text calls the key of this method, as declared on it: `F9`, `Ins`, `F10 R`; the topmost of several.

    Raises StopIteration for a method that declares none.
    """
    return names(method)[0]


def names(method: Callable[..., Any]) -> list[str]:
    """All keys declared on it, from the top."""
    return [one.name for one in _declared_on(method)]


def _declared_on(method: Callable[..., Any]) -> list[Key | Action]:
    """Its own declarations, or those of the method it takes the place of."""
    owner = getattr(method, "__self__", None)
    same: Iterable[Any] = (method,)
    if owner is not None:
        same = (vars(base).get(method.__name__) for base in type(owner).__mro__)
    return next(found for one in same if (found := getattr(one, "declared", None)))


def key(
    name: str, label: str, help: str, *, bar: int = 0, when: str = "", act: Act | None = None
) -> Callable[[KeyMethod], KeyMethod]:
    """Declare that this method does what the key says; `when` are modes of the screen, with blanks between them."""
    return _declaring(Key(name, label, help, bar, frozenset(when.split()), act=act))


def action(
    code: str, label: str, group: Heading = NO_HEADING, *, act: Act | None = None
) -> Callable[[KeyMethod], KeyMethod]:
    """Declare that this method does what the letter of F10 says; `group` is its heading there."""
    return _declaring(Action(code, label, group=group, act=act))


def inserting(
    label: str, help: str, *, bar: int, when: str = "", act: Act | None = None
) -> Callable[[KeyMethod], KeyMethod]:
    """Ins, and F6 for keyboards that have none; the bar names one of them."""

    def declare(method: KeyMethod) -> KeyMethod:
        return key("insert", label, help, bar=bar, when=when, act=act)(
            key("f6", label, help, when=when, act=act)(method)
        )

    return declare


LISTS = f"{shown(LIST)} lists them"
"""Of a field with a list, behind what it is for and behind what is wrong with it."""
GIVES = f"{shown(LIST)} gives or takes one"
"""Of a field that holds several."""
NO_USE = "Does nothing here"


def no_use(method: Callable[..., Any], instead: str = "") -> str:
    """What the keys of a method that does nothing say: `F9 and F11 do nothing here: Enter opens it`."""
    named = names(method)
    do = "do" if len(named) > 1 else "does"
    return f"{' and '.join(named)} {do} nothing here" + (f": {instead}" if instead else "")


def said(declared: Iterable[Key], words: Mapping[str, tuple[str, str]]) -> tuple[Key, ...]:
    """The same keys, some with a label and a help of others."""
    return tuple(replace(one, label=to[0], help=to[1]) if (to := words.get(one.key)) else one for one in declared)


def no_answer(method: KeyMethod) -> KeyMethod:
    """F9 and F11 of a screen that asks nothing: there is nothing to say yes or no to."""
    return key("f9", "Yes", NO_USE)(key("f11", "No", NO_USE)(method))


def _declaring(one: Key | Action) -> Callable[[KeyMethod], KeyMethod]:
    def declare(method: KeyMethod) -> KeyMethod:
        method.__dict__.setdefault("declared", []).insert(0, one)  # the topmost decorator comes last
        return method

    return declare


class Part(Generic[P]):
    """A part a screen holds under this name, set when the screen is made: its keys and actions are the screen's."""

    def __init__(self, kind: type[P]) -> None:
        self.kind: type[object] = kind
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, screen: object, owner: type) -> P:
        return screen.__dict__[self.name]

    def __set__(self, screen: object, part: P) -> None:
        screen.__dict__[self.name] = part


part = Part
"""As it is written: `lines = keys.part(Lines)`."""


def method_of(owner: object, path: str) -> Callable[[], Awaitable[None]] | None:
    """The method a key or an action names, of the owner or of a part it holds; None where it has no such."""
    try:
        return attrgetter(path)(owner)
    except AttributeError:
        return None


class Declared:
    """What a class declares, its bases included: the nearest declaration of a method holds."""

    def __init__(self, keys: tuple[Key, ...] = (), actions: tuple[Action, ...] = ()) -> None:
        self.keys, self.actions = keys, actions
        self._in: dict[frozenset[str], tuple[Key, ...]] = {}

    def keys_in(self, modes: frozenset[str]) -> tuple[Key, ...]:
        """The keys that hold: those of the bar in their places, then the others; the nearest class has a key."""
        if modes not in self._in:
            first: dict[str, Key] = {}
            for one in self.keys:
                if not one.when or one.when & modes:
                    first.setdefault(one.key, one)
            self._in[modes] = tuple(sorted(first.values(), key=lambda one: one.bar or len(first) + 1))
        return self._in[modes]


def declared(owner: type, above: type = object) -> Declared:
    """What the methods of a class declare, up to the base that is `above` it. Raises TypeError for two on one key."""
    keys: list[Key] = []
    actions: list[Action] = []
    seen: set[str] = set()
    for base in owner.__mro__[: owner.__mro__.index(above)]:
        own = [(name, one) for name, one in _of(base) if name not in seen]
        seen.update(name for name, _ in own)
        added = [replace(one, method=name) for name, one in own if isinstance(one, Key)]
        _refuse_twice(base, added)
        keys += added
        actions += [replace(one, method=name) for name, one in own if isinstance(one, Action)]
    return Declared(tuple(keys), tuple(actions))


def _of(base: type) -> Iterator[tuple[str, Key | Action]]:
    """What its own methods declare, then its parts."""
    for name, value in vars(base).items():
        for one in getattr(value, "__dict__", {}).get("declared", ()):
            yield name, one
    for name, value in vars(base).items():
        if isinstance(value, Part):
            of_part = declared(value.kind)
            yield from ((f"{name}.{one.method}", one) for one in (*of_part.keys, *of_part.actions))


def _refuse_twice(base: type, keys: Iterable[Key]) -> None:
    before: list[Key] = []
    for one in keys:
        if any(one.key == other.key and one.meets(other) for other in before):
            raise TypeError(f"{base.__name__}: {one.key} is declared twice")
        before.append(one)


WORTH = (HELP, SAVE, DROP, "enter", ACTIONS)
"""Keys that stay in the bar of a narrow screen, in this order: help tells of all, the others do something."""
EVERYWHERE = ("f12", "f3")
"""Keys that are the same on every screen: they give way first."""


def _worth(one: Key) -> int:
    if one.key in WORTH:
        return WORTH.index(one.key)
    return len(WORTH) + (1 + EVERYWHERE.index(one.key) if one.key in EVERYWHERE else 0)


def key_bar(keys: Iterable[Key], width: int) -> list[Key]:
    """The keys of the bottom line: those valid here, as many as fit, those first that are worth more."""
    shown, kept = {one: f"{one.name} {one.label}" for one in keys if one.bar}, set[Key]()
    room = width
    for one, text in sorted(shown.items(), key=lambda each: _worth(each[0])):
        if len(text) + 2 <= room:
            room -= len(text) + 2
            kept.add(one)
    return [one for one in shown if one in kept]
