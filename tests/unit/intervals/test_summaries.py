"""Scores, ranks and pairs of draws, against each draw taken by itself."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from numpy.typing import NDArray

from ocindex.errors import RequestError
from ocindex.index.weights import effective_weights
from ocindex.intervals import Intervals, intervals_of
from ocindex.intervals.making import published
from ocindex.robustness.confidence import estimates_of_draws, simultaneous_sets
from ocindex.vocabulary import SCOPES, Edition
from support.rank_sets import competition

Theta = NDArray[np.float32]


def draws_of(edition: Edition, theta: Theta, node: str) -> NDArray[np.float64]:
    """A node on every draw, by the weights that sum to one."""
    weights = effective_weights(edition.framework)[node]
    return sum(
        float(weight) * theta[..., edition.column[indicator]].astype(float)
        for indicator, weight in weights.items()
    )


@pytest.fixture(scope="module")
def found(rated: Edition, theta: Theta) -> Intervals:
    return intervals_of(rated, theta)


def test_scores_are_summed_up_over_draws(found: Intervals, rated: Edition, theta: Theta) -> None:
    for place, node in enumerate(found.nodes):
        draws = draws_of(rated, theta, node)
        for name, share in (
            ("median", 0.5), ("low68", 0.16), ("high68", 0.84), ("low90", 0.05), ("high90", 0.95),
        ):  # fmt: skip
            expected = np.quantile(draws, share, axis=0)
            assert getattr(found.summary, name)[:, place] == pytest.approx(expected, abs=1e-6)
        assert found.summary.mean[:, place] == pytest.approx(draws.mean(axis=0), abs=1e-6)
        assert found.summary.sd[:, place] == pytest.approx(draws.std(axis=0, ddof=1), abs=1e-6)


def test_ranks_are_counted_on_every_draw(found: Intervals, rated: Edition, theta: Theta) -> None:
    for place, node in enumerate(found.nodes):
        draws = draws_of(rated, theta, node)
        for scope in SCOPES:
            ranks = found.rank[scope]
            for row, country in enumerate(rated.countries):
                group = [
                    i
                    for i, c in enumerate(rated.countries)
                    if c.group(scope) == country.group(scope)
                ]
                own = np.sort([competition(d[group])[group.index(row)] for d in draws])
                assert ranks.median[row, place] == own[99]
                assert ranks.low90[row, place] == own[9]
                assert ranks.high90[row, place] == own[189]
                assert ranks.p_top10[row, place] == (own <= 10).mean()


def test_sets_and_tiers_are_those_of_the_group(
    found: Intervals, rated: Edition, theta: Theta
) -> None:
    south = [i for i, c in enumerate(rated.countries) if c.region == "South"]
    everyone = list(range(len(rated.countries)))
    for place in range(found.components):
        draws = draws_of(rated, theta, found.nodes[place])
        for scope, rows in (("world", everyone), ("region", south)):
            sets = simultaneous_sets(estimates_of_draws(draws[:, rows]), coverage=0.9)
            assert found.rank[scope].set_low[rows, place].tolist() == sets.low.tolist()
            assert found.rank[scope].set_high[rows, place].tolist() == sets.high.tolist()
            order = np.argsort(-published(rated)[rows, place], kind="stable")
            tier = found.rank[scope].tier[rows, place][order]
            assert tier[0] == 1
            assert set(np.diff(tier)) <= {0, 1}
    indicators = slice(found.components, None)
    for name in ("set_low", "set_high", "tier"):
        assert not getattr(found.rank["world"], name)[:, indicators].any()


def test_tiers_follow_the_scores_as_they_are_published(rated: Edition, theta: Theta) -> None:
    """Country 1 has the lower score, though its draws lie above those of country 0."""
    turned = theta.copy()
    turned[:, [0, 1]] = theta[:, [1, 0]] + np.array([[[0.0], [3.0]]], np.float32)
    found = intervals_of(rated, turned)
    scores = published(rated)[:, :4]
    for column in range(4):
        tier = found.rank["world"].tier[:, column]
        for i, j in np.argwhere(scores[:, None, column] > scores[None, :, column]).tolist():
            assert tier[i] <= tier[j]
        for i, j in np.argwhere(scores[:, None, column] == scores[None, :, column]).tolist():
            assert tier[i] == tier[j]


def test_sets_hold_the_marginal_intervals_nearly(found: Intervals) -> None:
    world = found.rank["world"]
    some = slice(0, found.components)
    assert (world.set_low <= world.median)[:, some].all()
    assert (world.set_high >= world.median)[:, some].all()
    assert (world.set_high - world.set_low)[:, some].mean() >= (world.high90 - world.low90)[
        :, some
    ].mean()


def test_pairs_say_how_likely_one_is_above_the_other(
    found: Intervals, rated: Edition, theta: Theta
) -> None:
    assert list(found.above) == ["all", "left", "right", "care"]
    for node, above in found.above.items():
        draws = draws_of(rated, theta, node)
        expected = (draws[:, :, None] > draws[:, None, :] + 1e-9).mean(axis=0)
        assert above == pytest.approx(expected, abs=1e-6)


def test_raters_are_counted_once(found: Intervals) -> None:
    column = {node: found.n_raters[:, i].tolist() for i, node in enumerate(found.nodes)}
    assert column["d"] == [3, 2, 2, 2, 2, 2, 2]
    assert column["care"] == [3, 2, 2, 2, 2, 2, 2]
    # The vignette's rating is of no country.
    assert column["a"] == column["all"] == [2] * 7


def test_raters_of_cells_may_be_given(rated: Edition, theta: Theta) -> None:
    given = np.arange(35, dtype=np.int32).reshape(7, 5)
    found = intervals_of(rated, theta, n_raters=given, method="mean")
    assert found.n_raters[:, 4:].tolist() == given.tolist()
    assert found.n_raters[1, 0] == 2
    assert found.method == "mean"


def test_what_is_said_of_itself(found: Intervals, rated: Edition) -> None:
    assert (found.edition, found.basis, found.method) == ("2025", "ratings", "model")
    assert (found.draws, found.components, found.simulated) == (200, 4, False)
    assert found.countries[:2] == ("AAA", "AAB")
    assert np.isnan(found.distance).all()
    for array in (found.n_raters, found.distance, found.summary.sd, found.rank["world"].tier):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0] = 1


def test_the_same_draws_give_the_same(found: Intervals, rated: Edition, theta: Theta) -> None:
    again = intervals_of(rated, np.asfortranarray(theta))
    for name in ("median", "sd", "low68"):
        assert getattr(again.summary, name).tobytes() == getattr(found.summary, name).tobytes()
    for scope in SCOPES:
        assert again.rank[scope].low90.tolist() == found.rank[scope].low90.tolist()
        assert again.rank[scope].set_low.tolist() == found.rank[scope].set_low.tolist()


@pytest.mark.parametrize("shape", [(200, 6, 5), (200, 7, 4), (1, 7, 5), (0, 7, 5), (7, 5)])
def test_draws_of_something_else(rated: Edition, shape: tuple[int, ...]) -> None:
    with pytest.raises(RequestError, match="7 countries and 5 indicators"):
        intervals_of(rated, np.ones(shape, np.float32))


def test_weights_are_the_frameworks(rated: Edition) -> None:
    weights = effective_weights(rated.framework)
    assert weights["all"]["c"] == Fraction(2, 3)
    lighter = np.zeros((2, 7, 5), np.float32)
    lighter[:, :, 2] = 1
    assert intervals_of(rated, lighter).summary.mean[0, 0] == pytest.approx(2 / 3)


def test_scores_need_not_be_made(rated: Edition, theta: Theta, found: Intervals) -> None:
    from ocindex.vocabulary import unmade

    waiting = replace(rated, units=unmade(rated.framework))
    assert intervals_of(waiting, theta).summary.median == pytest.approx(found.summary.median)
