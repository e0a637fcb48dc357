"""`figures.json`: every published score can be made again from it alone."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from ocindex.framework import bundled_framework
from ocindex.publish.site import compact
from ocindex.publish.site.building import make_site
from ocindex.release import Release, freeze, read_release
from ocindex.simulation import simulate
from ocindex.vocabulary import Framework
from support.frameworks import OWN, countries_of, edition_of, framework_of


@pytest.fixture(params=["bundled", "own"])
def release(request: pytest.FixtureRequest, tmp_path: Path) -> Release:
    if request.param == "own":
        framework: Framework = framework_of(OWN, tmp_path)
        rows = ((10, 20, 30, 40, 50), (0, 100, 100, 0, 7))
        edition = edition_of(framework, countries_of(2, ("North", "South")), rows, 2025)
    else:
        framework = bundled_framework("ocindex-2023")
        edition = simulate(framework, 5, 2023, framework.members[:7])
    freeze([edition], tmp_path / "release")
    return read_release(tmp_path / "release")


def score(content: dict[str, Any], node: dict[str, Any], row: list[int]) -> Fraction:
    """A node's score from the file alone, as plainly as it can be written."""
    if not node["component"]:
        leaves = [n["id"] for n in content["nodes"] if not n["component"]]
        return row[leaves.index(node["id"])] * Fraction(content["unit"])
    parts = [n for n in content["nodes"] if n["parent"] == node["id"]]
    scores = [Fraction(part["weight"]) * score(content, part, row) for part in parts]
    return sum(scores, Fraction(0)) / sum((Fraction(part["weight"]) for part in parts), Fraction(0))


def test_every_score_can_be_made_from_it(release: Release) -> None:
    site = make_site(release)
    (page,) = compact.pages(site, site.views[release.latest.id])
    content = json.loads(page.text)
    assert page.path == "figures.json"
    for (iso3, *_), row in zip(content["countries"], content["units"], strict=True):
        figures = release.latest.countries[iso3].figures
        for node in content["nodes"]:
            assert score(content, node, row) == Fraction(figures[node["id"]].exact)
    assert {iso3 for iso3, *_ in content["countries"]} == set(release.latest.countries)


def test_components_are_as_printed_and_countries_by_name(release: Release) -> None:
    site = make_site(release)
    content = compact.compact(site, site.views[release.latest.id])
    ids = [node["id"] for node in content["nodes"] if node["component"]]
    for (iso3, *_), texts in zip(content["countries"], content["components"], strict=True):
        figures = release.latest.countries[iso3].figures
        assert texts == [figures[node].display for node in ids]
    names = [name for _, name, *_ in content["countries"]]
    assert names == sorted(names, key=str.casefold)


def test_made_up_figures_say_so(release: Release) -> None:
    site = make_site(release)
    content = compact.compact(site, site.views[release.latest.id])
    assert ("notice" in content) == release.simulated
