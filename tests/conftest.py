"""Fixtures that many tests take; real data come from the environment."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from ocindex.framework import bundled_framework
from ocindex.index import Result, build
from ocindex.simulation import simulate, simulate_editions
from ocindex.vocabulary import Edition

if TYPE_CHECKING:
    from ocindex.scoring.observations import Observations
    from ocindex.scoring.rater_model import Posterior

pytest_plugins = ["support.pages", "support.terminal"]
PRINTING = (
    "pages",
    "unit/publish",
    "unit/publish_data",
    "unit/charts",
    "unit/maps",
    "unit/pipeline",
)

# The same examples every time: a failure can be repeated, and time is bounded by count.
settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")


@pytest.fixture(scope="session", autouse=True)
def cache_of_fits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Fits that tests make are kept for this run alone, and not in the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("OCINDEX_CACHE", str(folder))
        yield folder


@pytest.fixture
def quick_fits(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A few sweeps in place of thousands, taken for enough: for commands, not for figures."""
    # Kept apart: whoever asks for thousands of the same ratings must not be given these.
    monkeypatch.setenv("OCINDEX_CACHE", str(tmp_path_factory.mktemp("quick")))
    from ocindex.scoring.fits import fit as fits

    def quick(observations: Observations, **asked: Any) -> Posterior:
        asked |= {"chains": 2, "sweeps": 20, "draws": 20, "processes": 1, "extend": False}
        return slow(observations, **asked)

    slow = fits.fit
    monkeypatch.setattr(fits, "fit", quick)
    for place in ("ocindex.assessing.require_sound", "ocindex.assessing.certainty.require_sound"):
        monkeypatch.setattr(place, lambda _fit: "")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="take today's outputs as the golden ones"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of what is printed are not measured: it took them half as long again.

    Full coverage is asked of what reads and computes, which has tests of its own.
    """
    places = [Path(__file__).parent / place for place in PRINTING]
    for item in items:
        if any(item.path.is_relative_to(place) for place in places):
            item.add_marker("no_cover")


@pytest.fixture(scope="session")
def workbook() -> Path:
    """The publisher's workbook, from $OCINDEX_WORKBOOK."""
    return named_by("OCINDEX_WORKBOOK")


@pytest.fixture(scope="session")
def profiles() -> Path:
    """A folder of published profiles as .txt, from $OCINDEX_PROFILES."""
    return named_by("OCINDEX_PROFILES")


def named_by(variable: str) -> Path:
    value = os.environ.get(variable, "")
    if not value:
        pytest.skip(f"{variable} is not set")
    path = Path(value)
    assert path.exists(), f"{variable} names {path}, which is not there"
    return path


@pytest.fixture(scope="session")
def published(workbook: Path) -> dict[str, Result]:
    """The workbook's three editions, computed, by id."""
    from ocindex.intake import read_workbook

    return {edition.id: build(edition) for edition in read_workbook(workbook)}


@pytest.fixture(scope="session")
def simulated_editions() -> tuple[Edition, ...]:
    """The Index's three editions, made up."""
    return simulate_editions(7)


@pytest.fixture(scope="session")
def small_edition() -> Edition:
    """A made-up edition of the eight countries of one region."""
    framework = bundled_framework("ocindex-2025")
    few = [c for c in framework.members if c.region == "Central Asia and the Caucasus"]
    return simulate(framework, seed=11, countries=few)
