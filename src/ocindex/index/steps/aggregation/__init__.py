"""Children of one component into its score: pure functions of values and weights."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ocindex.index.steps.aggregation.mazziotta import mazziotta_pareto
from ocindex.index.steps.aggregation.means import arithmetic, geometric, harmonic, product
from ocindex.index.steps.aggregation.order import maximum, median, minimum
from ocindex.index.steps.aggregation.outranking import copeland
from ocindex.index.steps.aggregation.present import Floats
from ocindex.index.steps.aggregation.wroclaw import wroclaw

# Those that need nothing but values, weights and the least share of children present.
AGGREGATIONS: Mapping[str, Callable[..., Floats]] = MappingProxyType(
    {
        "arithmetic": arithmetic,
        "geometric": geometric,
        "harmonic": harmonic,
        "product": product,
        "median": median,
        "minimum": minimum,
        "maximum": maximum,
        "copeland": copeland,
        "mazziotta_pareto": mazziotta_pareto,
        "wroclaw": wroclaw,
    }
)
