"""Intake: other publishers' files to editions."""

from ocindex.intake.workbook import AverageCheck, read_workbook

__all__ = ["AverageCheck", "read_workbook"]
