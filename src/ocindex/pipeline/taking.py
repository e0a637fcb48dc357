"""Others' files to edition folders."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ocindex import edition as editions_stage
from ocindex.errors import IntakeError, RequestError, shown
from ocindex.framework import BUNDLED, bundled_framework, read_framework
from ocindex.index import build
from ocindex.index.published import check_printed, printed_faults
from ocindex.pipeline.reading import Progress, no_progress, read_edition, read_rated, write_editions
from ocindex.placing import occupied
from ocindex.vocabulary import Edition, Framework

if TYPE_CHECKING:
    from ocindex.intake import Asked, Taken


def intake_workbook(
    file: Path, out: Path, replace: bool = False, progress: Progress = no_progress
) -> tuple[Edition, ...]:
    """The publisher's workbook to edition folders below `out`.

    Returns
    -------
    tuple of Edition
        From the earliest on. Every published average agrees with the computed one.

    Raises
    ------
    IntakeError
        The workbook has faults; a published average that differs is one.
    OutputError
        A folder is taken, or cannot be written.
    """
    from ocindex.intake import read_workbook  # the reader is needed here only

    editions = read_workbook(file, lambda sheet: progress(f"Reading {sheet}", 0, 0))
    write_editions(editions, out, replace)
    return editions


def intake_profiles(
    files: Sequence[Path],
    into: Path,
    *,
    framework: str | None = None,
    year: int | None = None,
    figures_only: bool = False,
    reorder: bool = False,
    progress: Progress = no_progress,
) -> Iterator[str]:
    """Published profiles into an edition folder; yields a line for each, and one for checks.

    Raises
    ------
    InputError
        A profile has faults, or contradicts the edition or its own figures.
    RequestError
        A new edition's year or framework is not known.
    """
    from ocindex.intake import add_profiles, read_profiles  # pypdfium2 is needed here only

    existing = read_edition(into) if occupied(into) else None
    number = existing.year if existing else year_of(into, year)
    chosen = existing.framework if existing else new_framework(framework, number)
    profiles = read_profiles(
        files, chosen, reorder=reorder, progress=lambda name: progress(f"Reading {name}", 0, 0)
    )
    if figures_only:
        bare: dict[str, Any] = {"narrative": {}, "credits": (), "notices": ()}
        profiles = tuple(dataclasses.replace(profile, **bare) for profile in profiles)
    title = f"{chosen.title} {number}"
    edition = add_profiles(
        profiles, existing, id=str(number), title=title, year=number, framework=chosen
    )
    if existing is None:
        edition = dataclasses.replace(edition, origin="; ".join(map(stated_origin, files)))
    result = build(edition)
    faults = printed_faults(result, str(into))
    if faults:
        raise IntakeError(faults)
    editions_stage.write_edition(edition, into, replace=True)
    for profile in profiles:
        yield (
            f"{profile.country.name} ({profile.country.iso3}): {len(profile.units)} scores, "
            f"{len(profile.printed)} printed figures, {sections_text(profile.narrative, chosen)}"
        )
    verdicts = [check.verdict for check in check_printed(result)]
    yield (
        f"{into}: {len(verdicts)} printed figures; {verdicts.count('agrees')} agree with what "
        f"is computed, {verdicts.count('as published')} are kept as published, 0 differ"
    )


def intake_coinr(
    idata: Path, imeta: Path, into: Path, *, id: str = "", title: str = "",  # noqa: A002 (the field's word)
    year: int | None = None, time: int | None = None, replace: bool = False,
) -> Iterator[str]:  # fmt: skip
    """COINr's two tables to an edition at `into`, or to one a Time below it; a line for each.

    Raises
    ------
    IntakeError
        The tables have faults.
    RequestError
        The year is not known, or there is no such time.
    OutputError
        The folder is taken, or cannot be written.
    """
    from ocindex.intake import read_coinr  # only this command needs it

    editions = read_coinr(idata, imeta, id=id, title=title, year=year, time=time)
    if len(editions) > 1:
        write_editions(editions, into, replace)
        for edition in editions:
            yield taken_line(into / edition.id, edition)
    else:
        editions_stage.write_edition(editions[0], into, replace)
        yield taken_line(into, editions[0])


def intake_cointool(
    file: Path, into: Path, *, year: int, id: str = "", title: str = "",  # noqa: A002 (the field's word)
    codes_from_names: bool = False, replace: bool = False,
) -> Iterator[str]:  # fmt: skip
    """A COIN Tool workbook to an edition at `into`; a line that says what it holds.

    Raises
    ------
    IntakeError
        The workbook has faults.
    OutputError
        The folder is taken, or cannot be written.
    """
    from ocindex.intake import read_cointool  # only this command needs it

    edition = read_cointool(file, year=year, id=id, title=title, codes_from_names=codes_from_names)
    editions_stage.write_edition(edition, into, replace)
    yield taken_line(into, edition)


def intake_ratings(
    file: Path, into: Path, asked: Asked, *, scale: str = "", framework: str | None = None,
    title: str = "", year: int | None = None, vignettes: Sequence[str] = (),
) -> Iterator[str]:  # fmt: skip
    """A table of ratings into an edition, new or existing; lines that say what it holds.

    Raises
    ------
    IntakeError
        The table has faults.
    RequestError
        Its columns, scale, year or framework are not known.
    """
    from ocindex.intake import Survey, parse_scale, read_ratings_table  # polars takes 0.2 s

    target: Edition | Survey
    if occupied(into):
        target = read_rated(into)
        given = {"--scale": scale, "--framework": framework, "--title": title,
                 "--year": year, "--vignettes": vignettes}  # fmt: skip
        for option, value in given.items():
            if value:
                raise RequestError(f"{into} is there already and has its own. Leave out {option}.")
    else:
        number = year_of(into, year)
        chosen = new_framework(framework, number) if framework else None
        name = title or (f"{chosen.title} {number}" if chosen else file.stem)
        grid = parse_scale(scale) if scale else None
        target = Survey(str(number), name, number, chosen, grid, tuple(vignettes))
    taken = read_ratings_table(file, asked, target)
    editions_stage.write_edition(taken.edition, into, replace=True)
    yield ratings_line(into, taken)
    if taken.left_out:
        yield left_out_line(into, taken)


def ratings_line(folder: Path, taken: Taken) -> str:
    """What was added to an edition, and what it holds now."""
    edition, ratings = taken.edition, taken.edition.ratings
    rounds = len(np.unique(ratings.round))
    return (
        f"{folder}: {taken.added:,} {'rating' if taken.added == 1 else 'ratings'} added; "
        f"{len(ratings):,} by "
        f"{len(ratings.raters):,} raters in {rounds} {'round' if rounds == 1 else 'rounds'}, of "
        f"{len(edition.countries):,} units, {len(ratings.vignettes)} vignettes, "
        f"{len(edition.framework.indicators)} indicators"
    )


def left_out_line(folder: Path, taken: Taken) -> str:
    """What stood where there was no rating, and how often."""
    found = [
        f"{count:,} {shown(text) if text else 'empty'}" for text, count in taken.left_out.items()
    ]
    total = sum(taken.left_out.values())
    return f"{folder}: {total:,} without a rating left out ({', '.join(found)})"


def taken_line(folder: Path, edition: Edition) -> str:
    """What an edition of measured indicators holds."""
    countries, indicators = edition.values.shape
    missing = sum(value != value for value in edition.values.ravel().tolist())
    return (
        f"{folder}: {countries} units, {indicators} indicators, "
        f"{len(edition.framework.components)} components; "
        f"{missing:,} of {edition.values.size:,} values missing"
    )


def sections_text(narrative: Mapping[str, object], framework: Framework) -> str:
    """How many sections a narrative has, and which it lacks if it has any."""
    lacking = [section.name for section in framework.sections if section.id not in narrative]
    text = f"{len(narrative)} narrative sections"
    return f"{text} (none on {', '.join(lacking)})" if narrative and lacking else text


def stated_origin(file: Path) -> str:
    """A file's name and checksum."""
    return f"{file.name}, SHA-256 {sha256(file.read_bytes()).hexdigest()}"


def year_of(folder: Path, year: int | None) -> int:
    """The year given, else the one in the folder's name."""
    found = re.search(r"(19|20)\d\d", folder.name)
    if year is not None:
        return year
    if not found:
        raise RequestError(f"{folder} is new and its name has no year. Give one by --year.")
    return int(found[0])


def new_framework(name: str | None, year: int) -> Framework:
    """The framework named, else the bundled one of that year."""
    name = name or f"ocindex-{year}"
    if name in BUNDLED:
        return bundled_framework(name)
    if Path(name).is_file():
        return read_framework(name)
    raise RequestError(
        f"No framework '{name}'. Give one by --framework: {', '.join(BUNDLED)}, or a TOML file."
    )
