"""`Built.uncertainty`: folded into products, or built anew; tables, groups, reports."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

import ocindex
from ocindex.errors import MethodError, RequestError
from ocindex.index.steps.aggregation.ranking import ranks
from ocindex.method import (
    PCA,
    Arithmetic,
    BenefitOfTheDoubt,
    Copeland,
    Geometric,
    Goalposts,
    ImputeMean,
    MaximumDistance,
    Method,
    MinMax,
    PercentileRank,
    Scaled,
    Step,
    Technique,
    Winsorise,
    ZScore,
)
from ocindex.vocabulary import Edition
from ocindex.workbench import Built, rebuilding
from ocindex.workbench.noise import noise_of
from ocindex.workbench.rebuilding import rebuild
from ocindex.workbench.spread import of_rebuilt
from ocindex.workbench.uncertainty import Uncertainty
from support.measured import FRAMEWORK, made_edition, made_values

METHOD = Method(normalise=Step(MinMax(1.0, 100.0)))
DOUBT = METHOD.replace(weights=Step(BenefitOfTheDoubt()))
CHOICES = {
    "normalise": ["min-max low=1 high=100", ZScore(10.0, 2.0)],
    "aggregate": ["arithmetic", "geometric"],
}


def built_by(method: Method = METHOD, edition: Edition | None = None) -> Built:
    found = ocindex.build(edition or made_edition(), method)
    assert isinstance(found, Built)
    return found


def anew(found: Uncertainty, draws: int) -> tuple[np.ndarray, ...]:
    """Quantiles, means and deviations of the same, every draw built anew."""
    none = np.full((len(found.nodes), len(found.built.codes)), np.nan)
    drawn = rebuild(found.built, found.varying, found.nodes, draws, found.seed)
    spread = of_rebuilt(drawn, found.top, none, none, draws)
    return spread.ranks, spread.rank_mean, spread.score_mean, spread.score_sd


def test_choices_alone_give_the_same_either_way() -> None:
    found = built_by().uncertainty(weights=0, draws=4, top=3, nodes=("all",), **CHOICES)
    assert (found.obstacle, found.nodes) == ("", ("index", "reach", "cost"))
    quantiles, mean, score, deviation = anew(found, 4)
    np.testing.assert_array_equal(found.spread.ranks, quantiles)
    np.testing.assert_allclose(found.spread.rank_mean, mean, rtol=1e-12)
    np.testing.assert_allclose(found.spread.score_mean, score, rtol=0.02)
    np.testing.assert_allclose(found.spread.score_sd, deviation, atol=0.1)
    assert found.spread.score_draws == 2


@pytest.mark.parametrize(
    ("technique", "scores"),
    [
        (MinMax(1.0, 100.0), 0.2), (ZScore(), 0.2), (Scaled(0.0, 5.0), 0.2),
        (Goalposts(0.7, 1.5, low=1.0), 0.2), (PercentileRank(), 0.0),
    ],
)  # fmt: skip
def test_noise_and_weights_give_the_same_either_way(technique: Technique, scores: float) -> None:
    built = built_by(Method(normalise=Step(technique)))
    found = built.uncertainty(scores=scores, weights=0.5, draws=20_000, pairs=True)
    assert not found.obstacle
    _, mean, score, deviation = anew(found, 1_500)
    np.testing.assert_allclose(found.spread.rank_mean, mean, atol=0.25)
    spread = np.maximum(deviation, 1e-9)
    np.testing.assert_allclose((found.spread.score_mean - score) / spread, 0, atol=0.12)
    np.testing.assert_allclose(found.spread.score_sd, deviation, rtol=0.12, atol=1e-9)
    above = found.above("index")
    assert ((above + above.T) <= 1 + 1e-12).all()


def test_simplex_and_own_deviations() -> None:
    edition = made_edition()
    built = built_by(Method(normalise=Step(Scaled(0.0, 5.0))), edition)
    sizes = np.full(edition.values.shape, 0.05)
    found = built.uncertainty(deviations=sizes, weights="simplex", draws=20_000)
    _, mean, score, _ = anew(found, 2_000)
    np.testing.assert_allclose(found.spread.rank_mean, mean, atol=0.35)
    np.testing.assert_allclose(found.spread.score_mean, score, rtol=0.05)
    assert "normally distributed" in found.report()
    assert "any that sum to one" in found.report()


def test_the_grid_is_the_width_and_the_end_of_scores(small_edition: Edition) -> None:
    built = built_by(Method(), small_edition)
    found = built.uncertainty(draws=2_000)
    assert found.varying.scores == float(small_edition.framework.scale.step)
    noise = noise_of(built, found.varying)
    assert noise is not None
    assert (noise.low, noise.high) == (1.0, 10.0)
    assert found.nodes == ("criminality", "resilience")
    assert built.uncertainty(draws=10, weights=0.1, scores=0).varying.noisy is False


@pytest.mark.parametrize(
    ("method", "options", "reason"),
    [
        (METHOD, {"aggregate": [Arithmetic(), Copeland()]}, "no weighted mean of a power"),
        (METHOD.replace(aggregate=Step(Copeland())), {}, "no weighted mean of a power"),
        (METHOD.replace(weights=Step(PCA(negative="zero"))), {"weights": 0}, "computed from"),
        (METHOD, {"scores": 0.1, "normalise": [PercentileRank(), MinMax()]}, "no straight line"),
        (METHOD.replace(treat=Step(Winsorise())), {"scores": 0.1}, "filled in"),
        (METHOD.replace(directions={"cost": -1}), {}, "turned over"),
    ],
)  # fmt: skip
def test_what_does_not_fold_is_built_anew(
    method: Method, options: dict[str, object], reason: str
) -> None:
    seen: list[tuple[int, int]] = []
    found = built_by(method).uncertainty(
        draws=200, progress=lambda done, total: seen.append((done, total)), **options
    )
    assert reason in found.obstacle
    assert f"built anew, since {found.obstacle}" in found.report()
    assert seen == [(100, 200), (200, 200)]
    assert found.scores.null_count().select("median").item() == 0


def test_missing_values_are_built_anew_unless_they_are_filled_in() -> None:
    edition = made_edition(made_values(missing=True))
    built = built_by(edition=edition)
    assert built.uncertainty(scores=0.1, draws=50).obstacle == "values are missing"
    found = built.uncertainty(draws=50)
    assert found.obstacle == "values are missing"
    assert found.scores["median"].null_count() == 0
    filled = built.rebuild(impute=Step(ImputeMean()))
    assert not filled.uncertainty(draws=50, impute=["mean", "median"]).obstacle
    assert filled.uncertainty(draws=5, scores=0.1).obstacle == "scores vary, and some are missing"
    with pytest.raises(MethodError, match=r"a value for every unit.*Country"):
        filled.uncertainty(draws=50, impute=["mean", "none"])


def test_a_mean_that_cannot_be_names_who() -> None:
    with pytest.raises(MethodError, match="above zero") as caught:
        built_by(Method(normalise=Step(MinMax()))).uncertainty(draws=9, aggregate=["geometric"])
    assert "Country" in str(caught.value)


def test_before_is_to_be_bettered() -> None:
    values = made_values()
    built = built_by()
    worse = built_by(edition=made_edition(values * 0.9, year=2020))
    few = replace(worse, codes=worse.codes[1:], values=worse.values[1:] - 100)
    for other in (few, replace(few, values=few.values + 500)):
        found = built.uncertainty(weights=0.1, draws=300, before=other)
        shares = found.scores["higher"].to_list()
        assert shares[0] is None
        assert set(shares[1:]) == {1.0 if other is few else 0.0}
        assert found.ranks["higher"].to_list()[0] is None
    anew = built.uncertainty(weights=0.1, draws=30, before=few, aggregate=[Copeland()])
    assert anew.obstacle
    assert anew.ranks["higher"].to_list()[0] is None


def test_tables_and_joint_intervals() -> None:
    found = built_by().uncertainty(weights=0.3, draws=3_000, exclude=1, **CHOICES)
    assert found.scores.columns == [
        "node", "iso3", "country", "score", "median", "low", "high", "mean", "sd", "higher",
    ]  # fmt: skip
    assert found.ranks.columns == [
        "node", "iso3", "country", "rank", "median", "low", "high", "mean", "sd", "top", "higher",
    ]  # fmt: skip
    assert found.ranks["iso3"].to_list() == list(found.built.codes)
    assert found.ranks["top"].to_numpy().sum() == pytest.approx(10, abs=1)
    wide, narrow = found.intervals(0.95), found.ranks
    assert wide.columns == ["node", "iso3", "country", "rank", "low", "high", "coverage"]
    assert wide["coverage"].min() >= 0.95
    width = (wide["high"] - wide["low"]).sum()
    assert width >= (narrow["high"] - narrow["low"]).sum()
    kept = found.spread.kept[:, 0]
    inside = (kept >= wide["low"].to_numpy()) & (kept <= wide["high"].to_numpy())
    assert inside.all(axis=1).mean() == wide["coverage"][0]


def test_without_a_country_the_others_are_made_anew() -> None:
    """Each draw is the index of the countries that it has, and nothing is said of the others."""
    built = built_by()
    found = built.uncertainty(weights=0.0, draws=40, exclude_countries=2, seed=3)
    assert "countries are left out" in found.obstacle
    assert "Countries: 2 left out at a time, at random" in found.report()
    edition = built.edition
    for draw in found.spread.kept[:, 0]:
        left = np.isfinite(draw)
        assert left.sum() == len(built.codes) - 2
        fewer = replace(
            edition,
            countries=tuple(itertools.compress(edition.countries, left)),
            measurements=edition.values[left],
            complete=False,
        )
        own = ocindex.build(fewer, built.method)
        place = own.framework.position["index"]
        np.testing.assert_array_equal(draw[left], own.rank[:, place])
    top = found.ranks["top"].to_numpy()
    assert top.max() == 1.0
    above = found.above("index")
    assert np.isin(above + above.T + np.eye(len(above)), (0.0, 1.0)).all()
    with pytest.raises(RequestError, match="left a country out"):
        found.intervals()


def test_scores_drawn_together_are_built_as_they_are() -> None:
    """Each draw of the index is the index of one of the draws of its scores."""
    built = built_by(Method(normalise=Step(MinMax(low=1.0, high=100.0))))
    values = built.edition.values
    rng = np.random.default_rng(8)
    draws = values * (1 + 0.2 * rng.standard_normal((5, 1, values.shape[1])))
    found = built.uncertainty(score_draws=draws, weights=0.0, draws=60, seed=2)
    assert found.obstacle == "scores are drawn together"
    assert "5 draws of all of them together" in found.report()
    expected = set()
    for draw in draws:
        other = ocindex.build(replace(built.edition, measurements=draw), built.method)
        expected.add(tuple(other.rank[:, other.framework.position["index"]].astype(int)))
    assert {tuple(kept.astype(int)) for kept in found.spread.kept[:, 0]} == expected


def test_groups_are_runs_of_countries_that_cannot_be_told_apart() -> None:
    found = built_by().uncertainty(weights=0.5, draws=2_000)
    groups, above = found.groups(0.9), found.above("index")
    codes = list(found.built.codes)
    assert set(groups["iso3"]) == set(codes)
    for (_, _), members in groups.group_by("node", "group", maintain_order=True):
        rows = [codes.index(code) for code in members["iso3"]]
        for i, one in enumerate(rows):
            assert all(above[one, other] < 0.9 for other in rows[i + 1 :])
    table = found.pairs
    assert table.columns == ["node", "iso3", *codes]
    np.testing.assert_array_equal(table.select(codes).to_numpy(), above)
    counted = built_by().uncertainty(weights=0.5, draws=2_000, pairs=True)
    np.testing.assert_allclose(counted.above("index"), above, atol=1e-12)
    assert "pairs and groups of all" in counted.report()


def test_a_report_says_what_varied_and_what_is_drawn() -> None:
    text = (
        built_by().uncertainty(scores=0.1, weights=0.25, exclude=1, draws=400, **CHOICES).report()
    )
    for words in (
        "each uniform within 0.1 ", "within 25 % of itself", "Normalise: min-max low=1, z-score",
        "Aggregate: arithmetic, geometric", "1 left out at a time", "400 draws, seed 1",
        "Sampled, not exact", "200 draws on one scale", "Index (index)", "all hold at once",
    ):  # fmt: skip
        assert words in text, words
    alone = built_by().uncertainty(weights=0, draws=2)
    assert "Nothing" in alone.report()


def test_methods_that_leave_out_other_countries_cannot_be_set_side_by_side() -> None:
    text = (
        "order = ['impute', 'screen', 'normalise']\n[impute]\nby = 'mean'\n"
        "[screen]\navailable = 0.9\n[normalise]\n"
    )
    edition = made_edition(made_values(missing=True))
    built = built_by(Method.from_toml(text), edition)
    assert built.codes == tuple(country.iso3 for country in edition.countries)
    with pytest.raises(RequestError, match="leaves out other countries"):
        built.uncertainty(draws=2, impute=["mean", "none"])
    # Built anew, a country is missing where a draw leaves it out.
    found = built.uncertainty(draws=4, weights=0, impute=["mean", "none"], aggregate=["copeland"])
    assert np.isnan(found.spread.kept).any()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"scores": -1.0}, "not below 0"),
        ({"weights": 1.5}, "from 0 to 1"),
        ({"weights": "any"}, "simplex"),
        ({"exclude": 5}, "cannot be left out"),
        ({"exclude_countries": 29}, "two must stay"),
        ({"score_draws": np.ones((3, 2, 2))}, r"\(3, 2, 2\)"),
        ({"deviations": np.ones((2, 2))}, r"\(2, 2\)"),
        ({"nodes": ("roads",)}, "No component 'roads'"),
        ({"draws": 0}, "counted from 1"),
        ({"normalise": ["min-max low"]}, "is no technique"),
        ({"aggregate": ["copeland"], "workers": 2}, "Leave out: workers"),
        ({"aggregate": ["copeland"], "draws": 10**9}, "would not fit"),
    ],
)
def test_what_cannot_be_asked(options: dict[str, object], words: str) -> None:
    with pytest.raises(RequestError, match=words):
        built_by().uncertainty(**options)


def test_what_cannot_be_asked_of_results() -> None:
    found = built_by().uncertainty(draws=20)
    with pytest.raises(RequestError, match="No draws of 'reach'"):
        found.above("reach")
    with pytest.raises(RequestError, match="coverage"):
        found.joint("index", 0)
    with pytest.raises(MethodError, match="min-mox"):
        built_by().uncertainty(normalise=["min-mox"])
    with pytest.raises(RequestError, match="weights of its own"):
        built_by(DOUBT).uncertainty(weights=0.1)


def test_nodes_left_out_fold_and_are_not_built_anew() -> None:
    left = built_by().without("rail")
    assert isinstance(left, Built)
    found = left.uncertainty(weights=0, draws=2)
    expected = ranks(np.ascontiguousarray(left.values[:, :1].T))[0]
    assert found.ranks["median"].to_list() == expected.tolist()
    with pytest.raises(RequestError, match="left out cannot be built anew"):
        left.uncertainty(draws=10, aggregate=[Copeland()])


def test_a_draw_without_a_country_has_no_interval_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = rebuilding.scores_of

    def one_less(*arguments: object) -> tuple[np.ndarray, tuple[str, ...]]:
        scores, codes = whole(*arguments)  # type: ignore[arg-type]
        return scores[:, 1:], codes[1:]

    monkeypatch.setattr(rebuilding, "scores_of", one_less)
    found = built_by().uncertainty(draws=20, aggregate=[Copeland()])
    assert found.ranks["median"].to_list()[0] is None
    assert "all hold at once" not in found.report()
    assert FRAMEWORK.components[0].id == "index"
    with pytest.raises(RequestError, match="left a country out"):
        found.intervals()
    assert len(set(found.groups()["iso3"])) == 11


def test_geometric_trees_fold() -> None:
    built = built_by(METHOD.replace(aggregate=Step(Geometric())))
    assert not built.uncertainty(draws=10).obstacle


def test_none_is_a_step_that_is_not_done(small_edition: Edition) -> None:
    built = built_by(Method(), small_edition)
    options = ["none", "min-max low=1 high=100", "z-score mean=100 deviation=10"]
    found = built.uncertainty(draws=300, normalise=options, aggregate=["arithmetic", "harmonic"])
    assert not found.obstacle
    assert (found.spread.score_draws, found.scale) == (100, "none")
    text = "order = ['treat', 'normalise']\n[treat]\n[normalise]\nlow = 1\n"
    ordered = built_by(Method.from_toml(text))
    chosen = ordered.uncertainty(weights=0, draws=4, treat=["none", "winsorise"])
    assert not chosen.obstacle
    assert ordered.what_if(treat="none").changes == ("treat: winsorise -> none",)


def test_a_mean_that_the_method_has_itself_may_differ_by_node() -> None:
    text = "[normalise]\nlow = 1\n[[aggregate.only]]\nby = 'geometric'\nlevels = [2]\n"
    built = built_by(Method.from_toml(text))
    found = built.uncertainty(weights=0, draws=2)
    assert not found.obstacle
    expected = ranks(np.ascontiguousarray(built.values[:, :1].T))[0]
    assert found.ranks["median"].to_list() == expected.tolist()


@pytest.mark.parametrize(
    "technique",
    [
        Scaled(1.0, 10.0, 0.0, 100.0), Goalposts(2.0, 8.0, low=100.0, high=0.0),
        Goalposts(1.0, 6.0), MaximumDistance(), MinMax(0.0, 10.0),
    ],
)  # fmt: skip
def test_noise_of_scores_on_a_grid_stops_at_its_ends(
    small_edition: Edition, technique: Technique
) -> None:
    built = built_by(Method(normalise=Step(technique)), small_edition)
    found = built.uncertainty(scores=3.0, weights=0, draws=20_000)
    assert not found.obstacle
    _, mean, score, deviation = anew(found, 2_000)
    np.testing.assert_allclose((found.spread.score_mean - score) / deviation, 0, atol=0.1)
    np.testing.assert_allclose(found.spread.score_sd, deviation, rtol=0.1)
    np.testing.assert_allclose(found.spread.rank_mean, mean, atol=0.2)
