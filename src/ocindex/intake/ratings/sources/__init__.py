"""Files that hold tables of ratings: text, Parquet, workbooks, files of Stata and SPSS."""

from ocindex.intake.ratings.sources.opening import SUFFIXES, open_source
from ocindex.intake.ratings.sources.source import Source

__all__ = ["SUFFIXES", "Source", "open_source"]
