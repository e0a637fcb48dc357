"""Open data: an edition's figures as csv, json, parquet and a workbook."""

from ocindex.publish.data.files import DataFile, edition_files
from ocindex.publish.data.tables import edition_tables

__all__ = ["DataFile", "edition_files", "edition_tables"]
