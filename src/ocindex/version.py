"""The version, where no import is needed to know it."""

__version__ = "0.1.0"
