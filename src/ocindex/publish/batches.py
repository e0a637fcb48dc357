"""What a site is made in: its data and pages as jobs for the workers.

A job is for one edition, and its pages for one language. Which process does it, and
in which order, changes no byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from ocindex.publish.data import edition_data
from ocindex.publish.language import language
from ocindex.publish.site import addresses, building
from ocindex.publish.site.datapage import Dictionary
from ocindex.publish.site.dataset import Listed
from ocindex.publish.site.pages import Options, Site
from ocindex.publish.workers import Job
from ocindex.release import Release


class Made(NamedTuple):
    """How many of what a job has made."""

    stage: str
    number: int


class Data(NamedTuple):
    """An edition's data files, as its data page lists them."""

    edition: str
    files: list[Listed]
    dictionary: Dictionary


def data_jobs(release: Release, folder: Path) -> list[Job[Data]]:
    """Write the data files, an edition a job."""
    return [partial(write_data, edition_id=e.id, folder=folder) for e in release.editions]


def write_data(release: Release, edition_id: str, folder: Path) -> Data:
    data = edition_data(release, edition_id)
    place = folder / addresses.data(edition_id)
    place.mkdir(parents=True)
    for file in data.files:
        (place / file.name).write_bytes(file.content)
    dictionary = {
        table.name: [(c.name, c.type, c.description) for c in table.columns]
        for table in data.tables
        if table.name != "wide"
    }
    listed = [Listed(f.name, f.title, len(f.content)) for f in data.files]
    return Data(edition_id, listed, dictionary)


def page_jobs(
    release: Release, options: Options, data: Mapping[str, Data], folder: Path
) -> list[Job[Made]]:
    """Write the pages, an edition in one language a job."""
    return [
        partial(write_pages, options=options, code=code, data=data[released.id], folder=folder)
        for code in options.languages
        for released in release.editions
    ]


def write_pages(release: Release, options: Options, code: str, data: Data, folder: Path) -> Made:
    site = site_of(release, options, code)
    view, made = site.views[data.edition], 0
    for page in building.edition_pages(site, view, data.files, data.dictionary):
        building.write_page(site, view, page, folder)
        made += page.path.endswith(".html")
    return Made("pages", made)


# Jobs come a language after the other: one translation of the release in memory is enough.
@lru_cache(maxsize=1)
def site_of(release: Release, options: Options, code: str) -> Site:
    return building.make_site(release, options, language(code))
