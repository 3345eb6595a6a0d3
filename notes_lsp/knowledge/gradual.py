"""Values that are made step by step: ahead of use by who has the time, else all at once."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Generic, Never, TypeVar

_Value = TypeVar("_Value")

STEP = 64
"""So many names are entered in one step: a millisecond or two."""

Making = Generator[None, None, _Value]
"""Yields between its steps and returns what it made."""


class Gradual(Generic[_Value]):
    """A value, made as far as somebody wanted it so far."""

    def __init__(self, making: Making[_Value]) -> None:
        """Nothing is made yet."""
        self._making = making
        self._made: list[_Value] = []

    def steps(self) -> Iterator[None]:
        """Make the value a step at a time; gives nothing where that was done."""
        while not self._made:
            self._step()
            yield

    @property
    def value(self) -> _Value:
        """The value; what is missing is made now."""
        while not self._made:
            self._step()
        return self._made[0]

    def _step(self) -> None:
        try:
            next(self._making)
        except StopIteration as end:
            self._made.append(end.value)
        except Exception as error:
            self._making = _failing(error)  # a generator that has failed looks like one at its end
            raise


def _failing(error: Exception) -> Making[Never]:
    yield from ()
    raise error
