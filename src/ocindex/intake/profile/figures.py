"""A profile's figures: the scores, and the averages and ranks as printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ocindex.edition.parsing import off_scale, parse_units
from ocindex.errors import Fault
from ocindex.exact import display
from ocindex.framework.means import node_score
from ocindex.intake.profile.document import Document
from ocindex.intake.profile.labels import layouts_of
from ocindex.intake.profile.ranks import scope_of_group
from ocindex.intake.profile.tokens import RANK, Token
from ocindex.vocabulary import Component, Country, Framework, Printed, Scope


def read_scores(
    document: Document, figures: Sequence[Token], framework: Framework, faults: list[Fault]
) -> Mapping[str, int]:
    """Scores in units of the scale, by indicator; each must stand once."""
    first: dict[str, Token] = {}
    units: dict[str, int] = {}
    for token in figures:
        if isinstance(framework.node.get(token.node), Component):
            continue
        if token.node in first:
            before = f"{first[token.node].value}, line {first[token.node].line.number}"
            rule = f"{label_of(token.node, framework)} stands once; it is there before ({before})"
            faults.append(document.fault(token.line, rule, "Remove one.", token.value))
            continue
        first[token.node] = token
        value = parse_units(token.value, framework.scale)
        if value is None:
            rule, remedy = off_scale(token.value, framework.scale)
            place = label_of(token.node, framework)
            faults.append(document.fault(token.line, f"{rule} ({place})", remedy, token.value))
        else:
            units[token.node] = value
    faults.extend(layout_faults(document, first, framework))
    return units


def label_of(node: str, framework: Framework) -> str:
    return framework.node[node].name if node in framework.node else node


def layout_faults(
    document: Document, found: Mapping[str, Token], framework: Framework
) -> list[Fault]:
    """Indicators that are missing or too many; of another edition, that edition's name."""
    expected = {indicator.id: indicator for indicator in framework.indicators}
    if not found:
        rule = f"No score of the framework {framework.id} was found: this is no profile"
        return [Fault(document.file, rule, "Name a published profile of that edition.")]
    layouts = layouts_of(frozenset(found))
    if found.keys() != expected.keys() and layouts:
        rule = f"These are the indicators of {' and '.join(layouts)}, not of {framework.id}"
        remedy = f"Read it into an edition of {' or '.join(layouts)}."
        return [Fault(document.file, rule, remedy)]
    faults = [
        Fault(document.file, f"The score of {indicator.name} is missing", "Add it.")
        for name, indicator in expected.items()
        if name not in found
    ]
    for name, token in found.items():
        if name not in expected:
            rule = f"This is no indicator of {framework.id}"
            faults.append(document.fault(token.line, rule, "Remove it.", token.line.bare))
    return faults


def read_averages(
    document: Document, figures: Sequence[Token], country: Country | None,
    units: Mapping[str, int], framework: Framework, faults: list[Fault],
) -> list[Printed]:  # fmt: skip
    """The printed averages, each held against what the scores give."""
    scores = {name: value * framework.scale.unit for name, value in units.items()}
    found: dict[str, Token] = {}
    for token in figures:
        node = framework.node.get(token.node)
        if not isinstance(node, Component):
            continue
        if token.node not in found:
            found[token.node] = token
            given = node_score(framework, scores, node.id)
            text = None if given is None else display(given, framework.decimals)
            if text is not None and text != token.value:
                rule = f"{node.name} is printed as {token.value}, its scores give {text}"
                remedy = "Mend the score or the average that is wrong."
                faults.append(document.fault(token.line, rule, remedy))
        elif token.value != found[token.node].value:
            rule = f"{node.name} is printed as {found[token.node].value} before"
            faults.append(document.fault(token.line, rule, "Mend one.", token.value))
    iso3 = country.iso3 if country else ""
    return [
        Printed(iso3, component.id, "score", found[component.id].value)
        for component in framework.components
        if component.id in found
    ]


def read_ranks(
    document: Document, front: Sequence[Token], country: Country | None, framework: Framework,
    faults: list[Fault],
) -> list[Printed]:  # fmt: skip
    """The printed ranks; each belongs to the headline score above it."""
    found: dict[tuple[str, str], Printed] = {}
    sizes: dict[Scope, int | None] = {}
    headline = ""
    for token in front:
        node = framework.node.get(token.node)
        if token.kind in ("figure", "label") and isinstance(node, Component) and not node.parent:
            headline = node.id
        match = RANK.fullmatch(token.line.bare) if token.kind == "rank" else None
        if match is None or country is None:
            continue
        scope = scope_of_group(match["group"], country)
        if not scope:
            rule = (
                f"A rank of {country.name} is among the world's countries, those of "
                f"{country.continent} or of {country.region}"
            )
            faults.append(document.fault(token.line, rule, "Mend the rank.", token.line.bare))
        elif not headline:
            rule = "A rank stands below the score that it ranks"
            faults.append(document.fault(token.line, rule, "Move it there.", token.line.bare))
        else:
            key = headline, f"rank_{scope}"
            rank = Printed(country.iso3, *key, str(int(match["rank"])), int(match["of"]))
            if not 1 <= int(match["rank"]) <= int(match["of"]):
                rule = "A rank lies from 1 to the number of countries ranked"
                faults.append(document.fault(token.line, rule, "Mend it.", token.line.bare))
            if sizes.setdefault(scope, rank.of) != rank.of:
                rule = f"Another rank in {country.group(scope)} is of {sizes[scope]} countries"
                faults.append(document.fault(token.line, rule, "Mend one.", token.line.bare))
            if found.setdefault(key, rank) != rank:
                rule = f"Another rank in the same scope stands before: {found[key].value}"
                faults.append(document.fault(token.line, rule, "Mend one.", token.line.bare))
    return list(found.values())
