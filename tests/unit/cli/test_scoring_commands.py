"""Ratings from the command line: sound results that say what they rest on, or refusals."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from support.editing import contents
from support.terminal import Command

HEADER = "iso3,indicator,rater,score"
SETTINGS = 'id = "2025"\ntitle = "T"\nyear = 2025\nframework = "framework.toml"\n'
QUICK = ("--chains", 2, "--sweeps", 20, "--processes", 1)
UNITS, ITEMS, RATERS = ("P1", "P2", "P3", "P4"), ("a", "b"), ("R1", "R2", "R3")


def ratings(**changes: str) -> list[str]:
    """All raters on all; a change `P1_a_R1="7"` is another score, or none."""
    rows = []
    for i, unit in enumerate(UNITS):
        for j, item in enumerate(ITEMS):
            for k, rater in enumerate(RATERS):
                score = changes.get(f"{unit}_{item}_{rater}", str((3 * i + 2 * j + k) % 11))
                rows += [f"{unit},{item},{rater},{score}"] if score else []
    return rows


@pytest.fixture
def edition(ocindex: Command, tmp_path: Path) -> Edited:
    return Edited(ocindex, tmp_path)


class Edited:
    """An edition of a table of ratings, and what `score` makes of it."""

    def __init__(self, ocindex: Command, folder: Path) -> None:
        self.run, self.folder, self.out = ocindex, folder / "ed-2025", folder / "out"
        self.table = folder / "table.csv"

    def take(self, rows: list[str], *options: object, header: str = HEADER) -> str:
        self.table.write_text("\n".join([header, *rows]) + "\n")
        said = self.run(
            "intake", "ratings", self.table, "--scale", "0,10,1", "--into", self.folder, *options
        )
        assert said.code == 0, said.err
        return said.out

    def score(self, *options: object) -> str:
        said = self.run("score", self.folder, "--no-report", "--out", self.out, *QUICK, *options)
        assert said.code == 0, said.err
        return said.out

    def scores(self) -> pl.DataFrame:
        return pl.read_csv(self.out / "scores.csv")


def test_from_a_table_to_scores(edition: Edited) -> None:
    told = edition.take(ratings(), "--title", "Parties")
    assert told == (
        f"{edition.folder}: 24 ratings added; 24 by 3 raters in 1 round, of 4 units, 0 vignettes, "
        "2 indicators\n"
    )
    said = edition.score("--seed", 3, "--draws")
    assert "Rests on 24 ratings of 3 raters for 4 units" in said
    assert sorted(path.name for path in edition.out.iterdir()) == [
        "draws.parquet", "nodes.csv", "raters.csv", "scores.csv", "scoring.json"
    ]  # fmt: skip
    table = edition.scores()
    assert table.columns == [
        "iso3", "indicator", "n_raters", "median", "mean", "sd", "low68", "high68", "low90",
        "high90",
    ]  # fmt: skip
    assert table["n_raters"].to_list() == [3] * 8
    assert ((table["low90"] <= table["median"]) & (table["median"] <= table["high90"])).all()
    about = json.loads((edition.out / "scoring.json").read_text())
    assert (about["seed"], about["method"], about["round"]) == (3, "model", "first")
    assert about["ratings"] == 24
    assert about["rests_on"] in said


def test_a_check_says_how_held_out_experts_were_predicted(edition: Edited) -> None:
    edition.take(ratings())
    assert "The panel was split" not in edition.score()
    assert json.loads((edition.out / "scoring.json").read_text())["split_panel"] is None
    said = edition.score("--check", "--replace")
    found = json.loads((edition.out / "scoring.json").read_text())["split_panel"]
    assert f"From {found['raters']} rater" in said
    assert f"of the means of a unit and indicator that {found['held_out']} other" in said
    assert found["raters"] + found["held_out"] == len(RATERS)
    refused = edition.run(
        "score", edition.folder, "--check", "--method", "mean", "--out", edition.out, "--replace"
    )
    assert refused.code != 0
    assert "Scores are checked by method 'model' alone, this is 'mean'." in refused.err


def test_the_same_seed_the_same_bytes(edition: Edited, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCINDEX_CACHE", "")
    edition.take(ratings())
    edition.score("--seed", 3, "--draws")
    first = contents(edition.out)
    edition.score("--seed", 3, "--draws")
    said = edition.run("score", edition.folder, "--no-report", "--out", edition.out, *QUICK)
    assert said.code == 1
    assert "is there already and differs" in said.err
    assert contents(edition.out) == first
    edition.score("--replace")
    assert contents(edition.out) != first


def test_the_report_stands_beside_the_tables(edition: Edited) -> None:
    edition.take(ratings())
    said = edition.run("score", edition.folder, "--out", edition.out, *QUICK)
    assert said.code == 0, said.err
    page = (edition.out / "report.html").read_text()
    assert "Krippendorff" in page
    assert (edition.out / "raters.csv").read_text().startswith("rater,")


def test_several_editions_have_a_folder_each(edition: Edited, tmp_path: Path) -> None:
    edition.take(ratings())
    later = Edited(edition.run, tmp_path)
    later.folder = tmp_path / "ed-2027"
    later.take(ratings(P1_a_R1="9"), "--year", 2027)
    said = edition.run(
        "score", later.folder, edition.folder, "--no-report", "--out", edition.out, *QUICK
    )
    assert said.code == 0, said.err
    assert sorted(path.name for path in edition.out.iterdir()) == ["2025", "2027"]
    changes = pl.read_csv(edition.out / "2027" / "changes.csv")
    assert set(changes["against"]) == {2025}
    assert not (edition.out / "2025" / "changes.csv").exists()
    about = json.loads((edition.out / "2025" / "scoring.json").read_text())
    assert about["fitted_with"] == ["2025", "2027"]
    twice = edition.run("score", edition.folder, edition.folder, "--out", edition.out)
    assert twice.code == 2
    assert "known by their ids" in twice.err


@pytest.mark.parametrize("method", ["mean", "median", "trimmed", "mixed"])
def test_other_methods(method: str, edition: Edited) -> None:
    edition.take(ratings())
    assert f"Method: {method}." in edition.score("--method", method)
    assert edition.scores()["median"].is_not_null().all()
    about = json.loads((edition.out / "scoring.json").read_text())
    assert (about["method"], about["diagnostics"]) == (method, None)


def test_rounds(edition: Edited) -> None:
    rows = [f"{row},{number}" for row in ratings() for number in (1, 2)]
    edition.take(rows, header=f"{HEADER},round")
    for which in ("first", "last", 2):
        edition.score("--round", which, "--replace")
        about = json.loads((edition.out / "scoring.json").read_text())
        assert (about["round"], about["ratings"]) == (which, 24)
    wrong = edition.run("score", edition.folder, "--round", "3", "--out", edition.out)
    assert wrong.code == 2
    assert "has no round 3" in wrong.err
    assert edition.run("score", edition.folder, "--round", "0", "--out", edition.out).code == 2


SILENT = {f"P4_{item}_{rater}": "" for item in ITEMS for rater in RATERS}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"P1_a_R1": "", "P1_a_R2": ""}, "1 cell with one rating"),
        ({f"P1_a_{r}": "" for r in RATERS}, "1 cell with none"),
        ({f"{u}_{i}_R1": "" for u in UNITS[1:] for i in ITEMS}, "1 of the raters rated one"),
        ({f"{u}_{i}_{r}": "" for u in UNITS for i in ITEMS for r in RATERS
          if (u in UNITS[:2]) != (r == "R1")}, "the panel is in 2 parts that no rater links"),
        ({f"{u}_{i}_R1": "5" for u in UNITS for i in ITEMS}, "Rests on 24 ratings"),
        ({f"{u}_{i}_{r}": "10" for u in UNITS for i in ITEMS for r in RATERS}, "Rests on 24"),
        (SILENT | {"P4_a_R1": "3"}, "1 cell with one rating; 1 cell with none"),
    ],
)  # fmt: skip
def test_poor_ratings_give_scores_that_say_so(
    changes: dict[str, str], told: str, edition: Edited
) -> None:
    edition.take(ratings(**changes))
    assert told in edition.score()
    table = edition.scores()
    assert len(table) == 8
    assert table.select("median", "low90", "high90").to_numpy().min() >= 0
    assert table.select("median", "low90", "high90").to_numpy().max() <= 10


def test_fewer_ratings_less_certainty(edition: Edited) -> None:
    edition.take(ratings(P1_a_R1="", P1_a_R2="", P1_a_R3=""))
    edition.score("--sweeps", 400)
    table = edition.scores().with_columns(width=pl.col("high90") - pl.col("low90"))
    unrated = table["n_raters"] == 0
    assert unrated.sum() == 1
    assert table.filter(unrated)["width"].min() > 7
    assert table.filter(~unrated)["width"].max() < 7


def test_scores_of_an_edition_without_any_are_made(edition: Edited) -> None:
    edition.take(ratings())
    with (edition.folder / "edition.toml").open("a") as file:
        file.write('\n[scoring]\nmethod = "mean"\n')
    checked = edition.run("check", edition.folder)
    assert checked.code == 0, checked.err
    assert "4 countries, 2 indicators" in checked.out
    shown = edition.run("show", edition.folder, "P1", "--format", "json")
    assert shown.code == 0, shown.err
    nodes = json.loads(shown.out)["nodes"]
    # 0, 1, 2 and 2, 3, 4.
    assert (nodes["a"]["display"], nodes["b"]["display"]) == ("1.00", "3.00")
    ranked = edition.run("rank", edition.folder, "--by", "overall", "--format", "csv")
    assert ranked.code == 0, ranked.err
    assert len(ranked.out.splitlines()) == 5


@pytest.mark.usefixtures("quick_fits")
def test_a_release_of_ratings_has_intervals(edition: Edited, tmp_path: Path) -> None:
    edition.take(ratings())
    out = tmp_path / "release"
    made = edition.run("release", edition.folder, "--out", out, "--draws")
    assert made.code == 0, made.err
    intervals = pl.read_csv(out / "tables" / "intervals.csv")
    assert set(intervals["basis"]) == {"ratings"}
    assert (out / "draws" / "2025.parquet").is_file()
    assert edition.run("verify", out).code == 0
    bare = edition.run("release", edition.folder, "--out", tmp_path / "bare", "--no-intervals")
    assert bare.code == 0, bare.err
    assert not (tmp_path / "bare" / "tables" / "intervals.csv").exists()


def test_robustness_of_an_edition_without_ratings(edition: Edited, tmp_path: Path) -> None:
    edition.take(ratings())
    lines = [f"{unit},{item},5" for unit in UNITS for item in ITEMS]
    (edition.folder / "scores.csv").write_text("\n".join(["iso3,indicator,score", *lines]) + "\n")
    (edition.folder / "ratings.csv").unlink()
    out = tmp_path / "release"
    made = edition.run("release", edition.folder, "--out", out, "--robustness")
    assert made.code == 0, made.err
    assert set(pl.read_csv(out / "tables" / "intervals.csv")["basis"]) == {"robustness"}


def test_a_fit_that_does_not_settle_makes_no_scores(
    edition: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition.take(ratings())
    with (edition.folder / "edition.toml").open("a") as file:
        file.write("\n[scoring]\nsweeps = 20\n")
    monkeypatch.setattr("ocindex.assessing.certainty.WORST_RHAT", 10)
    monkeypatch.setattr("ocindex.assessing.certainty.FEWEST_DRAWS", 0)
    out = edition.folder.parent / "release"
    released = edition.run("release", edition.folder, "--out", out)
    assert released.code == 0, released.err
    assert "warning: The ratings of 2025: The chains do not agree well enough" in released.err
    monkeypatch.setattr("ocindex.assessing.certainty.FEWEST_DRAWS", 10**9)
    said = edition.run("check", edition.folder)
    assert said.code == 2
    assert "Set sweeps, 80 say, under [scoring]" in said.err
    warned = edition.run("score", edition.folder, "--no-report", "--out", edition.out)
    assert warned.code == 0
    assert "warning: Do not use these scores." in warned.err


def test_nobody_rated_it(edition: Edited) -> None:
    edition.take(ratings(P1_a_R1="", P1_a_R2="", P1_a_R3=""))
    said = edition.run("check", edition.folder)
    assert said.code == 1
    assert "P1 (P1) has no rating for a. Add one, or add scores.csv." in said.err


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("P1,a,R1,10.5", "line 26, column score: A score must lie from 0 to 10"),
        ("P1,a,R1,5.5", "line 26, column score: A score must lie on the scale"),
        ("P1,a,R1,5", "line 26, column rater: A rater rates a unit and an indicator once"),
    ],
)
def test_a_table_at_fault_leaves_nothing(row: str, told: str, edition: Edited) -> None:
    edition.table.write_text("\n".join([HEADER, *ratings(), row]) + "\n")
    said = edition.run(
        "intake", "ratings", edition.table, "--scale", "0,10,1", "--into", edition.folder
    )
    assert said.code == 1
    assert told in said.err
    assert not edition.folder.exists()


def test_a_confidence_out_of_range(edition: Edited) -> None:
    edition.table.write_text(f"{HEADER},confidence\nP1,a,R1,5,1.2\n")
    said = edition.run(
        "intake", "ratings", edition.table, "--scale", "0,10,1", "--into", edition.folder
    )
    assert said.code == 1
    assert "A confidence lies from 0 to 1 (found: '1.2')" in said.err


def test_wrong_use(edition: Edited, tmp_path: Path) -> None:
    edition.take(ratings())
    more = edition.run(
        "intake", "ratings", edition.table, "--scale", "0,10,1", "--into", edition.folder
    )
    assert more.code == 2
    assert "has its own. Leave out --scale" in more.err
    inside = edition.run("score", edition.folder, "--out", edition.folder / "x")
    assert inside.code == 2
    assert "Name a place outside" in inside.err
    edition.table.write_text(f"{HEADER}\nP1,a,R1,5\n")
    no_year = edition.run(
        "intake", "ratings", edition.table, "--scale", "0,10,1", "--into", tmp_path / "new"
    )
    assert no_year.code == 2
    assert "Give one by --year" in no_year.err


def test_into_an_edition_that_is_there(edition: Edited) -> None:
    edition.take(ratings())
    edition.table.write_text(f"{HEADER}\nP1,a,R9,5\n")
    said = edition.run("intake", "ratings", edition.table, "--into", edition.folder)
    assert said.code == 0, said.err
    assert "1 rating added; 25 by 4 raters" in said.out


def test_one_indicator(edition: Edited) -> None:
    edition.take([row for row in ratings() if ",a," in row])
    said = edition.run("score", edition.folder, "--out", edition.out, *QUICK)
    assert said.code == 0, said.err
    assert len(edition.scores()) == 4
    assert (edition.out / "report.html").is_file()


def test_one_rating_of_all(edition: Edited) -> None:
    edition.take(["P1,a,R1,7"])
    assert "Rests on 1 rating of 1 rater for 1 unit" in edition.score()
    said = edition.run("score", edition.folder, "--method", "mean", "--out", edition.out)
    assert said.code == 2
    assert "Nothing was rated twice on the same indicator" in said.err


def test_a_fit_that_takes_long_is_said_beforehand(
    edition: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition.take(ratings())
    monkeypatch.setattr("ocindex.scoring.forecast.SECONDS", 1.0)
    said = edition.run("score", edition.folder, "--no-report", "--out", edition.out, *QUICK)
    assert said.code == 0, said.err
    assert "The model of 24 ratings takes about 16 minutes" in said.err
    plain = edition.run(
        "score",
        edition.folder,
        "--no-report",
        "--method",
        "mean",
        "--out",
        edition.out,
        "--replace",
    )
    assert "takes about" not in plain.err
