"""The one way from a release to its site: pages, data files and PDF profiles."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path

from ocindex.errors import RequestError
from ocindex.placing import place_folder
from ocindex.release import Release, read_release

MARKER = "site.json"
FORMAT = 1
# Names at the site's root that no edition may bear.
TAKEN = frozenset({"assets", "en"})
# A profile takes about 0.2 s, so that a batch is worth the way to another process.
BATCH = 12

Progress = Callable[[str, int, int], None]
Batch = tuple[str, tuple[str, ...]]


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
        An edition's id is a name that the site needs, or `processes` is less than 1.
    OutputError
        The folder holds something else, or cannot be written; nothing has changed then.
    """
    found = release if isinstance(release, Release) else read_release(release)
    count = processes if processes is not None else os.cpu_count() or 1
    if count < 1:
        raise RequestError(f"Profiles are made by 1 process or more, not {count}.")
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

    place_folder(Path(target), fill, MARKER, replace=True)


def profile_batches(release: Release) -> list[Batch]:
    """Countries in the batches in which their profiles are made."""
    batches: list[Batch] = []
    for released in release.editions:
        iso3s = tuple(released.countries)
        batches += [(released.id, iso3s[i : i + BATCH]) for i in range(0, len(iso3s), BATCH)]
    return batches


def start_profiles(
    release: Release, batches: list[Batch], folder: Path, processes: int, stack: ExitStack
) -> Iterator[int]:
    """Have profiles made beside the pages; yields how many, as each batch is done."""
    if processes == 1 or len(batches) < 2:
        return (write_profiles(release, batch, folder) for batch in batches)
    # A fork of a process that has threads (polars starts some) may hang.
    pool = ProcessPoolExecutor(
        min(processes, len(batches)), get_context("spawn"), keep_release, (release.path,)
    )
    stack.enter_context(pool)
    stack.callback(pool.shutdown, wait=True, cancel_futures=True)
    futures = [pool.submit(write_kept, batch, folder) for batch in batches]
    return (future.result() for future in as_completed(futures))


KEPT: list[Release] = []


def keep_release(path: Path) -> None:
    """Read the release once in each process."""
    KEPT.append(read_release(path))


def write_kept(batch: Batch, folder: Path) -> int:
    return write_profiles(KEPT[0], batch, folder)


def write_profiles(release: Release, batch: Batch, folder: Path) -> int:
    """Make a batch of profiles and write them beside their countries' pages."""
    from ocindex.publish.profile import render_profiles  # typst and its fonts load slowly

    edition_id, iso3s = batch
    for iso3, content in render_profiles(release, edition_id, iso3s):
        path = folder / edition_id / "en" / "country" / iso3 / f"{iso3}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return len(iso3s)


def fill_pages(
    release: Release, folder: Path, base_url: str, profiles: bool, progress: Progress
) -> None:
    """Write the data files and all pages."""
    from ocindex.publish.data import edition_files, edition_tables  # polars takes 0.2 s
    from ocindex.publish.site import building  # jinja2 takes 0.1 s
    from ocindex.publish.site.frontmatter import Listed

    site = building.make_site(release, base_url, profiles)
    building.write_frame(site, folder)
    listed = {}
    for i, released in enumerate(release.editions, 1):
        place = folder / released.id / "data"
        place.mkdir(parents=True, exist_ok=True)
        files = edition_files(release, released.id)
        for file in files:
            (place / file.name).write_bytes(file.content)
        listed[released.id] = [Listed(f.name, f.title, len(f.content)) for f in files]
        progress("data", i, len(release.editions))
    total, done = sum(len(view.known) + 1 for view in site.views.values()), 0
    for view in site.views.values():
        dictionary = {
            table.name: [(c.name, c.type, c.description) for c in table.columns]
            for table in edition_tables(view.released)
            if table.name != "wide"
        }
        for page in building.edition_pages(site, view, listed[view.id], dictionary):
            building.write_page(site, view, page, folder)
            if page.path.endswith(".html"):
                done += 1
                progress("pages", done, total)


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
