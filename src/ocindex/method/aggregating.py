"""Techniques of aggregating: children to a component."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from ocindex.method.options import option
from ocindex.method.technique import Technique


@dataclass(frozen=True)
class Aggregating(Technique):
    """Options of every aggregation."""

    available: float = option("least share of the children that must have a value, else the score is missing; the weights of those there fill the place of the others", 0.0, least=0, most=1, kw_only=True)  # fmt: skip  # noqa: E501


@dataclass(frozen=True)
class Arithmetic(Aggregating):
    """Weighted arithmetic mean."""

    by: ClassVar[str] = "arithmetic"


@dataclass(frozen=True)
class Geometric(Aggregating):
    """Weighted geometric mean; values must be above zero."""

    by: ClassVar[str] = "geometric"


@dataclass(frozen=True)
class Harmonic(Aggregating):
    """Weighted harmonic mean; values must be above zero."""

    by: ClassVar[str] = "harmonic"


@dataclass(frozen=True)
class Power(Aggregating):
    """Weighted mean of a power: 1 is arithmetic, 0 geometric, -1 harmonic."""

    by: ClassVar[str] = "power"
    power: float = option("the exponent")


@dataclass(frozen=True)
class WeightedProduct(Aggregating):
    """Product of the values raised to their weights as they stand, not brought to a sum of one."""

    by: ClassVar[str] = "product"


@dataclass(frozen=True)
class Median(Aggregating):
    """Weighted median."""

    by: ClassVar[str] = "median"


@dataclass(frozen=True)
class Minimum(Aggregating):
    """The lowest child."""

    by: ClassVar[str] = "minimum"


@dataclass(frozen=True)
class Maximum(Aggregating):
    """The highest child."""

    by: ClassVar[str] = "maximum"


@dataclass(frozen=True)
class OrderedAverage(Aggregating):
    """Ordered weighted average (OWA): an importance by order of size, beside that by child."""

    by: ClassVar[str] = "owa"
    order: tuple[float, ...] = option("importance of the highest child, of the next, ... one a child", least=0)  # fmt: skip  # noqa: E501


@dataclass(frozen=True)
class MazziottaPareto(Aggregating):
    """Mean less (or more) a penalty for unbalance; of z-scores to 100 and 10 in the original."""

    by: ClassVar[str] = "mazziotta-pareto"
    penalty: Literal["minus", "plus"] = option("`minus` where high is good, `plus` where it is bad", "minus")  # fmt: skip  # noqa: E501


@dataclass(frozen=True)
class AdjustedMazziottaPareto(Aggregating):
    """The same of values brought to between 70 and 130; comparable over editions by given posts."""

    by: ClassVar[str] = "adjusted-mazziotta-pareto"
    low: float | None = option("goalpost that becomes 70, for all children; from the values, so that their mean is 100, if left out", None)  # fmt: skip  # noqa: E501
    high: float | None = option("goalpost that becomes 130", None)
    penalty: Literal["minus", "plus"] = option("`minus` where high is good, `plus` where it is bad", "minus")  # fmt: skip  # noqa: E501


@dataclass(frozen=True)
class Wroclaw(Aggregating):
    """One less the distance to an ideal country by the Wroclaw taxonomic method."""

    by: ClassVar[str] = "wroclaw"


@dataclass(frozen=True)
class Copeland(Aggregating):
    """Copeland's score: pairwise comparisons of countries over all children, by weight."""

    by: ClassVar[str] = "copeland"
    majority: bool = option("whether to count wins less losses, and not the weight that is won", default=False)  # fmt: skip  # noqa: E501


AGGREGATING: tuple[type[Technique], ...] = (
    Arithmetic, Geometric, Harmonic, Power, WeightedProduct, Median, Minimum, Maximum,
    OrderedAverage, MazziottaPareto, AdjustedMazziottaPareto, Wroclaw, Copeland,
)  # fmt: skip
