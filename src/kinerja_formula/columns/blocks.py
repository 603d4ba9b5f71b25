"""Sums and products over arrays without gaps, in blocks that stay in the processor's cache, on several threads.

An engine that holds its columns in memory takes one operation after the other over whole columns, and every step is
written out and read again. Here a block of some thousand rows goes through all of them while it is at hand, and what
can be wrong with it is seen on the way. The operations and their order are those of every engine, so are the figures.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from itertools import pairwise
from math import isfinite
from typing import Any, Final

from kinerja_formula.columns.arithmetic import Arithmetic
from kinerja_formula.columns.frames import LARGEST, numpy
from kinerja_formula.nodes import Node, Power, Root, walk

__all__ = ["calculated"]

Array = Any
"""An array of numpy, one-dimensional."""

_CACHE: Final = 2**18
"""Figures that all blocks of one thread together may have: two megabytes."""
_MOST_ROWS: Final = 2**16
_FEWEST_ROWS: Final = 2**11
_ROWS_OF_A_THREAD: Final = 2**18
"""Below this a further thread takes longer to start than it helps."""
_MOST_THREADS: Final = 8


def calculated(tree: Node, arrays: Mapping[str, Array], *, factors: Mapping[str, Fraction], text: str) -> Array | None:
    """Return the value of every row; None where some row may have none, or the formula has more than sums and products.

    ``arrays``: the column of each operand by its key, all of one length. What is None here is for the engine to find.
    """
    if not arrays or any(isinstance(node, (Power, Root)) for node in walk(tree)):
        return None
    steps = _Steps(list(arrays.values()))
    leaves = {key: steps.leaf(place) for place, key in enumerate(arrays)}
    arithmetic = Arithmetic(tree, leaves, steps.numpy.float64, factors=factors, text=text)
    value, sound = arithmetic.value(), arithmetic.sound()
    if sound.hidden or not isinstance(value, _Figure) or not steps.has(value):
        return None
    return steps.run(value, [one for one in sound.finite if isinstance(one, _Figure)])


class _Figure:
    """A place among the arrays and what is calculated of them; its arithmetic is written down, not done."""

    __slots__ = ("_steps", "place")
    __array_ufunc__ = None  # a number of numpy on the left leaves the operation to us

    def __init__(self, steps: _Steps, place: int) -> None:
        self._steps = steps
        self.place = place

    def __add__(self, other: _Figure | float) -> _Figure:
        return self._steps.add("add", self, other)

    def __sub__(self, other: _Figure | float) -> _Figure:
        return self._steps.add("subtract", self, other)

    def __mul__(self, other: _Figure | float) -> _Figure:
        return self._steps.add("multiply", self, other)

    def __truediv__(self, other: _Figure | float) -> _Figure:
        return self._steps.add("divide", self, other)

    def __radd__(self, other: float) -> _Figure:
        return self._steps.add("add", other, self)

    def __rsub__(self, other: float) -> _Figure:
        return self._steps.add("subtract", other, self)

    def __rmul__(self, other: float) -> _Figure:
        return self._steps.add("multiply", other, self)

    def __rtruediv__(self, other: float) -> _Figure:
        return self._steps.add("divide", other, self)


class _Steps:
    """The operations in their order. A place is that of an array, then of the result of each operation."""

    def __init__(self, arrays: Sequence[Array]) -> None:
        self.numpy = numpy()
        self._arrays = arrays
        self._steps: list[tuple[Any, tuple[int | float, ...]]] = []
        self._stopped = False

    def leaf(self, place: int) -> _Figure:
        """Return the figure of an array, of double precision."""
        if self._arrays[place].dtype == "float64":
            return _Figure(self, place)
        return self._append(_as_double(self.numpy), (place,))

    def add(self, operation: str, *operands: _Figure | float) -> _Figure:
        """Write an operation down."""
        places = [one.place if isinstance(one, _Figure) else float(one) for one in operands]
        return self._append(getattr(self.numpy, operation), tuple(places))

    def has(self, figure: _Figure) -> bool:
        """Return whether a figure is calculated, rather than there from the first."""
        return figure.place >= len(self._arrays)

    def _append(self, operation: Any, operands: tuple[int | float, ...]) -> _Figure:
        self._steps.append((operation, operands))
        return _Figure(self, len(self._arrays) + len(self._steps) - 1)

    def run(self, value: _Figure, finite: Sequence[_Figure]) -> Array | None:
        """Return the array of ``value`` if it has a number up to 10^300 in every row, and ``finite`` finite ones."""
        length = len(self._arrays[0])
        found = self.numpy.empty(length)
        threads = max(1, min(_processors(), _MOST_THREADS, length // _ROWS_OF_A_THREAD))
        edges = [length * number // threads for number in range(threads + 1)]
        places = [one.place for one in finite]
        if threads == 1:
            self._run(found, value.place, places, 0, length)
        else:
            with ThreadPoolExecutor(threads) as pool:
                parts = [
                    pool.submit(self._run, found, value.place, places, first, last) for first, last in pairwise(edges)
                ]
            for part in parts:
                part.result()
        return None if self._stopped else found

    def _run(self, found: Array, value: int, finite: Sequence[int], first: int, last: int) -> None:
        """Calculate the rows from ``first`` to ``last``; stop everything at a block where something may be wrong."""
        rows = min(max(_CACHE // (len(self._arrays) + len(self._steps)), _FEWEST_ROWS), _MOST_ROWS, last - first)
        made = [self.numpy.empty(rows) for _ in self._steps]
        add, largest, least = self.numpy.add.reduce, self.numpy.maximum.reduce, self.numpy.minimum.reduce
        with self.numpy.errstate(all="ignore"):
            for begin in range(first, last, max(rows, 1)):
                if self._stopped:
                    return
                end = min(begin + rows, last)
                held = [array[begin:end] for array in self._arrays]
                for (operation, operands), buffer in zip(self._steps, made, strict=True):
                    target = found[begin:end] if len(held) == value else buffer[: end - begin]
                    given = [held[one] if isinstance(one, int) else one for one in operands]
                    held.append(operation(*given, target))
                # NaN fails every comparison; a sum is a number only if all its terms are.
                within = largest(held[value]) <= LARGEST and least(held[value]) >= -LARGEST
                if not within or not all(isfinite(add(held[one])) for one in finite):
                    self._stopped = True


def _as_double(module: Any) -> Any:
    def convert(figures: Array, target: Array) -> Array:
        module.copyto(target, figures)
        return target

    return convert


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
