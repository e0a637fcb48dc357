"""Edition folders in and out; scores are made of ratings where there are none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ocindex import edition as editions_stage
from ocindex.edition import fill_edition, without_scores
from ocindex.index import Result, build
from ocindex.placing import place_below
from ocindex.vocabulary import Edition

Progress = Callable[[str, int, int], None]
Say = Callable[[str], None]
# Opened where something takes long after all: gives who is to be told.
Watch = Callable[[], AbstractContextManager[Progress]]


def no_progress(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def unheard(_text: str) -> None:
    """Say it to nobody."""


def unwatched() -> AbstractContextManager[Progress]:
    """Tell nobody, as a context."""
    return nullcontext(no_progress)


def read_edition(folder: Path | str, watch: Watch = unwatched) -> Edition:
    """Read and check an edition folder; scores are made of ratings where there are none.

    Parameters
    ----------
    folder : Path or str
    watch : callable, optional
        Gives the context in which a fit tells stage, done and total.

    Returns
    -------
    Edition

    Raises
    ------
    EditionError
        With every fault of every file.
    RequestError
        The edition's model has not converged on its ratings.
    """
    return editions_stage.read_edition(folder, partial(made_scores, watch=watch))


def made_scores(edition: Edition, watch: Watch) -> NDArray[np.int64]:
    """The scores that an edition's own ratings make by its method, from the cache if known."""
    from ocindex.assessing import require_sound  # scipy and more take 0.5 s to import
    from ocindex.scoring.consensus import refuse_unrated  # as above
    from ocindex.scoring.fits import fit_editions, n_raters, scores_of  # as above
    from ocindex.scoring.observations import observe  # as above

    # What nobody has rated is told at once, not after a fit.
    counts = n_raters(observe([edition]), edition)
    refuse_unrated(counts, edition.framework, edition.countries)
    with watch() as tell:
        fit = fit_editions([edition], progress=tell)
    require_sound(fit)
    return scores_of(fit, edition)


def read_rated(folder: Path | str) -> Edition:
    """An edition folder as it stands: no scores are made where there are ratings alone."""
    return editions_stage.read_edition(folder, without_scores)


def read_result(folder: Path, watch: Watch = unwatched) -> Result:
    """An edition folder's result."""
    return build(read_edition(folder, watch))


def write_editions(editions: Sequence[Edition], out: Path, replace: bool) -> None:
    """Write editions below `out`, all or none; in one step where nothing is there yet."""
    fills = {edition.id: partial(fill_edition, edition) for edition in editions}
    place_below(fills, out, editions_stage.KIND, replace)
