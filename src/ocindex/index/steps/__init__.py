"""The steps of a method, as functions of plain arrays: labels live above."""
