"""The ends of the audit's kernels: empty, constant, too few."""

from __future__ import annotations

import numpy as np
import pytest

from ocindex.findings import listing, say, some
from ocindex.robustness.audit.components import principal_components, sampling_adequacy
from ocindex.robustness.audit.correlation import correlate
from ocindex.robustness.audit.influence import variance_shares
from ocindex.robustness.audit.limits import Limits
from ocindex.robustness.audit.outside import partial_correlation, regress
from ocindex.robustness.audit.redundancy import clusters, explained_by_others
from ocindex.robustness.audit.reliability import (
    alpha_without,
    cronbach_alpha,
    item_rest_correlations,
    mcdonald_omega,
)
from ocindex.robustness.audit.statistics import describe, flags
from ocindex.robustness.audit.unit import significant

ONE = np.array([[1.0], [2.0], [4.0]])
TWO = np.array([[1.0, 2.0], [2.0, 1.0], [3.0, 5.0], [4.0, 4.0]])


def test_no_units() -> None:
    nothing = describe(np.empty((0, 2)))
    assert np.isnan(nothing.median).all()
    assert list(nothing.unique) == [0, 0]
    assert flags(nothing, Limits()).availability.all()


def test_what_is_flagged() -> None:
    values = np.column_stack(
        [np.arange(20.0), [*range(19), 500], [0.0] * 19 + [1], [1.0] * 8 + [np.nan] * 12]
    )
    found = flags(describe(values), Limits())
    assert list(found.outliers) == [False, True, True, False]
    assert list(found.nonzero) == [False, False, True, True]
    assert list(found.unique) == [False, False, True, True]
    assert list(found.availability) == [False, False, False, True]


def test_one_indicator_has_no_reliability() -> None:
    assert np.isnan(cronbach_alpha(ONE))
    assert np.isnan(alpha_without(TWO)).all()
    assert np.isnan(item_rest_correlations(ONE)).all()
    assert np.isnan(mcdonald_omega(ONE).omega)


def test_two_indicators_that_part_have_no_factor() -> None:
    assert np.isnan(mcdonald_omega(np.column_stack([ONE, -ONE])).omega)


def test_two_indicators_share_their_factor_equally() -> None:
    r = correlate(TWO, TWO).r[0, 1]
    found = mcdonald_omega(TWO)
    assert found.loadings == pytest.approx([r**0.5] * 2)
    assert found.omega == pytest.approx(2 * r / (1 + r))  # Spearman and Brown's


def test_a_factor_that_is_an_indicator_is_told() -> None:
    made = np.random.default_rng(3)
    x = made.normal(size=200)
    values = np.column_stack([x, x + 0.3 * made.normal(size=200), x + made.normal(size=200)])
    values[:, 1:] += made.normal(size=(200, 1)) * [[-0.6, 0.6]]
    assert mcdonald_omega(values).heywood


def test_a_constant_has_no_components() -> None:
    found = principal_components(np.column_stack([ONE, np.ones(3)]))
    assert np.isnan(found.kmo)
    assert np.isnan(found.eigenvalues).all()


def test_one_indicator_is_its_component() -> None:
    found = principal_components(ONE)
    assert found.eigenvalues == pytest.approx([1])
    assert np.isnan(found.kmo)
    assert np.isnan(found.p)


def test_a_sum_of_others_has_no_adequacy() -> None:
    made = np.random.default_rng(1).normal(size=(20, 2))
    values = np.column_stack([made, made.sum(axis=1)])
    assert np.isnan(sampling_adequacy(np.corrcoef(values, rowvar=False))[0])
    assert explained_by_others(values) == pytest.approx([1, 1, 1])


def test_too_few_units_to_foretell() -> None:
    assert np.isnan(explained_by_others(TWO[:3])).all()
    assert np.isnan(explained_by_others(ONE)).all()


def test_one_indicator_is_one_cluster() -> None:
    assert list(clusters(np.ones((1, 1)), 0.9).label) == [1]


def test_a_mean_without_variance_has_no_shares() -> None:
    assert np.isnan(variance_shares(np.column_stack([ONE, -ONE]), np.ones(2))).all()
    assert np.isnan(variance_shares(np.full((3, 2), np.nan), np.ones(2))).all()


def test_no_regression_on_what_follows_from_another() -> None:
    y = np.array([1.0, 3, 2, 5, 4])
    x = np.arange(5.0)
    assert regress(y, np.column_stack([x, 2 * x])) is None
    assert regress(y[:2], x[:2, None]) is None


def test_robust_errors_by_hand() -> None:
    x, y = np.array([0.0, 1, 2, 3, 10]), np.array([0.0, 1, 3, 2, 14])
    found = regress(y, x[:, None], robust=True)
    assert found is not None
    design = np.column_stack([np.ones(5), x])
    bread = np.linalg.inv(design.T @ design)
    leverage = np.diag(design @ bread @ design.T)
    meat = design.T @ np.diag((found.residuals / (1 - leverage)) ** 2) @ design
    assert found.errors == pytest.approx(np.sqrt(np.diag(bread @ meat @ bread)))


def test_units_without_a_variable_are_left_out() -> None:
    y = np.array([1.0, np.nan, 2, 5, 4])
    found = regress(y, np.arange(5.0)[:, None])
    assert found is not None
    assert found.n == 4
    assert np.isnan(found.fitted[1])


def test_no_partial_correlation_of_what_the_controls_foretell() -> None:
    x = np.arange(6.0)
    y = np.array([1.0, 3, 2, 5, 4, 9])
    assert np.isnan(partial_correlation(2 * x + 1, y, x[:, None])[0])
    assert np.isnan(partial_correlation(x[:3], y[:3], x[:3, None])[0])


def test_significant_digits() -> None:
    found = significant(np.array([[-5.337524, 0.00123456], [41.8, 0]]))
    assert found.tolist() == [[-5.34, 0.00123], [41.8, 0.0]]


def test_sentences() -> None:
    assert listing(("a",)) == "a"
    assert listing(("a", "b", "c")) == "a, b and c"
    assert listing(("Eritrea", "Korea, DPR")) == "Eritrea; and Korea, DPR"
    assert listing(("Fiji", "Trinidad and Tobago")) == "Fiji, and Trinidad and Tobago"
    assert some(tuple("abcdef")) == ("a", "b", "c", "d", "2 others")
    assert some(tuple("abcde")) == tuple("abcde")
    assert say("{n:country|countries}", {"n": 1}) == "1 country"
    assert say("{n:country|countries} {r:.2f}", {"n": 1200, "r": -0.5}) == "1,200 countries −0.50"
    assert say("{name} {k:d} {r:.1f}", {"name": "X", "k": 3, "r": -0.01}) == "X 3 0.0"
