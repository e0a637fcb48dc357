"""Weights against COINr's and Compind's results on the ASEM index."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose

from ocindex.index.steps.weights.bod import bod, bod_shares
from ocindex.index.steps.weights.components import loadings, pca
from ocindex.index.steps.weights.effective import effective_weights
from ocindex.index.steps.weights.optimised import balance, information


def rows(asem: Path, name: str) -> list[dict[str, str]]:
    if not (asem / f"{name}.csv").exists():
        pytest.skip(f"{name} is not among the results")
    with (asem / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def columns(asem: Path, name: str, nodes: list[str]) -> np.ndarray:
    return np.array([[float(row[node]) for node in nodes] for row in rows(asem, name)])


def weights_in(asem: Path, name: str) -> dict[str, float]:
    return {row["iCode"]: float(row["Weight"]) for row in rows(asem, name)}


def children_of(asem: Path, level: str, parent: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows(asem, "lineage"):
        siblings = found.setdefault(row[parent], [])
        if row[level] not in siblings:
            siblings.append(row[level])
    return found


def test_first_principal_components(asem: Path) -> None:
    reference = weights_in(asem, "pca_weights_level1")
    for children in children_of(asem, "Indicator", "Pillar").values():
        # Made before directions were applied, as the signs within a group show.
        values = columns(asem, "dset_Treated", children)
        theirs = np.array([reference[child] for child in children])
        assert_allclose(np.abs(loadings(values).first), np.abs(theirs), rtol=1e-11, atol=1e-13)
        # Their sum may be near zero, and costs digits.
        kept = pca(values, negative="keep")
        assert_allclose(kept * theirs.sum(), theirs, rtol=1e-8, atol=1e-12)


def test_eigenvalues(asem: Path) -> None:
    reference = rows(asem, "pca_eigen_level1_by_pillar")
    for pillar, children in children_of(asem, "Indicator", "Pillar").items():
        theirs = [float(row["eig"]) for row in reference if row["group"] == pillar]
        found = loadings(columns(asem, "dset_Aggregated", children))
        assert_allclose(found.eigenvalues, theirs, rtol=1e-12)


def test_effective_weights(asem: Path) -> None:
    weights = weights_in(asem, "weights_original")
    nodes = list(weights)
    above: dict[str, str] = {}
    for row in rows(asem, "lineage"):
        line = list(row.values())
        above.update(pairwise(line))
    parents = np.array([nodes.index(above[node]) if node in above else -1 for node in nodes])
    found = effective_weights(parents, np.array(list(weights.values())))
    theirs = {row["iCode"]: float(row["EffWeight"]) for row in rows(asem, "weights_effective")}
    root = int(np.flatnonzero(parents < 0)[0])
    assert_allclose(found[:, root], [theirs[node] for node in nodes], rtol=1e-12)


def test_benefit_of_the_doubt(asem: Path) -> None:
    pillars = [name for name in rows(asem, "pillars_minmax_1_100_in")[0] if name != "uCode"]
    values = columns(asem, "pillars_minmax_1_100_in", pillars)
    reference = columns(asem, "compind_indices", ["bod", "bod_shares_05_25"])
    plain = bod(values)
    assert_allclose(plain.scores, reference[:, 0], atol=1e-9)
    theirs = columns(asem, "bod_weights", pillars)
    inner = plain.scores < 1 - 1e-9  # on the frontier weights are not unique
    assert_allclose(plain.weights[inner], theirs[inner], atol=1e-9)
    shared = bod_shares(values, np.full(8, 0.05), np.full(8, 0.25))
    assert_allclose(shared.scores, reference[:, 1], atol=1e-9)
    assert_allclose((shared.weights * values).sum(axis=1), shared.scores, rtol=1e-12)
    shares = shared.weights * values / shared.scores[:, None]
    assert (shares > 0.05 - 1e-9).all()
    assert (shares < 0.25 + 1e-9).all()


def test_optimised_weights_are_no_worse_and_never_negative(asem: Path) -> None:
    subindices = children_of(asem, "Pillar", "Sub-index")
    pillars = [pillar for children in subindices.values() for pillar in children]
    groups = np.repeat([0, 1], [len(children) for children in subindices.values()])
    totals = np.array([0.5, 0.5])
    values = columns(asem, "dset_Aggregated", pillars)

    def influence(weights: np.ndarray) -> np.ndarray:
        """Correlations of the pillars with the index that the weights make."""
        within = np.bincount(groups, weights)
        index = values @ (weights / within[groups] * totals[groups])
        return np.array([np.corrcoef(column, index)[0, 1] for column in values.T])

    found = information(values, groups=groups, totals=totals)
    theirs = np.array([weights_in(asem, "opt_weights_infomax_level2")[p] for p in pillars])
    assert_allclose(influence(found.weights), found.influence, rtol=1e-10)
    assert found.objective >= influence(theirs).sum() - 1e-9
    even = balance(values, groups=groups, totals=totals)
    clipped = np.maximum([weights_in(asem, "opt_weights_balance_level2")[p] for p in pillars], 0)

    def gap(weights: np.ndarray) -> float:
        return float(((influence(weights) / influence(weights).sum() - 1 / 8) ** 2).sum())

    assert gap(even.weights) == pytest.approx(even.objective, rel=1e-8, abs=1e-12)
    for others in (clipped, np.ones(8), found.weights):
        assert even.objective <= gap(others) + 1e-12
    for weights in (found.weights, even.weights):
        assert (weights >= 0).all()
        assert_allclose(np.bincount(groups, weights), totals, rtol=1e-9)
