"""Run the command line with `python -m claimmap`."""

from claimmap.cli import main

main()
