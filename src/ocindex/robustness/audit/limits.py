"""From where on an audit flags a figure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on an audit flags a figure.

    Attributes
    ----------
    skew, kurtosis : float
        Absolute skewness and excess kurtosis that together point to outliers.
    availability, nonzero, unique : float
        Shares of units with a value, with one that is not zero, with one of their own.
    end : float
        Share of units at an end of the scale from which they pile up there.
    unit_availability : float
        Share of indicators that a unit should have.
    redundant : float
        Correlation of siblings from which one counts twice.
    weak : float
        Correlation of a child with its parent below which it hardly shows in it.
    significance : float
        p-value from which a correlation may be chance.
    alpha, alpha_high : float
        Cronbach's alpha below which siblings hardly measure one thing, and above which they
        repeat each other.
    kmo : float
        Sampling adequacy below which components say little.
    explained : float
        Share of an indicator's variance that the others foretell, from which it adds little.
    cluster : float
        Mean absolute correlation that makes indicators a cluster.
    margin : float
        By so much more an indicator correlates with another group than with the rest of its
        own, when it is said to.
    denominator : float
        Correlation with a denominator from which an indicator measures size.
    skewed_weight : float
        Ratio of the share of variance to the weight, or its inverse, that is out of balance.
    shift : float
        Mean shift of ranks, as a share of the units, that is more than slight.

    References
    ----------
    OECD and JRC (2008). Handbook on Constructing Composite Indicators: Methodology and User
    Guide. OECD Publishing.
    Nunnally, J. C., and I. H. Bernstein (1994). Psychometric Theory, 3rd ed. (alpha).
    Kaiser, H. F. (1974). An index of factorial simplicity. Psychometrika 39: 31-36 (KMO).
    Terwee, C. B., and others (2007). Quality criteria were proposed for measurement properties
    of health status questionnaires. Journal of Clinical Epidemiology 60: 34-42 (end).
    """

    skew: float = 2.0
    kurtosis: float = 3.5
    availability: float = 0.65
    nonzero: float = 0.5
    unique: float = 0.5
    end: float = 0.15
    unit_availability: float = 0.65
    redundant: float = 0.92
    weak: float = 0.3
    significance: float = 0.05
    alpha: float = 0.7
    alpha_high: float = 0.95
    kmo: float = 0.6
    explained: float = 0.9
    cluster: float = 0.8
    margin: float = 0.1
    denominator: float = 0.7
    skewed_weight: float = 1.5
    shift: float = 0.03
