"""The one way from a release to its site: pages, data files and PDF profiles."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

from ocindex.errors import RequestError
from ocindex.placing import Kind, place_folder
from ocindex.publish.batches import profile_batches, start_profiles
from ocindex.publish.data import EditionData, edition_data
from ocindex.publish.site import building
from ocindex.publish.site.frontmatter import Dictionary, Listed
from ocindex.release import Release, read_release

MARKER = "site.json"
FORMAT = 1
# Names at the site's root that no edition may bear.
TAKEN = frozenset({"assets", "en"})

Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """Report no progress."""


def publish(
    release: Release | Path | str,
    target: Path | str,
    *,
    base_url: str = "",
    profiles: bool = True,
    processes: int | None = None,
    progress: Progress = silent,
) -> None:
    """Publish a release: a web site with PDF profiles and data files.

    Parameters
    ----------
    release : Release or Path or str
        A release, or its folder.
    target : Path or str
        The folder to write. A site that is there already is replaced whole.
    base_url : str, optional
        Address under which the site will stand. Canonical links, the site map and the page
        for wrong addresses need it; all other links are relative.
    profiles : bool, optional
        Whether to make a PDF profile of each country.
    processes : int, optional
        Processes that make profiles; as many as there are processors if left out. The
        result does not depend on it. With more than one, a script needs the usual
        `if __name__ == "__main__":`.
    progress : callable, optional
        Called with the stage (`data`, `pages` or `profiles`), what is done and the total.

    Raises
    ------
    ReleaseError
        The folder is no release, or has changed since it was frozen.
    RequestError
        An edition's id is a name that the site needs, `target` lies in the release, or
        `processes` is less than 1.
    OutputError
        The folder holds something else, or cannot be written; nothing has changed then.
    """
    found = release if isinstance(release, Release) else read_release(release)
    count = processes if processes is not None else os.cpu_count() or 1
    if count < 1:
        raise RequestError(f"Profiles are made by 1 process or more, not {count}.")
    if Path(target).resolve().is_relative_to(found.path.resolve()):
        raise RequestError(
            f"{target} lies in the release: a site there would break it. Name another place."
        )
    for edition in found.editions:
        if edition.id in TAKEN:
            raise RequestError(
                f"An edition cannot be published under the id '{edition.id}', a name that the "
                "site itself needs. Give the edition another id in its edition.toml."
            )

    def fill(folder: Path) -> None:
        with ExitStack() as stack:
            batches = profile_batches(found) if profiles else []
            made = start_profiles(found, batches, folder, count, stack)
            fill_pages(found, folder, base_url, profiles, progress)
            total, done = sum(len(iso3s) for _, iso3s in batches), 0
            for size in made:
                done += size
                progress("profiles", done, total)
        write_text(folder / MARKER, descriptor(found))

    place_folder(Path(target), fill, site_kind(Path(target), found), replace=True)


def site_kind(target: Path, release: Release) -> Kind:
    """What a site at `target` is made of: its pages, those of the editions that it had too."""
    own = {MARKER, "index.html", "404.html", "robots.txt", "sitemap.xml", "assets", "en"}
    own |= {edition.id for edition in release.editions}
    # There may be no site yet, or none whose word can be taken.
    with suppress(OSError, ValueError, LookupError, TypeError):
        own |= set(json.loads((target / MARKER).read_text(encoding="utf-8"))["editions"])
    return Kind(MARKER, frozenset(own), carries=True)


def fill_pages(
    release: Release, folder: Path, base_url: str, profiles: bool, progress: Progress
) -> None:
    """Write the data files and all pages."""
    site = building.make_site(release, base_url, profiles)
    building.write_frame(site, folder)
    total, done = sum(len(view.known) + 1 for view in site.views.values()), 0
    for i, view in enumerate(site.views.values(), 1):
        listed, dictionary = write_data(edition_data(release, view.id), folder / view.id / "data")
        progress("data", i, len(site.views))
        for page in building.edition_pages(site, view, listed, dictionary):
            building.write_page(site, view, page, folder)
            if page.path.endswith(".html"):
                done += 1
                progress("pages", done, total)


def write_data(data: EditionData, place: Path) -> tuple[list[Listed], Dictionary]:
    """Write an edition's data files; what its data page lists of them."""
    place.mkdir(parents=True)
    for file in data.files:
        (place / file.name).write_bytes(file.content)
    dictionary = {
        table.name: [(c.name, c.type, c.description) for c in table.columns]
        for table in data.tables
        if table.name != "wide"
    }
    return [Listed(f.name, f.title, len(f.content)) for f in data.files], dictionary


def descriptor(release: Release) -> str:
    """`site.json`, by which a site of ours is known."""
    content = {
        "format": FORMAT,
        "title": release.title,
        "made_by": release.made_by,
        "release": release.fingerprint,
        "simulated": release.simulated,
        "editions": [edition.id for edition in release.editions],
        "languages": ["en"],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def write_text(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))
