"""Short codes from long names, as COINr makes them of a COIN Tool's indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence

WORDS, LETTERS = 2, 4
SHORT = re.compile(r"\b\w{1,3}\s")


def codes_of_names(names: Sequence[str]) -> list[str]:
    """A code for each name: four letters of its first two longer words.

    Parameters
    ----------
    names : sequence of str

    Returns
    -------
    list of str
        Where a code comes again, a number tells it apart: `TradGood`, `TradGood_1`.

    References
    ----------
    The function `names_to_codes` of the R package COINr.
    """
    found: list[str] = []
    for name in names:
        words = SHORT.sub("", name).split()[:WORDS]
        code = "".join(capital(re.sub(r"[^A-Za-z0-9_.-]", "", word)[:LETTERS]) for word in words)
        taken, number = code, 0
        while taken in found:
            number += 1
            taken = f"{code}_{number}"
        found.append(taken)
    return found


def capital(word: str) -> str:
    """A word that is all lower case begins with a capital; others stay as they are."""
    return word.capitalize() if word.islower() else word
