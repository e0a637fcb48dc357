"""Agreement of raters: what ratings that should be alike have in common.

Kernels on plain arrays in long format: a place of what was rated and a value for each
rating. What their figures say of a panel is told by `ocindex.scoring.raters`.
"""

from ocindex.scoring.agreement.components import (
    EFFECTS,
    VarianceComponents,
    variance_components,
)
from ocindex.scoring.agreement.dependability import Dependability, Variances, dependability
from ocindex.scoring.agreement.icc import ICC, Forms, OneWay, icc, icc_forms, icc_interval
from ocindex.scoring.agreement.kendall import Concordance, kendall_w
from ocindex.scoring.agreement.krippendorff import Level, alpha, alpha_interval
from ocindex.scoring.agreement.rounds import (
    Movement,
    interquartile_ranges,
    movement,
    pooled_deviation,
)

__all__ = [
    "EFFECTS",
    "ICC",
    "Concordance",
    "Dependability",
    "Forms",
    "Level",
    "Movement",
    "OneWay",
    "VarianceComponents",
    "Variances",
    "alpha",
    "alpha_interval",
    "dependability",
    "icc",
    "icc_forms",
    "icc_interval",
    "interquartile_ranges",
    "kendall_w",
    "movement",
    "pooled_deviation",
    "variance_components",
]
