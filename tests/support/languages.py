"""Languages that know a few messages, so that tests hold whatever the catalogues say."""

from __future__ import annotations

from collections.abc import Mapping

from babel import Locale
from babel.messages.catalog import Catalog

from ocindex.publish.language import Language
from ocindex.publish.language.catalogues import compiled


def speaking(messages: Mapping[str, str], code: str = "fr") -> Language:
    """A language with these translations and no other."""
    catalog = Catalog(code)
    for message, translation in messages.items():
        catalog.add(message, translation)
    return Language(code, Locale.parse(code), compiled(catalog))
