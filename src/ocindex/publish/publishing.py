"""The one way from a release to its site: pages, data files and PDF profiles."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from ocindex.errors import RequestError
from ocindex.placing import Kind, place_folder
from ocindex.publish.batches import Data, data_jobs, page_jobs
from ocindex.publish.language import CODES, language
from ocindex.publish.prints import print_count, print_jobs
from ocindex.publish.site import building
from ocindex.publish.site.pages import Options
from ocindex.publish.workers import Workers, seldom_collecting
from ocindex.release import Release, read_release

MARKER = "site.json"
FORMAT = 1
# An address of the web, of characters that need no escape in XML, HTML or robots.txt.
ADDRESS = re.compile(r"https?://[A-Za-z0-9][\w.:%~/+-]*", re.ASCII)
# Names at the site's root that no edition may bear.
TAKEN = frozenset({"assets", *CODES})
# Pages, in their number a country in a language, that are worth starting processes for; and how
# many pages take as long as a profile.
LONG, PROFILE = 300, 20

Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """Report no progress."""


@seldom_collecting()
def publish(
    release: Release | Path | str,
    target: Path | str,
    *,
    base_url: str = "",
    languages: Sequence[str] = ("en",),
    profiles: bool = True,
    printed: Sequence[str] = (),
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
    languages : sequence of str, optional
        Codes of the languages of the pages, or `all`. The site's root leads to the first.
    profiles : bool, optional
        Whether to make a PDF profile of each country, in each of the languages.
    printed : sequence of str, optional
        Ids of the editions whose profiles are made; all if left out.
    processes : int, optional
        Processes that make pages and profiles; as many as there are processors if left out.
        The result does not depend on it. With more than one, a script needs the usual
        `if __name__ == "__main__":`.
    progress : callable, optional
        Called with the stage (`data`, `pages` or `profiles`), what is done and the total.

    Raises
    ------
    ReleaseError
        The folder is no release, or has changed since it was frozen.
    RequestError
        An edition's id is a name that the site needs, `target` lies in the release, there is
        no such language or edition, `base_url` is no address, or `processes` is less than 1.
    OutputError
        The folder holds something else, or cannot be written; nothing has changed then.
    """
    found = release if isinstance(release, Release) else read_release(release)
    count = processes if processes is not None else os.cpu_count() or 1
    codes = CODES if "all" in languages else tuple(dict.fromkeys(languages))
    check_request(found, Path(target), codes, count)
    check_address(base_url)
    unknown = [edition for edition in printed if edition not in found.by_id]
    if unknown:
        raise RequestError(
            f"The release has no edition '{unknown[0]}' whose profiles could be printed; "
            f"it has {', '.join(found.by_id)}."
        )
    options = Options(
        languages=codes,
        profiles=codes if profiles else (),
        printed=tuple(dict.fromkeys(printed)),
        base_url=base_url.rstrip("/") + "/" if base_url else "",
    )

    def fill(folder: Path) -> None:
        with ExitStack() as stack:
            workers = Workers(found, count if is_long(found, options) else 1, stack)
            fill_site(found, options, folder, workers, progress)
        write_text(folder / MARKER, descriptor(found, options))

    place_folder(Path(target), fill, site_kind(Path(target), found), replace=True)


def check_request(release: Release, target: Path, languages: Sequence[str], count: int) -> None:
    """Refuse what cannot be published so."""
    if count < 1:
        raise RequestError(f"A site is made by 1 process or more, not {count}.")
    if not languages:
        raise RequestError(f"Name a language: {', '.join(CODES)}.")
    for code in languages:
        language(code)
    if target.resolve().is_relative_to(release.path.resolve()):
        raise RequestError(
            f"{target} lies in the release: a site there would break it. Name another place."
        )
    for edition in release.editions:
        if edition.id in TAKEN:
            raise RequestError(
                f"An edition cannot be published under the id '{edition.id}', a name that the "
                "site itself needs. Give the edition another id in its edition.toml."
            )


def check_address(base_url: str) -> None:
    """Refuse what the site map, the QR codes and canonical links could not bear."""
    if base_url and not ADDRESS.fullmatch(base_url):
        raise RequestError(
            f"'{base_url}' is no address where a site may stand. Write it whole, as "
            "https://example.org/index, without spaces, quotes, ? or #."
        )


def is_long(release: Release, options: Options) -> bool:
    """Whether the work is worth processes of its own, each of which takes a second to start."""
    pages = sum(len(released.countries) for released in release.editions) * len(options.languages)
    return pages + PROFILE * print_count(release, options) >= LONG


def site_kind(target: Path, release: Release) -> Kind:
    """What a site at `target` is made of: its pages, those of the editions that it had too."""
    own = {MARKER, "index.html", "404.html", "robots.txt", "sitemap.xml", "assets", *CODES}
    own |= {edition.id for edition in release.editions}
    # There may be no site yet, or none whose word can be taken.
    with suppress(OSError, ValueError, LookupError, TypeError):
        own |= set(json.loads((target / MARKER).read_text(encoding="utf-8"))["editions"])
    return Kind(MARKER, frozenset(own), carries=True)


def fill_site(
    release: Release, options: Options, folder: Path, workers: Workers, progress: Progress
) -> None:
    """Write the data files, all pages and the profiles."""
    site = building.make_site(release, options, language(options.languages[0]))
    building.write_frame(site, folder)
    data: dict[str, Data] = {}
    for made in workers.do(data_jobs(release, folder)):
        data[made.edition] = made
        progress("data", len(data), len(release.editions))
    views = site.views.values()
    totals = {
        "pages": sum(len(view.known) + 1 for view in views) * len(options.languages),
        "profiles": print_count(release, options),
    }
    done = dict.fromkeys(totals, 0)
    jobs = [
        *page_jobs(release, options, data, folder),
        *print_jobs(release, options, folder),
    ]
    for stage, count in workers.do(jobs):
        done[stage] += count
        progress(stage, done[stage], totals[stage])


def descriptor(release: Release, options: Options) -> str:
    """`site.json`, by which a site of ours is known."""
    content = {
        "format": FORMAT,
        "title": release.title,
        "made_by": release.made_by,
        "release": release.fingerprint,
        "simulated": release.simulated,
        "editions": [edition.id for edition in release.editions],
        "languages": list(options.languages),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def write_text(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))
