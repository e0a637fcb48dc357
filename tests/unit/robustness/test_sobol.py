"""Indices of choices that vary continuously."""

from __future__ import annotations

import numpy as np

from ocindex.robustness.sobol import design, estimate, exact_indices


def linear(points):
    return points @ np.array([1.0, 2.0, 3.0]) + 1000


def test_a_linear_result_has_its_known_shares() -> None:
    plan = design(2_000, 3, 1)
    assert plan.a.shape == (2_048, 3)
    found = estimate(linear(plan.a), linear(plan.b), linear(plan.mixed), seed=1)
    expected = np.array([1, 4, 9]) / 14
    np.testing.assert_allclose(found.first, expected, atol=2e-3)
    np.testing.assert_allclose(found.total, expected, atol=2e-3)
    assert (found.first <= found.total).all()
    assert ((found.first_low < expected) & (expected < found.first_high)).all()
    assert ((found.total_low < expected) & (expected < found.total_high)).all()
    again = estimate(linear(plan.a), linear(plan.b), linear(plan.mixed), seed=1)
    assert (found.first_low == again.first_low).all()


def test_interactions_raise_the_total_alone() -> None:
    plan = design(4_096, 2, 3)

    def mixed(x):
        return (x[..., 0] - 0.5) * (x[..., 1] - 0.5)

    found = estimate(mixed(plan.a), mixed(plan.b), mixed(plan.mixed), seed=1)
    np.testing.assert_allclose(found.first, 0, atol=0.01)
    np.testing.assert_allclose(found.total, 1, atol=0.03)


def test_a_small_sample_is_said_to_be_one() -> None:
    plan = design(16, 3, 2)
    found = estimate(linear(plan.a), linear(plan.b), linear(plan.mixed), seed=1)
    assert found.too_small.any()
    assert (found.first <= found.total).all()
    assert (found.first >= 0).all()


def test_a_result_that_does_not_vary_has_no_shares() -> None:
    plan = design(16, 2, 2)
    same = estimate(plan.a[:, 0] * 0 + 5, plan.b[:, 0] * 0 + 5, plan.mixed[:, :, 0] * 0 + 5, seed=1)
    assert (same.first == 0).all()
    assert (same.total == 0).all()
    assert exact_indices(np.full((2, 3), 7.1)).variance == 0
