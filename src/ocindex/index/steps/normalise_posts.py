"""Goalposts: a straight line between two, a trapezoid of four, a line of logarithms."""

from __future__ import annotations

import numpy as np

from ocindex.index.steps.moments import Flags, Floats
from ocindex.index.steps.normalise_line import Directions, Line, between, refuse
from ocindex.index.steps.refusal import Refusal


def fit_posts(
    directions: Directions,
    lower: Floats,
    upper: Floats,
    low: float = 0.0,
    high: float = 100.0,
    truncated: bool = True,
) -> Line:
    r"""Fixed goalposts: a line from the lower to the upper post.

    Parameters
    ----------
    directions : ndarray of int64, shape (indicators,)
        1 where the upper post scores `high`, -1 where the lower one does.
    lower, upper : ndarray of float64, shape (indicators,)
        The posts, in the indicator's unit.
    low, high : float
        Scores at the posts.
    truncated : bool
        Whether values beyond a post score what the post does; without it this is COINr's
        `n_scaled`.

    Returns
    -------
    Line

    Raises
    ------
    Refusal
        Where the upper post is not above the lower one.

    Notes
    -----
    .. math:: y = \ell + (h - \ell) \, t, \qquad t = \frac{x - a}{b - a}

    between the posts a and b, and 1 - t for t where less is better. Goalposts cut t to between 0
    and 1; a line without ends (`scaled`) does not.

    References
    ----------
    UNDP (2022). Human Development Report, technical note 1.
    """
    refuse_posts(lower < upper)
    up = directions > 0
    cut = (0.0, 1.0) if truncated else (-np.inf, np.inf)
    return between(np.where(up, lower, upper), np.where(up, upper, lower), low, high, cut)


def score_trapezoid(
    values: Floats,
    directions: Directions,
    lower: Floats,
    upper: Floats,
    fall: Floats,
    end: Floats,
    low: float = 0.0,
    high: float = 100.0,
    log: bool = False,
) -> Floats:
    r"""Scores that rise to a plateau and fall again.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.
    directions : ndarray of int64, shape (indicators,)
        -1 turns the scores over: the plateau is the worst.
    lower, upper, fall, end : ndarray of float64, shape (indicators,)
        Where the score leaves `low`, reaches `high`, leaves it, and is back at `low`.
    low, high : float
        Scores outside and on the plateau.
    log : bool
        Whether the slopes are straight in logarithms.

    Returns
    -------
    ndarray of float64, shape (units, indicators)

    Raises
    ------
    Refusal
        Where the posts do not rise, or a logarithm is asked of what is not above zero.

    Notes
    -----
    .. math:: t = \min \left( \frac{x - a}{b - a}, \frac{e - x}{e - f} \right)

    cut to between 0 and 1, where scores rise from a to b and fall from f to e.

    References
    ----------
    OECD and JRC (2008). Handbook on constructing composite indicators, section 1.5.
    """
    refuse_posts((lower < upper) & (upper <= fall) & (fall < end))
    if log:
        refuse_log(values, lower)
        values, lower, upper, fall, end = (
            np.log(values), np.log(lower), np.log(upper), np.log(fall), np.log(end)
        )  # fmt: skip
    shares = np.minimum((values - lower) / (upper - lower), (end - values) / (end - fall))
    return placed(np.clip(shares, 0.0, 1.0), directions, low, high)


def score_log_posts(
    values: Floats,
    directions: Directions,
    lower: Floats,
    upper: Floats,
    low: float = 0.0,
    high: float = 100.0,
) -> Floats:
    r"""Scores between posts, on a line of logarithms.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.
    directions : ndarray of int64, shape (indicators,)
        1 where the upper post scores `high`, -1 where the lower one does.
    lower, upper : ndarray of float64, shape (indicators,)
        The posts, in the indicator's unit.
    low, high : float
        Scores at the posts and beyond.

    Returns
    -------
    ndarray of float64, shape (units, indicators)

    Raises
    ------
    Refusal
        Where the posts do not rise, or a value or post is not above zero.

    Notes
    -----
    .. math:: t = \frac{\ln(x) - \ln(a)}{\ln(b) - \ln(a)}

    cut to between 0 and 1.

    References
    ----------
    UNDP (2022). Human Development Report, technical note 1: the index of income.
    """
    refuse_posts(lower < upper)
    refuse_log(values, lower)
    shares = (np.log(values) - np.log(lower)) / (np.log(upper) - np.log(lower))
    return placed(np.clip(shares, 0.0, 1.0), directions, low, high)


def placed(shares: Floats, directions: Directions, low: float, high: float) -> Floats:
    scores: Floats = low + (high - low) * np.where(directions > 0, shares, 1 - shares)
    return scores


def refuse_log(values: Floats, lower: Floats) -> None:
    places: list[tuple[int | None, int | None]] = [
        (None, int(column)) for column in np.flatnonzero(lower <= 0)
    ]
    places += [(int(row), int(column)) for row, column in np.argwhere(values <= 0)]
    if places:
        raise Refusal(
            "Goalposts of logarithms need posts and values above zero",
            "Take a straight line for the indicator, or mend the value",
            places,
        )


def refuse_posts(rising: Flags) -> None:
    refuse(~rising, "Goalposts must rise", "Give the lower post first")
