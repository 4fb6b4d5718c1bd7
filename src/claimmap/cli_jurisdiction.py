"""The command `jurisdiction`."""

import sys
from pathlib import Path
from typing import Final

import click
from attrs import evolve

from claimmap import workbench
from claimmap.cli_verb import DRAWN_FORMAT, Verb, case_argument, claim_option, format_option, tell_read
from claimmap.console import put, put_json, step
from claimmap.reading import paused_gc

EXAMPLES: Final = (
    ("claimmap jurisdiction xinjiang --claim deportation-tajikistan", "One claim of the shipped case: each path, what it rests on, what is open."),
    ("claimmap jurisdiction my-case --format md", "Every claim, as Markdown."),
    ("claimmap jurisdiction xinjiang --format html", "A page with the timeline of membership, declarations and incidents."),
)


@click.command(cls=Verb, examples=EXAMPLES, short_help="May the Court hear it, on which path, and what fails.")
@case_argument
@claim_option
@format_option(DRAWN_FORMAT)
def jurisdiction(case: Path, claims: tuple[str, ...], format_: str) -> None:
    """Tell for each claim of CASE whether the Court has jurisdiction, on which path, and if not, what fails.

    The facts are taken as alleged; a missing fact makes the answer undecided and is named.
    """
    from claimmap import forum  # noqa: PLC0415 - loaded only when used
    from claimmap.jurisdiction import CaseJurisdiction  # noqa: PLC0415
    from claimmap.report import jurisdiction as writer  # noqa: PLC0415

    with step("reading the case"):
        opened = workbench.open_case(workbench.only_case(case))
    tell_read(opened)
    with step("working out jurisdiction"):
        found = forum.jurisdiction(opened.case, law=opened.law)
    assert isinstance(found, CaseJurisdiction)  # noqa: S101 - no claim was named
    if claims:
        found = evolve(found, claims=tuple(found[name] for name in claims), incidents=())
    for problem in opened.problems:
        put(problem.render(), sys.stderr)
    write = {"md": writer.to_markdown, "html": writer.to_page}.get(format_, writer.to_text)
    with step("putting the reasons in words"), paused_gc():
        written = found.to_plain() if format_ == "json" else write(found)
    if isinstance(written, str):
        put(written)
    else:
        put_json(written)
