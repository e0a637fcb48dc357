"""Languages: what a page or a profile says in each, shared by all that is printed."""

from ocindex.publish.language.catalogues import CODES, ENGLISH, language
from ocindex.publish.language.language import Language, inside, number
from ocindex.publish.language.translating import translated

__all__ = ["CODES", "ENGLISH", "Language", "inside", "language", "number", "translated"]
