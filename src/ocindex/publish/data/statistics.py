"""An edition's wide table for Stata and SPSS, with labels of its variables and values."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
import pyreadstat

from ocindex.release import CountryRecord, ReleasedEdition
from ocindex.vocabulary import SCOPES, SIMULATED, Component

# The lengths that both formats take, in bytes; Stata's are the shorter ones.
NAME, LABEL, VALUE_LABEL, TEXT = 32, 80, 120, 240
# Names that Stata or SPSS keep for themselves.
RESERVED = frozenset(
    [
        *("all", "and", "by", "byte", "double", "eq", "float", "ge", "gt", "if", "in", "int"),
        *("le", "long", "lt", "ne", "not", "or", "to", "using", "with"),
    ]
)
# Both formats state when they were made; the same release must make the same bytes.
STATA_MADE = re.compile(rb"<timestamp>\x11.{17}</timestamp>", re.DOTALL)
STATA_NEVER = b"<timestamp>\x1101 Jan 2000 00:00</timestamp>"
SPSS_MADE, SPSS_NEVER = slice(92, 109), b"01 Jan 0000:00:00"


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable: its label, where its values come from, and the labels of these."""

    name: str
    label: str
    measure: str
    value: Callable[[CountryRecord], object]
    labels: Mapping[int, str] = field(default_factory=dict)


def statistics_files(released: ReleasedEdition, about: Mapping[str, Any]) -> Mapping[str, bytes]:
    """The wide table as `dta` and `sav`.

    Parameters
    ----------
    released : ReleasedEdition
    about : mapping
        What the file says of itself: `title`, and `notice` where its data are simulated.

    Returns
    -------
    mapping of str to bytes
        The files' bytes by their ending. Scores are unrounded; continents, regions and bands
        are numbers with labels.
    """
    found = variables(released, simulated="notice" in about)
    names = short_names(variable.name for variable in found)
    frame = pl.DataFrame(
        {
            name: [variable.value(record) for record in released.countries.values()]
            for name, variable in zip(names, found, strict=True)
        }
    )
    title = fitting(": ".join(about[key] for key in ("notice", "title") if key in about), LABEL)
    shared: dict[str, Any] = {
        "file_label": title,
        "column_labels": [fitting(variable.label, LABEL) for variable in found],
        "variable_value_labels": {
            name: {code: fitting(label, VALUE_LABEL) for code, label in variable.labels.items()}
            for name, variable in zip(names, found, strict=True)
            if variable.labels
        },
    }
    measures = dict(zip(names, (variable.measure for variable in found), strict=True))
    with tempfile.TemporaryDirectory() as folder:
        stata, spss = Path(folder, "wide.dta"), Path(folder, "wide.sav")
        pyreadstat.write_dta(frame, str(stata), version=14, **shared)
        pyreadstat.write_sav(
            frame, str(spss), row_compress=True, variable_measure=measures, **shared
        )
        return {"dta": stata_undated(stata.read_bytes()), "sav": spss_undated(spss.read_bytes())}


def variables(released: ReleasedEdition, simulated: bool) -> list[Variable]:
    """The variables in the order of the wide table; components have ranks and bands too."""
    framework = released.edition.framework
    found = [
        Variable("edition", "Edition", "nominal", lambda _: released.id),
        Variable("iso3", "ISO 3166-1 alpha-3 code", "nominal", lambda r: r.country.iso3),
        Variable("country", "Country", "nominal", lambda r: fitting(r.country.name, TEXT)),
        grouping(released, "continent", "Continent", lambda r: r.country.continent),
        grouping(released, "region", "Region", lambda r: r.country.region),
    ]
    if framework.quadrants:
        found.append(Variable("quadrant", "Quadrant", "nominal", lambda r: r.quadrant))
    found += [
        Variable(
            node.id, node.name, "scale", lambda r, node=node: r.figures[node.id].score  # type: ignore[misc]
        )
        for node in framework.nodes
    ]  # fmt: skip
    for component in framework.components:
        found += standing(component)
        if released.basis:
            found += interval(component)
    if simulated:
        found.append(Variable("notice", "Notice", "nominal", lambda _: SIMULATED))
    return found


def grouping(
    released: ReleasedEdition, name: str, label: str, value: Callable[[CountryRecord], str]
) -> Variable:
    """Continent or region as a number; the same one in every edition of a framework's members."""
    known = {getattr(member, name) for member in released.edition.framework.members}
    names = sorted((known | {value(record) for record in released.countries.values()}) - {""})
    codes = {group: i for i, group in enumerate(names, 1)}
    labels = {i: group for group, i in codes.items()}
    return Variable(name, label, "nominal", lambda record: codes.get(value(record)), labels)


def standing(node: Component) -> list[Variable]:
    """A component's ranks, and its band as a number from the lowest band on."""
    found = [
        Variable(
            f"rank_{scope}_{node.id}", f"{node.name}: rank, {scope}", "ordinal",
            lambda record, scope=scope: record.figures[node.id].rank[scope].rank or None,  # type: ignore[misc]
        )
        for scope in SCOPES
    ]  # fmt: skip
    if node.bands:
        codes = {band.label: i for i, band in enumerate(node.bands, 1)}
        labels = {i: label for label, i in codes.items()}
        found.append(
            Variable(
                f"band_{node.id}", f"{node.name}: band", "ordinal",
                lambda record: codes.get(record.figures[node.id].band), labels,
            )
        )  # fmt: skip
    return found


def interval(node: Component) -> list[Variable]:
    """The ends of the 90 % intervals of a component's score and rank in the world."""
    of_score: dict[str, Callable[[CountryRecord], object]] = {
        "low90": lambda r: (x := r.figures[node.id].interval) and x.low90,
        "high90": lambda r: (x := r.figures[node.id].interval) and x.high90,
        "rank_low90": lambda r: (x := r.figures[node.id].rank["world"].interval) and x.low90,
        "rank_high90": lambda r: (x := r.figures[node.id].rank["world"].interval) and x.high90,
    }
    labels = {
        "low90": "low end, 90 %", "high90": "high end, 90 %",
        "rank_low90": "first rank, 90 %", "rank_high90": "last rank, 90 %",
    }  # fmt: skip
    return [
        Variable(f"{name}_{node.id}", f"{node.name}: {labels[name]}", "scale", value)
        for name, value in of_score.items()
    ]


def short_names(names: Iterable[str]) -> list[str]:
    """Names that Stata and SPSS take: letters, digits and _, 32 at most, each once."""
    result: list[str] = []
    for name in names:
        plain = re.sub(r"[^A-Za-z0-9_]", "_", name)
        if not plain[:1].isalpha() or plain.lower() in RESERVED:
            plain = f"v_{plain}"
        short, count = plain[:NAME], 1
        while short.lower() in (taken.lower() for taken in result):
            count += 1
            short = f"{plain[: NAME - 1 - len(str(count))]}_{count}"
        result.append(short)
    return result


def fitting(text: str, size: int) -> str:
    """`text`, cut where it is longer than `size` bytes."""
    content = text.encode("utf-8")
    if len(content) <= size:
        return text
    ellipsis = "\N{HORIZONTAL ELLIPSIS}"
    return content[: size - len(ellipsis.encode("utf-8"))].decode("utf-8", "ignore") + ellipsis


def stata_undated(content: bytes) -> bytes:
    undated, found = STATA_MADE.subn(STATA_NEVER, content, count=1)
    assert found, "a Stata file states when it was made"
    return undated


def spss_undated(content: bytes) -> bytes:
    assert content.startswith(b"$FL"), "a system file of SPSS begins so"
    return content[: SPSS_MADE.start] + SPSS_NEVER + content[SPSS_MADE.stop :]
