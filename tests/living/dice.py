"""How an act chooses: by chance, or as hypothesis draws, which makes a failing story short."""

from collections.abc import Sequence
from random import Random
from typing import Protocol, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Dice(Protocol):
    """One of several, a number from 1 on, or whether something happens that happens in so many of 100 cases."""

    def pick(self, options: Sequence[T]) -> T: ...
    def upto(self, most: int) -> int: ...
    def chance(self, percent: int) -> bool: ...


class Thrown:
    """By chance."""

    def __init__(self, seed: object) -> None:
        self.random = Random(str(seed))

    def pick(self, options: Sequence[T]) -> T:
        return self.random.choice(options)

    def upto(self, most: int) -> int:
        return self.random.randint(1, max(most, 1))

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent


class Drawn:
    """By what hypothesis draws: the first, the smallest, and no are the simplest."""

    def __init__(self, data: st.DataObject) -> None:
        self.draw = data.draw

    def pick(self, options: Sequence[T]) -> T:
        return self.draw(st.sampled_from(options))

    def upto(self, most: int) -> int:
        return self.draw(st.integers(1, max(most, 1)))

    def chance(self, percent: int) -> bool:
        return self.draw(st.integers(0, 99)) >= 100 - percent
