"""Changes between editions, from draws that belong together or do not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ocindex.errors import RequestError
from ocindex.index import build, compare
from ocindex.intervals import change_of
from ocindex.vocabulary import Edition
from support.frameworks import countries_of, edition_of, framework_of, framework_text

Theta = NDArray[np.float32]


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Without indicator b and country AAA, with one of each that was dropped."""
    components = {"all": None, "left": "all", "right": "all", "care": None}
    indicators = {"a": "left", "c": "right", "gone": "right", "d": "care", "e": "care"}
    text = framework_text(components, indicators)
    framework = framework_of(text, tmp_path_factory.mktemp("earlier"))
    countries = countries_of(8)[1:]
    scores = np.random.default_rng(2).integers(2, 21, (7, 5)) / 2
    return edition_of(framework, countries, scores.tolist(), year=2023)


@pytest.fixture(scope="module")
def before() -> Theta:
    return np.random.default_rng(9).uniform(1, 10, (200, 7, 5)).astype(np.float32)


def test_changes_stand_around_the_published_ones(
    decided: Edition, theta: Theta, earlier: Edition, before: Theta
) -> None:
    found = change_of(decided, theta, earlier, before, joint=True)
    assert (found.later, found.earlier) == ("2025", "2023")
    assert found.countries == tuple(c.iso3 for c in decided.countries[1:])
    assert found.nodes == ("all", "left", "right", "care", "a", "c", "d", "e")
    comparison = compare(build(decided), build(earlier))
    # Draws around constant ones are constant, but for the later edition's own spread.
    still = np.repeat(before[:1], 200, axis=0)
    found = change_of(decided, theta, earlier, still, joint=True)
    for row, iso3 in enumerate(found.countries):
        for place, node in enumerate(found.nodes[:4]):
            change = comparison.change(iso3, node)
            assert change is not None
            assert change.comparable is not None
            low, high = found.published.low90[row, place], found.published.high90[row, place]
            assert low <= float(change.published) <= high
            low, high = found.comparable.low90[row, place], found.comparable.high90[row, place]
            assert low <= float(change.comparable) <= high


def test_joint_draws_are_taken_number_by_number(rated: Edition, theta: Theta) -> None:
    same = replace(rated, id="2023")
    found = change_of(rated, theta, same, theta - np.float32(0.2), joint=True)
    inner = found.published
    assert inner.median[:, :4] == pytest.approx(0.2, abs=1e-5)
    assert inner.low90[:, :4] == pytest.approx(inner.high90[:, :4], abs=1e-5)
    assert (inner.p_rise[:, :4] == 1).all()
    apart = change_of(rated, theta, same, theta - np.float32(0.2), joint=False)
    assert (apart.published.low90[:, :4] < 0).all()
    assert (apart.published.p_rise[:, :4] < 1).all()


def test_independent_draws_need_not_be_as_many(rated: Edition, theta: Theta) -> None:
    other = replace(rated, id="2023")
    found = change_of(rated, theta, other, theta[:120], joint=False)
    spread = found.published.high90 - found.published.low90
    summed = np.hypot(theta.std(axis=0), theta.std(axis=0)) * 2 * 1.645
    assert spread[:, 4:] == pytest.approx(summed, rel=0.5)
    again = change_of(rated, theta, other, theta[:120], joint=False)
    assert again.published.low90.tobytes() == found.published.low90.tobytes()


def test_comparable_is_over_what_both_have(
    rated: Edition, theta: Theta, earlier: Edition, before: Theta
) -> None:
    found = change_of(rated, theta, replace(earlier, scoring=rated.scoring), before, joint=True)
    moved = theta[:, 1:, 0] - before[:, :6, 0]
    left = found.nodes.index("left")
    assert found.comparable.median[:, left] == pytest.approx(np.median(moved, axis=0), abs=1e-5)
    assert found.comparable.p_rise[:, left] == pytest.approx((moved > 0).mean(axis=0))


def test_nothing_in_common(rated: Edition, theta: Theta, tmp_path: Path) -> None:
    text = framework_text({"all": None}, {"x": "all"})
    other = edition_of(framework_of(text, tmp_path), rated.countries, [[3]] * 7, year=2023)
    found = change_of(rated, theta, other, np.full((200, 7, 1), 3, np.float32), joint=True)
    assert found.nodes == ("all",)
    assert np.isfinite(found.published.median).all()
    assert np.isnan(found.comparable.median).all()
    assert np.isnan(found.comparable.p_rise).all()


def test_editions_that_cannot_be_compared(rated: Edition, theta: Theta, tmp_path: Path) -> None:
    text = framework_text({"all": None}, {"x": "all"}, scale=(0, 100, 1))
    other = edition_of(framework_of(text, tmp_path), rated.countries, [[3]] * 7, year=2023)
    with pytest.raises(RequestError, match="different scales"):
        change_of(rated, theta, other, np.ones((200, 7, 1), np.float32), joint=False)
    with pytest.raises(RequestError, match="joint=False"):
        change_of(rated, theta, rated, theta[:50], joint=True)
    with pytest.raises(RequestError, match="7 countries"):
        change_of(rated, theta[:, :3], rated, theta, joint=True)
