"""`python -m ocindex.cli`."""

from ocindex.cli.app import main

main()
