"""Weights that are made of values, or of judgements."""

from __future__ import annotations

import numpy as np
import pytest

import ocindex
from ocindex.errors import MethodError
from ocindex.index import Built
from ocindex.index.steps.weights.bod import bod_directional, bod_shares
from ocindex.method import (
    PCA,
    AnalyticHierarchy,
    Arithmetic,
    Balanced,
    BenefitOfTheDoubt,
    BudgetAllocation,
    Copeland,
    Critic,
    Custom,
    DirectionalBenefit,
    Entropy,
    Equal,
    FactorWeights,
    Given,
    ImputeEM,
    Informative,
    Method,
    MinMax,
    Only,
    Power,
    RegressionWeights,
    StandardDeviation,
    Step,
    Technique,
    WeightedProduct,
    Wroclaw,
)
from support.measured import FRAMEWORK, made_edition, made_values

PLACE = FRAMEWORK.position
CHILDREN = ("roads", "rail", "ports")
PAIRS = ((1.0, 2.0, 4.0), (0.5, 1.0, 2.0), (0.25, 0.5, 1.0))
TECHNIQUES = [
    Equal(), Given({"roads": 4.0}), PCA(squared=True), FactorWeights(), Entropy(), Critic(),
    StandardDeviation(), StandardDeviation(inverse=True),
    RegressionWeights("wealth", nonnegative=True),
    RegressionWeights("tolls", nonnegative=True), BenefitOfTheDoubt(), BenefitOfTheDoubt(0.1, 0.6),
    DirectionalBenefit(), DirectionalBenefit({"rail": 2.0}), Balanced(), Balanced({"rail": 2.0}),
    Informative(), AnalyticHierarchy(CHILDREN[::-1], PAIRS),
    BudgetAllocation(("ports", "roads", "rail"), ((20.0, 50.0, 30.0), (40.0, 50.0, 10.0))),
]  # fmt: skip


def built_with(technique: Technique, aggregation: Technique | None = None) -> Built:
    step = Step(Given(), (Only(technique, ("reach",)),))
    method = Method(
        normalise=Step(MinMax(1.0, 100.0)),
        weights=step,
        aggregate=Step(aggregation or Arithmetic()),
    )
    return ocindex.build(made_edition(), method)


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_every_technique_gives_weights_of_sum_one(technique: Technique) -> None:
    built = built_with(technique)
    place = [FRAMEWORK.position[child] for child in CHILDREN]
    weights = built.node_weights[place]
    assert weights.sum() == pytest.approx(1)
    assert (weights >= 0).all()
    assert not np.isnan(built.values).any()
    if not isinstance(technique, BenefitOfTheDoubt | DirectionalBenefit):
        assert np.allclose(built.values[:, 1], built.values[:, place] @ weights)


def test_judgements_go_by_the_ids_of_the_children() -> None:
    points = dict(zip(("ports", "roads", "rail"), (0.3, 0.5, 0.2), strict=True))
    built = built_with(TECHNIQUES[-1])
    hierarchy = built_with(TECHNIQUES[-2])
    for child in CHILDREN:
        place = FRAMEWORK.position[child]
        assert built.node_weights[place] == pytest.approx(points[child])
    found = hierarchy.node_weights[[FRAMEWORK.position[c] for c in CHILDREN]]
    assert np.allclose(found, [1 / 7, 2 / 7, 4 / 7])


@pytest.mark.parametrize(
    ("technique", "message"),
    [
        (
            AnalyticHierarchy(CHILDREN, ((1.0, 3.0, 1.0), (5.0, 1.0, 1.0), (1.0, 1.0, 1.0))),
            "way round: row roads, column rail; row rail, column roads, in the weights of reach",
        ),
        (
            BudgetAllocation(CHILDREN, ((1.0, 1.0, 1.0), (0.0, 0.0, 0.0))),
            "and some: row 2, in the weights of reach",
        ),
    ],
)
def test_judgements_that_cannot_be_name_their_own_cells(technique: Technique, message: str) -> None:
    with pytest.raises(MethodError) as caught:
        built_with(technique)
    (fault,) = caught.value.faults
    assert message in str(fault)
    assert "Country" not in str(fault)


def under_reach(built: Built) -> np.ndarray:
    return built.values[:, [FRAMEWORK.position[child] for child in CHILDREN]]


@pytest.mark.parametrize("technique", [BenefitOfTheDoubt(), BenefitOfTheDoubt(0.1, 0.6)])
def test_the_benefit_of_the_doubt_is_the_score_of_the_programme(
    technique: BenefitOfTheDoubt,
) -> None:
    built = built_with(technique)
    ends = np.full(3, technique.low), np.full(3, technique.high)
    scores = bod_shares(under_reach(built), *ends).scores
    assert np.allclose(built.values[:, 1], scores, rtol=1e-12)
    assert built.values[:, 1].max() == pytest.approx(1)


def test_the_directional_benefit_is_the_score_of_the_programme() -> None:
    built = built_with(DirectionalBenefit({"rail": 2.0}))
    scores = bod_directional(under_reach(built), np.array([1.0, 2.0, 1.0])).scores
    assert np.allclose(built.values[:, 1], scores, rtol=1e-12)


def test_the_benefit_of_the_doubt_of_who_lacks_values() -> None:
    values = made_values(missing=False)
    values[0, :3] = np.nan
    values[1, 0] = np.nan
    weights = Step(Given(), (Only(BenefitOfTheDoubt(), ("reach",)),))
    method = Method(normalise=Step(MinMax(low=1.0, high=100.0)), weights=weights)
    built = ocindex.build(made_edition(values), method)
    assert np.isnan(built.values[:, 1]).tolist() == [True, *[False] * 11]
    assert not np.isnan(built.node_weights[1:]).any()
    strict = built.rebuild(aggregate=Step(Arithmetic(available=0.9)))
    assert np.isnan(strict.values[:, 1]).tolist() == [True, True, *[False] * 10]


@pytest.mark.parametrize("technique", [BenefitOfTheDoubt(), DirectionalBenefit()])
def test_the_benefit_of_the_doubt_goes_with_weighted_sums_only(technique: Technique) -> None:
    with pytest.raises(MethodError, match=r"weighted sums.*copeland.*Aggregate reach by `arith"):
        built_with(technique, Copeland())


def test_users_functions_of_weights_and_aggregation_are_checked() -> None:
    for wrong in (np.ones(2), np.full(3, np.nan), -np.ones(3), np.zeros(3)):
        with pytest.raises(
            MethodError, match=r"gives a weight a child, 3.*in the weights of reach"
        ):
            built_with(Custom(lambda _, wrong=wrong: wrong))
    with pytest.raises(MethodError, match="gives a score a country, 12"):
        built_with(Equal(), Custom(lambda values, _: values[0, 0]))


REFUSED = [
    (AnalyticHierarchy(CHILDREN, ((1.0, 9.0, 1.0), (1 / 9, 1.0, 9.0), (1.0, 1 / 9, 1.0))),
     "Comparisons contradict each other"),
    (AnalyticHierarchy(CHILDREN, PAIRS[:2]), "need a row and a column a child: 3"),
    (AnalyticHierarchy(CHILDREN[:2], PAIRS), "`children` must name those of the component"),
    (BudgetAllocation(CHILDREN, ((1.0, 2.0),)), "Every row needs 3 numbers"),
    (RegressionWeights("people"), "no outside variable 'people', in the weights of reach. Name an"),
]  # fmt: skip


@pytest.mark.parametrize(("technique", "message"), REFUSED)
def test_what_cannot_be_is_refused(technique: Technique, message: str) -> None:
    with pytest.raises(MethodError, match=message):
        built_with(technique, Copeland())


@pytest.mark.parametrize("size", [1e-160, 1e160])
@pytest.mark.parametrize(
    ("technique", "aggregation"), [(PCA(), Arithmetic()), (Equal(), Wroclaw())]
)
def test_what_cannot_be_squared_is_refused(
    technique: Technique, aggregation: Technique, size: float
) -> None:
    values = made_values()
    values[:, 1] *= size
    weights = Step(Given(), (Only(technique, ("reach",)),))
    aggregate = Step(Arithmetic(), (Only(aggregation, ("reach",)),))
    method = Method(weights=weights, aggregate=aggregate, directions={"fares": 1})
    with pytest.raises(MethodError, match=r"too small for their squares.*: Rail \(rail\)"):
        ocindex.build(made_edition(values), method)


def test_scores_beyond_the_largest_number_are_refused() -> None:
    method = Method(aggregate=Step(WeightedProduct()), directions={"fares": 1})
    with pytest.raises(MethodError, match=r"beyond the largest number.*Country 0 \(C00\)"):
        ocindex.build(made_edition(np.full((12, 5), 1e200)), method)


@pytest.mark.parametrize("power", [-600, 0, 600])
def test_em_imputes_values_of_any_size(power: int) -> None:
    values = made_values(missing=True)
    edition = made_edition(np.ldexp(values, power))
    found = ocindex.build(
        edition, Method(impute=Step(ImputeEM(ridge=0.1)), directions={"fares": 1})
    )
    plain = ocindex.build(
        made_edition(values), Method(impute=Step(ImputeEM(ridge=0.1)), directions={"fares": 1})
    )
    assert not np.isnan(found.values).any()
    assert np.array_equal(
        np.ldexp(found.stages["imputed"].values, -power), plain.stages["imputed"].values
    )


@pytest.mark.parametrize("aggregation", [Power(0.5), Wroclaw(), Copeland()])
def test_weights_below_zero_go_with_arithmetic_means_only(aggregation: Technique) -> None:
    values = made_values()
    values[:, 1] = 9 - values[:, 0]
    values[:, 2] = 9 - values[:, 0] + 0.1 * values[:, 2]
    weights = Step(Given(), (Only(PCA(negative="keep"), ("reach",)),))
    aggregate = Step(Arithmetic(), (Only(aggregation, ("reach",)),))
    method = Method(weights=weights, directions={"fares": 1})
    assert ocindex.build(made_edition(values), method).node_weights[PLACE["roads"]] < 0
    with pytest.raises(MethodError, match=r"below zero go with arithmetic.*Roads \(roads\)"):
        ocindex.build(made_edition(values), method.replace(aggregate=aggregate))


def test_no_benefit_of_the_doubt_is_above_one() -> None:
    values = 1 + 1e-5 * made_values()[:, :3]
    scores = bod_shares(values, np.zeros(3), np.ones(3)).scores
    assert scores.max() == pytest.approx(1, abs=1e-9)
