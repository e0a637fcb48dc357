"""What intervals of scores cover, on one assessment that is made up."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocindex.framework import BUNDLED, bundled_framework
from ocindex.intervals import Intervals, intervals_of, node_draws
from ocindex.robustness.confidence import ranks_of_draws
from ocindex.scoring.estimators import estimated
from ocindex.scoring.fits.fit import component_weights
from ocindex.scoring.observations import Observations, observe
from ocindex.scoring.rater_model import Posterior, fit
from ocindex.simulation import Assessment, Kind, assess

Floats = NDArray[np.float64]
Figures = dict[str, float]


def measured(kind: Kind, seed: int, chains: int, sweeps: int) -> dict[str, Figures]:
    """All figures of one made-up assessment, by method: model, mean and mixed."""
    assessment = assess(bundled_framework(BUNDLED[-1]), seed, kind)
    found = observe([assessment.edition])
    start = cpu()
    posterior = fit(
        found, seed=seed, chains=chains, sweeps=sweeps, extend=False,
        monitor=component_weights(assessment.edition.framework, found.indicator_codes),
    )  # fmt: skip
    spent = cpu() - start
    faults = assessment.raters.fault != ""
    figures = {"model": of_draws(assessment, posterior.theta[:, 0]) | of_fit(posterior, spent)}
    figures["model"]["auc"] = area(posterior.noise.mean, faults)
    figures["model"]["auc_misfit"] = area(misfit(found, posterior), faults)
    for method in ("mean", "mixed"):
        theta = estimated(found, method, seed=seed).theta[:, 0]
        figures[method] = of_draws(assessment, theta)
    figures["mean"]["auc"] = area(residual_spread(found), faults)
    return figures


def cpu() -> float:
    """CPU seconds of this process and of those that it waited for."""
    return sum(os.times()[:4])


def of_fit(posterior: Posterior, seconds: float) -> Figures:
    found = posterior.diagnostics
    scales = {name: float(np.mean(draws)) for name, draws in posterior.scales.items()}
    return {"seconds": seconds, "rhat": found.rhat, "ess": found.ess_bulk, **scales}


def of_draws(assessment: Assessment, theta: NDArray[np.float32]) -> Figures:
    """Coverage of 90 % intervals, errors of medians and of means; of components also by name."""
    edition = assessment.edition
    intervals = intervals_of(edition, theta)
    # Draws are two or more; the truth is the same in both.
    truth = node_draws(edition, np.stack([assessment.theta] * 2).astype(np.float32))
    count = intervals.components
    true = np.concatenate([truth.components[0], truth.indicators[0]], axis=1)
    inside = within(intervals.summary.low90, true, intervals.summary.high90)
    off = intervals.summary.median - true
    mean_off = intervals.summary.mean - true
    ranks = np.stack([ranks_of_draws(truth.node(place))[0] for place in range(count)], axis=1)
    return {
        "cells": float(inside[:, count:].mean()),
        "components": float(inside[:, :count].mean()),
        **of_ranks(intervals, ranks),
        "cell_rmse": root_mean_square(off[:, count:]),
        "component_rmse": root_mean_square(off[:, :count]),
        "mean_cell_rmse": root_mean_square(mean_off[:, count:]),
        "mean_component_rmse": root_mean_square(mean_off[:, :count]),
        "component_ratio": root_mean_square(off[:, :count] / intervals.summary.sd[:, :count]),
        **{
            f"components/{node}": float(inside[:, place].mean())
            for place, node in enumerate(intervals.nodes[:count])
        },
    }


def of_ranks(intervals: Intervals, ranks: NDArray[np.int32]) -> Figures:
    """How often true ranks in the world lie in the intervals, and in the joint sets all at once."""
    found, count = intervals.rank["world"], intervals.components
    single = within(found.low90[:, :count], ranks, found.high90[:, :count])
    joint = within(found.set_low[:, :count], ranks, found.set_high[:, :count])
    width = (found.high90 - found.low90)[:, :count]
    return {
        "ranks": float(single.mean()),
        "joint": float(joint.all(axis=0).mean()),
        "rank_width": float(width.mean()),
    }


def within(low: NDArray[Any], value: NDArray[Any], high: NDArray[Any]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (low <= value) & (value <= high)
    return found


def root_mean_square(values: Floats) -> float:
    return float(np.sqrt(np.mean(values**2)))


def misfit(found: Observations, posterior: Posterior) -> Floats:
    """Each rater's root mean square distance from the scores, less the rater's own mean of it."""
    score = posterior.theta[:, 0].mean(axis=0)[found.country, found.indicator]
    off, count = found.value - score, np.bincount(found.rater)
    off = off - (np.bincount(found.rater, off) / count)[found.rater]
    spread: Floats = np.sqrt(np.bincount(found.rater, off**2) / count)
    return spread


def residual_spread(found: Observations) -> Floats:
    """Each rater's root mean square distance from the mean of all ratings of the same."""
    cell = found.country.astype(np.int64) * found.indicators + found.indicator
    sums, counts = np.bincount(cell, found.value), np.bincount(cell)
    off = found.value - (sums / np.maximum(counts, 1))[cell]
    spread: Floats = np.sqrt(np.bincount(found.rater, off**2) / np.bincount(found.rater))
    return spread


def area(score: Floats, bad: NDArray[np.bool_]) -> float:
    """How often a bad rater scores above another: the area under the curve; NaN if none is bad."""
    if not bad.any():
        return float("nan")
    above = score[bad][:, None] > score[~bad]
    ties = score[bad][:, None] == score[~bad]
    return float((above + ties / 2).mean())


def pooled(sets: list[Mapping[str, float]]) -> Figures:
    """Figures over several assessments: means, and of errors the root mean square."""
    names = {name: None for each in sets for name in each}
    result = {}
    for name in names:
        values = np.array([each.get(name, np.nan) for each in sets])
        values = values[~np.isnan(values)]
        power = 2 if name.endswith(("rmse", "ratio")) else 1
        known = len(values) > 0
        result[name] = float(np.mean(values**power) ** (1 / power)) if known else float("nan")
    return result
