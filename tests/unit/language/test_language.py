"""Numbers, dates, lists, ranks and orders as each language writes them."""

from __future__ import annotations

import datetime

import pytest
from babel import Locale

from ocindex.errors import RequestError
from ocindex.publish.language import CODES, ENGLISH, Language, language
from support.languages import speaking

UN = ("ar", "en", "es", "fr", "pt", "ru", "zh")


def bare(code: str) -> Language:
    """A language without a catalogue: what CLDR alone knows of it."""
    return Language(code, Locale.parse(code))


@pytest.mark.parametrize(
    ("code", "display", "text"),
    [
        ("en", "4.47", "4.47"), ("fr", "4.47", "4,47"), ("ru", "-0.03", "−0,03"),
        ("es", "+0.20", "+0,20"), ("zh", "-0.03", "−0.03"),
        ("ar", "4.47", "4.47"), ("ar", "-0.03", "\u200e−0.03\u200f"),
        ("ar", "+0.20", "\u200e+0.20\u200f"),
        ("fr", "6,176", "6\u202f176"),
    ],
)  # fmt: skip
def test_numbers(code: str, display: str, text: str) -> None:
    assert bare(code).number(display) == text


def test_arabic_runs_right_to_left_and_has_latin_digits() -> None:
    arabic = bare("ar")
    assert arabic.direction == "rtl"
    assert arabic.date(datetime.date(2026, 11, 2)) == "2 نوفمبر 2026"
    assert {bare(code).direction for code in UN if code != "ar"} == {"ltr"}


def test_dates_and_lists() -> None:
    day = datetime.date(2026, 11, 2)
    assert ENGLISH.date(day) == "2 November 2026"
    assert bare("fr").date(day) == "2 novembre 2026"
    assert ENGLISH.listing(["a", "b", "c"]) == "a, b and c"
    assert bare("es").listing(["a", "b", "c"]) == "a, b y c"
    assert bare("zh").listing(["a", "b"]) == "a和b"
    assert ENGLISH.listing([]) == ""


def test_ranks_take_the_form_of_their_language() -> None:
    french = speaking({"%(n)dst": "%(n)der", "%(n)dth": "%(n)de"})
    assert [french.ordinal(n) for n in (1, 2, 21, 127)] == ["1er", "2e", "21e", "127e"]
    assert [ENGLISH.ordinal(n) for n in (1, 2, 21, 127)] == ["1st", "2nd", "21st", "127th"]


def test_languages_are_called_by_their_own_names() -> None:
    assert [bare(code).name for code in UN] == [
        "العربية", "English", "Español", "Français", "Português", "Русский", "中文",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("en", ["Costa Rica", "Côte d'Ivoire", "Croatia", "Niger", "Nigeria"]),
        ("fr", ["Égypte", "El Salvador", "Émirats arabes unis", "Équateur"]),
        ("ru", ["Ирландия", "Испания", "Йемен", "Кабо-Верде"]),
        ("zh", ["阿富汗", "巴西", "中国"]),
        ("ar", ["إثيوبيا", "أذربيجان", "الأردن"]),
    ],
)
def test_names_stand_in_the_order_of_their_language(code: str, names: list[str]) -> None:
    assert sorted(set(names), key=bare(code).order) == names


def test_an_empty_name_is_no_message() -> None:
    french = speaking({"Risk": "Risque"})
    assert [french.called(name) for name in ("", "Risk", "Care")] == ["", "Risque", "Care"]


def test_a_language_without_catalogue_is_refused_by_what_there_is() -> None:
    assert CODES[0] == "en"
    with pytest.raises(RequestError, match=r"No language 'tlh'\. There are en, "):
        language("tlh")
