"""Indicator pages say what the release and the framework say, whatever their shape."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ocindex.publish.site import building, correlates, extremes, indicators, nodes, rankings, spread
from ocindex.publish.site.distribution import NAMED, distribution
from ocindex.publish.site.pages import Site
from ocindex.publish.site.view import View
from ocindex.release import freeze, read_release
from ocindex.vocabulary import Edition
from support.frameworks import OWN, countries_of, edition_of, framework_of

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def site(simulated_editions: tuple[Edition, ...], tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("indicators") / "release"
    freeze(simulated_editions[:2], folder)
    return building.make_site(read_release(folder))


@pytest.fixture(scope="module")
def view(site: Site) -> View:
    return site.views[site.release.latest.id]


def own_site(folder: Path, count: int) -> Site:
    """Four levels on a scale from 0 to 100, with no definition; so many countries."""
    scores = [[(i * 37 + j * 11) % 101 for j in range(5)] for i in range(count)]
    edition = edition_of(framework_of(OWN, folder), countries_of(count), scores)
    freeze([edition], folder / "release")
    return building.make_site(read_release(folder / "release"))


def files_of(site: Site, view: View) -> Mapping[str, str]:
    made = [*indicators.pages(site, view), *rankings.pages(site, view)]
    assert len({page.path for page in made}) == len(made)
    return {page.path: page.text for page in made}


def test_parts_of_each_component_make_it_up_whole(view: View) -> None:
    for component in view.framework.components:
        children = view.framework.children(component.id)
        shares = [Fraction(indicators.share_text(view, c, component)) for c in children]
        assert sum(shares) == 1


def test_a_market_weighs_a_thirtieth_of_its_headline(view: View) -> None:
    framework = view.framework
    market = framework.node["human_trafficking"]
    headline = indicators.headline(view, market)
    assert [c.id for c in nodes.above(framework, market)] == [headline.id, market.parent]
    assert indicators.share_text(view, market, headline) == "1/30"
    assert indicators.share_text(view, headline, headline) == ""


def test_each_node_correlates_with_every_other(site: Site, view: View) -> None:
    """Nodes of a simulated Index all vary; each is looked up from both of its pairs' sides."""
    ids = [node.id for node in view.framework.nodes]
    for node in view.framework.nodes:
        table = correlates.correlate_table(view, node)
        assert sorted(row[1] for row in table) == sorted(set(ids) - {node.id})
        assert {row[0] for row in table} == {node.id}
        found = correlates.correlates(view, node, site.language)
        assert found
        assert [row.found.spearman for row in found.all] == sorted(
            (row[2] for row in table), reverse=True
        )


def test_bars_run_from_zero_to_the_side_of_their_sign(site: Site, view: View) -> None:
    found = correlates.correlates(view, view.framework.nodes[0], site.language)
    assert found
    assert {row.found.spearman > 0 for row in found.all} == {True, False}
    for row in found.all:
        ends = (450, 450 + row.width) if row.found.spearman > 0 else (450 - row.width, 450)
        assert (row.x, row.x + row.width) == ends
        assert row.width == round(abs(row.found.spearman) * 450)


def test_what_contains_one_another_is_marked_and_not_called_close(site: Site, view: View) -> None:
    node = view.framework.node["criminal_markets"]
    found = correlates.correlates(view, node, site.language)
    assert found
    kin = {row.other.slug: row.kin for row in found.all}
    assert kin["criminality"] == "whole"
    assert kin["human_trafficking"] == "part"
    assert kin["resilience"] == kin["criminal_actors"] == kin["mafia_style_groups"] == ""
    assert not [row for row in found.closest if row.kin]
    assert "Criminality" not in found.sentence


def test_a_group_has_a_mean_in_each_edition_that_has_the_node(view: View) -> None:
    world = view.groups["world", "World"]
    assert spread.spreads(view, view.framework.nodes[0])[0][0].before[0] is not None
    new = {n.id for n in view.framework.nodes} - {
        n.id for n in view.release.editions[0].edition.framework.nodes
    }
    assert new
    for name in new:
        node = view.framework.node[name]
        assert list(spread.earlier_means(view, world, node)) == [None]


def test_counts_of_what_rose_and_fell_are_those_of_the_changes(site: Site, view: View) -> None:
    node = view.framework.nodes[0]
    said = indicators.movements(site, view, node)
    changes = [r.changes[view.released.against[0]][node.id].change for r in view.countries]
    up, down = (sum(way * change > 0 for change in changes) for way in (1, -1))
    same = len(changes) - up - down
    assert said["moved_text"] == f"Since 2021: up in {up}, down in {down}, unchanged in {same}."
    assert said["up"].first[0].change.change == max(changes)
    assert said["down"].first[0].change.change == min(changes)


def test_a_node_that_is_new_has_no_changes(site: Site, view: View) -> None:
    node = view.framework.node["cyber_dependent_crimes"]
    empty = extremes.Extremes([], [])
    expected = {"moved_text": "", "up": empty, "down": empty}
    assert indicators.movements(site, view, node) == expected


def test_files_beside_hold_what_the_pages_show(site: Site, view: View) -> None:
    files = files_of(site, view)
    rows = list(csv.DictReader(files["ranking/resilience/resilience.csv"].splitlines()))
    assert len(rows) == len(view.countries)
    for row in rows:
        figure = view.released.countries[row["iso3"]].figures["resilience"]
        assert float(row["score"]) == figure.score
        assert int(row["rank_region"]) == figure.rank["region"].rank
    means = json.loads(files["indicator/resilience/means.json"])["rows"]
    assert len(means) == len(view.released.groups) * 2
    assert "indicator/resilience/correlations.csv" in files


def test_the_picture_shows_the_mean_that_the_page_says(site: Site, view: View) -> None:
    files = files_of(site, view)
    for node in view.framework.nodes:
        stem = f"indicator/{view.node_slugs[node.id]}/"
        picture = ElementTree.fromstring(files[stem + "distribution.svg"])
        mean = view.groups["world", "World"].figures[node.id].display
        texts = [element.text for element in picture.iter(f"{SVG}text")]
        assert f"world mean {mean}" in " ".join(text for text in texts if text)
        assert "Simulated data" in " ".join(text for text in texts if text)
        titles = [e.text for e in picture.iter(f"{SVG}title")][1:]
        scores = {r.country.name: r.figures[node.id].display for r in view.countries}
        assert set(titles) == {f"{name}: {score}" for name, score in scores.items()}
        assert len(titles) == len(scores)


def test_the_picture_names_the_ends_of_the_scale_where_few_share_them(
    site: Site, view: View
) -> None:
    many = 0
    for node in view.framework.nodes:
        chart = distribution(site, view, node)
        assert chart
        records = view.countries
        for end in (min, max):
            score = end(r.figures[node.id].score for r in records)
            at_end = [r.country.name for r in records if r.figures[node.id].score == score]
            named = all(f">{name}</text>" in chart.body for name in at_end)
            assert named == (len(at_end) <= NAMED)
            many += not named
    assert many


@pytest.mark.parametrize("count", [1, 2, 3, 40])
def test_another_index_of_any_size_has_every_page(count: int, tmp_path: Path) -> None:
    site = own_site(tmp_path, count)
    view = site.views["2025"]
    files = files_of(site, view)
    kinds = ("ranking", "indicator")
    assert {a + "index.html" for a in view.known if a.startswith(kinds)} <= set(files)
    page = files["indicator/spring/index.html"]
    assert ("What it goes with" in page) == (count > 2)
    assert ("Highest and lowest" in page) == (count > 1)
    assert ("indicator/spring/correlations.csv" in files) == (count > 2)
    assert ("indicator/spring/distribution.svg" in files) == (count > 1)
    assert "Changes since" not in page
    # A spring is two thirds of the rivers, they a quarter of floods, they two thirds of risk.
    assert "<dd>1/9</dd>" in page


def test_a_first_of_many_is_counted(tmp_path: Path) -> None:
    framework = framework_of(OWN, tmp_path)
    edition = edition_of(framework, countries_of(9), [[5, 5, 5, 5, i // 8] for i in range(9)])
    freeze([edition], tmp_path / "release")
    site = building.make_site(read_release(tmp_path / "release"))
    view = site.views["2025"]
    care = view.framework.node["care"]
    assert rankings.leaders_text(site, rankings.lowest(view, care), care) == "8 countries (0.0)"
    page = files_of(site, view)["indicator/dams/index.html"]
    # Of the highest, eight stand behind one and are told together; of the lowest they are all.
    assert page.count("8 countries with the same score") == 1
    assert "Country AAA" in page
