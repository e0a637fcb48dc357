"""What the texts of a table of ratings mean."""

from __future__ import annotations

import re
from fractions import Fraction
from math import nan

from ocindex.edition.parsing import NUMBER, parse_units
from ocindex.intake.ratings.asked import NO_RATING
from ocindex.vocabulary import Scale

# What Stata's and SPSS's users write for no answer, of several kinds.
NO_ANSWER = re.compile(r"-(7{2,4}|8{2,4}|9{2,4})(\.0)?")
DECIMAL_COMMA = re.compile(r"-?\d+,\d+")
THOUSANDS, THOUSAND = re.compile(r"-?[1-9]\d{0,2},\d{3}"), 1000


def score_units(text: str, scale: Scale) -> int | None:
    """A rating's text in units, or None where it is none on the scale."""
    return parse_units(with_point(text, scale.maximum), scale)


def with_point(text: str, most: Fraction) -> str:
    """A number whose decimals stand behind a comma, with a point; not 1,000 where it may be one."""
    if not DECIMAL_COMMA.fullmatch(text) or (THOUSANDS.fullmatch(text) and most >= THOUSAND):
        return text
    return text.replace(",", ".")


def is_code(text: str, scale: Scale) -> bool:
    """Whether a text is one of the codes that statistics programs keep for no answer: -99.

    They are none where the scale goes so far.
    """
    return bool(NO_ANSWER.fullmatch(text)) and int(text) < scale.minimum


def confidence_of(text: str, most: Fraction) -> float:
    """A confidence; NaN where there is none, -1 where it is none."""
    if text in NO_RATING:
        return nan
    number = with_point(text, most)
    known = NUMBER.fullmatch(number) and 0 <= Fraction(number) <= most
    return float(Fraction(number) / most) if known else -1
