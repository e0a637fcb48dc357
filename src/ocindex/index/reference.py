"""The Index's arithmetic in its plainest form, in fractions; the tests' yardstick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from ocindex.vocabulary import Framework

Scores = Mapping[str, Fraction]


def node_score(framework: Framework, scores: Scores, node: str) -> Fraction:
    """A node's score: an indicator's own, else the weighted mean of its children."""
    children = framework.children(node)
    if not children:
        return scores[node]
    total = sum((child.weight for child in children), Fraction(0))
    parts = (child.weight * node_score(framework, scores, child.id) for child in children)
    return sum(parts, Fraction(0)) / total


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
