"""Which choice moves the result how much: shares of its variance."""

from ocindex.robustness.sobol.estimating import Design, Estimates, design, estimate
from ocindex.robustness.sobol.exact import Indices, exact_indices, interactions

__all__ = [
    "Design",
    "Estimates",
    "Indices",
    "design",
    "estimate",
    "exact_indices",
    "interactions",
]
