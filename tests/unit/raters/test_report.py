"""The report: what is planted is found and said, and bad panels get a sound answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from scipy.stats import norm

from ocindex.findings import Audit, texts
from ocindex.ratings import RatingRow
from ocindex.scoring.agreement.rounds import others
from ocindex.scoring.observations import observe
from ocindex.scoring.raters import audit_ratings, rests_on
from ocindex.scoring.raters.detect.further import asked_about
from ocindex.scoring.raters.detect.sureness import surely
from ocindex.scoring.raters.effects import plain_effects, tail_of
from ocindex.scoring.raters.fit import fit_of
from ocindex.scoring.raters.modelled import apart
from ocindex.scoring.raters.panel import panel_of
from ocindex.scoring.raters.tables.places import unexpected_table
from ocindex.scoring.raters.words import TEXTS, of_units
from ocindex.vocabulary import Edition
from support.panels_of_raters import (
    INDICATORS,
    changed,
    edition,
    known,
    panel,
    posterior_of,
    rated,
    rows_of,
)


def report(made: Edition) -> Audit:
    return audit_ratings([made], 0, observe([made]))


def kinds(audit: Audit) -> dict[str, str]:
    return {finding.kind: finding.title for finding in audit.findings}


@pytest.fixture(scope="module")
def sound() -> Audit:
    return report(rated())


def test_a_sound_panel_has_nothing_serious(sound: Audit) -> None:
    assert not {f.severity for f in sound.findings} & {"serious", "notable"}
    assert {"panel", "one_part", "agreement", "sources", "none_off", "as_expected"} <= set(
        kinds(sound)
    )


def test_every_table_of_every_exhibit_is_there_and_no_text_is_amiss(sound: Audit) -> None:
    for chapter in sound.chapters:
        for shown in chapter.exhibits:
            assert {c.id for c in shown.columns} <= set(sound.tables[shown.table].columns)
    for finding in sound.findings:
        said = f"{finding.title} {finding.what} {finding.why} {finding.remedy}"
        assert "{" not in said
        assert "nan" not in said


def test_texts_and_chapters_fit_together() -> None:
    assert len(texts(TEXTS, "chapters")["chapters"]) == 7
    assert all(w["title"] and w["what"] and w["why"] for w in texts(TEXTS, "wording").values())


def test_raters_are_named_by_code_alone(sound: Audit) -> None:
    table = sound.tables["raters"]
    assert table["rater"].to_list() == [f"R{k:02}" for k in range(24)]
    assert table["countries"].to_list() == [2] * 24
    assert table["ratings"].sum() == len(rated().ratings)


def test_planted_raters_are_found() -> None:
    made = panel(60, 30)
    made.severity[3], made.noise[5] = 2.5, 3.0
    rows = [(c, i, r, 1, 12 if r == "R07" else u, None) for c, i, r, _, u, _ in rows_of(made, 30)]
    rows = [(c, i, r, n, u - u % 2 if r == "R09" else u, x) for c, i, r, n, u, x in rows]
    audit = report(edition(rows, 30))
    flags = dict(audit.tables["raters"].select("rater", "flags").iter_rows())
    assert "rates higher" in flags["R03"]
    assert "unreliable" in flags["R05"]
    assert "one score for all" in flags["R07"]
    assert "whole points only" in flags["R09"]
    assert sum(map(bool, flags.values())) < 15
    assert "R03" in next(f.what for f in audit.findings if f.kind == "off")


def test_a_wild_rating_is_asked_about() -> None:
    base = rated(60, 30)
    units = base.ratings.units.copy()
    units[11] = 2 if units[11] > 11 else 20
    audit = report(changed(base, units=units))
    first = audit.tables["unexpected"].row(0, named=True)
    codes = base.ratings
    assert first["rater"] == codes.raters[codes.rater[11]]
    assert first["rare"]
    assert len(audit.tables["unexpected"]) >= 20


@pytest.mark.parametrize(
    ("rare", "kind"), [(3, "as_expected"), (4, "hardly_unexpected"), (5, "unexpected")]
)
def test_as_many_rare_ratings_as_chance_has_are_no_suspects(rare: int, kind: str) -> None:
    made = rated(60, 30)
    seen = observe([made])
    tail = np.full(len(seen), 0.5)
    tail[:rare] = 0.0009
    effects = replace(plain_effects(seen), tail=tail)
    own = panel_of([made], 0, seen, effects=effects)
    assert len(seen) == 960
    (found,) = asked_about(own, {"unexpected": unexpected_table(own)})
    assert found.kind == kind


def test_two_panels_without_a_bridge() -> None:
    one, other = rows_of(panel(12, 6), 6), rows_of(panel(6, 3), 3)
    apart = [(c + 6, i, f"S{r}", n, u, x) for c, i, r, n, u, x in other]
    audit = report(edition([*one, *apart], 9))
    assert audit.tables["parts"]["countries"].to_list() == [6, 3]
    assert kinds(audit)["several_parts"].startswith("The panel falls into 2 parts")


def test_raters_of_one_country_each() -> None:
    rows: list[RatingRow] = [
        (c, i, f"R{c}{k}", 1, 10 + (c + i + k) % 4, None)
        for c in range(6) for k in range(3) for i in range(INDICATORS)
    ]  # fmt: skip
    audit = report(edition(rows, 6))
    assert {"single_country", "no_bridge", "several_parts", "not_told"} <= set(kinds(audit))
    assert audit.tables["raters"]["one_country"].all()
    told = audit.tables["variance"].filter(effect="country x rater")
    assert told["note"][0] == "cannot be told from: rater"


def test_vignettes_link_and_are_no_countries() -> None:
    rows: list[RatingRow] = [
        (c, i, f"R{c}{k}", 1, 10 + (c + i + k) % 4, None)
        for c in range(4) for k in range(3) for i in range(INDICATORS)
    ]  # fmt: skip
    rows += [(4, i, f"R{c}{k}", 1, 12, None) for c in range(4) for k in range(3) for i in (0, 1)]
    made = edition(rows, 4, vignettes=("Z",))
    audit = report(made)
    assert audit.tables["parts"]["part"].to_list() == [1]
    assert len(audit.tables["links"]) == 4
    assert rests_on(observe([made])).countries == 4


BAD: dict[str, list[RatingRow]] = {
    "one rating": [(0, 0, "R1", 1, 8, None)],
    "one rater": [(c, i, "R1", 1, 6 + c + i, None) for c in range(3) for i in range(INDICATORS)],
    "everything the same": [
        (c, i, f"R{k}", 1, 20, None) for c in range(3) for i in range(INDICATORS) for k in range(5)
    ],
    "one country": [(0, i, f"R{k}", 1, 8 + (i * k) % 5, None) for i in range(8) for k in range(4)],
    "one rating a cell": [
        (c, i, f"R{c}", 1, 8 + (i * c) % 5, None) for c in range(3) for i in range(INDICATORS)
    ],
    "an indicator unrated": [
        (c, i, f"R{k}", 1, 8 + (i * k + c) % 5, None)
        for c in range(3) for i in range(1, INDICATORS) for k in range(3)
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_poor_panels_get_a_sound_answer(name: str) -> None:
    made = edition(BAD[name], 3)
    audit = report(made)
    said = " ".join(f"{f.title} {f.what}" for f in audit.findings)
    assert "nan" not in said
    rests = rests_on(observe([made]))
    if name in ("one rating", "one country", "an indicator unrated"):
        assert rests.cells_none > 0
        assert "unrated" in kinds(audit)
    if name in ("one rating", "one rater", "one rating a cell"):
        assert rests.cells_one > 0
        assert "agreement_unknown" in kinds(audit)
    if name == "everything the same":
        assert "ends" in kinds(audit)
        assert set(audit.tables["raters"]["flags"].to_list()) == {
            "one score for all; whole points only"
        }


def test_what_scores_rest_on_in_a_sentence() -> None:
    rows = rows_of(panel(12, 6), 6)
    made = edition([*rows, (6, 0, "S1", 1, 8, None)], 8)
    assert rests_on(observe([made])).sentence == (
        "Rests on 193 ratings of 13 raters for 8 countries; 1 of the raters rated one country "
        "only; the panel is in 2 parts that no rater links; 1 cell with one rating; "
        "15 cells with none."
    )
    assert rests_on(observe([rated()])).sentence.endswith("0 of the raters rated one country only.")


def two_rounds() -> Edition:
    base = rated()
    own = base.ratings
    both = {name: np.r_[getattr(own, name), getattr(own, name)]
            for name in ("country", "indicator", "rater", "confidence")}  # fmt: skip
    later = 12 + (own.units - 12) // 2
    number = np.repeat(np.array([1, 2], np.int32), len(own))
    return changed(base, **both, round=number, units=np.r_[own.units, later])


def test_rounds_are_told_apart() -> None:
    audit = report(two_rounds())
    table = audit.tables["rounds"]
    assert table["round"].to_list() == [1, 2]
    assert table["iqr_median"][1] < table["iqr_median"][0]
    assert audit.tables["movement"]["changed"][0] > 0.5
    assert "one_round" not in kinds(audit)
    assert audit.tables["raters"]["round_change"].is_not_null().all()
    # What scores rest on is the first round alone.
    assert audit.tables["raters"]["ratings"].sum() == len(rated().ratings)


def test_drift_needs_two_editions() -> None:
    first, then = panel(40, 20), panel(40, 20)
    then.severity[4] += 3.0
    editions = [
        edition(rows_of(first, 20), 20, year=2023),
        edition(rows_of(then, 20, seed=9), 20, year=2025),
    ]
    audit = audit_ratings(editions, 1, observe(editions))
    table = audit.tables["raters"]
    assert table.sort("drift")["rater"][-1] == "R04"
    assert "drifts" in table.filter(rater="R04")["flags"][0]
    assert report(editions[1]).tables["raters"]["drift"].is_null().all()


def test_the_model_is_told_from_plain_comparison() -> None:
    made = rated()
    seen = observe([made])
    severity = panel(24, 12).severity
    severity[2] = 1.5
    noise = np.full(24, 0.46)
    noise[6] = 2.0
    posterior = posterior_of(seen, severity, noise)
    audit = audit_ratings([made], 0, seen, posterior.theta, posterior)
    table = audit.tables["raters"]
    assert table["severity"].to_list() == pytest.approx(severity.tolist())
    assert table.filter(rater="R06")["noise"][0] == pytest.approx(2.0 * np.sqrt(5 / 3))
    assert "unreliable" in table.filter(rater="R06")["flags"][0]
    assert "goes to the ends" in table.filter(rater="R00")["flags"][0]
    assert "keeps to the middle" in table.filter(rater="R01")["flags"][0]
    assert {"extreme", "central", "scale_use"} <= set(kinds(audit))
    variance = audit.tables["variance"].filter(effect="residual")
    assert variance["model"][0] == pytest.approx(0.46**2 * 5 / 3)
    assert dict(audit.facts)["Judged by"].startswith("The rater model")
    # Width from draws: nearest what the draws were made with, 0.6 of four raters.
    cells = audit.tables["next_expert"].filter(node="i0")
    assert cells["width90"].mean() == pytest.approx(2 * 1.645 * 0.6 / 2, rel=0.1)
    assert (audit.tables["next_expert"]["gain"] > 0).all()


def test_halos_and_leanings_of_the_edition_are_told() -> None:
    made = rated()
    seen = observe([made])
    posterior = posterior_of(seen, panel(24, 12).severity, np.full(24, 0.46))
    rater, country, value = np.array([0, 1, 2, 5]), np.array([1, 1, 3, 0]), [1.6, -0.9, 0.1, 3.0]
    halo = known(np.array(value), 0.4)
    leaning = known(np.array([2.0]), 0.3)
    posterior = replace(
        posterior, halo=halo, halo_rater=rater, halo_country=country, leaning=leaning,
        leaning_rater=np.array([4]), leaning_indicator=np.array([2]),
    )  # fmt: skip
    audit = audit_ratings([made], 0, seen, posterior.theta, posterior)
    table = audit.tables["halo"]
    # R05 has not rated the first country: its halo is another edition's.
    assert table.select("rater", "ratings", "flag").rows() == [
        ("R00", INDICATORS, "sure"), ("R01", INDICATORS, "weak"), ("R02", INDICATORS, ""),
    ]  # fmt: skip
    assert table["p_far"][2] == pytest.approx(norm.sf(0.4 / 0.4))
    (found,) = [f for f in audit.findings if f.kind == "halo"]
    assert "R00 on Country AAB (+1.6) and R01 on Country AAB (−0.9)" in found.what
    assert "1 is sure (95\u00a0% or more), the other weak" in found.what
    assert audit.tables["leaning"].select("rater", "indicator", "flag").rows() == [
        ("R04", "i2", "sure")
    ]


def test_of_raters_who_are_all_at_the_ceiling_nothing_is_made_up() -> None:
    made = edition(BAD["everything the same"], 3)
    seen = observe([made])
    posterior = posterior_of(seen, np.zeros(5), np.full(5, 0.5))
    # What a fit says of them: severities that may be anywhere beyond the end.
    adrift = replace(posterior, severity=known(np.linspace(20, 40, 5), 8.0))
    audit = audit_ratings([made], 0, seen, adrift.theta, adrift)
    table = audit.tables["raters"]
    assert not table["flags"].str.contains("rates|misfits|unreliable").any()
    assert table["severity"].is_null().all()
    assert not audit.tables["unexpected"]["rare"].any()
    assert audit.tables["variance"]["model"].is_nan().all()
    assert not {"off", "sources", "separation", "misfit", "unexpected"} & set(kinds(audit))


def test_a_rating_as_near_as_the_scale_allows_is_not_unexpected() -> None:
    residual = np.array([0.001] * 30 + [0.25, 0.3])
    found = tail_of(residual, np.full(32, 0.5), np.full(32, 4), 0.5)
    assert found[:31].tolist() == [1.0] * 31
    assert found[31] < 0.001


def test_unknown_halos_are_said_to_be_so() -> None:
    made = rated()
    seen = observe([made])
    posterior = posterior_of(seen, panel(24, 12).severity, np.full(24, 0.46))
    halo = known(np.array([0.1, -0.2]), 0.25)
    posterior = replace(
        posterior, halo=halo, halo_rater=np.array([0, 1]), halo_country=np.array([1, 1])
    )
    audit = audit_ratings([made], 0, seen, posterior.theta, posterior)
    assert "no_halo" in kinds(audit)
    (found,) = [f for f in audit.findings if f.kind == "no_halo"]
    assert "known to 0.25 points each" in found.what


@pytest.mark.parametrize(
    ("sure", "count", "words"),
    [
        (0, 1, "This is weak (75 to 95 %): it may well be chance."),
        (0, 3, "All are weak (75 to 95 %): it may well be chance."),
        (1, 1, "This is sure (95 % or more)."),
        (4, 4, "All are sure (95 % or more)."),
        (1, 2, "1 is sure (95 % or more), the other weak (75 to 95 %)."),
        (2, 9, "2 are sure (95 % or more), the others weak (75 to 95 %)."),
    ],
)
def test_how_sure_it_is_in_words(sure: int, count: int, words: str) -> None:
    assert surely(sure, count).replace("\u00a0", " ") == words


def test_a_misfit_of_few_ratings_may_be_chance() -> None:
    rater = np.repeat([0, 1], [4, 64])
    found = fit_of(rater, np.full(68, 1.5), np.ones(68), 2)
    assert found.outfit.tolist() == pytest.approx([2.25, 2.25])
    assert found.p_outfit[0] > 0.1
    assert found.p_outfit[1] < 0.01


def test_hyphens_of_names_stay() -> None:
    made = panel(24, 12)
    made.severity[3] = -3.0
    own = edition(rows_of(made, 12), 12)
    codes = tuple(f"A-{k:02}" for k in range(24))
    ratings = type(own.ratings)(codes, (), *own.ratings.columns)
    (found,) = [f for f in report(replace(own, ratings=ratings)).findings if f.kind == "off"]
    assert "A-03 (−" in found.what


def test_nothing_is_said_of_scale_use_where_the_model_has_none() -> None:
    made = rated()
    seen = observe([made])
    posterior = posterior_of(seen, panel(24, 12).severity, np.full(24, 0.46))
    scales = {name: each for name, each in posterior.scales.items() if name != "scale_use"}
    audit = audit_ratings([made], 0, seen, posterior.theta, replace(posterior, scales=scales))
    table = audit.tables["raters"]
    assert not table["flags"].str.contains("ends|middle").any()
    for name in ("stretch", "stretch_low90", "p_extreme", "p_central"):
        assert table[name].is_null().all()
    assert not {"extreme", "central", "scale_use"} & set(kinds(audit))
    shown = {c.id for chapter in audit.chapters for e in chapter.exhibits for c in e.columns}
    assert "severity" in shown
    assert "stretch" not in shown


def test_a_rating_is_held_against_those_of_others() -> None:
    made = rated()
    seen = observe([made])
    severity = panel(24, 12).severity
    posterior = posterior_of(seen, severity, np.full(24, 0.46), draws=2000)
    cell = seen.country.astype(np.int64) * seen.indicators + seen.indicator
    mean = posterior.theta.mean(axis=0)[0, seen.country, seen.indicator]
    own = seen.value - severity[seen.rater]
    # The score is the mean of all, each rating's own among them.
    exact = np.bincount(cell, own)[cell] / np.bincount(cell)[cell]
    residual, spread = apart(posterior, seen, cell, severity)
    assert residual == pytest.approx(own - others(cell, own), abs=0.2)
    assert mean == pytest.approx(exact, abs=0.1)
    of = np.sqrt((0.46**2 * 5 / 3 + 2 * 0.1**2) * (1 + 1 / (np.bincount(cell)[cell] - 1)))
    assert spread == pytest.approx(of)


def test_components_are_means_of_their_children() -> None:
    made = rated()
    seen = observe([made])
    theta = np.random.default_rng(1).normal(5, 1, (400, 1, 12, INDICATORS))
    audit = audit_ratings([made], 0, seen, theta)
    table = audit.tables["next_expert"]
    several = table.filter(node="bad")["deviation"].mean()
    assert several == pytest.approx(1 / np.sqrt(INDICATORS - 1), rel=0.1)
    assert table.filter(node="good")["deviation"].to_list() == pytest.approx(
        table.filter(node=f"i{INDICATORS - 1}")["deviation"].to_list()
    )


def test_the_order_of_ratings_does_not_matter() -> None:
    base = rated()
    order = np.random.default_rng(1).permutation(len(base.ratings))
    other = replace(base, ratings=base.ratings.take(order))
    for name, table in report(base).tables.items():
        found = report(other).tables[name]
        floats = [c for c, kind in table.schema.items() if kind == pl.Float64]
        assert found.drop(floats).equals(table.drop(floats)), name
        for column in floats:
            one, two = (t[column].fill_null(np.nan).to_numpy() for t in (found, table))
            assert one == pytest.approx(two, nan_ok=True, abs=1e-9), (name, column)


def test_units_that_are_no_countries_are_not_called_so() -> None:
    assert of_units("{countries:country|countries}: a country's.") == (
        "{countries:unit|units}: a unit's."
    )
    own = rated()
    free = replace(own, framework=replace(own.framework, codes="free"))
    audit = report(free)
    said = " ".join(f"{f.title} {f.what} {f.why}" for f in audit.findings)
    assert "ountr" not in said.replace("Country A", "")
    notes = " ".join(f"{c.did} {e.note}" for c in audit.chapters for e in c.exhibits)
    assert "ountr" not in notes
