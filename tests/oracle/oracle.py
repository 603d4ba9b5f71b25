"""Random texts against what they mean, in Fractions: how many are read wrong without a warning.

``python -m tests.oracle.oracle 200000`` measures and prints what stands in docs/reference/trust.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Final, NamedTuple

import kinerja_formula as kf

from .texts import Told, told

__all__ = ["Outcome", "outcomes", "read"]

_PRIMES: Final = (Fraction(7), Fraction(11), Fraction(13), Fraction(17), Fraction(19))


class Outcome(NamedTuple):
    """What became of a text: ``right``, ``wrong`` or ``refused``; whether it was warned about; what was read."""

    told: Told
    result: str
    warned: bool
    line: str

    @property
    def silent(self) -> bool:
        """Wrong, and nobody was told."""
        return self.result == "wrong" and not self.warned


def read(one: Told, *, known: bool) -> Outcome:
    """Read a text, with or without the names that the data knows, and hold it against its meaning."""
    try:
        formula = kf.parse(one.text, names=one.names) if known else kf.parse(one.text)
    except kf.FormulaError:
        return Outcome(one, "refused", True, "")
    warned = any(found.severity is not kf.Severity.NOTE for found in formula.diagnostics)
    line = formula.to_text()
    data = dict(zip(one.names, _PRIMES, strict=False))
    try:
        result = formula.evaluate(data, strict=False)
    except kf.FormulaError:
        return Outcome(one, "wrong", warned, line)
    wanted = one.value(list(data.values())) * (100 if one.percent else 1)
    return Outcome(one, "right" if result.value == wanted else "wrong", warned, line)


def outcomes(count: int, *, known: bool, seed: int = 0) -> Iterator[Outcome]:
    """Yield what became of ``count`` random texts."""
    random = Random(seed)
    for _ in range(count):
        yield read(told(random), known=known)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    for known in (True, False):
        found: Counter[str] = Counter()
        layouts: Counter[str] = Counter()
        shown = 0
        for one in outcomes(count, known=known):
            found[one.result + ("-warned" if one.warned and one.result != "refused" else "")] += 1
            if one.silent:
                layouts[one.told.layout] += 1
                if shown < int(sys.argv[2]) if len(sys.argv) > 2 else 0:
                    shown += 1
                    print(repr(one.told.text), "\n    ", one.line)
        silent = found["wrong"]
        print(f"names {'known' if known else 'unknown'}: {dict(found)}; silent {silent} of {count}, {dict(layouts)}")


if __name__ == "__main__":
    main()
