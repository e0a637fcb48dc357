"""Open data: an edition's figures as csv, json, parquet, workbooks, Stata and SPSS files."""

from ocindex.publish.data.files import DataFile, EditionData, edition_data

__all__ = ["DataFile", "EditionData", "edition_data"]
