"""Fits: kept whole, known by what they follow from, and turned into scores."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from ocindex.errors import EditionError, RequestError
from ocindex.index.weights import effective_weights
from ocindex.ratings import RatingRow, Scoring, ratings_of
from ocindex.scoring.fits import (
    Effort,
    Fit,
    cache,
    component_weights,
    fit_editions,
    n_raters,
    scores_of,
    shared_scoring,
    theta_of,
)
from ocindex.scoring.fits.cache import kept
from ocindex.scoring.fits.storing import from_bytes, to_bytes
from ocindex.scoring.observations import observe
from ocindex.vocabulary import Edition, unmade
from support.frameworks import OWN, countries_of, edition_of, framework_of

TINY = Effort(chains=2, sweeps=20, processes=1)


@dataclass(frozen=True, eq=False)
class Inner:
    name: str
    values: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Outer:
    inner: Inner | None
    many: Mapping[str, NDArray[np.float64]]
    pair: tuple[int, str]
    share: float
    sound: bool


@dataclass(frozen=True)
class Other:
    count: int


def outer() -> Outer:
    many = MappingProxyType({"a": np.array([1.5, np.nan]), "b": np.zeros((0, 2))})
    return Outer(
        Inner("é", np.ones((2, 1), np.float32)), many, (1, "x"), np.float64(0.1), sound=True
    )


def test_a_value_comes_back_from_its_bytes() -> None:
    value = outer()
    back = from_bytes(to_bytes(value), Outer)
    assert to_bytes(back) == to_bytes(value)
    assert (back.pair, back.share, back.sound) == ((1, "x"), 0.1, True)
    assert back.inner
    assert back.inner.values.dtype == np.float32
    assert not back.inner.values.flags.writeable
    assert np.isnan(back.many["a"][1])
    assert from_bytes(to_bytes(replace(value, inner=None)), Outer).inner is None


def test_only_plain_values_are_kept() -> None:
    with pytest.raises(TypeError, match="Path is no value"):
        to_bytes(replace(outer(), pair=(1, Path("x"))))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no Other"):
        from_bytes(to_bytes(Inner("x", np.zeros(1, np.float32))), replace_kind())


def replace_kind() -> type[Any]:
    return dataclass(type("Other", (), {"__annotations__": {"inner": Inner}}))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OCINDEX_CACHE", str(tmp_path))
    return tmp_path / "fits"


def counted() -> tuple[list[int], Any]:
    made: list[int] = []

    def make() -> Other:
        made.append(1)
        return Other(len(made))

    return made, make


def test_what_is_kept_is_made_once(folder: Path) -> None:
    made, make = counted()
    assert [kept("k", Other, make).count for _ in range(3)] == [1, 1, 1]
    assert len(made) == 1
    assert [path.name for path in folder.iterdir()] == ["k.npz"]


@pytest.mark.parametrize("content", [b"", b"x", to_bytes(Inner("x", np.zeros(1, np.float32)))])
def test_a_damaged_file_is_made_anew(content: bytes, folder: Path) -> None:
    made, make = counted()
    kept("k", Other, make)
    (folder / "k.npz").write_bytes(content)
    assert kept("k", Other, make).count == 2
    assert kept("k", Other, make).count == 2
    assert len(made) == 2


def test_the_one_longest_unused_goes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST", 2)
    _, make = counted()
    for key in "ab":
        kept(key, Other, make)
        os.utime(folder / f"{key}.npz", (1, 1))
    kept("a", Other, make)  # used again, and by that the younger
    kept("c", Other, make)
    assert sorted(path.stem for path in folder.iterdir()) == ["a", "c"]


def test_without_a_place_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, make = counted()
    monkeypatch.setenv("OCINDEX_CACHE", "")
    kept("k", Other, make)
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("OCINDEX_CACHE", str(tmp_path / "file"))
    kept("k", Other, make)
    assert len(made) == 2
    monkeypatch.delenv("OCINDEX_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    kept("k", Other, make)
    assert [path.name for path in (tmp_path / "home").rglob("*.npz")] == ["k.npz"]


def rated(tmp_path: Path, scores: Mapping[str, int] = MappingProxyType({}), **more: Any) -> Edition:
    """Two countries, five indicators and three raters of both; all say 50 but where told."""
    framework = framework_of(OWN, tmp_path)
    edition = edition_of(framework, countries_of(2), [[50] * 5] * 2)
    rows: list[RatingRow] = [
        (country, indicator, f"R{rater}", 1, scores.get(f"{country}{indicator}{rater}", 50), None)
        for country in range(2)
        for indicator in range(5)
        for rater in range(3)
    ]
    own = {"units": unmade(framework), "ratings": ratings_of(rows), "scoring": Scoring("mean")}
    return Edition(**{**edition.__dict__, **own, **more})


def test_the_mean_makes_the_scores(tmp_path: Path) -> None:
    edition = rated(tmp_path, {"000": 52, "140": 51, "141": 51})
    fit = fit_editions([edition])
    assert fit.posterior is None
    # 50 2/3 is rounded to the nearest, and a half up.
    assert scores_of(fit, edition).tolist() == [[51, 50, 50, 50, 50], [50, 50, 50, 50, 51]]
    assert n_raters(fit.observations, edition).tolist() == [[3] * 5] * 2
    theta = theta_of(fit, edition)
    assert theta.shape[1:] == (2, 5)
    assert theta[:, 1, 4].mean() == pytest.approx(50.67, abs=0.5)


def test_halves_are_rounded_up_and_ends_kept(tmp_path: Path) -> None:
    edition = rated(tmp_path)
    fit = fit_editions([edition])
    centre = np.array([[[0.5, 1.49, 99.5, 100.4, -1.0], [2.5] * 5]])
    made = scores_of(replace(fit, centre=centre), edition)
    assert made.tolist() == [[1, 1, 100, 100, 0], [3] * 5]


def test_what_nobody_rated_makes_no_score(tmp_path: Path) -> None:
    edition = rated(tmp_path)
    some = replace(edition, ratings=edition.ratings.take(edition.ratings.indicator != 3))
    with pytest.raises(EditionError) as caught:
        scores_of(fit_editions([some]), some)
    assert len(caught.value.faults) == 2
    assert "Country AAA (AAA) has no rating for drought" in str(caught.value)


def test_the_model_is_fitted_once(tmp_path: Path, folder: Path) -> None:
    edition = rated(tmp_path, {"000": 80, "101": 20}, scoring=Scoring(sweeps=20))
    told: list[str] = []
    first = fit_editions(
        [edition], effort=TINY, progress=lambda stage, _done, _total: told.append(stage)
    )
    again = fit_editions([edition], effort=Effort(2, None, None))
    assert told
    assert len(list(folder.iterdir())) == 1
    assert first.theta.tobytes() == again.theta.tobytes()
    assert first.posterior
    assert again.posterior
    assert first.posterior.diagnostics == again.posterior.diagnostics
    np.testing.assert_array_equal(first.posterior.severity.mean, again.posterior.severity.mean)


@pytest.mark.parametrize(
    "change",
    [
        {"scoring": Scoring("median")},
        {"scoring": Scoring("mean", seed=2)},
        {"ratings": ratings_of([(0, 0, "R0", 1, 50, None), (0, 0, "R1", 1, 50, None)])},
        {"ratings": ratings_of([(0, 0, "R0", 1, 50, 0.5), (0, 0, "R1", 1, 50, None)])},
    ],
)
def test_another_input_is_another_fit(change: dict[str, Any], tmp_path: Path, folder: Path) -> None:
    fit_editions([rated(tmp_path)])
    fit_editions([rated(tmp_path, **change)])
    assert len(list(folder.iterdir())) == 2


def test_editions_in_their_own_order(tmp_path: Path) -> None:
    one = replace(rated(tmp_path, {"000": 53}), id="1")
    turned = replace(one, id="2", countries=one.countries[::-1])
    fit = fit_editions([one, turned])
    assert scores_of(fit, one)[:, 0].tolist() == [51, 50]
    # The same rows of ratings are of the other country there.
    assert scores_of(fit, turned)[:, 0].tolist() == [51, 50]
    assert fit.centre[1, 1, 0] == 51


def test_editions_of_several_methods(tmp_path: Path) -> None:
    editions = [rated(tmp_path), rated(tmp_path, scoring=Scoring("median"))]
    with pytest.raises(RequestError, match="these have mean, seed 1, 2,000 sweeps; median"):
        shared_scoring(editions)
    assert shared_scoring(editions, method="mixed").method == "mixed"
    assert shared_scoring([]) == Scoring()


def test_smoothed_scores_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="Take smoothed out of"):
        fit_editions([rated(tmp_path, scoring=Scoring("mean", smoothed=True))])


def test_nothing_to_fit(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="There are no ratings in"):
        fit_editions([rated(tmp_path, ratings=ratings_of([]))])


def test_weights_that_are_watched_are_those_of_the_index(tmp_path: Path) -> None:
    framework = framework_of(OWN, tmp_path)
    names = ["new", *(indicator.id for indicator in framework.indicators)]
    weights = component_weights(framework, names)
    assert not weights[0].any()
    for column, component in enumerate(framework.components):
        expected = effective_weights(framework)[component.id]
        assert weights[1:, column] == pytest.approx([float(expected.get(n, 0)) for n in names[1:]])


def test_vignettes_are_no_countries(tmp_path: Path) -> None:
    edition = rated(tmp_path)
    rows: list[RatingRow] = [(2, 0, f"R{i}", 1, 10, None) for i in range(3)]
    more = ratings_of(rows, ("V",))
    joined = replace(
        more,
        **{
            name: np.concatenate([getattr(edition.ratings, name), getattr(more, name)])
            for name in ("country", "indicator", "rater", "round", "units", "confidence")
        },
    )
    edition = replace(edition, ratings=joined, scoring=Scoring("mean", vignettes=("V",)))
    fit = fit_editions([edition])
    assert fit.theta.shape[2:] == (3, 5)
    assert theta_of(fit, edition).shape[1:] == (2, 5)
    assert observe([edition]).vignettes == 1
    assert isinstance(fit, Fit)
