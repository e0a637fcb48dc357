"""Techniques of normalising: indicators of different units to one scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from ocindex.method.options import option
from ocindex.method.technique import Leave, Technique


@dataclass(frozen=True)
class Normalising(Technique):
    """Options of every normalisation."""

    scope: Literal["edition", "all", "base"] = option("whose values set the scale: this `edition`'s, `all` editions of the panel, or those of the `base` edition", "edition", kw_only=True)  # fmt: skip  # noqa: E501
    base: str = option("id of the base edition", "", kw_only=True)


@dataclass(frozen=True)
class MinMax(Normalising):
    """Lowest value to `low`, highest to `high`."""

    by: ClassVar[str] = "min-max"
    low: float = option("what the lowest value becomes", 0.0)
    high: float = option("what the highest value becomes", 100.0)
    constant: float | None = option("score of an indicator whose values are all equal; such are refused if left out", None)  # fmt: skip  # noqa: E501


@dataclass(frozen=True)
class ZScore(Normalising):
    """Distance from the mean in standard deviations, brought to a mean and a deviation."""

    by: ClassVar[str] = "z-score"
    mean: float = option("mean of the normalised indicator", 0.0)
    deviation: float = option("standard deviation of the normalised indicator", 1.0, above=0)
    constant: float | None = option("score of an indicator whose values are all equal; such are refused if left out", None)  # fmt: skip  # noqa: E501


@dataclass(frozen=True)
class Scaled(Normalising):
    """A line through two given points, without ends: values beyond them go beyond the range."""

    by: ClassVar[str] = "scaled"
    lower: float = option("value of the lowest score", 0.0)
    upper: float = option("value of the highest score", 100.0)
    low: float = option("the lowest score", 0.0)
    high: float = option("the highest score", 100.0)


@dataclass(frozen=True)
class Goalposts(Normalising):
    """Fixed posts: up to `lower` the lowest score, from `upper` on the highest, a line between."""

    by: ClassVar[str] = "goalposts"
    lower: float = option("value from which the score rises")
    upper: float = option("value at which the score is full")
    fall: float | None = option("value from which the score falls again: with `end` a trapezoid", None)  # fmt: skip  # noqa: E501
    end: float | None = option("value at which the score is at its lowest again", None)
    low: float = option("the lowest score", 0.0)
    high: float = option("the full score", 100.0)
    log: bool = option("whether the line is one of logarithms, as of income", default=False)


@dataclass(frozen=True)
class TargetDistance(Normalising):
    """One less the distance to the target over the longest distance there is."""

    by: ClassVar[str] = "target-distance"
    target: float | None = option("the target; the framework's if left out", None)
    capped: bool = option("whether values beyond the target count as on it", default=False)


@dataclass(frozen=True)
class MaximumDistance(Normalising):
    """One less the distance to the best value over the range."""

    by: ClassVar[str] = "maximum-distance"
    constant: float | None = option("score of an indicator whose values are all equal; such are refused if left out", None)  # fmt: skip  # noqa: E501


@dataclass(frozen=True)
class ReferenceDistance(Normalising):
    """One less the distance to a country's value over the longest distance there is."""

    by: ClassVar[str] = "reference-distance"
    country: str = option("code of the country of reference")
    capped: bool = option("whether values beyond it count as equal to it", default=False)


@dataclass(frozen=True)
class MaximumFraction(Normalising):
    """The value over the highest value."""

    by: ClassVar[str] = "maximum-fraction"


@dataclass(frozen=True)
class PercentileRank(Normalising):
    """Share of the other countries that are below."""

    by: ClassVar[str] = "percentile-rank"
    constant: float | None = option("score of an indicator whose values are all equal; such are refused if left out", None)  # fmt: skip  # noqa: E501


@dataclass(frozen=True)
class RankNormalise(Normalising):
    """The rank, the best having the highest."""

    by: ClassVar[str] = "rank"


@dataclass(frozen=True)
class Borda(Normalising):
    """Borda points: none for the worst, the number of other countries for the best."""

    by: ClassVar[str] = "borda"


@dataclass(frozen=True)
class Categorical(Normalising):
    """Classes between percentiles of the values, each with a score."""

    by: ClassVar[str] = "categorical"
    percentiles: tuple[float, ...] = option("percentiles at which a class begins, ascending", (20.0, 40.0, 60.0, 80.0), least=0, most=100)  # fmt: skip  # noqa: E501
    scores: tuple[float, ...] = option("score of each class, one more than percentiles; 0, 1, 2 ... if left out", ())  # fmt: skip  # noqa: E501


NORMALISING: tuple[type[Technique], ...] = (
    MinMax, ZScore, Scaled, Goalposts, TargetDistance, MaximumDistance, ReferenceDistance,
    MaximumFraction, PercentileRank, RankNormalise, Borda, Categorical, Leave,
)  # fmt: skip
