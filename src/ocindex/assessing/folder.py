"""What ratings say, as a folder for editors: tables, a report, and what it all rests on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy

from ocindex.errors import RequestError
from ocindex.intervals import (
    cells_table,
    change_of,
    changes_table,
    draws_bytes,
    intervals_of,
    nodes_table,
)
from ocindex.placing import Kind, place_below, place_folder
from ocindex.scoring.fits import USUAL, Effort, Fit, fit_editions, n_raters, theta_of
from ocindex.scoring.rater_model import MODEL_VERSION
from ocindex.tabular import csv_bytes
from ocindex.version import __version__
from ocindex.vocabulary import Edition

if TYPE_CHECKING:
    import polars as pl

    from ocindex.ratings import Scoring
    from ocindex.scoring.observations import Round

MARKER = "scoring.json"
TABLES = ("scores.csv", "nodes.csv", "raters.csv", "changes.csv", "draws.parquet")
KIND = Kind(MARKER, frozenset({MARKER, *TABLES, "report.html", "data"}), carries=False)
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is written beside the tables, and whether an earlier folder may be replaced."""

    report: bool = True
    draws: bool = False
    replace: bool = False


TABLES_AND_REPORT = Asked()


@dataclass(frozen=True, eq=False)
class Scored:
    """A fit that was written: the folder of each edition, and what its figures rest on."""

    fit: Fit
    folders: Mapping[str, Path]
    rests_on: Mapping[str, str]


def score_editions(
    editions: Sequence[Edition],
    out: Path,
    *,
    which: Round = "first",
    scoring: Scoring | None = None,
    effort: Effort = USUAL,
    asked: Asked = TABLES_AND_REPORT,
    progress: Progress | None = None,
) -> Scored:
    """Fit the ratings of some editions together, and write what they say.

    Parameters
    ----------
    editions : sequence of Edition
        Scores that editors have decided are left out of account.
    out : Path
        The folder; of several editions, that of a folder for each.
    which : "first", "last" or int, optional
        The round that counts.
    scoring : Scoring, optional
        Method and seed; the editions' own if left out.
    effort : Effort, optional
    asked : Asked, optional
    progress : callable, optional
        Told stage, done and total.

    Returns
    -------
    Scored

    Raises
    ------
    RequestError
        Two editions have one id, or no ratings, or several methods.
    OutputError
        The folder is taken, or cannot be written; nothing has changed then.
    """
    ordered = sorted(editions, key=lambda edition: (edition.year, edition.id))
    ids = [edition.id for edition in ordered]
    if len(set(ids)) < len(ids):
        raise RequestError(f"Editions are known by their ids, of which two are one: {ids}.")
    fit = fit_editions(ordered, which=which, scoring=scoring, effort=effort, progress=progress)
    rests_on = {
        edition.id: rests_sentence(fit, place, edition) for place, edition in enumerate(ordered)
    }
    if progress:
        progress("Writing", 0, 0)
    several = len(ordered) > 1
    fills = {
        edition.id: partial(fill, fit, ordered, place, asked, which, rests_on[edition.id])
        for place, edition in enumerate(ordered)
    }
    folders = {name: out / name if several else out for name in ids}
    if several:
        place_below(fills, out, KIND, asked.replace)
    else:
        place_folder(out, fills[ids[0]], KIND, asked.replace)
    return Scored(fit, folders, rests_on)


def fill(
    fit: Fit, editions: Sequence[Edition], place: int, asked: Asked, which: Round,
    rests_on: str, folder: Path,
) -> None:  # fmt: skip
    """Write the files of the edition at a place among those fitted together."""
    from ocindex.scoring.raters import audit_ratings  # polars and more take 0.3 s to import

    # The panel's own figures: not moved to where editors may have set the score.
    edition = undecided(editions[place])
    theta = theta_of(fit, edition)
    counts = n_raters(fit.observations, edition)
    intervals = intervals_of(edition, theta, n_raters=counts, method=fit.scoring.method)
    audit = audit_ratings(editions, place, fit.observations, fit.theta, fit.posterior)
    if asked.report:
        reporter()(audit, folder)
    tables = {
        "scores.csv": cells_table(intervals),
        "nodes.csv": nodes_table(intervals),
        "raters.csv": audit.tables["raters"],
        **changes(fit, editions[:place], edition),
    }
    for name, table in tables.items():
        (folder / name).write_bytes(csv_bytes(table, ()))
    if asked.draws:
        (folder / "draws.parquet").write_bytes(draws_bytes(edition, theta))
    text = json.dumps(about(fit, edition, which, rests_on), ensure_ascii=False, indent=2)
    (folder / MARKER).write_bytes(f"{text}\n".encode())


def undecided(edition: Edition) -> Edition:
    return replace(edition, scoring=replace(edition.scoring, decided=False))


def changes(fit: Fit, earlier: Sequence[Edition], edition: Edition) -> dict[str, pl.DataFrame]:
    """`changes.csv` since the editions before, where there are any."""
    import polars as pl  # it takes 0.2 s to import

    tables = [
        changes_table(
            change_of(
                edition, theta_of(fit, edition), undecided(other), theta_of(fit, other), joint=True
            )
        )
        for other in earlier
    ]
    return {"changes.csv": pl.concat(tables)} if tables else {}


def reporter() -> Callable[..., None]:
    """The function that writes the report; RequestError where its extra is not installed."""
    try:
        from ocindex.publish.ratings import write_ratings_report  # an extra: jinja2
    except ModuleNotFoundError as error:
        raise RequestError(
            f"The report needs {error.name}: install it by pip install 'ocindex[publish]', or "
            "pass --no-report."
        ) from error
    return write_ratings_report


def rests_sentence(fit: Fit, place: int, edition: Edition) -> str:
    """What the figures of an edition rest on, in a sentence."""
    from ocindex.scoring.raters import of_units, rests_on  # as above

    sentence = rests_on(fit.observations, place).sentence
    return of_units(sentence) if edition.framework.free_codes else sentence


def about(fit: Fit, edition: Edition, which: Round, rests_on: str) -> dict[str, Any]:
    """What was fitted and how, so that it can be done again."""
    scoring = fit.scoring
    diagnostics = None
    if fit.posterior is not None:
        found = fit.posterior.diagnostics
        diagnostics = {**asdict(found), "sound": found.sound}
    return {
        "edition": edition.id,
        "title": edition.title,
        "simulated": edition.simulated,
        "fitted_with": list(fit.observations.edition_ids),
        "method": scoring.method,
        "seed": scoring.seed,
        "smoothed": scoring.smoothed,
        "round": which,
        "ratings": len(fit.observations),
        "ratings_sha256": fit.checksum,
        "rests_on": rests_on,
        "diagnostics": diagnostics,
        "split_panel": asdict(fit.check) | {"covers": fit.check.covers} if fit.check else None,
        "made_by": {
            "ocindex": __version__, "model": MODEL_VERSION,
            "numpy": np.__version__, "scipy": scipy.__version__,
        },
    }  # fmt: skip
