"""A made-up assessment that hangs together, and says that it is made up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from ocindex.errors import RequestError
from ocindex.framework import bundled_framework
from ocindex.index import build
from ocindex.scoring import consensus
from ocindex.simulation import simulate, simulate_editions
from ocindex.vocabulary import Edition
from support.editing import contents, written
from support.frameworks import OWN, countries_of, framework_of, framework_text

Editions = tuple[Edition, ...]


def test_three_editions_of_all_members(simulated_editions: Editions) -> None:
    assert [e.id for e in simulated_editions] == ["2021", "2023", "2025"]
    for edition in simulated_editions:
        assert edition.countries == edition.framework.members
        assert edition.complete
        assert edition.simulated
        assert edition.title == f"Simulated edition {edition.year}"
        assert edition.attribution == "Simulated data: made up by ocindex simulate, seed 7"
        assert edition.notices[0].startswith("Simulated data")


def test_three_editions_of_some_countries(small_edition: Edition) -> None:
    made = simulate_editions(7, small_edition.countries)
    assert [e.countries for e in made] == [small_edition.countries] * 3
    assert not any(edition.complete for edition in made)
    with pytest.raises(RequestError, match="no countries to simulate"):
        simulate_editions(7, [])


def test_scores_are_the_consensus_of_the_ratings(simulated_editions: Editions) -> None:
    for edition in simulated_editions:
        units = consensus(edition.ratings, edition.framework, edition.countries)
        assert np.array_equal(units, edition.units)


def test_raters(simulated_editions: Editions) -> None:
    edition = simulated_editions[-1]
    ratings = edition.ratings
    raters, countries = defaultdict(set), defaultdict(set)
    for country, rater in zip(ratings.country.tolist(), ratings.rater.tolist(), strict=True):
        raters[country].add(rater)
        countries[rater].add(country)
    assert all(name[0] == "R" for name in ratings.raters)
    assert ratings.confidence.min() >= 0.5
    assert ratings.confidence.max() <= 1
    assert {len(names) for names in raters.values()} == {3, 4, 5, 6}
    assert 2 < np.mean([len(codes) for codes in countries.values()]) < 3
    regions = {place: country.region for place, country in enumerate(edition.countries)}
    bridges = [codes for codes in countries.values() if len({regions[c] for c in codes}) > 1]
    assert 10 < len(bridges) < 80


def test_most_raters_stay_for_the_next_edition(simulated_editions: Editions) -> None:
    for one, two in pairwise(simulated_editions):
        both = set(one.ratings.raters) & set(two.ratings.raters)
        assert 0.6 < len(both) / len(one.ratings.raters) < 0.8


def test_the_second_round_is_closer_to_the_group(simulated_editions: Editions) -> None:
    spread: dict[int, list[float]] = {1: [], 2: []}
    groups: dict[tuple[int, int, int], list[float]] = defaultdict(list)
    r = simulated_editions[-1].ratings
    columns = (r.country, r.indicator, r.round, r.units)
    for country, indicator, number, units in zip(*(c.tolist() for c in columns), strict=True):
        groups[country, indicator, number].append(units)
    for (_, _, number), scores in groups.items():
        spread[number].append(float(np.std(scores)))
    assert np.mean(spread[2]) < 0.7 * np.mean(spread[1])


def test_criminality_and_resilience_pull_apart(simulated_editions: Editions) -> None:
    for edition in simulated_editions:
        values = build(edition).values[:, :4].astype(float)
        criminality, markets, actors, resilience = values.T
        assert np.corrcoef(criminality, resilience)[0, 1] < -0.25
        assert np.corrcoef(markets, actors)[0, 1] > 0.4


def test_editions_follow_one_another(simulated_editions: Editions) -> None:
    first, second, third = (build(e).values[:, 0].astype(float) for e in simulated_editions)
    assert np.corrcoef(first, second)[0, 1] > 0.9
    assert np.corrcoef(second, third)[0, 1] > 0.9
    assert not np.array_equal(second, third)


def test_every_section_has_a_text_that_says_what_it_is(simulated_editions: Editions) -> None:
    for edition in simulated_editions:
        assert len(edition.narratives) == 193
        texts = set()
        for narrative in edition.narratives.values():
            assert list(narrative.sections) == [s.id for s in edition.framework.sections]
            for paragraphs in narrative.sections.values():
                assert 1 <= len(paragraphs) <= 3
                assert paragraphs[0].startswith("Simulated text")
                assert "{" not in "".join(paragraphs)
                texts.add(paragraphs)
        assert len(texts) == 193 * len(edition.framework.sections)


def test_the_same_seed_gives_the_same_bytes(small_edition: Edition, tmp_path: Path) -> None:
    framework = bundled_framework("ocindex-2025")
    folders = []
    for seed in (11, 11, 12):
        (tmp_path / str(len(folders))).mkdir()
        edition = simulate(framework, seed, countries=small_edition.countries)
        folders.append(written(edition, tmp_path / str(len(folders))))
    one, two, other = (contents(folder) for folder in folders)
    assert one == two
    assert one["scores.csv"] != other["scores.csv"]


def test_a_users_own_framework(tmp_path: Path) -> None:
    framework = framework_of(OWN, tmp_path)
    edition = simulate(framework, seed=1, year=2030, countries=countries_of(30, ("N", "S", "E")))
    assert (edition.id, edition.units.shape) == ("2030", (30, 5))
    assert edition.units.min() >= 0
    assert edition.units.max() <= 100
    assert {len(n.sections) for n in edition.narratives.values()} == {2}


def test_sections_without_indicators_or_no_sections(tmp_path: Path) -> None:
    framework = framework_of(OWN.replace('section = "dry"', ""), tmp_path)
    edition = simulate(framework, seed=1, countries=countries_of(2))
    assert "No indicator belongs" in edition.narratives["AAA", "en"].sections["dry"][0]
    plain = framework_of(framework_text({"a": None}, {"GDP": "a"}), tmp_path)
    assert simulate(plain, seed=1, countries=countries_of(2)).narratives == {}


def test_a_scale_of_two_scores(tmp_path: Path) -> None:
    """Ties and agreements of all kinds, with names that keep their capitals."""
    text = OWN.replace("step = 1\n", "step = 100\n").replace("[[bands", "[[bonds")
    text = text.replace("bands = ", "# ").replace('name = "Sea"', 'name = "SEA"')
    text = text[: text.index("[[bonds")] + text[text.index("[[components]]") :]
    edition = simulate(framework_of(text, tmp_path), seed=3, countries=countries_of(25))
    said = " ".join(p for n in edition.narratives.values() for s in n.sections.values() for p in s)
    assert "SEA" in said
    assert "same score throughout" in said
    assert "came to one mind" in said
    assert "close to" in said


def test_requests_that_cannot_be_met() -> None:
    framework = bundled_framework("ocindex-2025")
    with pytest.raises(RequestError, match="lists no members"):
        simulate(replace(framework, members=()), seed=1)
    with pytest.raises(RequestError, match="A seed is a whole number from 0, this is -1"):
        simulate_editions(-1)
