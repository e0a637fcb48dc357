"""A published profile to what it says, or the list of all that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from ocindex.errors import Fault, IntakeError
from ocindex.intake.profile.country import read_country
from ocindex.intake.profile.figures import read_averages, read_ranks, read_scores
from ocindex.intake.profile.front import (
    front_credits,
    front_faults,
    front_lines,
    narrative_start,
)
from ocindex.intake.profile.labels import node_labels, node_of, section_labels
from ocindex.intake.profile.narrative import Furniture, read_narrative
from ocindex.intake.profile.source import read_document
from ocindex.intake.profile.tokens import tokens
from ocindex.vocabulary import Country, Framework, Printed


@dataclass(frozen=True)
class ReadProfile:
    """What one country's published profile says.

    Attributes
    ----------
    file : str
        Path of the profile, as the user gave it.
    units : mapping
        Scores as whole multiples of the scale's unit, by indicator.
    printed : tuple of Printed
        Averages and ranks as printed.
    narrative : mapping
        Paragraphs by section, in the framework's order.
    credits, notices : tuple of str
        Whom the profile thanks; its closing disclaimer.
    """

    file: str
    country: Country
    units: Mapping[str, int]
    printed: tuple[Printed, ...]
    narrative: Mapping[str, tuple[str, ...]]
    credits: tuple[str, ...]
    notices: tuple[str, ...]


def read_profiles(
    paths: Iterable[Path | str], framework: Framework, *, reorder: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[ReadProfile, ...]:  # fmt: skip
    """Read several profiles.

    Parameters
    ----------
    paths : iterable of Path or str
    framework : Framework
    reorder : bool
        See `read_profile`.
    progress : callable, optional
        Told each path before it is read.

    Returns
    -------
    tuple of ReadProfile

    Raises
    ------
    IntakeError
        With every fault of every file.
    """
    profiles: list[ReadProfile] = []
    faults: list[Fault] = []
    for path in paths:
        progress(str(path))
        try:
            profiles.append(read_profile(path, framework, reorder=reorder))
        except IntakeError as error:
            faults.extend(error.faults)
    if faults:
        raise IntakeError(faults)
    return tuple(profiles)


def read_profile(path: Path | str, framework: Framework, *, reorder: bool = False) -> ReadProfile:
    """Read one country's published profile.

    Parameters
    ----------
    path : Path or str
        A text file, its paragraphs between empty lines, or a PDF.
    framework : Framework
        That of the profile's edition; it lists the country among its members.
    reorder : bool
        Take the narrative's sections in any order; else another than the framework's is a
        fault.

    Returns
    -------
    ReadProfile
        Its averages agree with its scores; its ranks are as printed.

    Raises
    ------
    IntakeError
        With every fault of the file.
    """
    labels = node_labels(framework)
    document = read_document(Path(path), lambda text: node_of(text, labels) is not None)
    faults: list[Fault] = []
    found = tokens(document.lines, labels, section_labels(framework))
    start = narrative_start(found, framework)
    front = found[:start]
    country, named = read_country(document, front, framework, faults)
    figures = [token for token in front if token.kind == "figure"]
    units = read_scores(document, figures, framework, faults)
    printed = read_averages(document, figures, country, units, framework, faults)
    printed += read_ranks(document, front, country, framework, faults)
    faults.extend(front_faults(document, front, framework))
    lines = document.lines[found[start].at :] if start < len(found) else ()
    pages = Furniture(front_lines(front, framework), {t.node: t.value for t in figures}, labels)
    text = read_narrative(document, lines, pages, framework, faults, reorder=reorder)
    if faults or country is None:
        raise IntakeError(faults)
    return ReadProfile(
        file=document.file,
        country=country,
        units=MappingProxyType(units),
        printed=tuple(printed),
        narrative=MappingProxyType(text.sections),
        credits=tuple(dict.fromkeys((*front_credits(front, named, framework), *text.credits))),
        notices=text.notices,
    )
