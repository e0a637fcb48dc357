"""Every kind of finding, on an index made to have it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pytest

from ocindex.errors import RequestError
from ocindex.findings import Audit, Finding, texts
from ocindex.robustness.audit.report import TEXTS, audit
from ocindex.robustness.audit.subject import Subject, Variant
from support.audits import ranked, subject_of

UNITS = 60
TREE = {"index": "", "a": "index", "b": "index"} | {
    f"{group}{i}": group for group in "ab" for i in range(1, 5)
}


def made(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def table(alike: float = 0.8, seed: int = 0) -> np.ndarray:
    """Two groups of four indicators, each with a factor of its own besides the common one."""
    chance = made(seed)
    common, own = chance.normal(size=(UNITS, 1)), chance.normal(size=(UNITS, 2))
    factors = np.repeat(alike * common + 0.5 * own, 4, axis=1)
    return 50 + 10 * (factors + 0.4 * chance.normal(size=(UNITS, 8)))


def plain() -> Subject:
    return subject_of(TREE, table())


def found(subject: Subject, **more: Mapping[str, np.ndarray]) -> dict[str, list[Finding]]:
    kinds: dict[str, list[Finding]] = {}
    for finding in audit(subject, **more).findings:
        kinds.setdefault(finding.kind, []).append(finding)
    return kinds


def changed(columns: Mapping[int, np.ndarray]) -> Subject:
    values = table()
    for column, cells in columns.items():
        values[:, column] = cells
    return subject_of(TREE, values)


def gappy() -> Subject:
    subject = plain()
    raw = subject.raw.copy()
    raw[0, :4], raw[:30, 7] = np.nan, np.nan
    return replace(subject, raw=raw, imputed=np.isnan(raw))


def open_gaps() -> Subject:
    subject = plain()
    values = subject.raw.copy()
    values[0, 0] = np.nan
    return replace(subject, raw=values, normalised=values)


def lost() -> Subject:
    subject = gappy()
    imputed = subject.imputed.copy()
    imputed[5, 5] = True
    return replace(subject, imputed=imputed)


def skewed(treated: bool) -> Subject:
    subject = plain()
    raw = subject.raw.copy()
    raw[0, 0] = 1e6
    return replace(subject, raw=raw, treated=subject.raw if treated else raw)


def heavy() -> Subject:
    tree = {"index": "", "a": "index", "b": "index", "a1": "a", "a2": "a"} | {
        f"b{i}": "b" for i in range(6)
    }
    return subject_of(tree, table())


def headlines(link: float) -> Subject:
    tree = {"one": "", "two": ""} | {
        f"{group}{i}": name for group, name in (("a", "one"), ("b", "two")) for i in range(1, 5)
    }
    values = table()
    for column in range(4):
        other = made(column + 20).normal(50, 10, UNITS)
        values[:, 4 + column] = link * values[:, column] + (1 - abs(link)) * other
    return subject_of(tree, values)


def graded(alike: float = 3.0) -> Subject:
    values = np.clip(np.round(table(alike) / 10), 1, 10)
    return subject_of(TREE, values, step=1.0)


def two_factors() -> Subject:
    chance = made(4)
    common, own = chance.normal(size=(UNITS, 1)), chance.normal(size=(UNITS, 2))
    parts = 0.5 * common + np.repeat(own, 4, axis=1) + 0.9 * chance.normal(size=(UNITS, 8))
    return subject_of({"index": ""} | {f"a{i}": "index" for i in range(8)}, parts)


def variant(shuffled: bool) -> Subject:
    subject = plain()
    scores = subject.scores.copy()
    if shuffled:
        scores[:, 0] = scores[::-1, 0]
    else:
        scores[[0, 1], 0] = scores[[1, 0], 0]
    return replace(subject, variants=(Variant("Other means", scores, ranked(scores)),))


def opposite() -> Subject:
    values = table()
    return changed({0: 100 - values[:, 1] - values[:, 2]})


def unlike(columns: tuple[int, ...]) -> Subject:
    return changed({c: made(c + 9).normal(50, 10, UNITS) for c in columns})


def pulling() -> Subject:
    values = table()
    return changed({0: 100 - values[:, 2], 1: 101 - values[:, 3] + made(3).normal(0, 1, UNITS)})


def sized() -> Subject:
    subject = plain()
    return replace(subject, denominators={"population": subject.raw[:, 0] * 2})


def strayed() -> Subject:
    subject = headlines(0.25)
    values = subject.raw.copy()
    values[:, 0] = -values[:, 4:].mean(axis=1)
    tree = {e.id: subject.elements[e.parent].id if e.parent >= 0 else "" for e in subject.elements}
    return subject_of(tree, values)


def uneven() -> Subject:
    return subject_of(TREE, table(), weights={"a1": 3.0})


def few() -> Subject:
    return subject_of(TREE, table()[:12])


def piled(end: float) -> Subject:
    subject = graded(0.5)
    raw = subject.raw.copy()
    raw[:12, 2] = end
    return replace(subject, raw=raw, low=1.0, high=10.0)


CASES: Mapping[str, tuple[Callable[[], Subject], str]] = {
    "one_headline": (plain, "8 indicators in 3 levels"),
    "complete": (plain, "480 values"),
    "no_outliers": (plain, "8 indicators"),
    "none_imputed": (plain, ""),
    "spread_alike": (plain, "2 or more"),
    "balanced": (plain, "factor of 1.5"),
    "coherent": (plain, "4 parts"),
    "removal_slight": (plain, "of 60 on average"),
    "uneven_profile": (plain, "median country"),
    "several_headlines": (lambda: headlines(0.25), "One and Two"),
    "headlines_linked": (lambda: headlines(0.25), "share"),
    "headlines_apart": (lambda: headlines(0.0), "independent"),
    "headlines_tight": (lambda: headlines(1.0), "one measure"),
    "uneven_weights": (uneven, "A1"),
    "few_units": (few, "0.57 either way"),
    "no_intervals": (plain, "no draws"),
    "floor": (lambda: piled(1.0), "A3: 20% of the units score 1"),
    "ceiling": (lambda: piled(10.0), "A3: 20% of the units score 10"),
    "stray": (strayed, "with Two"),
    "uneven_indicators": (heavy, "3.0 times"),
    "removal": (heavy, "A1"),
    "missing": (gappy, "34 values are missing of 480"),
    "units_with_gaps": (gappy, "Unit U00"),
    "indicators_with_gaps": (gappy, "B4"),
    "imputed": (gappy, "34 values are imputed"),
    "imputed_and_lost": (lost, "1 of them had a value"),
    "left_missing": (open_gaps, "not imputed"),
    "outliers_left": (lambda: skewed(treated=False), "A1"),
    "outliers_treated": (lambda: skewed(treated=True), "after treatment none"),
    "heaped": (lambda: changed({0: np.where(np.arange(UNITS) < 40, 1.0, 2.0)}), "67%"),
    "constant": (lambda: changed({0: np.full(UNITS, 7.0)}), "A1"),
    "size": (sized, "population"),
    "against_parent": (opposite, "A1 correlates −"),
    "opposed_pairs": (opposite, "A1 with A2"),
    "weak_in_parent": (lambda: unlike((0,)), "A1 ("),
    "better_elsewhere": (lambda: changed({0: table()[:, 5]}), "A1 correlates"),
    "incoherent": (lambda: unlike((0, 1)), "Without"),
    "pulls_apart": (pulling, "negatively"),
    "repeats": (lambda: changed({c: table()[:, 0] + made(c).normal(0, 1, UNITS)
                                 for c in (1, 2, 3)}), "alpha"),
    "redundant_pairs": (lambda: changed({1: table()[:, 0] + 1}), "A1 with A2 (1.00)"),
    "repeats_graded": (graded, "halo"),
    "fine_ranks": (lambda: graded(0.5), "reaches or passes"),
    "ties": (lambda: changed({c: np.round(table()[:, c], -2) for c in range(8)}), "share"),
    "dimensions": (two_factors, "2 dimensions"),
    "spread": (lambda: changed({0: 4 * table()[:, 0]}), "times as wide"),
    "unbalanced": (lambda: changed({0: 4 * table()[:, 0]}), "A1 brings"),
    "variant": (lambda: variant(shuffled=True), "Other means"),
    "variant_slight": (lambda: variant(shuffled=False), "would hardly change"),
}  # fmt: skip


@pytest.mark.parametrize("kind", list(CASES))
def test_it_is_found_and_said(kind: str) -> None:
    make, says = CASES[kind]
    kinds = found(make())
    assert kind in kinds, sorted(kinds)
    finding = kinds[kind][0]
    told = " ".join((finding.title, finding.what, finding.why, finding.remedy))
    assert says in told
    assert "{" not in told
    assert "nan" not in finding.what


@pytest.mark.parametrize(
    ("outside", "kind"), [(lambda s: s.scores[:, 0], "outside_linked"),
                          (lambda s: made(5).normal(size=UNITS), "outside_apart")],
)  # fmt: skip
def test_outside_variables(outside: Callable[[Subject], np.ndarray], kind: str) -> None:
    subject = plain()
    assert kind in found(subject, outside={"income": outside(subject)})


@pytest.mark.parametrize(("width", "kind"), [(30, "uncertain"), (2, "certain")])
def test_rank_intervals(width: int, kind: str) -> None:
    subject = plain()
    ranks = subject.ranks[:, 0]
    low, high = np.maximum(ranks - width, 1), np.minimum(ranks + width, UNITS)
    assert kind in found(subject, intervals={"index": np.stack([low, ranks, high])})


def test_every_wording_is_tested() -> None:
    apart = {"outside_linked", "outside_apart", "uncertain", "certain"}
    assert set(texts(TEXTS, "wording")) == set(CASES) | apart


def test_the_gravest_come_first() -> None:
    result: Audit = audit(opposite())
    order = ["serious", "notable", "minor", "sound"]
    places = [order.index(finding.severity) for finding in result.findings]
    assert places == sorted(places)
    assert places[0] == 0


def test_each_finding_names_a_table_that_is_there() -> None:
    for make, _ in CASES.values():
        result = audit(make())
        assert {f.table for f in result.findings} - {""} <= set(result.tables)


def sparse() -> Subject:
    values = made().normal(size=(9, 3))
    subject = subject_of({"index": "", "a": "index", "b": "index", "c": "index"}, values)
    values = values.copy()
    values[:, 0] = np.nan
    return replace(subject, raw=values, treated=values, normalised=values)


@pytest.mark.parametrize(
    "make",
    [
        lambda: subject_of({"index": "", "a": "index"}, made().normal(size=(10, 1))),
        lambda: subject_of(TREE, np.ones((9, 8))),
        lambda: subject_of(TREE, np.repeat(made().normal(size=(9, 1)), 8, axis=1)),
        lambda: subject_of(TREE, made().normal(size=(3, 8))),
        sparse,
    ],
)
def test_what_cannot_be_told_is_not_told(make: Callable[[], Subject]) -> None:
    for finding in audit(make()).findings:
        assert "nan" not in f"{finding.title} {finding.what}".split()


def test_two_units_cannot_be_audited() -> None:
    subject = subject_of({"index": "", "a": "index", "b": "index"}, np.ones((2, 2)))
    with pytest.raises(RequestError, match="needs 3 or more"):
        audit(subject)
