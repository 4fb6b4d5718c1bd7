"""The command `gaps`."""

import contextlib
import sys
from pathlib import Path
from typing import Any, Final, NoReturn

import attrs
import click

from claimmap import cli_candidates, workbench
from claimmap.cli_audience import audience_options
from claimmap.cli_verb import (
    Known,
    Verb,
    case_argument,
    claim_option,
    law_option,
    max_bytes_option,
    policy_option,
    standard_option,
    tell_policy,
    tell_read,
)
from claimmap.console import DONE, FOUND, put, put_json, step
from claimmap.problems import Problem, did_you_mean
from claimmap.reading import paused_gc
from claimmap.report.model import Report

OFFICE: Final = ("csv", "xlsx", "docx")
"""Formats that `cli_office` writes."""
GAPS_FORMAT: Final = Known(["text", "md", "json", "html", "pdf", *OFFICE])
EXAMPLES: Final = (
    ("claimmap gaps xinjiang --claim deportation-tajikistan", "One claim of the shipped case, on the terminal."),
    ("claimmap gaps my-case -o report.html", "The whole report as one page for a browser; .docx, .xlsx and .pdf likewise."),
    ("claimmap gaps my-case --element 7/attack --only-gaps", "What is missing for one element."),
    ("claimmap gaps my-case --without w17 --standard reasonable-grounds", "Suppose that a source falls, and ask at another standard."),
    ("claimmap gaps my-case --audience partner --key secret.txt -o partner.html", "For a partner organisation: what they may not see is held back."),
)


@click.command(cls=Verb, examples=EXAMPLES, short_help="What is shown, contested and missing, claim by claim.")
@case_argument
@claim_option
@click.option("--element", help="Only this element, such as 7(1)(d)/2 or 7/attack.", shell_complete=cli_candidates.law_addresses)
@standard_option("Standard of proof to show; the case's own if left out.")
@click.option("--only-gaps", is_flag=True, help="Leave out elements without gaps.")
@click.option("--format", "format_", type=GAPS_FORMAT, help="What to write; by the suffix of -o, or text.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write instead of the terminal; a folder for all tables as CSV.")
@click.option("--fail-on", type=Known(["not-met", "open"]), help="Exit with 1 if a claim is not reached (open: or undecided).")
@policy_option
@law_option
@max_bytes_option
@click.option(
    "--without", multiple=True, metavar="ID", shell_complete=cli_candidates.source_and_item_ids,
    help="Suppose that a source or an item falls; may be given more than once.",
)  # fmt: skip
@click.option("--grade", "given", multiple=True, metavar="ID=GRADE", help="Suppose a grade, such as witness-12=high; may be given more than once.")
@audience_options
def gaps(
    case: Path, claims: tuple[str, ...], element: str | None, standard: str | None, only_gaps: bool, format_: str | None, output: Path | None,
    fail_on: str | None, policy: Path | None, law_: str | None, max_bytes: int, without: tuple[str, ...], given: tuple[str, ...], **to_whom: Any,
) -> None:  # fmt: skip
    """Report what is shown, contested and missing in CASE, claim by claim.

    A gap is a finding, not an error: the exit code is 0.
    """
    format_ = format_ or format_of(output)
    not_plain = format_ in OFFICE or to_whom["audience"] != "internal"
    if (without or given) and not_plain:
        raise click.UsageError("--without and --grade suppose something: only text, md, json, html and pdf for internal readers show that")
    asked = {"claims": claims, "element": element, "with_gaps": only_gaps}
    if not_plain:
        from claimmap.cli_office import write_gaps  # noqa: PLC0415 - loaded only when asked for

        shown = write_gaps(
            case, asked, to_whom, standard=standard, format_=format_, output=output, policy=policy, law_=law_, max_bytes=max_bytes
        )
        end(shown, fail_on)
    if format_ == "pdf" and output is None and sys.stdout.isatty():
        raise click.UsageError("a PDF is no text for a terminal; give -o FILE")
    with paused_gc():
        with step("reading the case"):
            law = workbench.load_law(law_) if law_ else None
            opened = workbench.open_case(workbench.only_case(case), law, max_bytes)
        tell_read(opened, law_)
        if without or given:
            opened = suppose(opened, without, given)
        show_internal(opened, asked, standard=standard, format_=format_, output=output, policy=policy, fail_on=fail_on)


def show_internal(
    opened: workbench.Opened, asked: dict[str, Any], *, standard: str | None, format_: str, output: Path | None, policy: Path | None,
    fail_on: str | None,
) -> NoReturn:  # fmt: skip
    """Evaluate a case, write its report for the team, and end."""
    rules = workbench.load_policy(policy)
    tell_policy(rules)
    address = None if asked["element"] is None else opened.law.resolve(asked["element"]).address

    def cut(report: Report) -> Report:
        return report.only(claims=asked["claims"], element=address, with_gaps=asked["with_gaps"])

    if format_ in ("html", "pdf"):
        from claimmap.workbench.paging import gaps_page  # noqa: PLC0415 - loaded only when shown

        with step("evaluating and drawing the page"):
            shown, page = gaps_page(opened.case, standard, law=opened.law, policy=rules, cut=cut)
        show_notes(opened.problems)
        put_page(page, format_, output)
    else:
        with step("evaluating"):
            shown = cut(workbench.gaps(opened.case, standard, law=opened.law, policy=rules))
        show_notes(opened.problems)
        with step("writing the report", prints=output is None):
            if output is None:
                show_report(shown, format_)
            else:
                with output.open("w", encoding="utf-8", errors="backslashreplace") as stream, contextlib.redirect_stdout(stream):
                    show_report(shown, format_)
    end(shown, fail_on)


def suppose(opened: workbench.Opened, without: tuple[str, ...], given: tuple[str, ...]) -> workbench.Opened:
    """Apply suppositions to a case, and say so on stderr even with `--quiet`, so that nobody takes them for the case."""
    from claimmap import cli_whatif, prospects  # noqa: PLC0415 - loaded only when something is supposed

    supposed = prospects.supposed(opened.case, without_ids=without, given=cli_whatif.grades_of(given))
    for line in cli_whatif.words_of(without, given):
        put(f"supposed: {line}", sys.stderr)
    return attrs.evolve(opened, case=supposed)


def end(shown: Report, fail_on: str | None) -> NoReturn:
    """End with 1 if a claim is not reached and that was asked to fail."""
    bad = {"not-met": {"not-met"}, "open": {"not-met", "open"}, None: set[str]()}[fail_on]
    sys.exit(FOUND if any(one.result in bad for one in shown.claims) else DONE)


def format_of(output: Path | None) -> str:
    """Return the format that a file's suffix stands for; text where there is no file."""
    if output is None:
        return "text"
    from claimmap.outputs import SUFFIXES  # noqa: PLC0415 - loaded only when a file is to be written

    suffix = output.suffix.lower()
    if not suffix:
        return "csv"
    if suffix not in SUFFIXES:
        hint = did_you_mean(suffix, SUFFIXES)
        raise click.UsageError(f"the suffix of {output.name[-60:]!r} stands for no format; {hint}")
    return SUFFIXES[suffix]


def put_page(page: str, format_: str, output: Path | None) -> None:
    """Write a page, or the page as PDF, to a file or to stdout."""
    data = page.encode()
    if format_ == "pdf":
        from claimmap.report.html import to_pdf  # noqa: PLC0415 - loaded only when shown

        with step("laying out the PDF"):
            data = to_pdf(page)
    if output is None:
        sys.stdout.buffer.write(data)
    else:
        output.write_bytes(data)


def show_notes(problems: tuple[Problem, ...]) -> None:
    """Print on stderr what is to be said of the files."""
    for problem in problems:
        put(problem.render(), sys.stderr)


def show_report(shown: Report, format_: str) -> None:
    """Print a gap report on stdout."""
    if format_ == "json":
        put_json(shown.to_plain())
    elif format_ == "md":
        from claimmap.report.markdown import to_markdown  # noqa: PLC0415 - loaded only when shown

        put(to_markdown(shown))
    else:
        from claimmap.report.text import write_text  # noqa: PLC0415 - rich is loaded only when shown

        with contextlib.suppress(SystemExit):  # rich ends the process where the reader has gone; how we end is said elsewhere
            write_text(shown, sys.stdout)
