"""Steps 8 to 10: back to the data, links to other measures, presentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

import numpy as np

from ocindex.findings import Found, Tables, some
from ocindex.robustness.audit.limits import Limits
from ocindex.robustness.audit.subject import Subject

# Correlations from which two headlines, or an outside variable, are more than loosely linked.
LINKED, TIGHT = 0.3, 0.9
# Share of tied units from which ranks alone mislead.
TIED = 0.25
# What sums of floats may differ by.
NOTHING = 1e-9


def back_to_data(subject: Subject, tables: Tables, _limits: Limits) -> Iterator[Found]:
    """Units whose mean hides most."""
    for headline in subject.headlines:
        own = tables["profiles"].filter(headline=subject.elements[headline].id)
        own = own.sort("spread", descending=True, maintain_order=True)
        worst = own.row(0, named=True)
        if not worst["spread"]:
            continue
        yield Found(
            "uneven_profile", "minor", worst["spread"],
            {"headline": subject.elements[headline].name, "country": worst["country"],
             "rank": int(worst["rank"]), "spread": worst["spread"],
             "median": float(own["spread"].median() or 0),  # type: ignore[arg-type]
             "lowest": subject.name_of(worst["lowest_node"]), "low": worst["lowest"],
             "highest": subject.name_of(worst["highest_node"]), "high": worst["highest"],
             "names": some(own["country"].head(5).to_list()[1:], 4)},
            "profiles",
        )  # fmt: skip


def links(subject: Subject, tables: Tables, limits: Limits) -> Iterator[Found]:
    """How headlines go together, and with what comes from outside."""
    found = {(a, b): r for a, b, r in
             tables["correlations"].select("node", "other", "pearson").iter_rows()}  # fmt: skip
    yield from strays(subject, found)
    for one, other in combinations(subject.headlines, 2):
        first, second = subject.elements[one], subject.elements[other]
        r = found[first.id, second.id]
        kind = "headlines_tight" if abs(r) >= TIGHT else "headlines_linked"
        yield Found(
            kind if abs(r) >= LINKED else "headlines_apart",
            "notable" if abs(r) >= TIGHT else "sound", abs(r),
            {"one": first.name, "other": second.name, "r": r, "share": r * r},
            "correlations",
        )  # fmt: skip
    for row in tables["outside"].iter_rows(named=True) if "outside" in tables else ():
        linked = abs(row["r"]) >= LINKED and row["p"] < limits.significance
        yield Found(
            "outside_linked" if linked else "outside_apart", "minor" if linked else "sound",
            abs(row["r"]),
            {"headline": subject.name_of(row["headline"]), "outside": row["outside"],
             "r": row["r"], "share": row["r2"], "n": row["n"]},
            "outside",
        )  # fmt: skip


def strays(subject: Subject, found: Mapping[tuple[str, str], float]) -> Iterator[Found]:
    """Indicators that go closer with another headline than with their own."""
    for place in subject.indicators:
        element, own = subject.elements[place], subject.headline(place)
        r = found[subject.elements[own].id, element.id]
        others = {
            headline: found[subject.elements[headline].id, element.id]
            for headline in subject.headlines
            if headline != own
        }
        if not others:
            continue
        nearest = max(others, key=lambda headline: abs(np.nan_to_num(others[headline])))
        if abs(others[nearest]) > max(abs(r), LINKED):
            yield Found(
                "stray", "notable", abs(others[nearest]),
                {"node": element.name, "own": subject.elements[own].name, "r_own": r,
                 "other": subject.elements[nearest].name, "r_other": others[nearest]},
                "correlations",
            )  # fmt: skip


def presentation(subject: Subject, tables: Tables, _limits: Limits) -> Iterator[Found]:
    """Whether ranks are finer than the scores behind them."""
    for row in tables["room"].iter_rows(named=True):
        tied = row["tied"] / row["units"]
        figures = {
            "headline": row["name"], "tied": row["tied"], "units": row["units"],
            "distinct": row["distinct"], "gap": row["median_gap"], "share": tied,
        }  # fmt: skip
        # Ranks are finer than scores where a single step is enough to change places.
        if not subject.step or not row["step_moves_most"] >= row["median_gap"] - NOTHING:
            if tied:
                yield Found("ties", "notable" if tied >= TIED else "minor", tied, figures, "room")
            continue
        figures |= {
            "step": subject.step, "moves": row["step_moves_most"], "places": row["places"],
        }  # fmt: skip
        yield Found("fine_ranks", "notable" if tied >= TIED else "minor", tied, figures, "room")
