"""Random texts against what they mean, in Fractions: how many are read wrong without a warning.

``python -m tests.oracle.oracle 100000 --seed 1`` measures and prints what stands in docs/reference/trust.md.
"""

from __future__ import annotations

import argparse
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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "count", type=int, nargs="?", default=10_000, help="texts with known names, and as many without"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int, default=20, help="how many of those read wrong in silence are shown")
    given = parser.parse_args()
    for known in (True, False):
        found: Counter[str] = Counter()
        silent: list[Outcome] = []
        for one in outcomes(given.count, known=known, seed=given.seed):
            found[f"{one.result}, {'warned' if one.warned else 'in silence'}"] += 1
            silent += [one] if one.silent else []
        for one in silent[: given.show]:
            print(f"{one.told.text!r}\n    {one.line}")
        layouts = dict(Counter([one.told.layout for one in silent]))
        print(f"names {'known' if known else 'unknown'}: {dict(found)}; silent {len(silent)} {layouts}")


if __name__ == "__main__":
    main()
