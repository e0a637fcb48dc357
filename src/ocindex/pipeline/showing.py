"""All stages in a row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ocindex.errors import IntakeError
from ocindex.pipeline.figures import check_editions
from ocindex.pipeline.reading import Progress, Say, no_progress, read_rated
from ocindex.pipeline.releasing import publish_release, publisher, release
from ocindex.pipeline.scoring import score
from ocindex.pipeline.simulating import simulate_into
from ocindex.pipeline.taking import intake_workbook
from ocindex.vocabulary import SIMULATED


def demo(
    out: Path,
    *,
    profiles: bool,
    say: Say,
    languages: Sequence[str] = ("en",),
    simulated: bool = False,
    progress: Progress = no_progress,
) -> Path:
    """All stages in a row below `out`; the folder of the site."""
    publisher()  # rather now than after all the rest
    if simulated:
        editions = simulated_editions(out / "editions", progress)
    else:
        editions = demo_editions(out / "editions", say, progress)
    for line in check_editions(editions):
        say(line)
    if all(len(read_rated(edition).ratings) for edition in editions):
        lines, warning = score(editions, out / "scoring", replace=True, progress=progress)
        for line in [*lines, *([warning] if warning else [])]:
            say(line)
    fingerprint = release(editions, out / "release", replace=True, progress=progress, warn=say)
    say(f"{out / 'release'}: frozen, fingerprint {fingerprint}")
    latest = editions[-1].name
    publish_release(
        out / "release", out / "site", languages=languages, profiles=profiles, printed=[latest],
        progress=progress,
    )  # fmt: skip
    say(f"{out / 'site'}: published{f', with the profiles of {latest}' if profiles else ''}")
    return out / "site"


def simulated_editions(out: Path, progress: Progress) -> list[Path]:
    """Editions of a simulation, scored by their editors from the experts' ratings."""
    return [path for path, _ in simulate_into(out, 1, series=True, replace=True, progress=progress)]


def demo_editions(out: Path, say: Say, progress: Progress) -> list[Path]:
    """Editions of the workbook, or of a simulation where there is none to be had."""
    from ocindex.intake.fetching import VARIABLE, find_workbook  # only the demo fetches

    try:
        workbook = find_workbook(progress=lambda done, total: progress("Fetching", done, total))
    except IntakeError as error:
        if any(fault.file.startswith("http") for fault in error.faults):
            say(str(error))
            say(f"{SIMULATED} stand in; name a workbook in ${VARIABLE} for the real Index.")
            return simulated_editions(out, progress)
        raise
    version = "the version we know" if workbook.known else "another version than the one we know"
    say(f"Workbook from {workbook.origin}: {version}")
    editions = intake_workbook(workbook.path, out, replace=True, progress=progress)
    checked = sum(len(edition.printed) for edition in editions)
    say(f"{checked:,} published averages checked, 0 differ")
    return [out / edition.id for edition in editions]
