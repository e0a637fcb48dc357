"""Content to PDF or PNG: one typst compiler a process, pinned fonts, the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import typst
from PIL import Image

from ocindex.errors import Fault, InputError
from ocindex.publish.charts.fonts import families, has_chinese, pinned

FOLDER = Path(__file__).with_name("templates")
Template = Literal["country", "group", "report", "card"]
# Tagged for screen readers, and whole for archives; typst refuses what breaks either.
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
# A document states when it was made; the same bytes each time need the same moment.
MADE = 946_684_800
COLOURS = 128
UNPRINTABLE = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
# A longer run of letters has no place in a column: it is parted where it must be.
LONG_WORD = re.compile(r"\w{44,}")
PARTS = re.compile(r"\w{22}(?=\w)")


@cache
def compiler() -> typst.Compiler:
    """The process's compiler; it knows the fonts that come with the package, and no others."""
    return typst.Compiler(
        FOLDER / "country.typ", root=FOLDER, font_paths=pinned(), ignore_system_fonts=True
    )


def typeset_pdf(template: Template, content: Mapping[str, Any], place: str) -> bytes:
    """A tagged PDF (PDF/UA-1 and PDF/A-2a); `place` names the document in errors.

    Raises
    ------
    InputError
        A text holds a character that the fonts lack.
    """
    return typeset(template, content, place, pdf_standards=STANDARDS, format="pdf")


def typeset_png(template: Template, content: Mapping[str, Any], place: str) -> bytes:
    """A picture with a pixel for each point, in few colours: a third of what typst writes.

    Raises
    ------
    InputError
        A text holds a character that the fonts lack.
    """
    painted = BytesIO(typeset(template, content, place, ppi=72.0, format="png"))
    few = BytesIO()
    with Image.open(painted) as picture:
        colours = picture.convert("RGB").quantize(
            COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
        colours.save(few, "PNG", compress_level=6)
    return few.getvalue()


def typeset(template: Template, content: Mapping[str, Any], place: str, **options: Any) -> bytes:
    fonts = {"sans": families("sans"), "serif": families("serif")}
    text = json.dumps({**content, "fonts": fonts}, ensure_ascii=False)
    try:
        document = compiler().compile(
            FOLDER / f"{template}.typ", sys_inputs={"content": text}, timestamp=MADE, **options
        )
    except typst.TypstError as error:
        lacking = UNPRINTABLE.findall(error.diagnostic)
        if not lacking:
            raise
        raise InputError(letter_faults(lacking, place)) from None
    # What has one page comes by itself, a document of several pictures as a list.
    assert isinstance(document, bytes)
    return document


def letter_faults(lacking: Iterable[str], place: str) -> Iterator[Fault]:
    """A fault for each character that typst could not show, as its message writes them."""
    rule = "The fonts of profiles have Latin, Greek, Cyrillic and Arabic letters"
    remedy = "Write it in those letters, or publish without profiles."
    if has_chinese():
        rule = rule.replace(" and Arabic", ", Arabic and Chinese")
    for text in sorted(set(lacking)):
        code = ESCAPED.fullmatch(text)
        char = chr(int(code[1], 16)) if code else text
        points = " ".join(f"U+{ord(c):04X}" for c in char)
        told = remedy
        if not has_chinese() and any(is_chinese(c) for c in char):
            told = "Install the fonts of Chinese: pip install 'ocindex[publish-cjk]'."
        yield Fault(place, f"{rule}, and not this character: {points}", told, char)


def is_chinese(char: str) -> bool:
    """Whether a character is one of the unified ideographs or stands among them."""
    return "\u2e80" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"


def parted(texts: Sequence[str]) -> list[str]:
    """Paragraphs whose longest words may be broken, so that none runs out of its column."""
    return [LONG_WORD.sub(lambda w: PARTS.sub("\\g<0>\u200b", w[0]), text) for text in texts]
