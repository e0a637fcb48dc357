"""The workbench on folders and files: an edition and a method to a report, or to tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import OcindexError, RequestError
from ocindex.method import Method
from ocindex.pipeline import Progress, faults_of, no_progress, own_method, read_edition
from ocindex.placing import Kind, place_folder
from ocindex.workbench import Built, build
from ocindex.workbench.built import lifted
from ocindex.workbench.varying import Weights

if TYPE_CHECKING:
    import polars as pl

    from ocindex.publish.charts import Chart
    from ocindex.workbench.effect import Effect
    from ocindex.workbench.overtaking import Measure, Overtaking
    from ocindex.workbench.sensitivity import Sensitivity
    from ocindex.workbench.uncertainty import Uncertainty

REPORT = "report.txt"
TABLES = (
    "scores.csv", "ranks.csv", "intervals.csv", "groups.csv", "pairs.csv", "bounds.csv",
    "sensitivity.csv",
)  # fmt: skip
# Bounds compare every two countries: of more than so many it takes minutes.
MOST_CERTAIN = 1000
PICTURES = ("intervals.svg", "sensitivity.svg")
KIND = Kind(REPORT, frozenset({REPORT, *TABLES, *PICTURES}), carries=False)


@dataclass(frozen=True)
class Asked:
    """What may vary, as a command has it; see `Built.uncertainty`."""

    scores: float | None = None
    weights: Weights = 0.25
    impute: tuple[str, ...] = ()
    treat: tuple[str, ...] = ()
    normalise: tuple[str, ...] = ()
    aggregate: tuple[str, ...] = ()
    exclude: int = 0
    exclude_countries: int = 0
    ratings: bool = False
    nodes: tuple[str, ...] = ()
    top: int = 10
    draws: int = 100_000
    seed: int = 1
    points: int = 1024
    pairs: bool = False
    cluster: str = ""
    workers: int = 0


def read_built(folder: Path, method: Path | None) -> Built:
    """An edition built by a method, or by means of means."""
    edition = read_edition(folder)
    with faults_of(method):
        return build(edition, own_method([edition], method))


def audit_edition(
    folder: Path, method: Path | None, out: Path, outside: Path | None = None, draws: int = 10_000
) -> str:
    """Audit an edition by a method and write its report; a line that says what was written.

    Raises
    ------
    InputError
        The edition, the method or the table of outside variables has faults.
    RequestError
        No method is given, and indicators are measured; there are fewer than three countries;
        or the extra `publish` is not installed.
    OutputError
        Something else is there, or the disk refuses.
    """
    write_report = report_writer()
    built = read_built(folder, method)
    beside = None if outside is None else outside_of(outside, built)
    audit = built.audit(beside, draws)
    write_report(audit, out)
    grave = sum(finding.severity in ("serious", "notable") for finding in audit.findings)
    return (
        f"{out}: {len(audit.findings)} findings, {grave} of them serious or notable; "
        "index.html, audit.pdf, data/"
    )


def report_writer() -> Callable[..., None]:
    """The function that writes an audit; RequestError where its extra is not installed."""
    try:
        from ocindex.publish.audit import write_report  # an extra: jinja2 and typst
    except ModuleNotFoundError as error:
        raise RequestError(
            f"The report needs {error.name}: install it by pip install 'ocindex[publish]'."
        ) from error
    return write_report


def outside_of(file: Path, built: Built) -> Mapping[str, NDArray[np.float64]]:
    """Variables of a csv file, in the order of the index's countries."""
    import polars as pl  # it takes 0.2 s to import

    from ocindex.errors import Fault, InputError  # only where this goes wrong
    from ocindex.robustness.audit.beside import outside_variables  # as above

    try:
        table = pl.read_csv(file, infer_schema_length=None, null_values=["", "NA"])
    except (OSError, pl.exceptions.PolarsError) as error:
        rule = f"This cannot be read as csv: {str(error).splitlines()[0]}"
        raise InputError([Fault(str(file), rule, "Mend or name another file.")]) from None
    return outside_variables(table, built.codes, str(file))


def stress_edition(
    folder: Path,
    method: Path | None,
    out: Path,
    asked: Asked,
    *,
    before: Path | None = None,
    replace: bool = False,
    progress: Progress = no_progress,
) -> tuple[str, bool]:
    """Draw what may vary, and write tables, charts and a report below `out`.

    Returns
    -------
    tuple of str and bool
        The report; whether the edition is made up.

    Raises
    ------
    InputError
        An edition or the method has faults, or a step cannot be done on the values.
    RequestError
        There is no such component or technique, or a number is out of its bounds.
    OutputError
        The folder is taken, or cannot be written.
    """
    built = read_built(folder, method)
    earlier = None if before is None else read_built(before, method)
    found = built.uncertainty(
        scores=asked.scores, score_draws=rated_draws(built, asked, progress),
        weights=asked.weights, impute=asked.impute, treat=asked.treat,
        normalise=asked.normalise, aggregate=asked.aggregate, exclude=asked.exclude,
        exclude_countries=asked.exclude_countries, before=earlier, nodes=asked.nodes,
        top=asked.top, draws=asked.draws, seed=asked.seed, pairs=asked.pairs,
        cluster=asked.cluster, workers=asked.workers,
        progress=lambda done, total: progress("Drawing", done, total),
    )  # fmt: skip
    progress("Sensitivity", 0, 0)
    shares = sensitivity_of(built, found, asked)
    texts = files_of(found, shares, asked.pairs)

    def fill(aside: Path) -> None:
        for name, text in texts.items():
            (aside / name).write_bytes(text.encode("utf-8"))

    place_folder(out, fill, KIND, replace)
    return texts[REPORT], built.edition.simulated


def rated_draws(built: Built, asked: Asked, progress: Progress) -> NDArray[np.float32] | None:
    """Scores as the ratings say they may be, where that is asked for; RequestError without any."""
    if not asked.ratings:
        return None
    from ocindex.intervals.drawing import centred  # only editions that were rated need them
    from ocindex.scoring.fits import fit_editions, theta_of

    edition = built.edition
    if not len(edition.ratings):
        raise RequestError(
            f"Edition {edition.id} has no ratings that could say how far its scores may vary. "
            "Leave out --ratings, and say by how much with --scores."
        )
    fit = fit_editions([edition], progress=progress)
    return centred(edition, theta_of(fit, edition))


def sensitivity_of(built: Built, found: Uncertainty, asked: Asked) -> Sensitivity | str:
    """Which choice matters how much; or why that is not known."""
    varying = found.varying
    try:
        return built.sensitivity(
            scores=varying.scores, weights=varying.weights, impute=asked.impute,
            treat=asked.treat, normalise=asked.normalise, aggregate=asked.aggregate,
            node=found.nodes[0], points=asked.points, seed=asked.seed,
        )  # fmt: skip
    except RequestError as error:
        return str(error)


def files_of(found: Uncertainty, shares: Sensitivity | str, pairs: bool) -> dict[str, str]:
    """The files of a report, by name."""
    texts = {
        "scores.csv": found.scores.write_csv(),
        "ranks.csv": found.ranks.write_csv(),
        "groups.csv": found.groups().write_csv(),
    }
    said = [found.report()]
    if all(found.intervals_of(node) is not None for node in found.nodes):
        texts["intervals.csv"] = found.intervals().write_csv()
    if pairs:
        texts["pairs.csv"] = found.pairs.write_csv()
    if (bounds := bounds_of(found)) is not None:
        texts["bounds.csv"] = bounds.write_csv()
        said.append("bounds.csv is exact: ranks that no such weights can leave.\n")
    pictures = {"intervals.svg": lambda charts: charts.rank_intervals(found)}
    if isinstance(shares, str):
        said.append(f"No sensitivity: {shares}\n")
    else:
        texts["sensitivity.csv"] = shares.table.write_csv()
        pictures["sensitivity.svg"] = lambda charts: charts.sensitivity_bars(shares)
        said.append(shares.report())
    try:
        texts |= drawn(pictures)
    except OcindexError as error:
        said.append(f"No charts: {error}\n")
    return texts | {REPORT: "\n".join(said)}


def bounds_of(found: Uncertainty) -> pl.DataFrame | None:
    """Ranks that are certain, where nothing but weights varies and means are arithmetic."""
    import polars as pl  # it takes 0.2 s to import

    varying, built = found.varying, lifted(found.built)
    left_out = varying.exclude or varying.exclude_countries
    if varying.noisy or varying.steps or left_out or len(built.codes) > MOST_CERTAIN:
        return None
    try:
        frames = [
            built.bounds(varying.weights, node).select(pl.lit(node).alias("node"), pl.all())
            for node in found.nodes
        ]
    except RequestError:
        return None  # the report says what was drawn
    return pl.concat(frames)


def drawn(pictures: Mapping[str, Callable[..., Chart]]) -> dict[str, str]:
    """Charts as files; RequestError where their extra is not installed."""
    from ocindex import charts  # the extra `publish`

    return {name: draw(charts).svg("light") for name, draw in pictures.items()}


def effect_of(folder: Path, method: Path | None, change: Path) -> Effect:
    """What another method would change.

    Raises
    ------
    InputError
        The edition or a method has faults, or a step cannot be done on the values.
    """
    built = read_built(folder, method)
    return built.compare(build(built.edition, Method.from_toml(change)))


def overtaking_of(
    folder: Path, method: Path | None, one: str, other: str, node: str, measure: Measure
) -> Overtaking:
    """What would put one country at or above another.

    Raises
    ------
    InputError
        The edition or the method has faults.
    RequestError
        There is no such country or component, or the component is no weighted mean.
    """
    built = read_built(folder, method)
    # Codes of countries are written in capitals; those of other units as they are.
    first, second = (code if code in built.codes else code.upper() for code in (one, other))
    return built.overtake(first, second, node, measure)


def headline_rows(found: Effect, nodes: Sequence[str]) -> list[tuple[object, ...]]:
    """Rows of an effect's table, of the components named or of the headlines."""
    from ocindex.workbench.elements import components_named  # it takes numpy

    chosen = components_named(found.before, tuple(nodes))
    table = found.table
    return [row for row in table.iter_rows() if row[0] in chosen]
