"""Bands and quadrants."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ocindex.vocabulary import Band, Framework


def band_of(score: Fraction, bands: Sequence[Band]) -> str:
    """Label of the band that `score` reaches: the last whose lower end is not above it."""
    reached = [band.label for band in bands if band.lower <= score]
    return reached[-1] if reached else ""


def quadrant_of(across: Fraction, up: Fraction, framework: Framework) -> str:
    """Name of the quadrant, `low criminality, high resilience`; a score of `high` is high."""
    quadrants = framework.quadrants
    if quadrants is None:
        return ""
    names = (framework.node[quadrants.across].name, framework.node[quadrants.up].name)
    return ", ".join(
        f"{'high' if score >= quadrants.high else 'low'} {name.lower()}"
        for score, name in zip((across, up), names, strict=True)
    )
