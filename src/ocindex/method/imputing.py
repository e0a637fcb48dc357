"""Techniques of imputing: what stands for a missing value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ocindex.method.options import option
from ocindex.method.technique import Leave, Technique


@dataclass(frozen=True)
class ImputeMean(Technique):
    """The mean of the indicator over the countries that have it."""

    by: ClassVar[str] = "mean"


@dataclass(frozen=True)
class ImputeMedian(Technique):
    """The median of the indicator over the countries that have it."""

    by: ClassVar[str] = "median"


@dataclass(frozen=True)
class ImputeGroupMean(Technique):
    """The mean of the indicator over the countries of the same group."""

    by: ClassVar[str] = "group-mean"
    group: str = option("name of a grouping of the edition")


@dataclass(frozen=True)
class ImputeGroupMedian(Technique):
    """The median of the indicator over the countries of the same group."""

    by: ClassVar[str] = "group-median"
    group: str = option("name of a grouping of the edition")


@dataclass(frozen=True)
class ImputeRowMean(Technique):
    """The mean of the country's other indicators under the same component, all brought to one range."""  # noqa: E501

    by: ClassVar[str] = "row-mean"
    level: int = option("level of the component: 2 is the indicator's parent", 2, least=2)


@dataclass(frozen=True)
class ImputeRowMedian(Technique):
    """The median of the country's other indicators under the same component, all brought to one range."""  # noqa: E501

    by: ClassVar[str] = "row-median"
    level: int = option("level of the component: 2 is the indicator's parent", 2, least=2)


@dataclass(frozen=True)
class ImputeConstant(Technique):
    """A value that is given."""

    by: ClassVar[str] = "constant"
    value: float = option("what stands for a missing value")


@dataclass(frozen=True)
class ImputeLatest(Technique):
    """The country's latest value in an earlier edition of the panel."""

    by: ClassVar[str] = "latest"
    most: int | None = option("how many editions back at most; any if left out", None, least=1)


@dataclass(frozen=True)
class ImputeStep(Technique):
    """The country's value in the nearest edition before, which holds until the next."""

    by: ClassVar[str] = "step"
    ends: bool = option("whether the first and last values there are hold beyond them", default=True)  # fmt: skip  # noqa: E501


@dataclass(frozen=True)
class ImputeLinear(Technique):
    """The straight line between the country's values in the editions before and after."""

    by: ClassVar[str] = "linear"
    ends: bool = option(
        "whether the first and last values there are hold beyond them", default=True
    )


@dataclass(frozen=True)
class ImputeEM(Technique):
    """What a multivariate normal distribution, fitted by EM, expects given the country's other values."""  # noqa: E501

    by: ClassVar[str] = "em"
    ridge: float = option("share of each variance that is added to the diagonal, where indicators are nearly collinear", 0.0, least=0)  # fmt: skip  # noqa: E501
    tolerance: float = option("largest relative change of a parameter at which it has converged", 1e-8, above=0)  # fmt: skip  # noqa: E501
    iterations: int = option("most iterations before it is refused", 1000, least=1)


IMPUTING: tuple[type[Technique], ...] = (
    ImputeMean, ImputeMedian, ImputeGroupMean, ImputeGroupMedian, ImputeRowMean, ImputeRowMedian,
    ImputeConstant, ImputeLatest, ImputeStep, ImputeLinear, ImputeEM, Leave,
)  # fmt: skip
