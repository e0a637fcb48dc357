"""`Built.sensitivity`: every combination, or estimates; the two agree."""

from __future__ import annotations

import numpy as np
import pytest

import ocindex
from ocindex.errors import MethodError, RequestError
from ocindex.method import PCA, Copeland, ImputeMean, Median, Method, MinMax, Step, Winsorise
from ocindex.robustness.sobol import exact_indices
from ocindex.workbench import Built, grid
from ocindex.workbench.built import chosen_steps
from ocindex.workbench.grid import grid_scores
from ocindex.workbench.varying import Varying
from support.measured import made_edition, made_values

METHOD = Method(treat=Step(Winsorise()), normalise=Step(MinMax(1.0, 100.0)))
STEPS = {
    "treat": ["winsorise points=1", "winsorise"],
    "normalise": ["min-max low=1", "z-score mean=10 deviation=2", "rank"],
    "aggregate": ["arithmetic", "geometric"],
}
SETS = [{"roads": 1, "rail": 2}, {"reach": 5.0}, {}]


def built_by(method: Method = METHOD, missing: bool = False) -> Built:
    found = ocindex.build(made_edition(made_values(missing=missing)), method)
    assert isinstance(found, Built)
    return found


def varying(**steps: list[str]) -> Varying:
    every = {"impute": [], "treat": [], "normalise": [], "aggregate": [], **steps}
    return Varying(0.0, None, 0.0, chosen_steps(**every))


def test_products_of_matrices_are_what_builds_give(monkeypatch: pytest.MonkeyPatch) -> None:
    built = built_by()
    fast = grid_scores(built, varying(**STEPS), SETS, "index")
    assert fast.shape == (1, 2, 3, 3, 2, 12)
    monkeypatch.setattr(grid, "folded", lambda *_, **__: None)
    slow = grid_scores(built, varying(**STEPS), SETS, "index")
    np.testing.assert_allclose(fast, slow, rtol=1e-11)
    plain = built.rebuild(normalise=Step(MinMax(1.0, 100.0)))
    np.testing.assert_allclose(slow[0, 1, 0, 2, 0], plain.values[:, 0], rtol=1e-11)


def test_indices_are_exact_where_all_choices_are_countable() -> None:
    found = built_by().sensitivity(weight_sets=SETS, **STEPS)
    assert found.exact
    assert found.factors == ("treat", "normalise", "weights", "aggregate")
    assert found.options == found.results.shape == (2, 3, 3, 2)
    expected = exact_indices(found.results)
    np.testing.assert_array_equal(found.first, expected.first)
    assert (found.first <= found.total + 1e-12).all()
    assert sum(found.interactions.values()) == pytest.approx(1)
    assert found.interactions["treat",] == pytest.approx(found.first[0])
    table = found.table
    assert table.columns == [
        "factor", "options", "first", "total", "first_low", "first_high", "total_low",
        "total_high", "too_small",
    ]  # fmt: skip
    assert table["first_low"].null_count() == 4
    text = found.report()
    assert "Exact: all 36 combinations" in text
    assert "Only together" in text


@pytest.mark.parametrize(
    ("method", "options"),
    [
        (METHOD, {"aggregate": [Copeland(), Median()], "normalise": ["rank", "min-max"]}),
        (METHOD.replace(weights=Step(PCA(negative="zero"))), {"normalise": ["rank", "min-max"]}),
        (METHOD.replace(directions={"cost": -1}), {"aggregate": ["arithmetic", "median"]}),
    ],
)
def test_what_does_not_fold_is_built_one_by_one(method: Method, options: dict[str, object]) -> None:
    found = built_by(method).sensitivity(**options)
    assert found.exact
    assert found.first.sum() <= 1 + 1e-12


def test_missing_values_are_built_one_by_one() -> None:
    built = built_by(METHOD.replace(impute=Step(ImputeMean())), missing=True)
    found = built.sensitivity(impute=["mean", "none"], aggregate=["arithmetic", "median"])
    assert found.factors == ("impute", "aggregate")
    strict = built.sensitivity(
        impute=["mean", "none"], aggregate=["arithmetic available=1", "arithmetic"]
    )
    assert np.isfinite(strict.results).all()


def test_estimates_come_near_to_what_every_combination_gives() -> None:
    built = built_by(Method(normalise=Step(MinMax(1.0, 100.0))))
    steps = {name: STEPS[name] for name in ("normalise", "aggregate")}
    found = built.sensitivity(weights=1e-6, points=2048, **steps)
    exact = built.sensitivity(**steps)
    assert not found.exact
    assert found.factors == ("normalise", "aggregate", "weights")
    assert found.options == (3, 2, 0)
    np.testing.assert_allclose(found.first[:2], exact.first, atol=0.03)
    np.testing.assert_allclose(found.total[:2], exact.total, atol=0.03)
    assert found.total[2] == pytest.approx(0, abs=0.01)
    assert "Estimated, not exact: 10,240 indices" in found.report()
    with pytest.raises(RequestError, match="need every combination"):
        _ = found.interactions


def test_noise_of_scores_and_weights() -> None:
    built = built_by(Method(normalise=Step(MinMax(1.0, 100.0))))
    for normalise in (
        ["min-max low=1", "z-score"],
        ["scaled upper=5", "goalposts lower=0.1 upper=3"],
    ):
        found = built.sensitivity(scores=0.3, weights=0.3, normalise=normalise, points=128)
        assert found.factors == ("normalise", "weights", "scores")
        assert found.table["too_small"].any()
        assert "too small to settle it" in found.report()
    again = built.sensitivity(scores=0.3, weights="simplex", points=64)
    same = built.sensitivity(scores=0.3, weights="simplex", points=64)
    np.testing.assert_array_equal(again.results, same.results)
    assert again.factors == ("weights", "scores")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "Nothing varies"),
        ({"normalise": ["rank"]}, "Nothing varies"),
        ({"weights": 0.2}, "Nothing varies but weights"),
        ({"weights": 0.2, "weight_sets": SETS}, "not by both"),
        ({"weights": 0.2, "aggregate": ["copeland", "median"]}, "folds into one product"),
        ({"weight_sets": [{"bridges": 1.0}]}, "No node 'bridges'"),
        ({"node": "rail", "aggregate": ["arithmetic", "median"]}, "No component 'rail'"),
    ],
)
def test_what_cannot_be_asked(options: dict[str, object], words: str) -> None:
    with pytest.raises(RequestError, match=words):
        built_by(Method(normalise=Step(MinMax()))).sensitivity(**options)


def test_a_mean_that_cannot_be_names_who() -> None:
    built = built_by(Method(normalise=Step(MinMax())))
    for options in ({"weight_sets": SETS}, {"weights": 0.2}):
        with pytest.raises(MethodError, match="Country"):
            built.sensitivity(aggregate=["arithmetic", "geometric"], **options)
