"""Spec examples: a small table in, a table out, answered by the real code.

A spec is a TOML file in `tests/spec`: a title, prose, and examples. An example has the parts
of a framework, a table of scores (or of ratings), what it asks, and the table expected. The
tests hold each example to the code; `docs/specs.py` prints them as the methodology.
"""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from ocindex.exact import display, display_change
from ocindex.index import Result, build, compare
from ocindex.ratings import ratings_of
from ocindex.scoring import consensus
from ocindex.vocabulary import Country, Framework
from support.frameworks import edition_of, framework_of

FOLDER = Path(__file__).parent.parent / "spec"
GROUPS = ("continent", "region")
SCALE = "[scale]\nminimum = 1\nmaximum = 10\nstep = 0.5\n"
Table = list[list[str]]


@dataclass(frozen=True)
class Example:
    """One example; `before` and `framework_before` are an earlier edition's, if it has one."""

    says: str
    asks: str
    expected: Table
    framework: str
    scores: Table
    framework_before: str
    before: Table


@dataclass(frozen=True)
class Spec:
    """A rule of the methodology and its examples."""

    name: str
    title: str
    prose: str
    examples: tuple[Example, ...]


def all_specs() -> tuple[Spec, ...]:
    """The specs in the order of their files."""
    return tuple(read_spec(path) for path in sorted(FOLDER.glob("*.toml")))


def read_spec(path: Path) -> Spec:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    framework = content.get("framework", "")
    examples = tuple(
        Example(
            says=each["says"],
            asks=each["asks"],
            expected=table(each["expected"]),
            framework=each.get("framework", framework),
            scores=table(each["scores"]),
            framework_before=each.get("framework_before", each.get("framework", framework)),
            before=table(each.get("before", "")),
        )
        for each in content["examples"]
    )
    return Spec(path.stem, content["title"], content["prose"].strip(), examples)


def table(text: str) -> Table:
    """Rows of fields that two spaces or more part; the first row is the header."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return [[field.strip() for field in line.split("  ") if field.strip()] for line in lines]


def answer(example: Example) -> Table:
    """The table that the code gives, under the header of the expected one."""
    header = example.expected[0]
    with tempfile.TemporaryDirectory() as folder:
        framework = read(example.framework, Path(folder))
        if example.asks == "score from ratings":
            return [header, *from_ratings(framework, example.scores)]
        later = computed(framework, example.scores)
        if example.before:
            earlier = computed(read(example.framework_before, Path(folder)), example.before)
            return [header, *changes(example.asks, later, earlier, header)]
    if example.asks.startswith("mean of"):
        return [header, *means(later, header[1:])]
    return [header, *figures(example.asks, later, header[1:])]


def read(text: str, folder: Path) -> Framework:
    head = 'id = "example"\ntitle = "Example"\n'
    return framework_of(head + text + ("" if "[scale]" in text else SCALE), folder)


def computed(framework: Framework, scores: Table) -> Result:
    header, *rows = scores
    ids = [i.id for i in framework.indicators]
    columns = {name: i for i, name in enumerate(header)}
    countries = [
        Country(
            row[0], row[0],
            *(row[columns[g]] if g in columns else "All" for g in GROUPS),
        )
        for row in rows
    ]  # fmt: skip
    cells = [[row[columns[name]] for name in ids] for row in rows]
    return build(edition_of(framework, countries, cells))


def figures(asks: str, result: Result, nodes: Sequence[str]) -> Table:
    """A row a country, a column a node."""
    ask: Callable[[str, str], str] = {
        "exact score": lambda c, n: str(result.score(c, n)),
        "printed score": result.display,
        "rank in the world": lambda c, n: str(result.rank_of(c, n, "world")[0]),
        "rank in the continent": lambda c, n: str(result.rank_of(c, n, "continent")[0]),
        "rank in the region": lambda c, n: str(result.rank_of(c, n, "region")[0]),
        "band": result.band,
        "quadrant": lambda c, _: result.quadrant(c),
    }[asks]
    return [[c.iso3, *(ask(c.iso3, node) for node in nodes)] for c in result.edition.countries]


def means(result: Result, nodes: Sequence[str]) -> Table:
    decimals = result.edition.framework.decimals
    return [
        [group.name, *(display(result.group_score(group, node), decimals) for node in nodes)]
        for group in result.groups
    ]


def changes(asks: str, later: Result, earlier: Result, header: Sequence[str]) -> Table:
    """Changes by country and node, or the parts of one node's change by country."""
    comparison = compare(later, earlier)
    decimals = later.edition.framework.decimals
    if asks.startswith("parts of the change of "):
        node = asks.removeprefix("parts of the change of ")
        found = [c for name in header[1:] if (c := comparison.change(name, node))]
        names = [*found[0].contributions, "framework", "all parts"]
        parts = [
            {**c.contributions, "framework": c.framework, "all parts": c.published} for c in found
        ]
        assert all(sum(p.values(), Fraction(0)) == 2 * p["all parts"] for p in parts)
        return [[name, *(str(part[name]) for part in parts)] for name in names]
    kind = {"change": "published", "comparable change": "comparable"}[asks]

    def shown(country: str, node: str) -> str:
        change = comparison.change(country, node)
        return "n/a" if change is None else display_change(getattr(change, kind), decimals)

    return [[c.iso3, *(shown(c.iso3, node) for node in header[1:])] for c in comparison.countries]


def from_ratings(framework: Framework, ratings: Table) -> Table:
    """Scores from ratings: rows of country, indicator, rater, round, score."""
    countries = [Country(n, n, "All", "All") for n in dict.fromkeys(row[0] for row in ratings[1:])]
    scale = framework.scale
    row = {country.iso3: i for i, country in enumerate(countries)}
    column = {indicator.id: i for i, indicator in enumerate(framework.indicators)}
    judged = ratings_of(
        (row[c], column[i], r, int(n), int(Fraction(score) / scale.unit), None)
        for c, i, r, n, score in ratings[1:]
    )
    units = consensus(judged, framework, countries)
    return [
        [country.iso3, *(scale.text(int(unit) * scale.unit) for unit in row)]
        for country, row in zip(countries, units, strict=True)
    ]
