"""Edition folders to a release, and a release to pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from ocindex.errors import RequestError
from ocindex.pipeline.reading import Progress, Say, no_progress, read_edition, unheard


def release(
    folders: Sequence[Path],
    out: Path,
    replace: bool = False,
    progress: Progress = no_progress,
    *,
    intervals: bool = True,
    robustness: bool = False,
    draws: bool = False,
    processes: int | None = None,
    warn: Say = unheard,
) -> str:
    """Freeze editions; the release's fingerprint.

    Parameters
    ----------
    folders : sequence of Path
    out : Path
    replace : bool, optional
    progress : callable, optional
        Told stage, done and total.
    intervals : bool, optional
        Whether figures that rest on ratings get intervals.
    robustness : bool, optional
        Whether those of editions without ratings do, of scores half a step off.
    draws : bool, optional
        Whether the draws that intervals were made of are frozen too.
    processes : int, optional
        Processes that fit; one a core if left out.
    warn : callable, optional
        Told where a model's chains do not quite agree.

    Returns
    -------
    str

    Raises
    ------
    InputError
        An edition has faults, or a printed figure differs from the computed one.
    RequestError
        `out` lies within an edition, or a model has not converged.
    OutputError
        The folder is taken, or cannot be written; nothing has changed then.
    """
    from ocindex.release import freeze, read_fingerprint  # stages above import what they need

    for folder in folders:
        if out.resolve().is_relative_to(folder.resolve()):
            raise RequestError(f"{out} lies within the edition {folder}. Name a place outside.")
    editions = []
    for i, folder in enumerate(folders):
        progress("Reading editions", i, len(folders))
        editions.append(read_edition(folder, lambda: nullcontext(progress)))
    progress("Reading editions", len(folders), len(folders))
    rated = intervals and any(len(edition.ratings) for edition in editions)
    sure: dict[str, Any] = {}
    if rated or robustness:
        from ocindex.assessing import certainty_of  # scipy and more take 0.5 s to import
        from ocindex.scoring.fits import Effort  # as above

        taken = [edition for edition in editions if intervals or not len(edition.ratings)]
        found = certainty_of(
            taken, robustness=robustness, draws=draws, effort=Effort(processes=processes),
            progress=progress,
        )  # fmt: skip
        for warning in found.warnings:
            warn(warning)
        sure = {"intervals": found.intervals, "changes": found.changes, "draws": found.draws}
    progress("Freezing", 0, 0)
    freeze(editions, out, replace, **sure)
    return read_fingerprint(out)


def publish_release(
    release: Path | str,
    target: Path | str,
    *,
    base_url: str = "",
    languages: Sequence[str] = ("en",),
    profiles: bool = True,
    printed: Sequence[str] = (),
    processes: int | None = None,
    progress: Progress = no_progress,
) -> None:
    """Make the web site, PDF profiles and data files of a release.

    Parameters
    ----------
    release, target : Path or str
        Folder of the release, folder of the site.
    base_url : str, optional
        Address where the site will stand, for its sitemap.
    languages : sequence of str, optional
        Codes of the languages of pages and profiles; `all` for every one that there is.
    profiles : bool, optional
        Whether to print PDF profiles.
    printed : sequence of str, optional
        Ids of the editions whose profiles are printed; all if left out.
    processes : int, optional
        Processes that make pages and profiles; one a core if left out.
    progress : callable, optional
        Told stage, done and total.

    Raises
    ------
    ReleaseError
        The release is not what was frozen.
    RequestError
        The extra `publish` is not installed, or there is no such language or edition.
    OutputError
        The folder is taken, or cannot be written.
    """
    publish = publisher()
    publish(
        Path(release), Path(target), base_url=base_url, languages=languages, profiles=profiles,
        printed=printed, processes=processes, progress=progress,
    )  # fmt: skip


def publisher() -> Callable[..., None]:
    """The function that publishes; RequestError where its extra is not installed."""
    try:
        from ocindex.publish import publish  # an extra: jinja2 and typst
    except ModuleNotFoundError as error:
        raise RequestError(
            f"Publishing needs {error.name}: install it by pip install 'ocindex[publish]'."
        ) from error
    return publish
