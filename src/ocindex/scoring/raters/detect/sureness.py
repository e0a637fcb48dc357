"""How sure it is of those whom a finding names, in words."""

from __future__ import annotations

from ocindex.findings import are
from ocindex.scoring.raters.tables.people import SURE, WEAK


def surely(sure: int, count: int) -> str:
    """How sure it is of those that are named."""
    weak = f"weak ({100 * WEAK:.0f} to {100 * SURE:.0f}\u00a0%)"
    certain = f"sure ({100 * SURE:.0f}\u00a0% or more)"
    if sure in (0, count):
        told = certain if sure else f"{weak}: it may well be chance"
        return f"This is {told}." if count == 1 else f"All are {told}."
    return (
        f"{sure:,} {are(sure)} {certain}, the {'other' if count == sure + 1 else 'others'} {weak}."
    )
