"""Languages: what a page or a profile says in each, shared by all that is printed."""

from ocindex.publish.language.language import ENGLISH, Language, inside, number

__all__ = ["ENGLISH", "Language", "inside", "number"]
