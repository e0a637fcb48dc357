"""`[scoring]` of `edition.toml`, and ratings of vignettes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ocindex.edition import read_edition
from ocindex.errors import EditionError
from ocindex.ratings import Scoring, ratings_of
from ocindex.vocabulary import Edition
from support.editing import written


def test_it_comes_back_and_so_do_vignettes(full: Edition, tmp_path: Path) -> None:
    scoring = Scoring("trimmed", 7, smoothed=True, vignettes=("V1", "V2"))
    ratings = ratings_of([(0, 0, "R001", 1, 2, None), (3, 1, "R002", 1, 1, 0.1)], ("V1", "V2"))
    edition = replace(full, scoring=scoring, ratings=ratings)
    back = read_edition(written(edition, tmp_path))
    assert back.scoring == scoring
    assert back.ratings == ratings


def test_the_usual_is_not_written(folder: Path) -> None:
    assert "scoring" not in (folder / "edition.toml").read_text(encoding="utf-8")
    assert read_edition(folder).scoring == Scoring()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('method = "modal"', "scoring.method: A method of scoring is one of model, mean, median"),
        ("seed = -1", "scoring.seed: A seed is a whole number from 0 (found: '-1')"),
        ('smoothed = "yes"', "scoring.smoothed: This must be true or false"),
        ('vignettes = ["V", "V"]', "scoring.vignettes: Vignettes are a list of codes, each once"),
        ("vignettes = [1]", "scoring.vignettes: Vignettes are a list of codes, each once"),
        ("sed = 1", "scoring.sed: This key is not known. Did you mean seed?"),
        ("x = 1", "scoring.x: This key is not known. Remove it."),
    ],
)
def test_a_key_at_fault(line: str, told: str, folder: Path) -> None:
    with (folder / "edition.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[scoring]\n{line}\n")
    with pytest.raises(EditionError) as caught:
        read_edition(folder)
    assert any(told in str(fault) for fault in caught.value.faults)


def test_it_is_a_table(folder: Path) -> None:
    path = folder / "edition.toml"
    path.write_text("scoring = 1\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(EditionError, match="scoring: This must be a table"):
        read_edition(folder)
