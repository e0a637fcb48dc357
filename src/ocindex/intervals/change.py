"""How sure changes between two editions are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import RequestError
from ocindex.index.weights import effective_weights
from ocindex.intervals.drawing import Singles, centred, component_draws, node_draws
from ocindex.intervals.values import ChangeIntervals, ChangeSummary
from ocindex.vocabulary import Edition

Floats = NDArray[np.float64]
Both = tuple[Edition, Edition]
SHARES = (0.5, 0.05, 0.95)
# Seed for pairing draws of editions that were not fitted together: any will do.
PAIRING = 1


def change_of(
    later: Edition,
    later_theta: Singles,
    earlier: Edition,
    earlier_theta: Singles,
    *,
    joint: bool,
) -> ChangeIntervals:
    """How sure the changes since an earlier edition are.

    Parameters
    ----------
    later, earlier : Edition
    later_theta, earlier_theta : ndarray of float32, shape (draws, countries, indicators)
        As for `intervals_of`, each in its edition's order.
    joint : bool
        Whether one fit covers both, and draws of the same number belong together. What raters
        of both have in common then cancels out. Others are paired by chance.

    Returns
    -------
    ChangeIntervals
        Over the countries and nodes that both have.

    Raises
    ------
    RequestError
        Their scales differ, joint draws are not as many, or draws are not of their edition.
    """
    editions = later, earlier
    refuse(editions, len(later_theta), len(earlier_theta), joint=joint)
    thetas = centred(later, later_theta), centred(earlier, earlier_theta)
    if not joint:
        thetas = paired(*thetas)
    known = earlier.framework.position
    nodes = [node.id for node in later.framework.nodes if node.id in known]
    codes = [country.iso3 for country in later.countries if country.iso3 in earlier.row]
    return ChangeIntervals(
        later=later.id,
        earlier=earlier.id,
        countries=tuple(codes),
        nodes=tuple(nodes),
        published=published_change(editions, thetas, codes, nodes),
        comparable=comparable_change(editions, thetas, codes, nodes),
        simulated=later.simulated or earlier.simulated,
    )


def refuse(editions: Both, later: int, earlier: int, *, joint: bool) -> None:
    """Editions that are not to be compared, or draws that do not belong together."""
    one, other = (edition.framework.scale for edition in editions)
    names = " and ".join(edition.id for edition in editions)
    if one != other:
        raise RequestError(f"Editions {names} have different scales ({one}; {other}).")
    if joint and later != earlier:
        raise RequestError(
            f"Joint draws of editions {names} are as many of each, not {later} and {earlier}. "
            "Pass joint=False for draws of two fits."
        )


def paired(later: Singles, earlier: Singles) -> tuple[Singles, Singles]:
    """As many draws of each, in an order by chance.

    Fits of the same seed may have draws that resemble one another, number by number.
    """
    order = np.random.default_rng(PAIRING).permutation(len(earlier))
    count = min(len(later), len(earlier))
    return later[:count], earlier[order[:count]]


def published_change(
    editions: Both, thetas: tuple[Singles, Singles], codes: Sequence[str], nodes: Sequence[str]
) -> ChangeSummary:
    """Each score as its own edition has it, less the earlier."""
    later, earlier = (node_draws(*each) for each in zip(editions, thetas, strict=True))
    rows = [[edition.row[code] for code in codes] for edition in editions]
    places = [[edition.framework.position[node] for node in nodes] for edition in editions]
    return summarised(
        [
            later.node(here)[:, rows[0]] - earlier.node(there)[:, rows[1]]
            for here, there in zip(*places, strict=True)
        ],
        len(codes),
    )


def comparable_change(
    editions: Both, thetas: tuple[Singles, Singles], codes: Sequence[str], nodes: Sequence[str]
) -> ChangeSummary:
    """The change over the indicators that both have, by the later framework's weights."""
    later, earlier = editions
    common = [i.id for i in later.framework.indicators if i.id in earlier.column]
    moved, former = (
        theta[:, [edition.row[code] for code in codes]][
            :, :, [edition.column[indicator] for indicator in common]
        ]
        for edition, theta in zip(editions, thetas, strict=True)
    )
    weights = effective_weights(later.framework, frozenset(common))
    matrix = np.array(
        [[float(weights.get(node, {}).get(name, 0)) for node in nodes] for name in common]
    ).reshape(len(common), len(nodes))
    change = component_draws(moved - former, matrix)
    change[..., ~(matrix != 0).any(axis=0)] = np.nan
    return summarised([change[..., place] for place in range(len(nodes))], len(codes))


def summarised(changes: Sequence[Floats], countries: int) -> ChangeSummary:
    """Draws by node, each of shape (draws, countries), to what they come to."""
    found = np.full((4, countries, len(changes)), np.nan)
    for place, change in enumerate(changes):
        known = ~np.isnan(change).any(axis=0)
        if known.any():
            found[:3, known, place] = np.quantile(change[:, known], SHARES, axis=0)
            found[3, known, place] = (change[:, known] > 0).mean(axis=0)
    return ChangeSummary(*found)
