"""The command line. Each command is a file of `commands`, imported only when it is called."""

from ocindex.cli.app import main

__all__ = ["main"]
