"""What editors should know of their raters: editions that were rated to a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ocindex.scoring.fits import USUAL, Effort, fit_editions, shared_scoring
from ocindex.vocabulary import Edition

if TYPE_CHECKING:
    from ocindex.assessing.certainty import Progress
    from ocindex.findings import Audit
    from ocindex.ratings import ScoringMethod
    from ocindex.scoring.observations import Round


def raters_of(
    editions: Sequence[Edition],
    *,
    which: Round = "first",
    method: ScoringMethod | None = None,
    seed: int | None = None,
    effort: Effort = USUAL,
    progress: Progress | None = None,
) -> tuple[Audit, str]:
    """Report on the raters of the latest of some editions, which are fitted together.

    Parameters
    ----------
    editions : sequence of Edition
    which : "first", "last" or int, optional
        The round that counts.
    method, seed : optional
        The editions' own if left out.
    effort : Effort, optional
    progress : callable, optional
        Told stage, done and total.

    Returns
    -------
    tuple of Audit and str
        The report, and a warning where the model has not converged; empty where it has.

    Raises
    ------
    RequestError
        There are no ratings, or the editions cannot be fitted together.
    """
    from ocindex.scoring.raters import audit_ratings  # polars and more take 0.3 s to import

    ordered = sorted(editions, key=lambda edition: (edition.year, edition.id))
    given = {"method": method, "seed": seed}
    asked = {key: value for key, value in given.items() if value is not None}
    scoring = shared_scoring(ordered, **asked)
    fit = fit_editions(ordered, which=which, scoring=scoring, effort=effort, progress=progress)
    if progress:
        progress("Reporting", 0, 0)
    report = audit_ratings(ordered, len(ordered) - 1, fit.observations, fit.theta, fit.posterior)
    diagnostics = fit.posterior.diagnostics if fit.posterior else None
    return report, "" if diagnostics is None or diagnostics.sound else diagnostics.sentence
