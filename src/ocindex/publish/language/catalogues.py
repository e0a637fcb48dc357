"""The languages that there are: English, and one for each `.po` file of `catalogues`."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations
from importlib.resources import files
from io import BytesIO

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from ocindex.errors import RequestError
from ocindex.publish.language.language import Language

CATALOGUES = files("ocindex.publish.language") / "catalogues"
# Lists and dates as the Index writes them: no comma before the last "and".
ENGLISH = Language("en", Locale("en", "GB"))
CODES = (
    "en",
    *sorted(f.name.removesuffix(".po") for f in CATALOGUES.iterdir() if f.name.endswith(".po")),
)


@cache
def language(code: str) -> Language:
    """The language of a code of CLDR: `fr`.

    Raises
    ------
    RequestError
        There is no catalogue of it.
    """
    if code == "en":
        return ENGLISH
    if code not in CODES:
        raise RequestError(f"No language '{code}'. There are {', '.join(CODES)}.")
    with (CATALOGUES / f"{code}.po").open("rb") as file:
        catalogue = read_po(file, locale=code, abort_invalid=True)
    return Language(code, Locale.parse(code), compiled(catalogue))


def compiled(catalogue: Catalog) -> GNUTranslations:
    """A catalogue as gettext reads it."""
    file = BytesIO()
    write_mo(file, catalogue)
    file.seek(0)
    return GNUTranslations(file)
