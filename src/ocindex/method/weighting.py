"""Techniques of weighting: how much each child counts among its siblings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from ocindex.method.options import option
from ocindex.method.technique import Technique


@dataclass(frozen=True)
class Given(Technique):
    """The framework's weights, or those given here."""

    by: ClassVar[str] = "given"
    values: Mapping[str, float] = option("weights by id, in place of the framework's", {}, least=0)


@dataclass(frozen=True)
class Equal(Technique):
    """The same for all siblings."""

    by: ClassVar[str] = "equal"


@dataclass(frozen=True)
class PCA(Technique):
    """Loadings on the first principal component."""

    by: ClassVar[str] = "pca"
    squared: bool = option("whether loadings are squared, as shares of variance", default=False)
    negative: Literal["refuse", "keep", "zero"] = option("what becomes of a weight below zero", "refuse")  # fmt: skip  # noqa: E501


@dataclass(frozen=True)
class FactorWeights(Technique):
    """Squared loadings on rotated factors, as the OECD/JRC Handbook has it."""

    by: ClassVar[str] = "factor"
    count: int | None = option("number of factors; those of an eigenvalue above one if left out", None, least=1)  # fmt: skip  # noqa: E501
    rotate: bool = option("whether factors are rotated (varimax)", default=True)


@dataclass(frozen=True)
class Entropy(Technique):
    """Shannon's entropy: more for what tells countries more apart."""

    by: ClassVar[str] = "entropy"


@dataclass(frozen=True)
class Critic(Technique):
    """CRITIC: more for what varies and agrees less with the others."""

    by: ClassVar[str] = "critic"


@dataclass(frozen=True)
class StandardDeviation(Technique):
    """In proportion to the standard deviation."""

    by: ClassVar[str] = "deviation"
    inverse: bool = option("whether in inverse proportion", default=False)


@dataclass(frozen=True)
class BudgetAllocation(Technique):
    """Mean of the points that experts have allocated."""

    by: ClassVar[str] = "budget-allocation"
    children: tuple[str, ...] = option("ids of the columns of `points`")
    points: tuple[tuple[float, ...], ...] = option("a row an expert, a column a child", least=0)


@dataclass(frozen=True)
class AnalyticHierarchy(Technique):
    """Principal eigenvector of a matrix of pairwise comparisons, refused where it is inconsistent."""  # noqa: E501

    by: ClassVar[str] = "ahp"
    children: tuple[str, ...] = option("ids of the rows and columns of `comparisons`")
    comparisons: tuple[tuple[float, ...], ...] = option("how many times the row matters more than the column", above=0)  # fmt: skip  # noqa: E501
    consistency: float = option("largest consistency ratio that is accepted", 0.1, least=0)


@dataclass(frozen=True)
class RegressionWeights(Technique):
    """Coefficients of a regression on an outside variable."""

    by: ClassVar[str] = "regression"
    on: str = option("id of the outside variable: a denominator of the edition, or an indicator")
    nonnegative: bool = option("whether coefficients are kept from falling below zero", default=False)  # fmt: skip  # noqa: E501


@dataclass(frozen=True)
class BenefitOfTheDoubt(Technique):
    """Each country's own best weights, by a linear programme.

    The programme's score is the component's: aggregation must be arithmetic, and only its
    `available` counts.
    """

    by: ClassVar[str] = "benefit-of-the-doubt"
    low: float = option("least share of a child in a country's score", 0.0, least=0, most=1)
    high: float = option("largest share of a child in a country's score", 1.0, least=0, most=1)


@dataclass(frozen=True)
class DirectionalBenefit(Technique):
    """Benefit of the doubt along a direction: improvement of all children in given proportions.

    The programme's score is the component's: aggregation must be arithmetic, and only its
    `available` counts.
    """

    by: ClassVar[str] = "directional-benefit"
    direction: Mapping[str, float] = option("proportions by id of the child; those of the means if left out", {}, least=0)  # fmt: skip  # noqa: E501


@dataclass(frozen=True)
class Balanced(Technique):
    """Weights, none below zero, by which children correlate alike with the component."""

    by: ClassVar[str] = "balance"
    targets: Mapping[str, float] = option("relative correlations to aim at, by id; equal if left out", {}, above=0)  # fmt: skip  # noqa: E501


@dataclass(frozen=True)
class Informative(Technique):
    """Weights, none below zero, by which children correlate most with the component."""

    by: ClassVar[str] = "information"


WEIGHTING: tuple[type[Technique], ...] = (
    Given, Equal, PCA, FactorWeights, Entropy, Critic, StandardDeviation, BudgetAllocation,
    AnalyticHierarchy, RegressionWeights, BenefitOfTheDoubt, DirectionalBenefit, Balanced,
    Informative,
)  # fmt: skip
