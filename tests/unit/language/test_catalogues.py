"""The catalogues hold every text, whole, with the places where values go."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from ocindex.publish.language import CODES
from ocindex.publish.language.catalogues import CATALOGUES
from support.documents import ROOT

PLACE = re.compile(r"%\(\w+\)[ds]|%%|\{\w+\}")


def catalogue(code: str) -> Catalog:
    with (CATALOGUES / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code)


def places(text: str) -> set[str]:
    return set(PLACE.findall(text))


def test_the_catalogues_have_the_texts_of_today() -> None:
    run = subprocess.run(
        [sys.executable, ROOT / "docs" / "texts.py", "--check"], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("code", [code for code in CODES if code != "en"])
def test_a_catalogue_is_whole(code: str) -> None:
    found = catalogue(code)
    assert not found.fuzzy
    for message in found:
        if message.id:
            assert not message.fuzzy, message.id
            check_message(message, found.num_plurals)


def check_message(message: Message, plurals: int) -> None:
    if isinstance(message.id, str):
        assert message.string, message.id
        assert places(message.id) == places(str(message.string)), message.id
        return
    one, many = message.id
    assert len(message.string) == plurals, one
    for form in message.string:
        assert form, one
        # A form for a single number may leave the number out: "one country".
        assert places(many) - {"%(n)d", "%(num)d"} <= places(form) <= places(many), one
