"""Rank intervals of a subject: scores and weights drawn again and again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ocindex.robustness.audit.subject import Subject
from ocindex.robustness.montecarlo import (
    Normalisation,
    Plan,
    ScoreNoise,
    Variant,
    WeightNoise,
    simulate,
)
from ocindex.robustness.montecarlo.summary import rank_quantiles
from ocindex.robustness.tree import Tree

Floats = NDArray[np.float64]
SHARES = (0.05, 0.5, 0.95)
# Every weight may be a quarter more or less than it is.
WEIGHTS = 0.25


def rank_intervals(subject: Subject, draws: int, seed: int) -> Mapping[str, Floats] | None:
    """Ranks of each headline at 5, 50 and 95 % of the draws.

    Every weight varies by a quarter of itself. Scores on a grid vary by a step of it, evenly
    and each by itself, and stop at the ends of the scale; measured ones are taken as they are
    normalised and, where means are arithmetic, as z-scores in every second draw.

    Parameters
    ----------
    subject : Subject
    draws, seed : int

    Returns
    -------
    mapping of str to ndarray of float64, shape (3, units), or None
        By headline; None where values are missing or means are others.
    """
    means = np.isfinite([element.power for element in subject.elements]).all()
    if not means or not np.isfinite(subject.normalised).all():
        return None
    found = {}
    for headline in subject.headlines:
        plan = plan_of(subject, headline)
        quantiles = rank_quantiles(simulate(plan, draws, seed), SHARES)
        found[subject.elements[headline].id] = quantiles[:, 0].astype(float)
    return found


def plan_of(subject: Subject, headline: int) -> Plan:
    """A headline's own tree, and what varies in it."""
    values = subject.normalised[:, list(subject.below(headline))]
    tree = tree_of(subject, headline)
    variants = [Variant(values, noise(subject, values), Normalisation("none"))]
    if not subject.step and subject.arithmetic and (np.ptp(values, axis=0) > 0).all():
        variants.append(replace(variants[0], normalisation=Normalisation("zscore"), scored=False))
    return Plan(
        variants=tuple(variants),
        tree=tree,
        nodes=(tree.root,),
        weights=WeightNoise("share", np.full(len(tree.parent), WEIGHTS)),
        orders=(None,),
        exclude=0,
        before=np.full((1, len(values)), np.nan),
    )


def tree_of(subject: Subject, headline: int) -> Tree:
    """The elements at and below a headline: indicators first, the headline among the others."""
    leaves = [subject.indicators[column] for column in subject.below(headline)]
    others = [
        i
        for i, element in enumerate(subject.elements)
        if not element.indicator and subject.headline(i) == headline
    ]
    order = [*leaves, *others]
    place = {element: k for k, element in enumerate(order)}
    parents = [place.get(subject.elements[i].parent, -1) for i in order]
    weights = [subject.elements[i].weight for i in order]
    powers = [subject.elements[i].power for i in order]
    return Tree(len(leaves), np.array(parents, np.int64), np.array(weights), np.array(powers))


def noise(subject: Subject, values: Floats) -> ScoreNoise:
    """A step of the grid either way, within the scores that occur; none where measured."""
    width = np.full(values.shape, subject.step)
    if not subject.step:
        ends = np.full(values.shape[1], np.inf)
        return ScoreNoise("none", width, -ends, ends)
    low, high = np.full(values.shape[1], subject.low), np.full(values.shape[1], subject.high)
    return ScoreNoise("uniform", width, low, high)
