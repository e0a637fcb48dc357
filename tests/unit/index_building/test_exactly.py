"""A mean of means of graded scores is made in whole numbers, whatever its weights."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import ocindex
from ocindex.index.exactly import nearest
from ocindex.method import Arithmetic, Equal, Geometric, Given, Method, MinMax, Only, Ranks, Step
from ocindex.vocabulary import Edition
from support.documents import ROOT

INDEX = Method.from_toml(ROOT / "examples" / "index" / "method.toml")


def test_the_published_method_gives_the_published_figures(
    simulated_editions: tuple[Edition, ...],
) -> None:
    for edition in simulated_editions:
        result, built = ocindex.build(edition), ocindex.build(edition, INDEX)
        assert built.exact is not None
        assert np.array_equal(built.exact.values, result.values)
        assert np.array_equal(built.rank, result.rank["world"])
        assert built.scores["criminality"].to_list() == [
            float(result.score(c.iso3, "criminality")) for c in edition.countries
        ]


def test_weights_of_the_method_are_exact_too(small_edition: Edition) -> None:
    weights = Step(Given({"criminal_markets": 0.1}), (Only(Equal(), ("resilience",)),))
    built = ocindex.build(small_edition, Method(weights=weights))
    assert built.exact is not None
    unit = built.exact.score("GEO", "criminality")
    markets, actors = (built.exact.score("GEO", f"criminal_{n}") for n in ("markets", "actors"))
    assert unit == (markets / 10 + actors) / (1 + type(unit)(1, 10))
    geometric = Step(Arithmetic(), (Only(Geometric(), ("nowhere",)),))
    with pytest.raises(ocindex.InputError, match="no such component"):
        ocindex.build(small_edition, Method(weights=weights, aggregate=geometric))


def test_middle_ranks_are_exact_too(small_edition: Edition) -> None:
    best = ocindex.build(small_edition, INDEX).rank
    middle = ocindex.build(small_edition, INDEX.replace(ranks=Ranks("mid"))).rank
    sizes = (best[None, :, :] == best[:, None, :]).sum(axis=1)
    assert np.array_equal(middle, best + (sizes - 1) / 2)


@pytest.mark.parametrize(
    "method", [Method(aggregate=Step(Geometric())), Method(normalise=Step(MinMax()))]
)
def test_other_methods_are_not(method: Method, small_edition: Edition) -> None:
    values = small_edition.units.copy()
    values[0], values[1] = 2, 20  # so that no indicator is constant
    assert ocindex.build(replace(small_edition, units=values), method).exact is None


def test_numbers_beyond_64_bits() -> None:
    edition = ocindex.read_edition(ROOT / "examples" / "own-framework")
    odd = {node.id: 1 + place / 7919 for place, node in enumerate(edition.framework.nodes)}
    built = ocindex.build(edition, Method(weights=Step(Given(odd))))
    assert built.exact is not None
    assert built.exact.values.dtype == object
    assert np.array_equal(nearest(built.exact), built.values)
    assert np.allclose(built.effective[:2], 1)
