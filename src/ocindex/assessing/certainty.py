"""How sure the figures of some editions are: those that share raters are fitted together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ocindex.errors import RequestError
from ocindex.intervals import (
    ChangeIntervals,
    Intervals,
    change_of,
    draws_bytes,
    intervals_of,
    robustness_intervals,
)
from ocindex.scoring.fits import USUAL, Effort, Fit, fit_editions, n_raters, theta_of, way_of
from ocindex.vocabulary import Edition

Progress = Callable[[str, int, int], None]
# Beyond these, figures would change with the seed; up to them, in their third digit at most.
WORST_RHAT, FEWEST_DRAWS = 1.05, 100


@dataclass(frozen=True, eq=False)
class Certainty:
    """How sure figures are, by the ids of editions, and changes between two of them.

    `draws` are files of draws, where they were asked for; `warnings` say of which fits the
    chains do not quite agree.
    """

    intervals: Mapping[str, Intervals]
    changes: tuple[ChangeIntervals, ...]
    draws: Mapping[str, bytes]
    warnings: tuple[str, ...] = ()


def certainty_of(
    editions: Sequence[Edition],
    *,
    robustness: bool = False,
    draws: bool = False,
    effort: Effort = USUAL,
    progress: Progress | None = None,
) -> Certainty:
    """Intervals of the editions that have ratings, and of changes between them.

    Parameters
    ----------
    editions : sequence of Edition
    robustness : bool, optional
        Whether editions without ratings get intervals as well: how far their figures move
        where each score may lie half a step off.
    draws : bool, optional
        Whether to make files of draws.
    effort : Effort, optional
    progress : callable, optional
        Told stage, done and total.

    Returns
    -------
    Certainty

    Raises
    ------
    RequestError
        The model has not converged on the ratings of an edition.
    """
    ordered = sorted(editions, key=lambda edition: (edition.year, edition.id))
    intervals: dict[str, Intervals] = {}
    files: dict[str, bytes] = {}
    fits: dict[str, Fit] = {}
    warnings: list[str] = []
    for group in joined(ordered):
        fit = fit_editions(group, effort=effort, progress=progress)
        warnings.append(require_sound(fit))
        fits |= {edition.id: fit for edition in group}
    for edition in ordered:
        if edition.id in fits:
            fit = fits[edition.id]
            theta, counts = theta_of(fit, edition), n_raters(fit.observations, edition)
            method = fit.scoring.method
            intervals[edition.id] = intervals_of(edition, theta, n_raters=counts, method=method)
            if draws:
                files[edition.id] = draws_bytes(edition, theta)
        elif robustness and not edition.measured:
            intervals[edition.id] = robustness_intervals(edition)
    rated = [edition for edition in ordered if edition.id in fits]
    changes = changes_between(rated, fits)
    return Certainty(intervals, changes, files, tuple(filter(None, warnings)))


def changes_between(
    editions: Sequence[Edition], fits: Mapping[str, Fit]
) -> tuple[ChangeIntervals, ...]:
    """Changes of each edition since each earlier one, the editions from the earliest on."""
    return tuple(
        change_of(
            later, theta_of(fits[later.id], later),
            earlier, theta_of(fits[earlier.id], earlier),
            joint=fits[later.id] is fits[earlier.id],
        )
        for earlier, later in combinations(editions, 2)
    )  # fmt: skip


def joined(editions: Sequence[Edition]) -> list[list[Edition]]:
    """The rated editions in groups: linked by raters, and scored alike on one scale."""
    groups: list[list[Edition]] = []
    for edition in editions:
        if not len(edition.ratings):
            continue
        linked = [group for group in groups if any(alike(edition, other) for other in group)]
        rest = [group for group in groups if not any(group is other for other in linked)]
        groups = [*rest, [*(other for group in linked for other in group), edition]]
    places = {edition.id: place for place, edition in enumerate(editions)}
    return [sorted(group, key=lambda edition: places[edition.id]) for group in groups]


def alike(one: Edition, other: Edition) -> bool:
    """Whether two editions can be fitted together, and gain by it."""
    return (
        one.framework.scale == other.framework.scale
        and way_of(one) == way_of(other)
        and not set(one.ratings.raters).isdisjoint(other.ratings.raters)
    )


def require_sound(fit: Fit) -> str:
    """A warning where a fit's chains do not quite agree; empty where they do.

    Raises
    ------
    RequestError
        They do not agree at all.
    """
    diagnostics = fit.posterior.diagnostics if fit.posterior else None
    if diagnostics is None or diagnostics.sound:
        return ""
    named = ", ".join(fit.observations.edition_ids)
    if diagnostics.rhat <= WORST_RHAT and diagnostics.ess_bulk >= FEWEST_DRAWS:
        return f"The ratings of {named}: {diagnostics.sentence}"
    raise RequestError(
        f"The ratings of {named}: {diagnostics.sentence} Set sweeps, {4 * fit.scoring.sweeps} "
        "say, under [scoring] of edition.toml."
    )
