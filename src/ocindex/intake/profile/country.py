"""Whose profile it is, told by the name that stands above the figures."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from ocindex.errors import Fault
from ocindex.intake.names import members_by_name, plain
from ocindex.intake.profile.document import SENTENCE_END, Document
from ocindex.intake.profile.tokens import Token
from ocindex.vocabulary import Country, Framework

# A long name in large type may take as many lines.
MOST_LINES = 3
LONGEST_NAME = 60


def read_country(
    document: Document, front: Sequence[Token], framework: Framework, faults: list[Fault]
) -> tuple[Country | None, frozenset[int]]:
    """The country, and which of the tokens in `front` are its name.

    It is the first line, or few lines, that name a member of the framework; what names it
    again is furniture of the pages.
    """
    members = members_by_name(framework)
    country: Country | None = None
    named: set[int] = set()
    for i in range(len(front)):
        for length in range(1, MOST_LINES + 1):
            part = front[i : i + length]
            if any(token.kind != "text" for token in part):
                break
            member = members.get(plain(" ".join(token.line.bare for token in part)))
            if member and (country is None or member == country):
                country = member
                named.update(range(i, i + length))
                break
    if country is None:
        faults.append(unknown_country(document, front, framework))
    return country, frozenset(named)


def unknown_country(document: Document, front: Sequence[Token], framework: Framework) -> Fault:
    if not framework.members:
        rule = f"The framework {framework.id} lists no members to tell the country by"
        return Fault(document.file, rule, "Add a members' list to the framework.")
    first = front[0] if front else None
    if first is None or first.kind != "text" or not is_name(first.line.bare):
        rule = "The country's name is missing above the figures"
        return Fault(document.file, rule, "Put it on the first line.")
    known = {plain(member.name): member.name for member in framework.members}
    near = get_close_matches(plain(first.line.bare), known, 1)
    remedy = f"Did you mean '{known[near[0]]}'?" if near else "Write a member's name."
    rule = "This country is no member of the framework"
    return document.fault(first.line, rule, remedy, first.line.bare)


def is_name(text: str) -> bool:
    return len(text) <= LONGEST_NAME and not SENTENCE_END.search(text)
