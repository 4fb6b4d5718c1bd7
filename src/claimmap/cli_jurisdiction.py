"""The command `jurisdiction`."""

import sys
from pathlib import Path

import click

from claimmap import forum, workbench
from claimmap.console import put, put_json, stop
from claimmap.jurisdiction import CaseJurisdiction
from claimmap.problems import ClaimmapError
from claimmap.report import jurisdiction as writer


@click.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--claim", "claims", multiple=True, help="Only this claim; may be given more than once.")
@click.option("--format", "format_", type=click.Choice(["text", "md", "json"]), default="text", show_default=True)
def jurisdiction(case: Path, claims: tuple[str, ...], format_: str) -> None:
    """Tell for each claim of CASE whether the Court has jurisdiction, on which path, and if not, what fails.

    The facts are taken as alleged; a missing fact makes the answer undecided and is named.
    """
    try:
        opened = workbench.open_case(workbench.only_case(case))
        found = forum.jurisdiction(opened.case, law=opened.law)
        assert isinstance(found, CaseJurisdiction)  # noqa: S101 - no claim was named
        if claims:
            found = CaseJurisdiction(case=found.case, as_of=found.as_of, claims=tuple(found[name] for name in claims))
    except ClaimmapError as error:
        stop(error, format_)
    for problem in opened.problems:
        put(problem.render(), sys.stderr)
    if format_ == "json":
        put_json(found.to_plain())
    else:
        put(writer.to_markdown(found) if format_ == "md" else writer.to_text(found))
