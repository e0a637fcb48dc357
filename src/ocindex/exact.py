"""Exact numbers to text: rounded half up for display, in full precision for data."""

from __future__ import annotations

from fractions import Fraction


def display(score: Fraction, decimals: int = 2) -> str:
    """A score as printed: rounded half up (away from zero), `4.47`."""
    scale = 10**decimals
    whole = (abs(score.numerator) * scale * 2 + score.denominator) // (2 * score.denominator)
    sign = "-" if score < 0 and whole else ""
    if not decimals:
        return f"{sign}{whole}"
    return f"{sign}{whole // scale}.{whole % scale:0{decimals}d}"


def display_change(change: Fraction, decimals: int = 2) -> str:
    """A change as printed: signed, rounded half away from zero, `+0.20`; `0.00` has no sign."""
    text = display(change, decimals)
    return f"+{text}" if change > 0 and any(c in "123456789" for c in text) else text


def precise(score: Fraction) -> str:
    """A score in the full precision of a double, `4.466666666666667`."""
    return repr(float(score))
