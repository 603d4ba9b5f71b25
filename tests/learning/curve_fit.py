"""Fits the curves of certainty: logistic regression with a pull to zero, then a table of what was right where."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

__all__ = ["Point", "calibrated", "fit_curve"]


def fit_curve(
    rows: Sequence[Sequence[float]],
    right: Sequence[bool],
    weights: Sequence[float],
    *,
    signs: Sequence[int] = (),
    epochs: int = 400,
    rate: float = 0.5,
    decay: float = 0.01,
) -> dict[str, Any]:
    """Fit by gradient descent. ``signs``: +1 or -1 for features that can only speak for or against; 0 for either."""
    import numpy as np

    x = np.asarray(rows, dtype=float)
    y = np.asarray(right, dtype=float)
    w = np.asarray(weights, dtype=float)
    mean = x.mean(axis=0)
    scale = np.maximum(0.05, x.std(axis=0))
    z = (x - mean) / scale
    total = w.sum()
    coefficients = np.zeros(x.shape[1])
    bias = math.log((float((w * y).sum()) + 1) / (float((w * (1 - y)).sum()) + 1))
    for _ in range(epochs):
        chance = 1 / (1 + np.exp(-np.clip(z @ coefficients + bias, -30, 30)))
        error = w * (y - chance)
        bias += rate * float(error.sum()) / total
        coefficients += rate * (z.T @ error / total - decay * coefficients)
        if len(signs):
            coefficients = np.where(np.asarray(signs) * coefficients < 0, 0.0, coefficients)
    return {
        "bias": round(bias, 4),
        "mean": [round(float(value), 4) for value in mean],
        "scale": [round(float(value), 4) for value in scale],
        "weights": [round(float(value), 4) for value in coefficients],
    }


Point = tuple[float, bool, float]
"""The logit of a reading whose document was left out, whether it was right, and its weight."""


def calibrated(curve: dict[str, Any], points: Sequence[Point], least: float = 12) -> dict[str, Any]:
    """Add the table of a curve: isotonic regression (pool adjacent violators) of right on the logit, thinned.

    ``least``: the weight that each step holds.
    """
    points = sorted(points)
    blocks: list[list[float]] = []  # logit sum, weight, right weight
    for logit, good, weight in points:
        blocks.append([logit * weight, weight, weight * good])
        while len(blocks) > 1 and blocks[-2][2] / blocks[-2][1] >= blocks[-1][2] / blocks[-1][1]:
            last = blocks.pop()
            blocks[-1] = [one + other for one, other in zip(blocks[-1], last, strict=True)]
    steps: list[tuple[float, float]] = []
    waiting = [0.0, 0.0, 0.0]
    for block in blocks:
        waiting = [one + other for one, other in zip(waiting, block, strict=True)]
        if waiting[1] >= least:
            steps.append(_step(waiting))
            waiting = [0.0, 0.0, 0.0]
    if waiting[1]:
        steps.append(_step(waiting))
    return {**curve, "steps": steps}


def _step(block: list[float]) -> tuple[float, float]:
    """The mean logit of a block and the share that was right, drawn to the middle as one more of each would do."""
    return round(block[0] / block[1], 3), round((block[2] + 0.35) / (block[1] + 0.7), 4)
