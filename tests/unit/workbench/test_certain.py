"""What needs no draws: effects, overtaking, bounds, exact chances; and that draws agree."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

import ocindex
from ocindex.errors import RequestError
from ocindex.findings import Audit
from ocindex.method import (
    Arithmetic,
    Copeland,
    Geometric,
    Given,
    Harmonic,
    Method,
    MinMax,
    Power,
    Ranks,
    Step,
)
from ocindex.vocabulary import Edition
from ocindex.workbench import Built
from ocindex.workbench.certain import whole_weights
from ocindex.workbench.techniques import step_of, written
from support.measured import made_edition, made_values

METHOD = Method(normalise=Step(MinMax(1.0, 100.0)))


def built_by(method: Method = METHOD, edition: Edition | None = None) -> Built:
    found = ocindex.build(edition or made_edition(), method)
    assert isinstance(found, Built)
    return found


def scored(edition: Edition) -> Built:
    return built_by(Method(), edition)


def test_build_gives_what_can_be_asked_and_a_panel_as_well(small_edition: Edition) -> None:
    assert isinstance(ocindex.build(small_edition), ocindex.Result)
    built = built_by()
    assert isinstance(built, ocindex.Built)
    assert isinstance(built.rebuild(ranks=Ranks(ties="mid")), Built)
    panel = ocindex.build_panel([made_edition(), made_edition(year=2025)], METHOD)
    assert isinstance(panel, ocindex.Panel)
    assert [type(each) for each in panel.builts] == [Built, Built]
    assert panel.scores["edition"].to_list()[0] == "2024"
    assert isinstance(built.audit(draws=200), Audit)


def test_what_another_method_would_change() -> None:
    built = built_by()
    found = built.what_if(aggregate="geometric")
    table = found.table
    assert table.columns == [
        "node", "iso3", "country", "score", "score_then", "rank", "rank_then", "shift",
    ]  # fmt: skip
    other = built.rebuild(aggregate=Step(Geometric()))
    assert table["score_then"].to_list()[:12] == other.values[:, 0].tolist()
    assert (table["rank"] - table["rank_then"]).equals(table["shift"], check_names=False)
    assert found.changes == ("aggregate: arithmetic -> geometric",)
    assert "keep their rank" in found.report()
    assert "most up" in found.report()
    assert built.what_if(aggregate=Geometric()).table.equals(table)
    assert built.what_if(directions={"roads": -1}).changes == ("directions: others",)


def test_another_edition_is_set_beside_by_its_codes() -> None:
    built, other = built_by(), built_by(edition=made_edition(made_values(2), year=2020))
    few = replace(other, codes=other.codes[3:], values=other.values[3:])
    table = built.compare(few).table
    assert table["score_then"].null_count() == 9
    assert "edition: 2024 -> 2020" in built.compare(few).report()
    none = replace(other, codes=tuple(f"X{i}" for i in range(12)))
    assert "none of its countries" in built.compare(none).report()
    assert "are the same" in built.compare(built).report()


@pytest.mark.parametrize("aggregation", [Arithmetic(), Geometric(), Harmonic(), Power(2.0)])
@pytest.mark.parametrize("measure", ["sum", "largest"])
def test_the_least_weights_make_a_tie(aggregation: object, measure: str) -> None:
    method = METHOD.replace(aggregate=Step(aggregation))
    built = built_by(method)
    order = [built.codes[i] for i in np.argsort(built.rank[:, 0])]
    found = 0
    for one, other in zip(order[1:], order, strict=False):
        answer = built.overtake(one, other, measure=measure)
        if answer.weights is None:
            assert "none would do it (exact)" in answer.report()
            continue
        found += 1
        weights = dict(answer.weights.select("node", "weight_then").iter_rows())
        then = built_by(method.replace(weights=Step(Given(weights))))
        rows = [then.codes.index(code) for code in (one, other)]
        assert then.values[rows[0], 0] == pytest.approx(then.values[rows[1], 0], rel=1e-9)
        assert "the least changes by" in answer.report()
        assert answer.scores is None
    assert found


def test_who_is_not_behind_needs_no_change() -> None:
    built = built_by()
    order = [built.codes[i] for i in np.argsort(built.rank[:, 0])]
    answer = built.overtake(order[0], order[1])
    assert answer.weights is not None
    assert not answer.weights["change"].to_numpy().any()
    assert "is not behind" in answer.report()


def test_the_fewest_steps_of_scores(small_edition: Edition) -> None:
    built = scored(small_edition)
    order = [built.codes[i] for i in np.argsort(built.rank[:, 0])]
    answer = built.overtake(order[-1], order[0], "criminality")
    assert answer.scores is not None
    assert "of the grid would do it (exact)" in answer.report()
    units = small_edition.units.copy()
    row = small_edition.row[order[-1]]
    scale = small_edition.framework.scale
    for indicator, then in answer.scores.select("indicator", "score_then").iter_rows():
        column = [i.id for i in small_edition.framework.indicators].index(indicator)
        units[row, column] = int(Fraction(then) / scale.unit)
    then = scored(replace(small_edition, units=units))
    score = dict(zip(then.codes, then.values[:, 0].tolist(), strict=True))
    assert score[order[-1]] >= score[order[0]] - 1e-12
    assert built.overtake(order[-1], order[0], "resilience").node == "resilience"


def test_ranks_that_no_weights_can_leave() -> None:
    built = built_by()
    held, box, any_weights = (built.bounds(share) for share in (0.0, 0.25, "simplex"))
    assert held["best"].to_list() == held["worst"].to_list() == held["rank"].to_list()
    for inner, outer in ((held, box), (box, any_weights)):
        assert (inner["best"] >= outer["best"]).all()
        assert (inner["worst"] <= outer["worst"]).all()
    drawn = built.uncertainty(weights=0.25, draws=4_000)
    kept = drawn.spread.kept[:, 0]
    assert (kept >= box["best"].to_numpy()).all()
    assert (kept <= box["worst"].to_numpy()).all()


def test_any_weights_exactly_and_by_draws() -> None:
    built = built_by()
    exact = built.above_under_any_weights("reach")
    drawn = built.uncertainty(weights="simplex", draws=40_000, nodes=("reach",), pairs=True)
    np.testing.assert_allclose(drawn.above("reach"), exact, atol=0.012)


def test_chances_of_ranks_exactly_and_by_draws(small_edition: Edition) -> None:
    built = scored(small_edition)
    found = built.rank_chances({-1: 0.25, 0: 0.5, 1: 0.25}, "resilience")
    np.testing.assert_allclose(found.probability.sum(axis=1), 1)
    table = found.table
    assert table.columns == ["iso3", "country", "rank", "median", "low", "high", "likeliest"]
    assert (table["low"] <= table["median"]).all()
    scale, rng = small_edition.framework.scale, np.random.default_rng(3)
    step, ends = (
        int(scale.step / scale.unit),
        (scale.minimum / scale.unit, scale.maximum / scale.unit),
    )
    ranks = np.zeros_like(found.probability)
    place = built.framework.position["resilience"]
    for _ in range(400):
        moved = small_edition.units + step * rng.choice([-1, 0, 0, 1], small_edition.units.shape)
        inside = (moved >= int(ends[0])) & (moved <= int(ends[1]))
        units = np.where(inside, moved, small_edition.units)
        rank = scored(replace(small_edition, units=units)).rank[:, place].astype(int)
        ranks[np.arange(len(rank)), rank - 1] += 1 / 400
    np.testing.assert_allclose(ranks, found.probability, atol=0.1)
    sure = built.rank_chances({0: 1.0})
    assert sure.table["likeliest"].to_list() == sure.table["rank"].to_list()
    assert sure.above.max() == 1


def test_whole_weights_are_the_method_s(small_edition: Edition) -> None:
    method = Method(weights=Step(Given({"criminal_markets": 0.3, "criminal_actors": 0.7})))
    built = built_by(method, small_edition)
    whole = whole_weights(built, "criminality")
    effective = built.weights.filter(built.weights["level"] == 1)["effective"].to_numpy()
    below = whole > 0
    np.testing.assert_allclose(whole[below] / whole.sum(), effective[below], rtol=1e-12)


def test_what_cannot_be_asked(small_edition: Edition) -> None:
    built, other = built_by(), built_by(METHOD.replace(aggregate=Step(Copeland())))
    geometric = built_by(METHOD.replace(aggregate=Step(Geometric())))
    turned = built_by(METHOD.replace(directions={"cost": -1}))
    few = built_by(edition=made_edition(made_values(missing=True)))
    one, two = built.codes[:2]
    asked = [
        (lambda: built.overtake("C99", one), "No country 'C99'"),
        (lambda: built.overtake("zzz", one), "Codes are as"),
        (lambda: built.overtake(one, two, "rail"), "No component"),
        (lambda: other.overtake(one, two), "no weighted mean"),
        (lambda: turned.overtake(one, two), "cost is turned over"),
        (lambda: few.overtake(few.codes[1], one, "reach"), "a value is missing"),
        (lambda: other.bounds(), "arithmetic means throughout"),
        (lambda: geometric.bounds(), "arithmetic means throughout"),
        (lambda: built.bounds(2.0), "from 0 to 1"),
        (lambda: geometric.above_under_any_weights(), "arithmetic mean of"),
        (lambda: built.rank_chances({0: 1.0}), "scores on a grid"),
        (lambda: scored(small_edition).rank_chances({0: 0.5}), "sum to one"),
        (lambda: scored(low(small_edition)).rank_chances({-1: 1.0}), "a chance of 0 steps"),
        (lambda: built.what_if(aggregate="mean of means"), "is no technique"),
    ]
    for ask, words in asked:
        with pytest.raises(RequestError, match=words):
            ask()


def low(edition: Edition) -> Edition:
    units = edition.units.copy()
    units[0] = int(edition.framework.scale.minimum / edition.framework.scale.unit)
    return replace(edition, units=units)


def test_weights_too_uneven_for_exact_chances(small_edition: Edition) -> None:
    weights = Step(Given({"criminal_markets": 0.123456789, "criminal_actors": 1.0}))
    built = built_by(Method(weights=weights), small_edition)
    with pytest.raises(RequestError, match="too uneven"):
        built.rank_chances({-1: 0.5, 0: 0.5}, "criminality")


def test_steps_are_written_in_a_line() -> None:
    assert written(None) == "none"
    assert written(step_of("normalise", "min-max low=1")) == "min-max low=1"
    several = Method.from_toml("[aggregate]\n[[aggregate.only]]\nby = 'median'\nlevels = [2]")
    assert written(several.aggregate) == "arithmetic (others for some nodes)"


def test_chances_without_staying_put_where_no_score_is_at_an_end(small_edition: Edition) -> None:
    scale = small_edition.framework.scale
    step = int(scale.step / scale.unit)
    low, high = (int(end / scale.unit) for end in (scale.minimum, scale.maximum))
    inner = np.clip(small_edition.units, low + step, high - step)
    found = scored(replace(small_edition, units=inner)).rank_chances({-1: 0.5, 1: 0.5})
    np.testing.assert_allclose(found.probability.sum(axis=1), 1)


def test_what_no_change_does_is_said_with_its_reason(small_edition: Edition) -> None:
    scale = small_edition.framework.scale
    units = small_edition.units.copy()
    units[0], units[1] = (int(end / scale.unit) for end in (scale.maximum, scale.minimum))
    built = scored(replace(small_edition, units=units))
    text = built.overtake(built.codes[1], built.codes[0], "criminality").report()
    assert "is below" in text
    assert "in every child" in text
    assert "steps of the grid would do it" in text
    assert built.overtake(built.codes[0], built.codes[1]).scoring is not None
