"""Words and addresses: ordinals, lists, minus signs, slugs."""

from __future__ import annotations

import pytest

from ocindex.publish.language import ENGLISH, inside, number
from ocindex.publish.site import addresses


@pytest.mark.parametrize(
    ("n", "text"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (111, "111th"), (113, "113th"), (122, "122nd"), (193, "193rd")],
)  # fmt: skip
def test_ordinals(n: int, text: str) -> None:
    assert ENGLISH.ordinal(n) == text


@pytest.mark.parametrize(
    ("items", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_lists(items: list[str], text: str) -> None:
    assert ENGLISH.listing(items) == text


def test_names_within_a_sentence() -> None:
    assert inside("Criminal markets") == "criminal markets"
    assert inside("AML rules") == "AML rules"
    assert inside("") == ""


def test_figures_bear_a_true_minus() -> None:
    assert number("-0.03") == "\N{MINUS SIGN}0.03"
    assert number("+0.03") == "+0.03"


def test_slugs_are_plain_and_differ() -> None:
    found = addresses.slugs(["Central & Eastern Europe", "Åland", "aland", "東", "西", "a_b"])
    assert list(found.values()) == [
        "central-eastern-europe", "aland", "aland-2", "group", "group-2", "a_b",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "way"), [("", "./"), ("data/", "../"), ("country/KAZ/", "../../")]
)
def test_the_way_up(address: str, way: str) -> None:
    assert addresses.up(address) == way
