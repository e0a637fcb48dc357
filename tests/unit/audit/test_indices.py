"""Audits of built indices: scored and measured editions, other methods."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

import ocindex
from ocindex.method import (
    Geometric,
    Harmonic,
    Method,
    Minimum,
    MinMax,
    Power,
    Step,
    Technique,
)
from ocindex.robustness.audit.indices import compare_methods
from ocindex.robustness.audit.indices import subject_of as subject_of_built
from ocindex.robustness.audit.intervals import rank_intervals
from ocindex.robustness.audit.report import audit_index
from ocindex.robustness.audit.tables.robust import room_table
from ocindex.robustness.audit.tables.units import strengths_table, summary_table
from ocindex.vocabulary import Component, Country, Edition, Framework, Indicator
from support.audits import subject_of

MEANS = Method()


@pytest.fixture(scope="module")
def scored() -> Edition:
    framework = ocindex.bundled_framework("ocindex-2025")
    return ocindex.simulate(framework, seed=1, countries=framework.members[:40])


@pytest.fixture(scope="module")
def measured() -> Edition:
    framework = Framework(
        "small", "Small", None,
        (Component("index", "Index"), Component("left", "Left", "index", Fraction(2)),
         Component("right", "Right", "index")),
        tuple(Indicator(f"{group[0]}{i}", f"{group} {i}", group, direction=-1 if i == 2 else 1)
              for group in ("left", "right") for i in range(3)),
    )  # fmt: skip
    values = np.random.default_rng(2).normal(50, 10, (30, 6))
    values[:, [2, 5]] *= -1
    values[4, 1] = np.nan
    countries = tuple(Country(f"U{i:02}", f"Unit {i}", "", "") for i in range(30))
    return ocindex.measured_edition(
        framework, countries, values, id="2024", year=2024,
        denominators={"population": np.arange(1.0, 31)},
    )  # fmt: skip


def test_a_scored_edition(scored: Edition) -> None:
    built = ocindex.build(scored, MEANS)
    subject = subject_of_built(built)
    assert subject.step == 0.5
    assert (subject.low, subject.high) == (1, 10)
    assert subject.elements[subject.place["criminality"]].worse
    assert not subject.elements[subject.place["resilience"]].worse
    np.testing.assert_array_equal(subject.ranks, built.rank)
    assert [v.name for v in subject.variants] == [
        "Geometric means",
        "All indicators weighted alike",
    ]
    result = audit_index(built, draws=200)
    assert len(result.chapters) == 10
    assert {"uncertainty", "removal", "variants"} <= set(result.tables)
    assert result.notice == "Simulated data"


def test_removing_an_indicator_leaves_the_others(scored: Edition) -> None:
    subject = subject_of_built(ocindex.build(scored, MEANS))
    assert subject.without is not None
    scores, _ = subject.without("cocaine_trade")
    others = [i for i in subject.children(subject.place["criminal_markets"])
              if subject.elements[i].id != "cocaine_trade"]  # fmt: skip
    markets = subject.scores[:, others].mean(axis=1)
    np.testing.assert_allclose(scores[:, subject.place["criminal_markets"]], markets)


def test_weights_of_siblings_sum_to_one(scored: Edition) -> None:
    subject = subject_of_built(ocindex.build(scored, MEANS))
    for group in subject.groups:
        children = [subject.elements[c].weight for c in subject.children(group)]
        assert sum(children) == pytest.approx(1)


def test_a_measured_edition(measured: Edition) -> None:
    built = ocindex.build(measured, Method(normalise=Step(MinMax(0, 100))))
    subject = subject_of_built(built)
    assert subject.step == 0
    # A value is missing, and a mean of zero has no geometric mean: neither is done.
    assert [v.name for v in subject.variants] == ["All indicators weighted alike"]
    result = audit_index(built, draws=200)
    assert "uncertainty" not in result.tables
    assert "denominators" in result.tables
    assert result.tables["framework"]["effective_weight"].to_list()[3] == pytest.approx(2 / 9)


def test_complete_measured_values_have_intervals(measured: Edition) -> None:
    values = np.nan_to_num(measured.values, nan=50)
    whole = replace(measured, measurements=values)
    built = ocindex.build(whole, Method(normalise=Step(MinMax(1, 100))))
    uncertainty = audit_index(built, draws=200).tables["uncertainty"]
    assert (uncertainty["low"] <= uncertainty["median"]).all()
    assert (uncertainty["median"] <= uncertainty["high"]).all()


@pytest.mark.parametrize("mean", [Geometric(), Harmonic(), Power(2)])
def test_other_means_have_intervals_too(scored: Edition, mean: Technique) -> None:
    subject = subject_of_built(ocindex.build(scored, Method(aggregate=Step(mean))))
    found = rank_intervals(subject, 200, 1)
    assert found is not None
    for name, (low, _, high) in found.items():
        ranks = subject.ranks[:, subject.place[name]]
        assert ((low <= ranks) & (ranks <= high)).mean() > 0.9
    assert subject.variants == ()
    assert not subject.arithmetic


def test_of_other_aggregates_no_draws_are_made(scored: Edition) -> None:
    built = ocindex.build(scored, Method(aggregate=Step(Minimum())))
    assert rank_intervals(subject_of_built(built), 100, 1) is None
    kinds = {finding.kind for finding in audit_index(built).findings}
    assert "no_intervals" in kinds
    assert "balanced" not in kinds


def test_two_methods_country_by_country(scored: Edition) -> None:
    first = ocindex.build(scored, MEANS)
    second = ocindex.build(scored, Method(aggregate=Step(Geometric())))
    table = compare_methods(first, second)
    assert len(table) == 80
    row = table.filter(headline="resilience").row(3, named=True)
    place = first.nodes.index("resilience")
    assert (row["rank"], row["rank_then"]) == (first.rank[3, place], second.rank[3, place])
    assert row["shift"] == row["rank"] - row["rank_then"]
    assert row["size"] == abs(row["shift"])


def test_strengths_are_where_it_is_best_to_be() -> None:
    values = np.array([[1.0, 9.0, 5.0], [2.0, 8.0, 5.0], [3.0, 7.0, 6.0]])
    subject = subject_of({"index": "", "a": "index", "b": "index", "c": "index"}, values)
    worse = tuple(replace(e, worse=True) for e in subject.elements)
    plain, turned = (
        strengths_table(subject, 1),
        strengths_table(replace(subject, elements=worse), 1),
    )
    own = plain.filter(iso3="U00", side="strength").row(0, named=True)
    assert (own["node"], own["rank"], own["value"]) == ("b", 1, 9)
    own = turned.filter(iso3="U00", side="strength").row(0, named=True)
    assert (own["node"], own["rank"], own["value"]) == ("a", 1, 1)
    # Its rank on c is shared with the last where high is good, and is the best where low is.
    assert turned.filter(iso3="U01", side="strength")["node"].to_list() == ["c"]


def test_the_summary_of_a_unit(scored: Edition) -> None:
    built = ocindex.build(scored, MEANS)
    table = summary_table(subject_of_built(built), 2)
    assert table["node"].to_list() == list(built.nodes)
    assert table["score"].to_list() == built.values[2].tolist()
    assert table["rank"].to_list() == built.rank[2].tolist()


def test_room_between_scores() -> None:
    values = np.array([[1.0, 1.0], [2.0, 2.0], [2.0, 2.0], [4.0, 4.0]])
    row = room_table(subject_of({"index": "", "a": "index", "b": "index"}, values, step=2.0))
    only = row.row(0, named=True)
    assert (only["distinct"], only["tied"], only["median_gap"]) == (3, 2, 1.5)
    assert only["step_moves_most"] == 1
    # A step up moves by one: the lowest reaches two others, all else nobody.
    assert only["places"] == 0.5
