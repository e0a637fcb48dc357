"""A framework's tree of means as one matrix of whole numbers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm

import numpy as np
from numpy.typing import NDArray

from ocindex.vocabulary import Framework, Indicator

# Below this bound, sums and rank keys stay within 64 bits.
SAFE = 2**40


@dataclass(frozen=True, eq=False)
class Weighting:
    """Effective weights of the indicators in every component.

    Attributes
    ----------
    matrix : ndarray of int64 or object, shape (indicators, components)
        Effective weight times `denominator`; a column sums to `denominator`.
    denominator : int
    """

    matrix: NDArray[np.int64]
    denominator: int


def effective_weights(
    framework: Framework, keep: Collection[str] | None = None
) -> Mapping[str, Mapping[str, Fraction]]:
    """Weight of each indicator in each node, summing to one: mean of means, down the tree.

    Parameters
    ----------
    framework : Framework
    keep : collection of str, optional
        Ids of the indicators that count; all if left out. A component without any is left
        out in turn, and the weights of its siblings fill its place.

    Returns
    -------
    mapping of str to mapping of str to Fraction
        By node, then by indicator. Nodes without a kept indicator are absent.
    """
    result: dict[str, dict[str, Fraction]] = {}
    for node in reversed(framework.nodes):
        if isinstance(node, Indicator):
            if keep is None or node.id in keep:
                result[node.id] = {node.id: Fraction(1)}
            continue
        children = [child for child in framework.children(node.id) if child.id in result]
        total = sum(child.weight for child in children)
        if children:
            result[node.id] = {
                indicator: child.weight / total * weight
                for child in children
                for indicator, weight in result[child.id].items()
            }
    return result


@lru_cache(maxsize=64)
def weighting(framework: Framework) -> Weighting:
    """The matrix of a framework's effective weights."""
    weights = effective_weights(framework)
    columns = [weights[component.id] for component in framework.components]
    denominator = lcm(*(w.denominator for column in columns for w in column.values()))
    scale = framework.scale
    largest = denominator * max(abs(int(x / scale.unit)) for x in (scale.minimum, scale.maximum))
    matrix = np.array(
        [
            [int(column.get(indicator.id, 0) * denominator) for column in columns]
            for indicator in framework.indicators
        ],
        # Python's own integers where 64 bits would not hold the sums.
        dtype=np.int64 if largest < SAFE else object,
    )
    return Weighting(matrix, denominator)
