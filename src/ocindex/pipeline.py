"""The stages in a row; nothing else chains them.

framework ─┐
intake ────┴─► edition ─► scoring ─► index ─► release ─► publish
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ocindex import edition as editions_stage
from ocindex.edition import fill_edition, without_scores
from ocindex.errors import Fault, InputError, IntakeError, MethodError, RequestError
from ocindex.exact import precise
from ocindex.framework import BUNDLED, bundled_framework, read_framework
from ocindex.index import Comparison, Result, build, build_panel, compare
from ocindex.index.published import check_printed, printed_faults
from ocindex.method import Method
from ocindex.placing import Kind, occupied, place_file, place_folder, place_folders
from ocindex.vocabulary import SCOPES, SIMULATED, Edition, Framework

if TYPE_CHECKING:
    from ocindex.index.profile import Profile
    from ocindex.intake import Taken
    from ocindex.scoring.observations import Round

# A folder that is not there yet has nothing to be known by or to be kept.
NEW = Kind("", frozenset(), carries=False)
Progress = Callable[[str, int, int], None]
Say = Callable[[str], None]
# Opened where something takes long after all: gives who is to be told.
Watch = Callable[[], AbstractContextManager[Progress]]


def no_progress(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def unwatched() -> AbstractContextManager[Progress]:
    """Tell nobody, as a context."""
    return nullcontext(no_progress)


def read_edition(folder: Path | str, watch: Watch = unwatched) -> Edition:
    """Read and check an edition folder; scores are made of ratings where there are none.

    Parameters
    ----------
    folder : Path or str
    watch : callable, optional
        Gives the context in which a fit tells stage, done and total.

    Returns
    -------
    Edition

    Raises
    ------
    EditionError
        With every fault of every file.
    RequestError
        The edition's model has not converged on its ratings.
    """
    return editions_stage.read_edition(folder, partial(made_scores, watch=watch))


def made_scores(edition: Edition, watch: Watch) -> NDArray[np.int64]:
    """The scores that an edition's own ratings make by its method, from the cache if known."""
    from ocindex.assessing import require_sound  # scipy and more take 0.5 s to import
    from ocindex.scoring.consensus import refuse_unrated  # as above
    from ocindex.scoring.fits import fit_editions, n_raters, scores_of  # as above
    from ocindex.scoring.observations import observe  # as above

    # What nobody has rated is told at once, not after a fit.
    counts = n_raters(observe([edition]), edition)
    refuse_unrated(counts, edition.framework, edition.countries)
    with watch() as tell:
        fit = fit_editions([edition], progress=tell)
    require_sound(fit)
    return scores_of(fit, edition)


def read_rated(folder: Path | str) -> Edition:
    """An edition folder as it stands: no scores are made where there are ratings alone."""
    return editions_stage.read_edition(folder, without_scores)


def read_result(folder: Path, watch: Watch = unwatched) -> Result:
    """An edition folder's result."""
    return build(read_edition(folder, watch))


def write_editions(editions: Sequence[Edition], out: Path, replace: bool) -> None:
    """Write editions below `out`, all or none; in one step where nothing is there yet."""
    fills = {edition.id: partial(fill_edition, edition) for edition in editions}
    place_below(fills, out, editions_stage.KIND, replace)


def place_below(
    fills: Mapping[str, Callable[[Path], None]], out: Path, kind: Kind, replace: bool
) -> None:
    """Make folders below `out`, all or none; in one step where nothing is there yet."""

    def fill_all(folder: Path) -> None:
        for name, fill in fills.items():
            (folder / name).mkdir()
            fill(folder / name)

    if out.exists():
        place_folders({out / name: fill for name, fill in fills.items()}, kind, replace)
    else:
        place_folder(out, fill_all, NEW)


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
    file: Path, into: Path, *, columns: str = "", scale: str = "", framework: str | None = None,
    title: str = "", year: int | None = None, vignettes: Sequence[str] = (),
) -> Iterator[str]:  # fmt: skip
    """A long table of ratings into an edition, new or existing; a line that says what it holds.

    Raises
    ------
    IntakeError
        The table has faults.
    RequestError
        Its columns, scale, year or framework are not known.
    """
    from ocindex.intake import Survey, parse_columns, parse_scale, read_ratings_table  # polars

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
    taken = read_ratings_table(file, parse_columns(columns), target)
    editions_stage.write_edition(taken.edition, into, replace=True)
    yield ratings_line(into, taken)


def ratings_line(folder: Path, taken: Taken) -> str:
    """What was added to an edition, and what it holds now."""
    edition, ratings = taken.edition, taken.edition.ratings
    rounds = len(np.unique(ratings.round))
    left_out = f"; {taken.left_out:,} lines without a rating left out" if taken.left_out else ""
    return (
        f"{folder}: {taken.added:,} {'rating' if taken.added == 1 else 'ratings'} added{left_out}; "
        f"{len(ratings):,} by "
        f"{len(ratings.raters):,} raters in {rounds} {'round' if rounds == 1 else 'rounds'}, of "
        f"{len(edition.countries):,} units, {len(ratings.vignettes)} vignettes, "
        f"{len(edition.framework.indicators)} indicators"
    )


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


def check_editions(folders: Sequence[Path], watch: Watch = unwatched) -> Iterator[str]:
    """Check editions; yields a line for each that is in order.

    Raises
    ------
    InputError
        At the end, with every fault of every edition.
    """
    faults: list[Fault] = []
    for folder in folders:
        try:
            edition = read_edition(folder, watch)
        except InputError as error:
            faults += error.faults
            continue
        if edition.measured:
            yield measured_line(folder, edition)
            continue
        result = build(edition)
        found = printed_faults(result, str(folder / "printed.csv"))
        faults += found
        if not found:
            countries, indicators = edition.units.shape
            yield (
                f"{folder}: no faults; {countries} countries, {indicators} indicators, "
                f"{len(edition.printed):,} printed figures, {len(edition.narratives)} narratives"
            )
    if faults:
        raise InputError(faults)


def measured_line(folder: Path, edition: Edition) -> str:
    """What `check_editions` says of an edition of measured indicators."""
    countries, indicators = edition.values.shape
    missing = sum(value != value for value in edition.values.ravel().tolist())
    return (
        f"{folder}: no faults; {countries} countries, {indicators} indicators, "
        f"{missing:,} of {edition.values.size:,} values missing"
    )


def profile_of(folder: Path, iso3: str, against: Path | None, watch: Watch = unwatched) -> Profile:
    """A country's figures, with changes since another edition where one is given."""
    earlier = read_result(against, watch) if against else None
    result = read_result(folder, watch)
    # A unit that is no country may have a code in small letters.
    return result.profile(iso3 if iso3 in result.edition.row else iso3.upper(), earlier)


def ranking(
    folder: Path, node: str, within: str, watch: Watch = unwatched
) -> tuple[Result, list[tuple[object, ...]]]:
    """A result, and rows of rank, of, iso3, country, scope, score, display in that order."""
    result = read_result(folder, watch)
    scope = next(s for s in SCOPES if s == within)
    result.node_column(node)
    rows = [
        (
            *result.rank_of(c.iso3, node, scope), c.iso3, c.name, c.group(scope),
            precise(result.score(c.iso3, node)), result.display(c.iso3, node),
        )
        for c in result.edition.countries
    ]  # fmt: skip
    return result, sorted(rows, key=lambda row: (row[4], row[0], row[3]))


def comparison_of(one: Path, other: Path, watch: Watch = unwatched) -> Comparison:
    """Two editions side by side, the one of the earlier year first, whatever the order."""
    first, second = read_result(one, watch), read_result(other, watch)
    if first.edition.year > second.edition.year:
        first, second = second, first
    return compare(second, first)


def compute(folder: Path, out: Path, watch: Watch = unwatched) -> int:
    """Write all results of an edition, and the means of groups; the number of rows."""
    from ocindex.index.tables import scores_table  # polars takes 0.2 s to import
    from ocindex.tabular import encoder_of

    encode = encoder_of(out)
    result = read_result(folder, watch)
    frame = scores_table(result, groups=True)
    place_file(out, encode(frame, about(result.edition)))
    return len(frame)


def build_editions(
    folders: Sequence[Path], method: Path | None, out: Path, stage: str = "", ranks: bool = False,
    watch: Watch = unwatched,
) -> str:  # fmt: skip
    """Make an index of one or more editions by a method; a line that says what was written.

    Raises
    ------
    InputError
        An edition or the method has faults, or a step cannot be done on the values.
    RequestError
        There is no such stage; both a stage and ranks are asked for; `out` has no known
        ending; or no method is given, and indicators are measured.
    """
    from ocindex.index.workbench import panel_sheets, panel_table  # polars takes 0.2 s to import
    from ocindex.tabular import encoder_of, sheets_bytes  # as above

    if stage and ranks:
        raise RequestError("Ranks are those of the scores. Give --stage or --ranks, not both.")
    encode = encoder_of(out)
    editions = [read_edition(folder, watch) for folder in folders]
    with faults_of(method):
        panel = build_panel(editions, own_method(editions, method))
    lines = [line for edition in editions for line in about(edition)]
    if out.suffix.lower() == ".xlsx" and not stage and not ranks:
        sheets = panel_sheets(panel)
        place_file(out, sheets_bytes(sheets, lines))
        return f"{out}: {', '.join(sheets)}"
    frame = panel_table(panel, stage, ranks)
    place_file(out, encode(frame, lines))
    return f"{out}: {len(frame):,} rows, {frame.width - 1} columns"


def own_method(editions: Sequence[Edition], method: Path | None) -> Method:
    """The method of a file, else means of means by the framework's weights."""
    if method is not None:
        return Method.from_toml(method)
    if any(edition.measured for edition in editions):
        raise RequestError(
            "Indicators that are measured need a method, to be brought to one scale. Name one by "
            "--method; docs/method.md says how to write it."
        )
    return Method()


@contextmanager
def faults_of(method: Path | None) -> Iterator[None]:
    """Faults of a method that was read from a file bear the file's name."""
    try:
        yield
    except MethodError as error:
        if method is None:
            raise
        raise MethodError(
            dataclasses.replace(fault, file=str(method)) if fault.file == "method" else fault
            for fault in error.faults
        ) from error


def about(edition: Edition) -> list[str]:
    """What a workbook of results says of itself."""
    lines = [edition.title, edition.attribution, f"Edition {edition.id}"]
    return [SIMULATED, *lines] if edition.simulated else lines


def score(
    folders: Sequence[Path],
    out: Path,
    *,
    which: Round = "first",
    method: str = "",
    seed: int | None = None,
    sweeps: int | None = None,
    chains: int = 4,
    processes: int | None = None,
    report: bool = True,
    draws: bool = False,
    replace: bool = False,
    progress: Progress = no_progress,
) -> tuple[list[str], str]:
    """Fit the ratings of editions, and write what they say; lines for people, and a warning.

    Raises
    ------
    EditionError
        An edition has faults.
    RequestError
        There is nothing to fit, or editions that cannot be fitted together.
    OutputError
        A folder is taken, or cannot be written; nothing has changed then.
    """
    from ocindex.assessing import Asked, score_editions  # scipy and more take 0.5 s to import
    from ocindex.scoring.fits import Effort, shared_scoring  # as above

    for folder in folders:
        if out.resolve().is_relative_to(folder.resolve()):
            raise RequestError(f"{out} lies within the edition {folder}. Name a place outside.")
    editions = []
    for i, folder in enumerate(folders):
        progress("Reading editions", i, len(folders))
        editions.append(read_rated(folder))
    given = {"method": method, "seed": seed}
    asked = {key: value for key, value in given.items() if value not in ("", None)}
    scoring = shared_scoring(editions, **asked)
    found = score_editions(
        editions, out, which=which, scoring=scoring,
        effort=Effort(chains, sweeps, processes), asked=Asked(report, draws, replace),
        progress=progress,
    )  # fmt: skip
    lines = [f"{folder}: {found.rests_on[name]}" for name, folder in found.folders.items()]
    posterior = found.fit.posterior
    if posterior is None:
        return [*lines, f"Method: {scoring.method}."], ""
    diagnostics = posterior.diagnostics
    said = [*lines, diagnostics.sentence]
    return said, "" if diagnostics.sound else f"Do not use these scores: {diagnostics.sentence}"


def release(
    folders: Sequence[Path],
    out: Path,
    replace: bool = False,
    progress: Progress = no_progress,
    *,
    intervals: bool = True,
    robustness: bool = False,
    draws: bool = False,
    processes: int | None = None,
) -> str:
    """Freeze editions; the release's fingerprint.

    Parameters
    ----------
    folders : sequence of Path
    out : Path
    replace : bool, optional
    progress : callable, optional
        Told stage, done and total.
    intervals : bool, optional
        Whether figures that rest on ratings get intervals.
    robustness : bool, optional
        Whether those of editions without ratings do, of scores half a step off.
    draws : bool, optional
        Whether the draws that intervals were made of are frozen too.
    processes : int, optional
        Processes that fit; one a core if left out.

    Returns
    -------
    str

    Raises
    ------
    InputError
        An edition has faults, or a printed figure differs from the computed one.
    RequestError
        `out` lies within an edition, or a model has not converged.
    OutputError
        The folder is taken, or cannot be written; nothing has changed then.
    """
    from ocindex.release import freeze, read_fingerprint  # stages above import what they need

    for folder in folders:
        if out.resolve().is_relative_to(folder.resolve()):
            raise RequestError(f"{out} lies within the edition {folder}. Name a place outside.")
    editions = []
    for i, folder in enumerate(folders):
        progress("Reading editions", i, len(folders))
        editions.append(read_edition(folder, lambda: nullcontext(progress)))
    rated = intervals and any(len(edition.ratings) for edition in editions)
    sure: dict[str, Any] = {}
    if rated or robustness:
        from ocindex.assessing import certainty_of  # scipy and more take 0.5 s to import
        from ocindex.scoring.fits import Effort  # as above

        taken = [edition for edition in editions if intervals or not len(edition.ratings)]
        found = certainty_of(
            taken, robustness=robustness, draws=draws, effort=Effort(processes=processes),
            progress=progress,
        )  # fmt: skip
        sure = {"intervals": found.intervals, "changes": found.changes, "draws": found.draws}
    progress("Freezing", 0, 0)
    freeze(editions, out, replace, **sure)
    return read_fingerprint(out)


def publish_release(
    release: Path | str,
    target: Path | str,
    *,
    base_url: str = "",
    languages: Sequence[str] = ("en",),
    profiles: bool = True,
    printed: Sequence[str] = (),
    processes: int | None = None,
    progress: Progress = no_progress,
) -> None:
    """Make the web site, PDF profiles and data files of a release.

    Parameters
    ----------
    release, target : Path or str
        Folder of the release, folder of the site.
    base_url : str, optional
        Address where the site will stand, for its sitemap.
    languages : sequence of str, optional
        Codes of the languages of pages and profiles; `all` for every one that there is.
    profiles : bool, optional
        Whether to print PDF profiles.
    printed : sequence of str, optional
        Ids of the editions whose profiles are printed; all if left out.
    processes : int, optional
        Processes that make pages and profiles; one a core if left out.
    progress : callable, optional
        Told stage, done and total.

    Raises
    ------
    ReleaseError
        The release is not what was frozen.
    RequestError
        The extra `publish` is not installed, or there is no such language or edition.
    OutputError
        The folder is taken, or cannot be written.
    """
    publish = publisher()
    publish(
        Path(release), Path(target), base_url=base_url, languages=languages, profiles=profiles,
        printed=printed, processes=processes, progress=progress,
    )  # fmt: skip


def publisher() -> Callable[..., None]:
    """The function that publishes; RequestError where its extra is not installed."""
    try:
        from ocindex.publish import publish  # an extra: jinja2 and typst
    except ModuleNotFoundError as error:
        raise RequestError(
            f"Publishing needs {error.name}: install it by pip install 'ocindex[publish]'."
        ) from error
    return publish


def simulate_into(
    out: Path, seed: int, *, raters: str = "", framework: str | None = None,
    series: bool = False, replace: bool = False, progress: Progress = no_progress,
) -> tuple[tuple[Path, Edition], ...]:  # fmt: skip
    """Make up an edition at `out`, or with `series` three of them below it.

    Where a kind of `raters` is asked for, their ratings wait for their scores, and the truth
    stands beside them.

    Raises
    ------
    RequestError
        The framework is not known, or has no members.
    OutputError
        A folder is taken, or cannot be written.
    """
    from ocindex.simulation import RATERS, TRUTH  # only this command needs it

    progress("Simulating", 0, 0)
    if series and framework:
        raise RequestError("--series makes the Index's own editions. Leave out --framework.")
    chosen = new_framework(framework or BUNDLED[-1], 0)
    made = rated_at_random(chosen, seed, raters, series) if raters else settled_at_random(
        chosen, seed, series
    )  # fmt: skip
    own = editions_stage.KIND.own | {TRUTH, RATERS}
    kind = dataclasses.replace(editions_stage.KIND, own=own)
    if not series:
        [(edition, fill)] = made
        place_folder(out, fill, kind, replace)
        return ((out, edition),)
    place_below({edition.id: fill for edition, fill in made}, out, kind, replace)
    return tuple((out / edition.id, edition) for edition, _ in made)


def settled_at_random(
    framework: Framework, seed: int, series: bool
) -> list[tuple[Edition, Callable[[Path], None]]]:
    """Simulated editions with scores, and what writes each."""
    from ocindex.simulation import simulate, simulate_editions

    editions = simulate_editions(seed) if series else (simulate(framework, seed),)
    return [(edition, partial(fill_edition, edition)) for edition in editions]


def rated_at_random(
    framework: Framework, seed: int, raters: str, series: bool
) -> list[tuple[Edition, Callable[[Path], None]]]:
    """Simulated editions without scores, and what writes each with its truth."""
    from ocindex.simulation import KINDS, Assessment, assess, assess_editions, record_truth

    def fill(assessment: Assessment, folder: Path) -> None:
        fill_edition(assessment.edition, folder)
        record_truth(assessment, folder)

    kind = next(kind for kind in KINDS if kind == raters)
    made = assess_editions(seed, kind) if series else (assess(framework, seed, kind),)
    return [(each.edition, partial(fill, each)) for each in made]


def demo(
    out: Path,
    *,
    profiles: bool,
    say: Say,
    languages: Sequence[str] = ("en",),
    simulated: bool = False,
    progress: Progress = no_progress,
) -> Path:
    """All stages in a row below `out`; the folder of the site."""
    publisher()  # rather now than after all the rest
    if simulated:
        editions = simulated_editions(out / "editions", progress)
    else:
        editions = demo_editions(out / "editions", say, progress)
    for line in check_editions(editions):
        say(line)
    if all(len(read_rated(edition).ratings) for edition in editions):
        lines, warning = score(editions, out / "scoring", replace=True, progress=progress)
        for line in [*lines, *([warning] if warning else [])]:
            say(line)
    fingerprint = release(editions, out / "release", replace=True, progress=progress)
    say(f"{out / 'release'}: frozen, fingerprint {fingerprint}")
    latest = editions[-1].name
    publish_release(
        out / "release", out / "site", languages=languages, profiles=profiles, printed=[latest],
        progress=progress,
    )  # fmt: skip
    say(f"{out / 'site'}: published{f', with the profiles of {latest}' if profiles else ''}")
    return out / "site"


def simulated_editions(out: Path, progress: Progress) -> list[Path]:
    """Editions of a simulation, scored by their editors from the experts' ratings."""
    return [path for path, _ in simulate_into(out, 1, series=True, replace=True, progress=progress)]


def demo_editions(out: Path, say: Say, progress: Progress) -> list[Path]:
    """Editions of the workbook, or of a simulation where there is none to be had."""
    from ocindex.intake.fetching import VARIABLE, find_workbook  # only the demo fetches

    try:
        workbook = find_workbook(progress=lambda done, total: progress("Fetching", done, total))
    except IntakeError as error:
        if any(fault.file.startswith("http") for fault in error.faults):
            say(str(error))
            say(f"{SIMULATED} stand in; name a workbook in ${VARIABLE} for the real Index.")
            return simulated_editions(out, progress)
        raise
    version = "the version we know" if workbook.known else "another version than the one we know"
    say(f"Workbook from {workbook.origin}: {version}")
    editions = intake_workbook(workbook.path, out, replace=True, progress=progress)
    checked = sum(len(edition.printed) for edition in editions)
    say(f"{checked:,} published averages checked, 0 differ")
    return [out / edition.id for edition in editions]
