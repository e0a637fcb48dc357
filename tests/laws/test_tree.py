"""All nodes at once, held against one node after the other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import ocindex
from ocindex.index.steps.aggregation import means
from ocindex.method import (
    AdjustedMazziottaPareto,
    Arithmetic,
    Copeland,
    Geometric,
    Harmonic,
    Maximum,
    MazziottaPareto,
    Median,
    Method,
    Minimum,
    Only,
    OrderedAverage,
    Power,
    Step,
    Technique,
    WeightedProduct,
    Wroclaw,
)
from support.measured import COUNTRIES, FRAMEWORK, made_edition

UP = {"fares": 1}
VALUES = arrays.arrays(
    np.float64, (len(COUNTRIES), 5),
    elements=st.one_of(st.floats(0.5, 200.0), st.just(np.nan)), fill=st.nothing(),
)  # fmt: skip


@pytest.mark.parametrize("technique", [Arithmetic, Geometric, Harmonic])
@given(values=VALUES, available=st.sampled_from([0.0, 0.5, 2 / 3, 1.0]))
def test_all_groups_at_once_are_each_alone(
    technique: type[Technique], values: np.ndarray, available: float
) -> None:
    kernel = {Arithmetic: means.arithmetic, Geometric: means.geometric, Harmonic: means.harmonic}
    method = Method(aggregate=Step(technique(available=available)), directions=UP)  # type: ignore[call-arg]
    built = ocindex.build(made_edition(values), method)
    weights = {"index": [2.0, 1.0], "reach": [1.0, 3.0, 1.0], "cost": [1.0, 1.0]}
    for component in FRAMEWORK.components:
        children = [FRAMEWORK.position[c.id] for c in FRAMEWORK.children(component.id)]
        own = kernel[technique](
            built.values[:, children], np.array(weights[component.id]), available=available
        )
        found = built.values[:, FRAMEWORK.position[component.id]]
        assert np.allclose(found, own, rtol=1e-12, equal_nan=True)


@given(values=VALUES, order=st.permutations(range(len(COUNTRIES))))
def test_a_score_does_not_depend_on_where_its_row_stands(
    values: np.ndarray, order: list[int]
) -> None:
    edition = made_edition(values)
    turned = replace(
        edition,
        measurements=values[order],
        countries=tuple(COUNTRIES[place] for place in order),
    )
    one, other = (ocindex.build(e, Method(directions=UP)).values for e in (edition, turned))
    assert np.array_equal(one[order], other, equal_nan=True)


OTHERS = [
    Power(2.0), WeightedProduct(), Median(), Minimum(), Maximum(), OrderedAverage((0.6, 0.4)),
    MazziottaPareto("plus"), AdjustedMazziottaPareto(), AdjustedMazziottaPareto(0.0, 9.0),
    Wroclaw(), Copeland(majority=True),
]  # fmt: skip


@pytest.mark.parametrize("technique", OTHERS)
def test_every_aggregation_makes_the_components_it_is_for(technique: Technique) -> None:
    step = Step(Arithmetic(), (Only(technique, ("cost",)), Only(technique, levels=(3,))))
    built = ocindex.build(made_edition(), Method(aggregate=step, directions=UP))
    plain = ocindex.build(made_edition(), Method(directions=UP))
    assert np.array_equal(built.values[:, 1], plain.values[:, 1])
    assert not np.isnan(built.values).any()
    if not isinstance(technique, Median):  # that of two is their mean
        assert not np.allclose(built.values[:, 2], plain.values[:, 2])


def test_an_ordered_average_needs_an_importance_a_child() -> None:
    method = Method(aggregate=Step(OrderedAverage((1.0, 2.0))), directions=UP)
    with pytest.raises(ocindex.InputError, match="needs an importance a child: 3"):
        ocindex.build(made_edition(), method)
