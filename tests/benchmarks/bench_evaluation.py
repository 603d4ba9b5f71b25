"""One evaluation of a formula that was seen before, against other ways to get the figure; ratios within one run.

Run: python tests/benchmarks/bench_evaluation.py
The goal: a Result, names matched, in no more time than simpleeval needs for the bare figure (column "ratio" at most 1).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from time import perf_counter_ns

from simpleeval import SimpleEval

from kinerja_formula.evaluation.plan import Plan
from kinerja_formula.nodes import Name, Node, Number, Part, Product, Sum

ROUNDS, CALLS = 15, 4000
NO_SPAN = (0, 0)


def product(*parts: tuple[str, Node]) -> Product:
    return Product(tuple(Part(node, sign, NO_SPAN, NO_SPAN) for sign, node in parts), NO_SPAN)


p, h, t, a, b = (Name(name, NO_SPAN) for name in "phtab")
PERCENT = ("×", Number(None, True, Fraction(100), NO_SPAN))
DAYS = product(("×", p), ("×", h))
ABSENCE = Sum((Part(DAYS, "+", NO_SPAN, NO_SPAN), Part(t, "-", NO_SPAN, NO_SPAN)), NO_SPAN)
FORMULAS: dict[str, tuple[str, Node, dict[str, int], Callable[..., Fraction]]] = {
    "f3": (
        "(p*h-t)/(p*h)*100",
        product(("×", ABSENCE), ("/", DAYS), PERCENT),
        {"p": 18, "h": 244, "t": 61},
        lambda p, h, t: (p * h - t) / (p * h) * 100,
    ),
    "f2": ("a/b*100", product(("×", a), ("/", b), PERCENT), {"a": 18, "b": 20}, lambda a, b: a / b * 100),
}


def nanoseconds(ways: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The best of many rounds; the ways take turns, so that a busy machine is busy for all."""
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(ROUNDS):
        for name, way in ways.items():
            start = perf_counter_ns()
            for _ in range(CALLS):
                way()
            best[name] = min(best[name], (perf_counter_ns() - start) / CALLS)
    return best


def ways_to(
    expression: str, tree: Node, data: dict[str, int], by_hand: Callable[..., Fraction]
) -> dict[str, Callable[[], object]]:
    plan = Plan(tree, expression)
    calculator = SimpleEval()
    parsed = calculator.parse(expression)
    floats = {name: float(value) for name, value in data.items()}
    fractions = {name: Fraction(value) for name, value in data.items()}
    texts = {name: f"{value} orang" for name, value in data.items()}

    def simpleeval() -> object:
        calculator.names = data
        return calculator.eval(expression, previously_parsed=parsed)

    return {
        "simpleeval": simpleeval,
        "plan.evaluate": lambda: plan.evaluate(data),
        "… and .value": lambda: plan.evaluate(data).value,
        "… and str()": lambda: str(plan.evaluate(data)),
        "… and .steps": lambda: plan.evaluate(data).steps,
        "… of floats": lambda: plan.evaluate(floats),
        "… of “18 orang”": lambda: plan.evaluate(texts),
        "a new plan, first figure": lambda: Plan(tree, expression).evaluate(data),
        "Fraction by Fraction": lambda: by_hand(**fractions),
    }


def main() -> None:
    for name, formula in FORMULAS.items():
        times = nanoseconds(ways_to(*formula))
        print(f"{name}  {formula[0]}")
        for way, time in times.items():
            print(f"  {way:<26}{time:>9.0f} ns{time / times['simpleeval']:>8.2f}")
    print("(last column: ratio to simpleeval)")


if __name__ == "__main__":
    main()
