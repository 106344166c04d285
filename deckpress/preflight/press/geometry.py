"""Where things stand on a page: matrices (ISO 32000-1, 8.3.4) and the points of paths."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def points_of(name: str, at: list[float]) -> list[tuple[float, float]]:
    """The points that one operator of a path names."""
    if name == "re":
        return [(at[0], at[1]), (at[0] + at[2], at[1] + at[3])]
    return list(zip(at[::2], at[1::2], strict=True))


def matrix_of(values: Sequence[Any]) -> Matrix:
    """Six operands as a matrix."""
    a, b, c, d, e, f = (float(value) for value in values)
    return a, b, c, d, e, f


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does `first` and `then` (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a matrix puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def scale(matrix: Matrix) -> float:
    """How much larger a matrix makes lengths, on the average of its two directions."""
    a, b, c, d, _, _ = matrix
    return math.sqrt(abs(a * d - b * c))
