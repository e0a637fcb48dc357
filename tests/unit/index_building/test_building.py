"""Build: what chains the kernels, over one edition and over a panel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import ocindex
from ocindex.errors import MethodError, RequestError
from ocindex.index import Result
from ocindex.index.planning import plan_of
from ocindex.method import (
    STEPS,
    Arithmetic,
    BoxCox,
    Custom,
    Denominate,
    Geometric,
    Given,
    Goalposts,
    ImputeConstant,
    ImputeEM,
    ImputeGroupMean,
    ImputeGroupMedian,
    ImputeLatest,
    ImputeLinear,
    ImputeMean,
    ImputeMedian,
    ImputeRowMean,
    ImputeRowMedian,
    ImputeStep,
    Leave,
    Log,
    Method,
    MinMax,
    Only,
    Ranks,
    ReferenceDistance,
    Screen,
    Step,
    TargetDistance,
    Technique,
    Winsorise,
    ZScore,
)
from ocindex.method.options import options_of
from support.measured import COUNTRIES, FRAMEWORK, made_edition, made_values

RANGE = Step(MinMax(1.0, 100.0))


def rules(call: Callable[[], object]) -> list[str]:
    with pytest.raises(MethodError) as caught:
        call()
    return [str(fault) for fault in caught.value.faults]


def test_without_a_method_it_is_the_published_result() -> None:
    edition = ocindex.simulate(ocindex.bundled_framework("ocindex-2021"), seed=1)
    assert isinstance(ocindex.build(edition), Result)
    with pytest.raises(RequestError):
        ocindex.build(made_edition())


def test_every_stage_is_there_under_its_name() -> None:
    method = Method(
        denominate=Step(Denominate()),
        screen=Step(Screen(0.5)),
        impute=Step(ImputeMean()),
        treat=Step(Winsorise()),
        normalise=RANGE,
    )
    built = ocindex.build(made_edition(made_values(missing=True)), method)
    assert list(built.stages) == [
        "raw", "denominated", "screened", "imputed", "treated", "normalised", "aggregated",
    ]  # fmt: skip
    assert built.stage("raw").columns == ["iso3", "roads", "rail", "ports", "fares", "tolls"]
    assert built.stage("raw")["roads"].null_count() == 1
    assert built.scores.equals(built.stage("aggregated"))
    assert built.scores.columns == ["iso3", *(node.id for node in FRAMEWORK.nodes)]
    with pytest.raises(RequestError, match="no stage 'ranked'"):
        built.stage("ranked")


def test_a_denominator_may_be_the_methods_own() -> None:
    edition = made_edition()
    only = (Only(Denominate("wealth", 10.0), ("cost",)), Only(Leave(), ("tolls",)))
    method = Method(denominate=Step(Denominate(), only), normalise=RANGE)
    values = ocindex.build(edition, method).stages["denominated"].values
    area, wealth = (edition.denominators[name] for name in ("area", "wealth"))
    assert np.allclose(values[:, 0], edition.values[:, 0] / area, rtol=1e-15)
    assert np.array_equal(values[:, 4], edition.values[:, 4])
    assert np.allclose(values[:, 3], edition.values[:, 3] / wealth * 10, rtol=1e-15)


def test_indicators_without_a_denominator_stay() -> None:
    only = (Only(Denominate(), ("cost",)),)
    method = Method(denominate=Step(Leave(), only), normalise=RANGE)
    built = ocindex.build(made_edition(), method)
    assert np.array_equal(built.stages["denominated"].values, built.stages["raw"].values)


def test_a_denominator_that_is_not_there() -> None:
    method = Method(denominate=Step(Denominate("people")), normalise=RANGE)
    found = rules(lambda: ocindex.build(made_edition(), method))
    assert found[0].startswith(
        "edition 2024, denominate: The edition has no denominator people. It has: area, wealth."
    )


def test_screening_by_component_comes_on_top() -> None:
    values = made_values()
    values[2, 3:] = np.nan
    values[4, 4] = 0.0
    values[6] = np.nan
    screen = Step(
        Screen(0.5, keep=("C08",), drop=("C09",)),
        (Only(Screen(0.9), ("cost",)), Only(Screen(nonzero=0.9), ("tolls",))),
    )
    built = ocindex.build(made_edition(values), Method(screen=screen, normalise=RANGE))
    assert {c.iso3 for c in COUNTRIES} - set(built.codes) == {"C02", "C04", "C06", "C09"}
    reasons = dict(built.report.screened.select("iso3", "reason").iter_rows())
    assert reasons == {
        "C02": "only 0.0% of values",
        "C04": "only 0.0% of values are not zero",
        "C06": "only 0.0% of values",
        "C09": "named in `drop`",
    }
    assert built.values.shape == built.rank.shape == (8, 8)


def test_screening_refuses_what_it_does_not_know_and_to_leave_nothing() -> None:
    lost = Method(screen=Step(Screen(keep=("XXX",))))
    assert "no country XXX" in rules(lambda: ocindex.build(made_edition(), lost))[0]
    none = Method(screen=Step(Screen(count=9)))
    assert "No country has enough data" in rules(lambda: ocindex.build(made_edition(), none))[0]


@pytest.mark.parametrize(
    "technique",
    [
        ImputeMean(), ImputeMedian(), ImputeGroupMean("size"), ImputeGroupMedian("region"),
        ImputeRowMean(), ImputeRowMedian(3), ImputeConstant(2.0), ImputeEM(ridge=0.1),
    ],
)  # fmt: skip
def test_every_imputation_fills_and_says_what_it_filled(technique: Technique) -> None:
    edition = made_edition(made_values(missing=True))
    built = ocindex.build(edition, Method(impute=Step(technique), normalise=RANGE))
    values = built.stages["imputed"].values
    assert not np.isnan(values).any()
    assert np.array_equal(built.report.imputed, np.isnan(edition.values))
    assert built.report.imputed_cells.rows() == [
        ("C01", "roads"), ("C05", "ports"), ("C07", "tolls"),
    ]  # fmt: skip


def test_a_row_is_imputed_from_the_whole_block_though_other_parts_are_done_otherwise() -> None:
    edition = made_edition(made_values(missing=True))
    whole = Method(impute=Step(ImputeRowMean()), normalise=RANGE)
    part = Method(impute=Step(Leave(), (Only(ImputeRowMean(), ("roads",)),)), normalise=RANGE)
    one, other = (ocindex.build(edition, m).stages["imputed"].values[:, 0] for m in (whole, part))
    assert np.array_equal(one, other)


def test_a_block_is_all_that_is_below_the_component_however_deep() -> None:
    indicators = (replace(FRAMEWORK.indicators[0], parent="index"), *FRAMEWORK.indicators[1:])
    values = made_values()
    values[4, 0] = np.nan
    edition = made_edition(values, replace(FRAMEWORK, indicators=indicators))
    built = ocindex.build(edition, Method(impute=Step(ImputeRowMean()), normalise=RANGE))
    least, most = np.nanmin(values, axis=0), np.nanmax(values, axis=0)
    shares = ((values - least) / (most - least))[4, 1:]
    shares[2] = 1 - shares[2]  # fares, of which less is better
    expected = least[0] + shares.mean() * (most - least)[0]
    assert built.stages["imputed"].values[4, 0] == pytest.approx(expected, rel=1e-14)


def test_what_is_imputed_in_the_same_step_is_no_value_of_the_country() -> None:
    edition = made_edition(made_values(missing=True))
    row = Only(ImputeRowMean(), ("roads",))
    found = [
        ocindex.build(edition, Method(impute=Step(base, (row,)), normalise=RANGE))
        for base in (Leave(), ImputeConstant(99.0))
    ]
    one, other = (built.stages["imputed"].values[:, 0] for built in found)
    assert np.array_equal(one, other)


def test_a_row_without_values_is_refused_by_name_though_other_parts_are_done_otherwise() -> None:
    values = made_values()
    values[4, :3] = np.nan
    values[:, 1] = np.nan
    impute = Step(ImputeConstant(1.0), (Only(ImputeRowMean(), ("ports",)),))
    method = Method(impute=impute, normalise=RANGE)
    (rule,) = rules(lambda: ocindex.build(made_edition(values), method))
    assert ": Ports (ports), Country 4 (C04). Take a larger block" in rule


def test_a_grouping_that_is_not_there() -> None:
    method = Method(impute=Step(ImputeGroupMean("colour")))
    found = rules(lambda: ocindex.build(made_edition(), method))
    assert "no grouping 'colour'. It has: continent, region, size." in found[0]


@pytest.mark.parametrize("technique", [ImputeLatest(), ImputeLinear(), ImputeStep()])
def test_a_panel_fills_from_other_editions(technique: Technique) -> None:
    values = [made_values(seed) for seed in (1, 2, 3)]
    values[1][4, 2] = np.nan
    editions = [made_edition(v, year=2020 + i) for i, v in enumerate(values)]
    method = Method(impute=Step(technique), normalise=RANGE)
    panel = ocindex.build_panel(editions[::-1], method)
    assert [built.edition.year for built in panel.builts] == [2020, 2021, 2022]
    before, after = values[0][4, 2], values[2][4, 2]
    expected = (before + after) / 2 if isinstance(technique, ImputeLinear) else before
    assert panel.builts[1].stages["imputed"].values[4, 2] == pytest.approx(expected)
    assert panel.scores.columns[:3] == panel.ranks.columns[:3] == ["edition", "iso3", "index"]
    assert len(panel.scores) == 36


def test_all_editions_or_a_base_edition_may_set_the_scale() -> None:
    values = [made_values(seed) for seed in (1, 2)]
    editions = [made_edition(v, year=2020 + i) for i, v in enumerate(values)]
    both = np.concatenate(values)
    low, high = both.min(axis=0), both.max(axis=0)
    found = ocindex.build_panel(editions, Method(normalise=Step(MinMax(scope="all"))))
    got = found.builts[1].stages["normalised"].values[:, 1]
    assert np.allclose(got, 100 * (values[1][:, 1] - low[1]) / (high[1] - low[1]), rtol=1e-13)
    based = Method(normalise=Step(ZScore(scope="base", base="2020")))
    got = ocindex.build_panel(editions, based).builts[1].stages["normalised"].values[:, 1]
    first = values[0][:, 1]
    assert np.allclose(got, (values[1][:, 1] - first.mean()) / first.std(ddof=1), rtol=1e-12)
    reference = Method(normalise=Step(ReferenceDistance("C03", scope="base", base="2020"),
                                      (Only(MinMax(), ("reach", "cost")),)))  # fmt: skip
    assert len(ocindex.build_panel(editions, reference).builts) == 2
    lost = Method(normalise=Step(MinMax(scope="base", base="1999")))
    assert "no base edition '1999'" in rules(lambda: ocindex.build_panel(editions, lost))[0]


def test_a_panel_needs_editions_of_the_same_nodes() -> None:
    with pytest.raises(RequestError, match="needs an edition"):
        ocindex.build_panel([], Method())
    with pytest.raises(RequestError, match=r"ids of their own; twice: 2024\."):
        ocindex.build_panel([made_edition(), made_edition()], Method(normalise=RANGE))
    fewer = replace(FRAMEWORK, indicators=FRAMEWORK.indicators[:4])
    other = made_edition(made_values()[:, :4], fewer, 2025)
    with pytest.raises(RequestError, match="same nodes"):
        ocindex.build_panel([made_edition(), other], Method(normalise=RANGE))


@pytest.mark.parametrize(
    "technique",
    [Winsorise(then="box-cox"), Log("log"), BoxCox(0.5), Winsorise(0, "log-gii"), Leave()],
)
def test_every_treatment_says_what_it_did(technique: Technique) -> None:
    built = ocindex.build(made_edition(), Method(treat=Step(technique), normalise=RANGE))
    row = built.report.treatment.filter(built.report.treatment["indicator"] == "rail").row(
        0, named=True
    )
    moved = built.report.winsorised_cells.rows()
    if isinstance(technique, Winsorise) and technique.points:
        assert moved[0] == ("C03", "rail", "high")
        assert row["points"] == 1
        assert not row["transformed"]
    else:
        assert moved == []
        assert row["transformed"] is not isinstance(technique, Leave)


DEFAULTS: dict[str, Any] = {
    "lower": 0.0, "upper": 50.0, "country": "C03",
}  # fmt: skip


@pytest.mark.parametrize("technique", STEPS["normalise"].techniques.values())
def test_every_normalisation_runs(technique: type[Technique]) -> None:
    given = {o.name: DEFAULTS[o.name] for o in options_of(technique) if o.required}
    step = Step(technique(**given), (Only(ZScore(), ("cost",)),))
    if technique is ReferenceDistance:  # it must be better than the worst
        step = Step(ZScore(), (Only(technique(**given), ("rail",)),))
    built = ocindex.build(made_edition(), Method(normalise=step))
    assert not np.isnan(built.values).any()


def test_goalposts_may_rise_by_logarithms_or_fall_again() -> None:
    posts = (
        Only(Goalposts(0.1, 100.0, log=True), ("rail",)),
        Only(Goalposts(0.0, 1.0, 2.0, 4.0, high=1.0), ("ports",)),
    )
    built = ocindex.build(made_edition(), Method(normalise=Step(MinMax(), posts)))
    values, raw = built.stages["normalised"].values, built.stages["raw"].values
    assert np.allclose(values[:, 1], np.log(raw[:, 1] / 0.1) / np.log(1000) * 100, rtol=1e-12)
    assert (values[:, 2][(raw[:, 2] >= 1) & (raw[:, 2] <= 2)] == 1).all()
    half = Method(normalise=Step(Goalposts(0.0, 1.0, fall=2.0)))
    assert "needs both `fall` and `end`" in rules(lambda: ocindex.build(made_edition(), half))[0]


def test_targets_and_references_that_are_not_there() -> None:
    bare = replace(
        FRAMEWORK, indicators=tuple(replace(i, target=None) for i in FRAMEWORK.indicators)
    )
    method = Method(normalise=Step(TargetDistance()))
    found = rules(lambda: ocindex.build(made_edition(framework=bare), method))
    assert len(found) == 5
    assert "needs a target: Roads (roads)" in found[0]
    given = Method(normalise=Step(TargetDistance(90.0), (Only(Leave(), ("tolls",)),
                                                         Only(MinMax(), ("fares",)))))  # fmt: skip
    assert not np.isnan(ocindex.build(made_edition(framework=bare), given).values).any()
    lost = Method(normalise=Step(ReferenceDistance("XXX")))
    assert "XXX, is not in edition 2024" in rules(lambda: ocindex.build(made_edition(), lost))[0]


def test_users_own_functions() -> None:
    method = Method(
        treat=Step(Custom(np.sqrt), (Only(Winsorise(), ("rail",)),)),
        screen=Step(Custom(lambda values: values[:, 0] < np.median(values[:, 0]))),
        normalise=Step(Custom(lambda values: values / values.max(axis=0))),
        weights=Step(Custom(lambda values: np.arange(1.0, values.shape[1] + 1))),
        aggregate=Step(Arithmetic(), (Only(Custom(lambda values, _: values.min(axis=1)),
                                           ("index",)),)),
    )  # fmt: skip
    built = ocindex.build(made_edition(), method)
    children = built.values[:, 1:3]
    assert np.array_equal(built.values[:, 0], children.min(axis=1))
    last = built.values[:, 6:8]
    assert np.allclose(built.values[:, 2], (last[:, 0] + 2 * last[:, 1]) / 3, rtol=1e-14)
    assert set(built.report.screened["reason"]) == {"own function"}
    wrong = Method(normalise=Step(Custom(lambda values: values[:, :1])))
    assert "gives an array like its argument" in rules(
        lambda: ocindex.build(made_edition(), wrong)
    )[0]  # fmt: skip


def test_refusals_name_country_indicator_and_value_all_at_once() -> None:
    values = made_values()
    values[3, 1], values[5, 4] = 0.0, -1.0
    turned = {"fares": 1}
    method = Method(aggregate=Step(Geometric()), directions=turned)
    found = rules(lambda: ocindex.build(made_edition(values), method))
    remedy = (
        "Normalise to a range that begins above zero, say from 1 to 100, or aggregate another way."
    )
    rule = "edition 2024, aggregate: A geometric mean needs values above zero:"
    assert found == [
        f"{rule} Rail (rail), Country 3 (C03) (found: '0.0'). {remedy}",
        f"{rule} Tolls (tolls), Country 5 (C05) (found: '-1.0'). {remedy}",
    ]


def test_nodes_that_the_framework_has_not() -> None:
    method = Method(
        normalise=Step(MinMax(), (Only(ZScore(), ("road", "qqq")),)),
        aggregate=Step(Arithmetic(), (Only(Geometric(), ("roads",), (7,)),)),
        weights=Step(Given({"fare": 2.0})),
        directions={"nowhere": -1},
    )
    found = rules(lambda: ocindex.build(made_edition(), method))
    assert [text.split(". ")[0] for text in found] == [
        "method, normalise.only: The framework has no such node (found: 'road')",
        "method, normalise.only: The framework has no such node (found: 'qqq')",
        "method, weights: The framework has no such node (found: 'fare')",
        "method, aggregate.only: The framework has no such component (found: 'roads')",
        "method, aggregate.only levels: The framework has levels up to 3 (found: '7')",
        "method, directions: The framework has no such node (found: 'nowhere')",
    ]
    assert "Did you mean 'roads'?" in found[0]


def test_weights_must_not_all_be_zero() -> None:
    method = Method(normalise=RANGE, weights=Step(Given({"fares": 0.0, "tolls": 0.0})))
    assert "must not all be zero" in rules(lambda: ocindex.build(made_edition(), method))[0]


def test_a_component_of_direction_minus_one_is_turned_over_before_it_enters() -> None:
    method = Method(normalise=RANGE, directions={"cost": -1})
    built = ocindex.build(made_edition(), method)
    index, reach, cost = built.values[:, :3].T
    assert np.allclose(index, (2 * reach + (101 - cost)) / 3, rtol=1e-14)


@pytest.mark.parametrize("technique", STEPS["normalise"].techniques.values())
def test_every_normalisation_has_a_range_to_turn_over_in(technique: type[Technique]) -> None:
    from ocindex.index.mirroring import mirror_of

    given = {o.name: DEFAULTS[o.name] for o in options_of(technique) if o.required}
    method = Method(normalise=Step(technique(**given)), directions={"cost": -1, "fares": 1})
    plan = plan_of(FRAMEWORK, method)
    if technique is Leave:
        assert "known range" in rules(lambda: mirror_of(plan, 12))[0]
    else:
        assert mirror_of(plan, 12) is not None


def test_a_graded_component_is_turned_over_on_its_scale() -> None:
    framework = ocindex.read_framework("examples/own-framework/framework.toml")
    edition = ocindex.read_edition("examples/own-framework")
    assert framework.grid is not None
    built = ocindex.build(edition, Method(directions={"staff": -1}))
    assert built.exact is None
    plain = ocindex.build(edition, Method())
    place = framework.position
    institutions, law, staff = (place[n] for n in ("institutions", "law", "staff"))
    shares = built.node_weights[[law, staff]]
    expected = plain.values[:, law] * shares[0] + (100 - plain.values[:, staff]) * shares[1]
    assert np.allclose(built.values[:, institutions], expected, rtol=1e-13)


def test_a_direction_that_nothing_heeds_is_refused() -> None:
    found = rules(lambda: ocindex.build(made_edition(), Method()))
    assert "Direction -1 has no effect on an indicator that is not normalised: Fares" in found[0]


def test_leaving_a_node_out_gives_its_place_to_its_siblings() -> None:
    built = ocindex.build(made_edition(), Method(normalise=RANGE))
    left = built.without("rail", "cost")
    roads, ports = left.values[:, 3], left.values[:, 5]
    assert np.allclose(left.values[:, 1], (roads + ports) / 2, rtol=1e-14)
    assert np.allclose(left.values[:, 0], left.values[:, 1], rtol=1e-14)
    assert np.isnan(left.values[:, 2]).all()
    assert left.ranks["cost"].null_count() == 12
    assert np.array_equal(left.without().values, built.values)
    with pytest.raises(RequestError, match="No node 'nowhere'"):
        built.without("nowhere")


def test_it_can_be_made_again_with_a_step_changed() -> None:
    built = ocindex.build(made_edition(), Method(normalise=RANGE))
    again = built.rebuild(aggregate=Step(Geometric()))
    assert again.method == built.method.replace(aggregate=Step(Geometric()))
    assert (again.values[:, 0] < built.values[:, 0]).all()
    assert again.framework is built.framework


def test_weights_are_shown_down_the_tree() -> None:
    built = ocindex.build(made_edition(), Method(normalise=RANGE))
    rows = {row["node"]: row for row in built.weights.iter_rows(named=True)}
    assert rows["index"]["weight"] is None
    assert rows["rail"] == {
        "node": "rail", "parent": "reach", "level": 1, "weight": pytest.approx(3 / 5),
        "effective": pytest.approx(2 / 5),
    }  # fmt: skip


def test_ties_by_rounding_are_ties_unless_bits_are_asked_for() -> None:
    values = made_values()
    values[:2, 1] = 0.1 + 0.2, 0.3
    for digits, tied in ((12, True), (17, False)):
        method = Method(normalise=Step(Leave(), (Only(MinMax(), ("fares",)),)),
                        ranks=Ranks(digits=digits))  # fmt: skip
        ranks = ocindex.build(made_edition(values), method).ranks["rail"]
        assert (ranks[0] == ranks[1]) is tied
    middle = ocindex.build(made_edition(values), method.replace(ranks=Ranks("mid"))).ranks
    assert middle["rail"][0] % 1 == 0.5


def test_ranks_within_groups() -> None:
    built = ocindex.build(made_edition(), Method(normalise=RANGE))
    frame = built.ranks_within("size")
    assert frame.columns[:3] == ["iso3", "group", "index"]
    assert sorted(frame["index"]) == sorted([*range(1, 7)] * 2)
    middle = built.rebuild(ranks=Ranks("mid")).ranks_within("continent")
    assert middle["index"].dtype.is_float()
    with pytest.raises(RequestError, match="There are: continent, region, size"):
        built.ranks_within("colour")


def test_exact_ranks_within_groups(small_edition: ocindex.Edition) -> None:
    built = ocindex.build(small_edition, Method())
    assert built.exact is not None
    within = built.ranks_within("region").select(built.nodes).to_numpy()
    assert np.array_equal(within, built.exact.rank["region"])


def test_plans_are_made_once_for_a_framework_and_a_method() -> None:
    method = Method(normalise=RANGE)
    assert plan_of(FRAMEWORK, method) is plan_of(FRAMEWORK, method)
    assert plan_of(FRAMEWORK, method) is not plan_of(FRAMEWORK, Method(normalise=RANGE))
    assert plan_of(FRAMEWORK, method).above(9).tolist() == [0] * 5


def test_forced_treatment_is_done_to_what_passes_too() -> None:
    only = (Only(Winsorise(2, forced=True), ("roads",)),)
    built = ocindex.build(made_edition(), Method(treat=Step(Leave(), only), normalise=RANGE))
    points = dict(built.report.treatment.select("indicator", "points").iter_rows())
    assert points == {"roads": 2, "rail": 0, "ports": 0, "fares": 0, "tolls": 0}


def test_constant_indicators_are_refused_unless_the_method_says_what_they_score() -> None:
    values = made_values()
    values[:, [0, 4]] = 7.0
    edition = made_edition(values)
    found = rules(lambda: ocindex.build(edition, Method(normalise=RANGE)))
    assert [text.split(": ", 2)[2].split(".")[0] for text in found] == [
        "Roads (roads)", "Tolls (tolls)",
    ]  # fmt: skip
    said = Method(normalise=Step(MinMax(1.0, 100.0, constant=50.0)))
    assert (ocindex.build(edition, said).stages["normalised"].values[:, [0, 4]] == 50).all()


def test_a_panel_keeps_to_its_countries_where_some_are_screened_out() -> None:
    values = [made_values(seed) for seed in (1, 2)]
    values[0][2] = np.nan
    values[1][6, 1] = np.nan
    editions = [made_edition(v, year=2020 + i) for i, v in enumerate(values)]
    method = Method(screen=Step(Screen(0.5)), impute=Step(ImputeLatest()), normalise=RANGE,
                    order=("screen", "impute", "normalise"))  # fmt: skip
    first, second = ocindex.build_panel(editions, method).builts
    assert (len(first.codes), len(second.codes)) == (11, 12)
    assert second.stages["imputed"].values[6, 1] == values[0][6, 1]
