"""Run the command line with `python -m claimmap`."""

from claimmap.cli import run

if __name__ == "__main__":
    run()
