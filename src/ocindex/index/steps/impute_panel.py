"""Imputing from the same unit and indicator in other editions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.impute import Imputed, fill
from ocindex.index.steps.moments import Floats

Counts = NDArray[np.int64]


def impute_latest(panel: Floats, most: int | None = None) -> Imputed:
    r"""The latest value of an earlier edition.

    Parameters
    ----------
    panel : ndarray of float64, shape (editions, units, indicators)
        In order of time, NaN where missing.
    most : int, optional
        How many editions back to look; all if left out.

    Returns
    -------
    Imputed
        What no earlier edition has stays missing.

    Notes
    -----
    .. math:: \hat x_{tui} = x_{sui}, \qquad s = \max \{ s < t : x_{sui} \text{ is known} \}

    Editions are counted, not years.

    References
    ----------
    Becker, W. et al. (2022). COINr: An R package for developing composite indicators.
    Journal of Open Source Software 7(78): 4567 (`impute_panel`, `latest`).
    """
    before = known_before(panel)
    source = taken(panel, before)
    if most is not None:
        age = editions(panel) - before
        source = np.where(age <= most, source, np.nan)
    return fill(panel, source)


def impute_step(panel: Floats, ends: bool = True) -> Imputed:
    r"""The value before holds until the next one.

    Parameters
    ----------
    panel : ndarray of float64, shape (editions, units, indicators)
        In order of time, NaN where missing.
    ends : bool
        Whether the first value also holds before it, and the last one after it.

    Returns
    -------
    Imputed
        What has no source stays missing.

    Notes
    -----
    .. math:: \hat x_{tui} = x_{sui}, \qquad s = \max \{ s < t : x_{sui} \text{ is known} \}

    between two known values; before the first and after the last one, the first and the last if
    `ends`, else nothing.

    References
    ----------
    Becker, W. et al. (2022). COINr: An R package for developing composite indicators.
    Journal of Open Source Software 7(78): 4567 (`impute_panel`, `constant`).
    """
    before, after = known_before(panel), known_after(panel)
    earlier, later = taken(panel, before), taken(panel, after)
    return fill(panel, outside(earlier, earlier, later, ends))


def impute_linear(panel: Floats, times: Floats, ends: bool = True) -> Imputed:
    r"""The straight line between the values before and after.

    Parameters
    ----------
    panel : ndarray of float64, shape (editions, units, indicators)
        In order of time, NaN where missing.
    times : ndarray of float64, shape (editions,)
        When each edition is, ascending.
    ends : bool
        Whether the first value holds before it, and the last one after it.

    Returns
    -------
    Imputed
        What has no source stays missing.

    Notes
    -----
    .. math:: \hat x_{tui} = x_{sui} + (x_{rui} - x_{sui}) \frac{t - s}{r - s}

    between the known values of the years s < t < r nearest to it; before the first and after the
    last one, the first and the last if `ends`, else nothing.

    References
    ----------
    Becker, W. et al. (2022). COINr: An R package for developing composite indicators.
    Journal of Open Source Software 7(78): 4567 (`impute_panel`, `linear`).
    """
    before, after = known_before(panel), known_after(panel)
    earlier, later = taken(panel, before), taken(panel, after)
    last = len(panel) - 1
    start = times[np.clip(before, 0, last)]
    stop = times[np.clip(after, 0, last)]
    span = np.where(stop > start, stop - start, 1.0)
    share = (times[:, None, None] - start) / span
    return fill(panel, outside(earlier + (later - earlier) * share, earlier, later, ends))


def outside(inner: Floats, earlier: Floats, later: Floats, ends: bool) -> Floats:
    """What stands between two values, and beyond the first and the last what `ends` says."""
    lead, trail = np.isnan(earlier), np.isnan(later)
    beyond = np.where(lead, later, earlier) if ends else np.full(inner.shape, np.nan)
    return np.where(lead | trail, beyond, inner)


def editions(panel: Floats) -> Counts:
    return np.arange(len(panel))[:, None, None]


def known_before(panel: Floats) -> Counts:
    """The last edition up to each that has the value; -1 where none has."""
    known = np.where(np.isnan(panel), -1, editions(panel))
    return np.maximum.accumulate(known, axis=0)


def known_after(panel: Floats) -> Counts:
    """The first edition from each on that has the value; the number of editions where none has."""
    known = np.where(np.isnan(panel), len(panel), editions(panel))
    return np.minimum.accumulate(known[::-1], axis=0)[::-1]


def taken(panel: Floats, edition: Counts) -> Floats:
    found = np.take_along_axis(panel, np.clip(edition, 0, len(panel) - 1), axis=0)
    return np.where((edition >= 0) & (edition < len(panel)), found, np.nan)
