"""A country's page can be followed to what its figures were made from, whatever the framework."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from ocindex.publish.site import building, country, groups, heads, moves, scores, tracing
from ocindex.publish.site.pages import Site
from ocindex.publish.site.view import View
from ocindex.release import freeze, read_release
from ocindex.vocabulary import SCOPES, Component, Edition
from support.frameworks import OWN, countries_of, edition_of, framework_of


@pytest.fixture(scope="module")
def site(simulated_editions: tuple[Edition, ...], tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("country") / "release"
    freeze(simulated_editions[:2], folder)
    return building.make_site(read_release(folder))


@pytest.fixture(scope="module")
def view(site: Site) -> View:
    return site.views[site.release.latest.id]


def own_site(folder: Path, count: int) -> Site:
    """Four levels of unequal weights on a scale from 0 to 100; so many countries."""
    rows = [[(i * 37 + j * 11) % 101 for j in range(5)] for i in range(count)]
    freeze([edition_of(framework_of(OWN, folder), countries_of(count), rows)], folder / "release")
    return building.make_site(read_release(folder / "release"))


@pytest.mark.parametrize("count", [1, 3])
def test_what_a_trace_shows_makes_the_score(tmp_path: Path, count: int) -> None:
    site = own_site(tmp_path, count)
    view = next(iter(site.views.values()))
    for record in view.countries:
        for component in view.framework.components:
            trace = tracing.trace(site, view, record, component)
            weights = [Fraction(part.weight) for part in trace.parts]
            parts = [Fraction(part.figure.exact) for part in trace.parts]
            mean = sum(w * p for w, p in zip(weights, parts, strict=True)) / sum(weights)
            assert mean == Fraction(trace.figure.exact), component.id
            assert trace.alike == (len(set(weights)) == 1)


def test_a_rank_leads_to_its_row_and_counts_those_above(site: Site, view: View) -> None:
    root = view.roots[0]
    record = max(view.countries, key=lambda record: record.figures[root.id].score)
    least = min(view.countries, key=lambda record: record.figures[root.id].score)
    first = heads.rank_row(site, view, record, root.id, "world")
    last = heads.rank_row(site, view, least, root.id, "world")
    assert first.above == ""
    assert first.address == f"ranking/{root.id}/#{record.country.iso3}"
    higher = [r for r in view.countries if r.figures[root.id].score > least.figures[root.id].score]
    assert last.above == f"{len(higher)} countries score higher"


def test_moves_are_all_that_changed_the_most_first(site: Site, view: View) -> None:
    record = next(r for r in view.countries if view.change(r, view.roots[0].id))
    found = moves.moves(site, view, record)
    assert found
    shown = [row for group in found["groups"] for row in group.rows]
    changed = [
        node.name
        for node in view.framework.indicators
        if (change := view.change(record, node.id)) and change.change
    ]
    assert sorted(row.name for row in shown) == sorted(changed)
    for group in found["groups"]:
        sizes = [abs(row.change.change) for row in group.rows]
        assert sizes == sorted(sizes, reverse=True)


def test_a_first_edition_has_no_moves(site: Site) -> None:
    view = site.views[site.release.editions[0].id]
    assert moves.moves(site, view, view.countries[0]) is None


def test_every_indicator_stands_once_with_its_definition(site: Site, view: View) -> None:
    record = view.countries[0]
    rows = [
        row
        for node, _ in view.tree()
        for block in scores.part(site, view, record, node)["blocks"]
        for row in block.rows
    ]
    assert sorted(row.slug for row in rows) == sorted(i.id for i in view.framework.indicators)
    assert all(row.definition for row in rows)


@pytest.mark.parametrize("count", [1, 2, 14])
def test_files_that_pages_lead_to_are_there(tmp_path: Path, count: int) -> None:
    site = own_site(tmp_path, count)
    view = next(iter(site.views.values()))
    for maker in (country.pages, groups.pages):
        pages = {page.path: page.text for page in maker(site, view)}
        for path, text in pages.items():
            if path.endswith(".html"):
                folder = path.removesuffix("index.html")
                files = re.findall(r'href="([\w-]+\.(?:svg|csv|json|bib|ris))"', text)
                assert files
                assert [name for name in files if folder + name not in pages] == []
                anchors = re.findall(r'href="#([\w-]+)"', text)
                assert [name for name in anchors if f'id="{name}"' not in text] == []


def test_a_groups_table_makes_its_means(site: Site, view: View) -> None:
    group = next(group for group in view.released.groups if group.scope == "region")
    records = [view.released.countries[iso3] for iso3 in group.countries]
    rows = groups.table(view, group, records)
    assert len(rows) == len(records) * len(view.framework.nodes)
    for node in view.framework.nodes:
        if isinstance(node, Component):
            found = [row[4] for row in rows if row[2] == node.id]
            mean = sum(float(str(score)) for score in found) / len(found)
            assert mean == pytest.approx(group.figures[node.id].score)
    assert {row[7] for row in rows} == {len(records)}
    assert group.scope in SCOPES
