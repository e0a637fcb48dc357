"""What of a profile stands before its narrative, and where the narrative begins."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from difflib import get_close_matches

from ocindex.errors import Fault
from ocindex.intake.names import plain
from ocindex.intake.profile.document import Document, paragraphs
from ocindex.intake.profile.labels import CLOSING, PAGE, SCORE
from ocindex.intake.profile.recaps import CHANGE
from ocindex.intake.profile.tokens import LABEL_FIRST, Token
from ocindex.vocabulary import SIMULATED, Component, Framework

# With how many a rank is shared, and what it was before.
BESIDE_RANK = re.compile(r"(tied with \d+ others?)?(; )?(\d+(st|nd|rd|th) in [\w-]+)?")
RANK_LIKE = re.compile(r"^\S*(st|nd|rd|th) (out )?of \d+\b", re.IGNORECASE)
# Shorter lines below a label are no prose.
SHORTEST_PROSE = 60


def narrative_start(found: Sequence[Token], framework: Framework) -> int:
    """Index of the first heading behind the scores; the number of tokens if none is.

    The narrative may say scores again, so the last one to be new ends the scores.
    """
    first: dict[str, int] = {}
    for i, token in enumerate(found):
        if token.kind == "figure" and not isinstance(framework.node.get(token.node), Component):
            first.setdefault(token.node, i)
    after = max(first.values(), default=-1) + 1
    starts = (i for i in range(after, len(found)) if opens_narrative(found[i], framework))
    return next(starts, len(found))


def opens_narrative(token: Token, framework: Framework) -> bool:
    if token.kind == "heading":
        return True
    # Without any narrative, what closes it comes next.
    if CLOSING.get(plain(token.line.bare)) in ("notices", "publication"):
        return True
    component = isinstance(framework.node.get(token.node), Component)
    return token.kind == "label" and component and not SCORE.search(token.line.bare)


def front_faults(document: Document, front: Sequence[Token], framework: Framework) -> list[Fault]:
    """Figures without a known label, and prose among the scores."""
    names = {plain(indicator.name): indicator.name for indicator in framework.indicators}
    faults = []
    for i, token in enumerate(front):
        before = front[i - 1].kind if i else "text"
        figure = LABEL_FIRST.fullmatch(token.line.bare) if token.kind == "text" else None
        if token.kind == "number":
            rule = "A figure stands without the name of what it measures"
            faults.append(document.fault(token.line, rule, "Put its name beside it.", token.value))
        elif figure and re.search(r"\d[.,]\d", figure["value"]) and len(token.line.bare) <= 80:
            near = get_close_matches(plain(figure["label"]), names, 1)
            remedy = f"Did you mean '{names[near[0]]}'?" if near else "Remove the line."
            rule = f"This is no indicator or average of {framework.id}"
            faults.append(document.fault(token.line, rule, remedy, figure["label"].strip()))
        elif token.kind == "text" and RANK_LIKE.search(token.line.bare):
            rule = "This looks like a rank and cannot be read"
            remedy = "Write it as 34th of 46 Asian countries."
            faults.append(document.fault(token.line, rule, remedy, token.line.bare))
        elif (
            token.kind == "text"
            and before in ("heading", "label")
            and len(token.line.bare) >= SHORTEST_PROSE
        ):
            rule = "The narrative stands behind the last score, not among the scores"
            faults.append(document.fault(token.line, rule, "Move it there.", token.line.bare))
    return faults


def front_lines(front: Sequence[Token], framework: Framework) -> frozenset[str]:
    """Plain text of what later pages may repeat: the country, the scores, the funders."""
    lines = {plain(line) for token in front for line in token.rows if token.kind != "heading"}
    headings = {plain(node.name) for node in framework.nodes}
    headings |= {plain(section.name) for section in framework.sections}
    return frozenset(lines - headings)


def front_credits(
    front: Sequence[Token], named: Collection[int], framework: Framework
) -> tuple[str, ...]:
    """The paragraphs that are neither figures nor the country's name: whom it thanks.

    One that the pages repeat is given once; what stands above the country's name is the
    publication's title, here and wherever it is repeated.
    """
    titles = {plain(token.line.bare) for token in front[: min(named, default=0)]}
    result = []
    for i, token in enumerate(front):
        text = token.line.bare
        if token.kind != "text" or i in named or plain(text) in titles:
            continue
        if is_derived(text, framework):
            continue
        goes_on = token.line.before == "none" and i > 0 and front[i - 1].kind == "text"
        result.append(replace(token.line, before="none" if goes_on else "start"))
    return tuple(dict.fromkeys(paragraphs(result)))


def is_derived(text: str, framework: Framework) -> bool:
    """Whether a text follows from the figures or is the publication's own: title, band, change."""
    title = plain(framework.title)
    bands = {plain(band.label) for c in framework.components for band in c.bands}
    return bool(
        PAGE.fullmatch(text)
        or re.fullmatch(rf"{CHANGE}( since [\w-]+)?", text)
        or BESIDE_RANK.fullmatch(text)
        or text == SIMULATED
        or plain(text) in bands | CLOSING.keys()
        or re.fullmatch(rf"{title}\d*", plain(text))
    )
