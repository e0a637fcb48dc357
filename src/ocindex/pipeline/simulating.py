"""A seed to edition folders."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from pathlib import Path

from ocindex import edition as editions_stage
from ocindex.edition import fill_edition
from ocindex.errors import RequestError
from ocindex.framework import BUNDLED
from ocindex.pipeline.reading import Progress, no_progress
from ocindex.pipeline.taking import new_framework
from ocindex.placing import place_below, place_folder
from ocindex.vocabulary import Edition, Framework


def simulate_into(
    out: Path, seed: int, *, raters: str = "", framework: str | None = None,
    series: bool = False, replace: bool = False, progress: Progress = no_progress,
) -> tuple[tuple[Path, Edition], ...]:  # fmt: skip
    """Make up an edition at `out`, or with `series` three of them below it.

    Where a kind of `raters` is asked for, their ratings wait for their scores, and the truth
    stands beside them.

    Raises
    ------
    RequestError
        The framework is not known, or has no members.
    OutputError
        A folder is taken, or cannot be written.
    """
    from ocindex.simulation import RATERS, TRUTH  # only this command needs it

    progress("Simulating", 0, 0)
    if series and framework:
        raise RequestError("--series makes the Index's own editions. Leave out --framework.")
    chosen = new_framework(framework or BUNDLED[-1], 0)
    made = rated_at_random(chosen, seed, raters, series) if raters else settled_at_random(
        chosen, seed, series
    )  # fmt: skip
    own = editions_stage.KIND.own | {TRUTH, RATERS}
    kind = dataclasses.replace(editions_stage.KIND, own=own)
    if not series:
        [(edition, fill)] = made
        place_folder(out, fill, kind, replace)
        return ((out, edition),)
    place_below({edition.id: fill for edition, fill in made}, out, kind, replace)
    return tuple((out / edition.id, edition) for edition, _ in made)


def settled_at_random(
    framework: Framework, seed: int, series: bool
) -> list[tuple[Edition, Callable[[Path], None]]]:
    """Simulated editions with scores, and what writes each."""
    from ocindex.simulation import simulate, simulate_editions

    editions = simulate_editions(seed) if series else (simulate(framework, seed),)
    return [(edition, partial(fill_edition, edition)) for edition in editions]


def rated_at_random(
    framework: Framework, seed: int, raters: str, series: bool
) -> list[tuple[Edition, Callable[[Path], None]]]:
    """Simulated editions without scores, and what writes each with its truth."""
    from ocindex.simulation import KINDS, Assessment, assess, assess_editions, record_truth

    def fill(assessment: Assessment, folder: Path) -> None:
        fill_edition(assessment.edition, folder)
        record_truth(assessment, folder)

    kind = next(kind for kind in KINDS if kind == raters)
    made = assess_editions(seed, kind) if series else (assess(framework, seed, kind),)
    return [(each.edition, partial(fill, each)) for each in made]
