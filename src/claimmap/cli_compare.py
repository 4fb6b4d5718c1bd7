"""The command `compare`."""

from pathlib import Path
from typing import Any, Final

import click

from claimmap import cli_candidates
from claimmap.cli_audience import audience_options
from claimmap.cli_verb import DRAWN_FORMAT, Verb, law_option, max_bytes_option, policy_option, standard_option

EXAMPLES: Final = (
    ("claimmap compare january my-case", "Two case folders."),
    ("claimmap compare january.json my-case --format md", "A report saved as JSON, and the case as it stands now."),
    ("claimmap compare xinjiang --filings filing-2020 filing-2022", "Two filings of one case."),
    ("claimmap compare january my-case -o changes.html", "The same as a page."),
    ("claimmap compare my-case@HEAD~1 my-case", "The last revision under git, and the case as it stands now."),
)


@click.command(cls=Verb, examples=EXAMPLES, short_help="What opened, closed, got better or worse, and why.")
@click.argument("before", shell_complete=cli_candidates.cases)
@click.argument("after", required=False, shell_complete=cli_candidates.cases)
@click.option("--filings", nargs=2, metavar="ID ID", shell_complete=cli_candidates.filing_ids, help="Compare what two filings of one case had.")
@standard_option("Standard to show gaps and status at; the later case's own if left out.")
@policy_option
@click.option("--policy-after", type=click.Path(path_type=Path), help="A policy file for the later state, where it differs.")
@law_option
@click.option("--format", "format_", type=DRAWN_FORMAT, help="What to write; by the suffix of -o, or text.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write instead of the terminal.")
@max_bytes_option
@audience_options
def compare(
    before: str, after: str | None, filings: tuple[str, str] | None, standard: str | None, policy: Path | None, policy_after: Path | None,
    law_: str | None, format_: str | None, output: Path | None, max_bytes: int, **to_whom: Any,
) -> None:  # fmt: skip
    """Tell what opened, closed, got better or worse between BEFORE and AFTER, and which change did it.

    Each is a case, a report saved as JSON, or PATH@REVISION of a case under git. Causes are tried on a copy before they
    are named; saved reports say what differs and cannot say why.
    """
    if (after is None) == (not filings):
        raise click.UsageError("give BEFORE and AFTER, or one case with --filings ID ID")
    from claimmap.cli_office import write_comparison  # noqa: PLC0415 - loaded only when used

    write_comparison(
        before, after, filings, to_whom, standard=standard, policies=(policy, policy_after), law_=law_, format_=format_, output=output,
        max_bytes=max_bytes,
    )  # fmt: skip
