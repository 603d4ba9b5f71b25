"""Sums and products over arrays without gaps, in blocks that stay in the processor's cache, on several threads.

An engine that holds its columns in memory takes one operation after the other over whole columns, and every step is
written out and read again. Here a block of some thousand rows goes through all of them while it is at hand, and what
can be wrong with it is seen on the way. The operations and their order are those of every engine, so are the figures.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from functools import lru_cache
from math import isfinite
from threading import Lock
from typing import Any, Final

from kinerja_formula.columns.arithmetic import Arithmetic
from kinerja_formula.columns.engines import LARGEST, numpy
from kinerja_formula.nodes import Call, Conditional, Node, Power, Root, walk

__all__ = ["calculated"]

Array = Any
"""An array of numpy, one-dimensional."""

_CACHE: Final = 2**18
"""Figures that the results of one thread's block may have together: two megabytes."""
_MOST_ROWS: Final = 2**16
_FEWEST_ROWS: Final = 2**11
_STRETCH: Final = 2**18
"""Rows that a thread takes at a time, some blocks: of two threads in one large page of memory each would clear it."""
_LINE: Final = 8
"""Figures in a line of the cache."""
_ROWS_OF_A_THREAD: Final = 2**18
"""Below this a further thread takes longer to start than it helps."""
_MOST_THREADS: Final = 8


def calculated(tree: Node, arrays: Mapping[str, Array], *, factors: Mapping[str, Fraction], text: str) -> Array | None:
    """Return the value of every row; None where some row may have none, or the formula has more than sums and products.

    ``arrays``: the column of each operand by its key, all of one length. What is None here is for the engine to find.
    """
    if not arrays:
        return None
    kinds = tuple([(key, array.dtype.str) for key, array in arrays.items()])
    steps = _steps(tree, kinds, tuple(factors.items()), text)
    return None if steps is None else steps.run(list(arrays.values()))


@lru_cache(maxsize=64)
def _steps(
    tree: Node, kinds: tuple[tuple[str, str], ...], factors: tuple[tuple[str, Fraction], ...], text: str
) -> _Steps | None:
    """Return the operations that calculate a tree of operands of these kinds (those of numpy), if there are such."""
    if any(isinstance(node, (Power, Root, Conditional, Call)) for node in walk(tree)):
        return None
    steps = _Steps(len(kinds))
    leaves = {key: steps.leaf(place, kind) for place, (key, kind) in enumerate(kinds)}
    bounded = [key for key, kind in kinds if kind[1] in "iu"]
    arithmetic = Arithmetic(
        tree, leaves, steps.numpy.float64, factors=dict(factors), bounded=bounded, whole=bounded, text=text
    )
    if arithmetic.may_cancel():
        return None
    with steps.numpy.errstate(all="ignore"):  # of constants, which it calculates here
        value, sound = arithmetic.value(), arithmetic.sound()
    if sound.hidden or not isinstance(value, _Figure) or value.place < len(kinds):
        return None
    return steps.ending_with(value, [one for one in sound.finite if isinstance(one, _Figure)])


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
    """The operations in their order. A place is that of an array, of a constant, or of the result of an operation."""

    def __init__(self, arrays: int) -> None:
        self.numpy = numpy()
        self._arrays = arrays
        self._constants: list[float | None] = [None] * arrays
        """What stands in a place before anything is calculated."""
        self._steps: list[tuple[Any, int, int, int]] = []
        self._value = 0
        self._finite: list[int] = []
        self._buffer_of: dict[int, int] = {}
        self._rows = 0

    def leaf(self, place: int, kind: str) -> _Figure:
        """Return the figure of an array, of double precision."""
        if self.numpy.dtype(kind) == "float64":
            return _Figure(self, place)
        return self._append(_as_double(self.numpy), place, place)

    def add(self, operation: str, *operands: _Figure | float) -> _Figure:
        """Write an operation down."""
        one, other = [one.place if isinstance(one, _Figure) else self._constant(one) for one in operands]
        return self._append(getattr(self.numpy, operation), one, other)

    def ending_with(self, value: _Figure, finite: Sequence[_Figure]) -> _Steps:
        """Return these operations for ``value``, which is to be a number up to 10^300 and ``finite`` a finite one."""
        self._value = value.place
        self._finite = [one.place for one in finite]
        self._buffer_of = self._shared({self._value, *self._finite})
        rows = 2 ** (_CACHE // self._buffers).bit_length() // 2  # so that blocks fill a stretch
        self._rows = max(min(rows, _MOST_ROWS), _FEWEST_ROWS)
        return self

    @property
    def _buffers(self) -> int:
        return 1 + max(self._buffer_of.values())

    def _constant(self, value: float) -> int:
        self._constants.append(float(value))
        return len(self._constants) - 1

    def _append(self, operation: Any, one: int, other: int) -> _Figure:
        self._constants.append(None)
        self._steps.append((operation, one, other, len(self._constants) - 1))
        return _Figure(self, len(self._constants) - 1)

    def run(self, arrays: Sequence[Array]) -> Array | None:
        """Return the array of the value if all rows have what :meth:`ending_with` asks of them, else None."""
        length = len(arrays[0])
        found = self._empty(length)
        stretches = _Stretches(length, self._rows)

        def run() -> bool:
            return self._run(arrays, found, stretches)

        others = min(_processors(), _MOST_THREADS, length // _ROWS_OF_A_THREAD) - 1
        if others < 1:
            return found if run() else None
        with ThreadPoolExecutor(others) as pool:
            parts = [pool.submit(run) for _ in range(others)]
            sound = run()
        return found if sound and all(part.result() for part in parts) else None

    def _empty(self, length: int) -> Array:
        """Return memory that begins where a line of the cache does: to write beside one takes twice as long."""
        memory = self.numpy.empty(length + _LINE)
        address = memory.__array_interface__["data"][0]
        begin = -address // memory.itemsize % _LINE
        return memory[begin : begin + length]

    def _shared(self, kept: set[int]) -> dict[int, int]:
        """Return which buffer each result has: one that nothing needs any more, unless the result is ``kept``."""
        last = {place: number for number, step in enumerate(self._steps) for place in step[1:3]}
        found: dict[int, int] = {}
        free: list[int] = []
        for number, (_, one, other, target) in enumerate(self._steps):
            free += [found[place] for place in {one, other} - kept if place in found and last[place] == number]
            found[target] = free.pop() if free else len(set(found.values()))
        return found

    def _run(self, arrays: Sequence[Array], found: Array, stretches: _Stretches) -> bool:
        """Calculate blocks until there are no more, or something may be wrong in one: return whether nothing is.

        Threads wait for each other in all that is not an operation, so there is little else in the loop.
        """
        value, rows = self._value, self._rows
        memory = self._empty(self._buffers * rows)
        at_hand: list[Any] = list(self._constants)
        for place, buffer in self._buffer_of.items():
            at_hand[place] = memory[buffer * rows :][:rows]
        add, largest, least = self.numpy.add.reduce, self.numpy.maximum.reduce, self.numpy.minimum.reduce
        with self.numpy.errstate(all="ignore"):
            for begin in stretches.blocks():
                end = begin + rows
                at_hand[value] = result = found[begin:end]
                at_hand[: self._arrays] = [one[begin:end] for one in arrays]
                if len(result) < rows:
                    at_hand = [one if isinstance(one, float) else one[: len(result)] for one in at_hand]
                for operation, one, other, target in self._steps:
                    operation(at_hand[one], at_hand[other], at_hand[target])
                # NaN fails every comparison; a sum is a number only if all its terms are.
                within = largest(result) <= LARGEST and least(result) >= -LARGEST
                if not within or not all(isfinite(add(at_hand[one])) for one in self._finite):
                    stretches.stop()
                    return False
        return True


class _Stretches:
    """The rows, for threads that each take the next stretch when they are done with one.

    All blocks but the last have ``rows``.
    """

    def __init__(self, length: int, rows: int) -> None:
        self._length = length
        self._rows = rows
        self._left = iter(range(0, length, _STRETCH))
        self._lock = Lock()

    def blocks(self) -> Iterator[int]:
        """Yield where blocks begin for one thread, until there are no more."""
        while (begin := self._next()) is not None:
            yield from range(begin, min(begin + _STRETCH, self._length), self._rows)

    def _next(self) -> int | None:
        with self._lock:
            return next(self._left, None)

    def stop(self) -> None:
        with self._lock:
            self._left = iter(range(0))


def _as_double(module: Any) -> Any:
    def convert(figures: Array, _: Array, target: Array) -> None:
        module.copyto(target, figures)

    return convert


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
