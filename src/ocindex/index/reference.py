"""Ranks and rounding in their plainest form, in fractions; the tests' yardstick.

That of means is `framework.means`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def rank(value: Fraction, others: Sequence[Fraction]) -> int:
    """Standard competition rank: 1 + the number of values strictly above."""
    return 1 + sum(other > value for other in others)


def rounded_half_up(value: Fraction, decimals: int) -> Fraction:
    """The multiple of `10**-decimals` nearest to `value`; of two, the one farther from zero."""
    step = Fraction(1, 10**decimals)
    below = value // step * step
    distance = value - below
    if distance == step / 2:
        return below + step if value > 0 else below
    return below if distance < step / 2 else below + step
