"""A plain script: the folder of a case in, its gaps as CSV out.

    python script.py my-case > gaps.csv
"""

import sys

import claimmap as cm
from claimmap import outputs


def main(folder):
    """Write the gaps of the case in a folder to stdout and return the exit code; problems go to stderr."""
    try:
        found = outputs.dossier_of(cm.load_case(folder))
    except cm.ClaimmapError as error:
        print(error, file=sys.stderr)
        return 2
    sys.stdout.buffer.write(outputs.csv_tables(found)["gaps.csv"])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else "usage: python script.py CASE")
