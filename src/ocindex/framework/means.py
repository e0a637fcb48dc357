"""The arithmetic of a framework in its plainest form: weighted means, down the tree.

`index` does the same for all countries at once in whole numbers; this is what it is held
against, and what intake checks a publisher's averages by.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ocindex.vocabulary import Framework, Indicator


def node_score(framework: Framework, scores: Mapping[str, Fraction], node: str) -> Fraction | None:
    """A node's score: an indicator's own, else the weighted mean of its children.

    Parameters
    ----------
    framework : Framework
    scores : mapping of str to Fraction
        By indicator.
    node : str

    Returns
    -------
    Fraction or None
        None where a score below the node is lacking.
    """
    if isinstance(framework.node[node], Indicator):
        return scores.get(node)
    total = Fraction(0)
    children = framework.children(node)
    for child in children:
        score = node_score(framework, scores, child.id)
        if score is None:
            return None
        total += child.weight * score
    return total / sum(child.weight for child in children)
