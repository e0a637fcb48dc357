"""Tables of influence: spread after normalising, weights against shares of variance."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ocindex.index.steps.refusal import Refusal
from ocindex.index.steps.weights.importance import correlation_ratios
from ocindex.robustness.audit.correlation import correlate
from ocindex.robustness.audit.influence import variance_shares
from ocindex.robustness.audit.limits import Limits
from ocindex.robustness.audit.reliability import item_rest_correlations
from ocindex.robustness.audit.statistics import describe
from ocindex.robustness.audit.subject import Subject

Floats = NDArray[np.float64]
# In a group of two, the rest of it is one indicator and no group.
FEWEST = 3
PLACEMENT = {
    "node": pl.String, "name": pl.String, "group": pl.String, "r_own": pl.Float64,
    "best": pl.String, "r_best": pl.Float64, "margin": pl.Float64, "flag": pl.Boolean,
}  # fmt: skip


def influence_table(subject: Subject, limits: Limits) -> pl.DataFrame:
    """Every element below another: what it weighs there and what it does.

    Columns: node, name, parent, headline, weight, effective_weight (in the headline), std (as
    aggregated), r_parent, r_headline, variance_share (of the parent's, where that is an
    arithmetic mean), ratio (of that share to the weight), correlation_ratio (where it is
    another mean: the share of the parent's variance that follows the element, by a smoothing
    spline), flag.
    """
    rows = []
    for group in [i for i, element in enumerate(subject.elements) if not element.indicator]:
        children = list(subject.children(group))
        values = subject.values[:, children]
        weights = np.array([subject.elements[c].weight for c in children])
        spread = describe(values).std
        headline = subject.headline(group)
        tops = correlate(values, subject.values[:, [group, headline]]).r
        arithmetic = subject.elements[group].power == 1
        shares = variance_shares(values, weights) if arithmetic else weights * np.nan
        follows = weights * np.nan if arithmetic else ratios(values, subject.values[:, group])
        for k, child in enumerate(children):
            ratio = shares[k] / weights[k] if weights[k] else np.nan
            rows.append(
                {
                    "node": subject.elements[child].id,
                    "name": subject.elements[child].name,
                    "parent": subject.elements[group].id,
                    "headline": subject.elements[headline].id,
                    "weight": float(weights[k]),
                    "effective_weight": float(subject.effective[child, headline]),
                    "std": float(spread[k]),
                    "r_parent": float(tops[k, 0]),
                    "r_headline": float(tops[k, 1]),
                    "variance_share": float(shares[k]),
                    "ratio": float(ratio),
                    "correlation_ratio": float(follows[k]),
                    "flag": ratio_flag(float(ratio), limits),
                }
            )
    return pl.DataFrame(rows)


def ratios(values: Floats, scores: Floats) -> Floats:
    """Correlation ratio of each child that varies; NaN where there are too few units to tell."""
    found = np.full(values.shape[1], np.nan)
    for k in range(values.shape[1]):
        with suppress(Refusal):
            found[k] = correlation_ratios(values[:, [k]], scores, smoother="spline")[0]
    return found


def placement_table(subject: Subject, limits: Limits) -> pl.DataFrame:
    """Indicators beside the groups that they might be in.

    Columns: node, name, group, r_own (with the mean of the others in its group), best (the
    sibling of its group that it correlates most with), r_best, margin (r_best less r_own), flag.
    """
    rows = []
    for group in subject.groups:
        beside = [i for i in subject.children(subject.elements[group].parent)
                  if i != group and not subject.elements[i].indicator]  # fmt: skip
        children = [i for i in subject.children(group) if subject.elements[i].indicator]
        if subject.elements[group].parent < 0 or not beside or len(children) < FEWEST:
            continue
        own = item_rest_correlations(subject.values[:, children])
        others = correlate(subject.values[:, children], subject.values[:, beside]).r
        for k, child in enumerate(children):
            best = int(np.nan_to_num(others[k], nan=-2.0).argmax())
            margin = float(others[k, best] - own[k])
            rows.append(
                (subject.elements[child].id, subject.elements[child].name,
                 subject.elements[group].id, float(own[k]), subject.elements[beside[best]].id,
                 float(others[k, best]), margin, margin > limits.margin)
            )  # fmt: skip
    return pl.DataFrame(rows, PLACEMENT, orient="row")


def ratio_flag(ratio: float, limits: Limits) -> str:
    """Whether an element does much more or less than it weighs."""
    if ratio > limits.skewed_weight:
        return "more"
    return "less" if ratio < 1 / limits.skewed_weight else ""
