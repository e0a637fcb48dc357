"""Editions that were rated to a folder for editors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from ocindex.errors import RequestError
from ocindex.pipeline.reading import Progress, no_progress, read_rated

if TYPE_CHECKING:
    from ocindex.scoring.observations import Round


def score(
    folders: Sequence[Path],
    out: Path,
    *,
    which: Round = "first",
    method: str = "",
    seed: int | None = None,
    sweeps: int | None = None,
    chains: int = 4,
    processes: int | None = None,
    cluster: str = "",
    check: bool = False,
    report: bool = True,
    draws: bool = False,
    replace: bool = False,
    progress: Progress = no_progress,
    warn: Callable[[str], None] = lambda _: None,
) -> tuple[list[str], str]:
    """Fit the ratings of editions, and write what they say; lines for people, and a warning.

    `warn` is told beforehand of a fit that takes long; `cluster` is the address of a Dask
    scheduler, or empty.

    Raises
    ------
    EditionError
        An edition has faults.
    RequestError
        There is nothing to fit, or editions that cannot be fitted together, or no scheduler
        at the address.
    OutputError
        A folder is taken, or cannot be written; nothing has changed then.
    """
    from ocindex.assessing import (  # scipy and more take 0.5 s to import
        Asked,
        require_sound,
        score_editions,
    )
    from ocindex.robustness.cluster import cluster as client_of  # as above
    from ocindex.scoring.fits import Effort, shared_scoring
    from ocindex.scoring.forecast import forecast_of
    from ocindex.scoring.raters import of_units

    for folder in folders:
        if out.resolve().is_relative_to(folder.resolve()):
            raise RequestError(f"{out} lies within the edition {folder}. Name a place outside.")
    editions = []
    for i, folder in enumerate(folders):
        progress("Reading editions", i, len(folders))
        editions.append(read_rated(folder))
    progress("Reading editions", len(folders), len(folders))
    given = {"method": method, "seed": seed}
    asked = {key: value for key, value in given.items() if value not in ("", None)}
    scoring = shared_scoring(editions, **asked)
    if scoring.method == "model":
        ratings = sum(len(edition.ratings) for edition in editions)
        expected = forecast_of(ratings, chains, sweeps or scoring.sweeps, processes)
        if expected.worth_saying:
            warn(expected.sentence)
    with client_of(cluster, 0) if cluster else nullcontext() as client:
        found = score_editions(
            editions, out, which=which, scoring=scoring,
            effort=Effort(chains, sweeps, processes, check, client),
            asked=Asked(report, draws, replace), progress=progress,
        )  # fmt: skip
    lines = [f"{folder}: {found.rests_on[name]}" for name, folder in found.folders.items()]
    posterior = found.fit.posterior
    if posterior is None:
        return [*lines, f"Method: {scoring.method}."], ""
    diagnostics = posterior.diagnostics
    said = [*lines, diagnostics.sentence]
    if found.fit.check:
        sentence = found.fit.check.sentence
        free = any(edition.framework.free_codes for edition in editions)
        said.append("Scores are smoothed." if scoring.smoothed else "The panel was split.")
        said[-1] += f" {of_units(sentence) if free else sentence}"
    try:
        return said, require_sound(found.fit)
    except RequestError as error:
        return said, f"Do not use these scores. {error}"
