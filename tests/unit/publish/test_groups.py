"""Pages of regions: their maps, on the page where they are small, beside it where they are not."""

from __future__ import annotations

import re
from collections.abc import Mapping

import brotli
import pytest

from ocindex.publish.site import building, groups
from ocindex.release import freeze, read_release
from ocindex.vocabulary import Edition

DRAWN = re.compile(r'<svg class="chart map".*?</svg></svg>|<svg class="chart map".*?</svg>', re.S)


@pytest.fixture(scope="module")
def files(
    simulated_editions: tuple[Edition, ...], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, str]:
    folder = tmp_path_factory.mktemp("groups") / "release"
    freeze(simulated_editions[-1:], folder)
    site = building.make_site(read_release(folder))
    (view,) = site.views.values()
    return {page.path: page.text for page in groups.pages(site, view)}


def regions(files: Mapping[str, str]) -> list[str]:
    return [path for path in files if path.startswith("region/") and path.endswith(".html")]


def test_every_region_has_its_map_beside_its_page(files: Mapping[str, str]) -> None:
    assert len(regions(files)) == 22
    for path in regions(files):
        assert path.replace("index.html", "map.svg") in files
        assert ('src="map.svg"' in files[path]) != bool(DRAWN.search(files[path]))


def test_a_map_on_the_page_is_small_and_its_countries_lead_on(files: Mapping[str, str]) -> None:
    drawn = {path: found[0] for path in regions(files) if (found := DRAWN.search(files[path]))}
    assert len(drawn) > 11
    for path, drawing in drawn.items():
        assert len(brotli.compress(drawing.encode())) < 4_500, path
        rows = re.findall(r'<tr><th scope="row"><a href="../../(country/\w+/)"', files[path])
        assert rows
        assert set(re.findall(r'<a href="../../(country/\w+/)"', drawing)) == set(rows)
