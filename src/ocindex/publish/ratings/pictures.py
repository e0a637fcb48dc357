"""The charts of a report on raters, drawn from its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import polars as pl

from ocindex.findings import Audit, number
from ocindex.publish import charts
from ocindex.publish.charts.estimates import stops_of
from ocindex.publish.ratings.marks import estimated, known, ranged, root, two

Picture = tuple[str, charts.Chart]
# So many raters stand at either end of a caterpillar plot; so many countries are shown.
EXTREMES, COUNTRIES = 20, 25
# Histograms hold so many values at most, which stand for all.
VALUES = 20_000


def pictures(report: Audit, name: str) -> Iterator[Picture]:
    """The charts of one kind: each with what it is of, a headline or nothing.

    Parameters
    ----------
    report : Audit
    name : str
        One of `DRAWN`.
    """
    return DRAWN[name](report)


def agreement(report: Audit) -> Iterator[Picture]:
    """The coefficients, with their intervals."""
    rows = report.tables["agreement"].iter_rows(named=True)
    marks = [ranged(row, "value", "low90", "high90") for row in rows if known(row["value"])]
    if marks:
        yield "", estimated(
            marks, "Agreement",
            "Coefficients of agreement with 90 % intervals: zero is chance, one is full agreement.",
            ("Coefficient", "Value (90 %)"), unit=True,
        )  # fmt: skip


def indicators(report: Audit) -> Iterator[Picture]:
    """Alpha of each indicator, the lowest first."""
    table = report.tables["agreement_indicators"].filter(pl.col("alpha").is_finite()).sort("alpha")
    marks = [ranged(row, "alpha", "alpha_low90", "alpha_high90")
             for row in table.iter_rows(named=True)]  # fmt: skip
    if marks:
        yield "Krippendorff's alpha, interval, with 90 % intervals", estimated(
            marks, "Agreement by indicator",
            "Krippendorff's alpha of each indicator with its 90 % interval, the lowest first.",
            ("Indicator", "Alpha (90 %)"), unit=True,
        )  # fmt: skip


def variance(report: Audit) -> Iterator[Picture]:
    """Standard deviation of each effect, of the model where it has it."""
    marks = []
    for row in report.tables["variance"].iter_rows(named=True):
        by = "model" if known(row["model"]) else "anova"
        if not known(row[by]):
            continue
        low, high = (row[f"{by}_{end}90"] for end in ("low", "high"))
        ends = (root(low), root(high)) if known(low) and known(high) else None
        said = two(root(row[by])) + (f" ({two(ends[0])} to {two(ends[1])})" if ends else "")
        marks.append(charts.Mark(row["name"], root(row[by]), said, interval=ends))
    if marks:
        yield "Standard deviations in points of the scale, with 90 % intervals", estimated(
            marks, "Variance components",
            "How far ratings differ by each effect: standard deviations with 90 % intervals.",
            ("Effect", "Standard deviation (90 %)"), origin=0.0,
        )  # fmt: skip


def dependability(report: Audit) -> Iterator[Picture]:
    """Standard error by the number of raters: an indicator's score and the components."""
    table = report.tables["dependability"].filter(pl.col("error").is_finite())
    if not len(table):
        return
    raters = table["raters"].unique(maintain_order=True).to_list()
    series = [
        charts.Series(
            str(name),
            [charts.Mark(f"{k} raters", error, two(error))
             for k, error in own.select("raters", "error").iter_rows()],
        )
        for (name,), own in table.group_by("name", maintain_order=True)
    ]  # fmt: skip
    caption = charts.Caption(
        "More raters",
        description="Standard error of an indicator's score and of components, in points, by the "
        "number of raters.",
        header=("Score", *map(str, raters)),
    )
    stops = stops_of((0.0, max(float(x) for x in table["error"])))
    axis = charts.Axis(stops[0], stops[-1], tuple(stops[1:-1]), "better")
    yield (
        "Standard error in points, by the number of raters",
        charts.lines(axis, [str(k) for k in raters], series, caption),
    )


def severity(report: Audit) -> Iterator[Picture]:
    """How raters spread, and those at either end with their intervals."""
    table = report.tables["raters"]
    panels = [
        charts.Distribution(name, values, two, note=note)
        for column, name, note in (
            ("severity", "Severity, in points", "above zero rates higher"),
            ("noise", "Noise, in points", "standard deviation"),
            ("outfit", "Outfit", "one is as expected"),
        )
        if (values := [x for x in table[column].to_list() if known(x)])
    ]
    if not panels:
        return
    caption = charts.Caption(
        "Raters",
        description="How many raters have which severity, noise and outfit.",
        header=("Figure", "Lowest", "Median", "Highest", "Outliers", "Treated", "Note"),
    )
    yield f"All {len(table)} raters", charts.distributions(panels, caption)
    told = table.filter(pl.col("severity").is_finite()).sort("severity", descending=True)
    shown = (
        pl.concat([told.head(EXTREMES), told.tail(EXTREMES)]) if len(told) > 2 * EXTREMES else told
    )
    marks = [
        ranged({**row, "name": row["rater"]}, "severity", "severity_low90", "severity_high90")
        for row in shown.iter_rows(named=True)
    ]
    some = f"the {EXTREMES} highest and lowest" if len(shown) < len(told) else "all raters"
    if marks:
        yield f"Severity with 90 % intervals, {some}", estimated(
            marks, "Severity", f"Severity of raters with 90 % intervals: {some}.",
            ("Rater", "Severity (90 %)"), origin=0.0,
        )  # fmt: skip


def scale(report: Audit) -> Iterator[Picture]:
    """How often each score was given."""
    table = report.tables["scale"]
    total = int(table["ratings"].sum())
    share = min(1.0, VALUES / total) if total else 0.0
    values = [
        score
        for score, count in table.select("score", "ratings").iter_rows()
        for _ in range(max(1, round(count * share)) if count else 0)
    ]
    if not values:
        return
    caption = charts.Caption(
        "Use of the scale",
        description="How often each score was given.",
        header=("Scale", "Lowest", "Median", "Highest", "Outliers", "Treated", "Note"),
    )
    panel = charts.Distribution(f"All {total:,} ratings", values, lambda x: number(x, 1))
    yield "", charts.distributions([panel], caption)


def rounds(report: Audit) -> Iterator[Picture]:
    """Interquartile ranges by round."""
    marks = [
        ranged({**row, "name": f"Round {row['round']}"}, "iqr_median", "iqr_lower", "iqr_upper")
        for row in report.tables["rounds"].iter_rows(named=True)
        if known(row["iqr_median"])
    ]
    if len(marks) > 1:
        yield "Interquartile range of ratings of the same: the median, and the middle half", (
            estimated(
                marks, "Dispersion by round",
                "Interquartile ranges of ratings in each round, in points.",
                ("Round", "Median IQR (middle half)"), origin=0.0,
            )
        )  # fmt: skip


def heading_of(report: Audit, column: str) -> str:
    """How the report's tables head a column: units need not be countries."""
    exhibits = (exhibit for chapter in report.chapters for exhibit in chapter.exhibits)
    columns = (each for exhibit in exhibits for each in exhibit.columns)
    return next(each.heading for each in columns if each.id == column)


def next_expert(report: Audit) -> Iterator[Picture]:
    """Width of the interval today and with one more rater, a drawing a headline."""
    table = report.tables["next_expert_headlines"].filter(pl.col("gain").is_finite())
    for (name,), own in table.group_by("name", maintain_order=True):
        unit = heading_of(report, "country")
        first = own.sort("gain", descending=True, maintain_order=True).head(COUNTRIES)
        marks = [
            charts.Mark(
                f"{row['country']} ({row['raters']})", row["width90_then"],
                f"{two(row['width90'])} → {two(row['width90_then'])}",
                before=row["width90"], was=two(row["width90"]),
            )
            for row in first.iter_rows(named=True)
        ]  # fmt: skip
        of = f"{name}: width of the 90 % interval, today (ring) and with one more rater"
        yield (
            f"{of}; raters in brackets",
            estimated(
                marks, f"One more expert: {name}",
                f"Width of the 90 % interval of {name}, today and with one more rater, in points.",
                (f"{unit} (raters)", "Today → with one more", "Today"), origin=0.0,
            )
        )  # fmt: skip


DRAWN: Mapping[str, Callable[[Audit], Iterator[Picture]]] = {
    "agreement": agreement,
    "agreement_indicators": indicators,
    "variance": variance,
    "dependability": dependability,
    "severity": severity,
    "scale": scale,
    "rounds": rounds,
    "next_expert": next_expert,
}
