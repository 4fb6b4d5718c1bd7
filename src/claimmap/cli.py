"""The command line: arguments, printing, exit codes; every command is one public verb."""

import contextlib
import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar

import attrs
import click

from claimmap import workbench
from claimmap.address import BadAddress
from claimmap.cli_audience import audience_options
from claimmap.console import BAD, DONE, FOUND, progress_on_terminal, put, put_json, show_problems, stop
from claimmap.policy import STANDARDS
from claimmap.problems import ClaimmapError, Problem, did_you_mean
from claimmap.reading import MAX_BYTES, paused_gc
from claimmap.report.model import Report
from claimmap.skeleton import new_case

F = TypeVar("F", bound=Callable[..., Any])

FORMAT: Final = click.Choice(["text", "md", "json"])
OFFICE: Final = ("csv", "xlsx", "docx")
"""Formats that `cli_office` writes."""
GAPS_FORMAT: Final = click.Choice(["text", "md", "json", "html", "pdf", *OFFICE])
SUFFIXES: Final = {
    ".txt": "text", ".md": "md", ".json": "json", ".html": "html", ".htm": "html", ".pdf": "pdf", ".csv": "csv", ".xlsx": "xlsx", ".docx": "docx",
    "": "csv",
}  # fmt: skip


def policy_option(command: F) -> F:
    """Add `--policy`."""
    return click.option("--policy", "policy", type=click.Path(path_type=Path), help="A policy file instead of the default one.")(command)


def law_option(command: F) -> F:
    """Add `--law`."""
    return click.option("--law", "law_", help="Id or folder of an instrument, instead of the one that the case names.")(command)


def max_bytes_option(command: F) -> F:
    """Add `--max-bytes`."""
    return click.option("--max-bytes", type=click.IntRange(min=1), default=MAX_BYTES, show_default=True, help="Largest file to read.")(command)


LATER: Final = {
    "compare": "claimmap.cli_office:compare",
    "import": "claimmap.cli_office:import_",
    "jurisdiction": "claimmap.cli_jurisdiction:jurisdiction",
    "law": "claimmap.cli_law:law",
    "lock": "claimmap.cli_law:lock",
    "schema": "claimmap.cli_law:schema",
    "close": "claimmap.cli_whatif:close",
    "critical": "claimmap.cli_whatif:critical",
    "disclosure": "claimmap.cli_whatif:disclosure",
    "whatif": "claimmap.cli_whatif:whatif",
}
"""Commands that are imported only when they are used, by name: module and function."""


class Commands(click.Group):
    """A group whose further commands are imported when they are asked for, and that suggests the nearest name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted({*super().list_commands(ctx), *LATER})

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return a command by its name."""
        if name in LATER:
            module, _, function = LATER[name].partition(":")
            found: click.Command = getattr(importlib.import_module(module), function)
            return found
        return super().get_command(ctx, name)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command to run; a name that is none gets the nearest one as a hint."""
        if args and self.get_command(ctx, args[0]) is None:
            hint = did_you_mean(args[0], self.list_commands(ctx))
            ctx.fail(f"there is no command {args[0]!r}" + (f"; {hint}" if hint else ""))
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="claimmap")
def main() -> None:
    """Map evidence to the elements of international crimes and report what is missing.

    \b
    claimmap gaps CASE        what is shown, contested and missing, claim by claim
    claimmap check PATH       every problem of a case's files
    claimmap compare A B      what opened, closed, got better or worse, and why
    claimmap import SHEET     bring an edited workbook back into a case
    claimmap jurisdiction CASE  may the Court hear it, on which path, and what fails
    claimmap law 7(1)(d)      what the law asks
    claimmap lock CASE        note what the law says now, to learn of changes later
    claimmap close CASE CLAIM  what would bring a claim to a standard
    claimmap critical CASE    what the claims rest on, and what would sink them
    claimmap whatif CASE      suppose that something falls, and show what changes
    claimmap test PATH        run the expectations written in case files
    claimmap new case FOLDER  start a case
    """


@main.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--claim", "claims", multiple=True, help="Only this claim; may be given more than once.")
@click.option("--element", help="Only this element, such as 7(1)(d)/2 or 7/attack.")
@click.option("--standard", type=click.Choice(STANDARDS), help="Standard of proof to show; the case's own if left out.")
@click.option("--only-gaps", is_flag=True, help="Leave out elements without gaps.")
@click.option("--format", "format_", type=GAPS_FORMAT, help="What to write; by the suffix of -o, or text.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write instead of the terminal; a folder for all tables as CSV.")
@click.option("--fail-on", type=click.Choice(["not-met", "open"]), help="Exit with 1 if a claim is not reached (open: or undecided).")
@policy_option
@law_option
@max_bytes_option
@click.option("--without", multiple=True, metavar="ID", help="Suppose that a source or an item falls; may be given more than once.")
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
    if (without or given) and (format_ in OFFICE or to_whom["audience"] != "internal"):
        raise click.UsageError("--without and --grade suppose something: only text, md, json, html and pdf for internal readers show that")
    if format_ in OFFICE or to_whom["audience"] != "internal":
        from claimmap.cli_office import write_gaps  # noqa: PLC0415 - loaded only when asked for

        asked = {"claims": claims, "element": element, "with_gaps": only_gaps}
        shown = write_gaps(
            case, asked, to_whom, standard=standard, format_=format_, output=output, policy=policy, law_=law_, max_bytes=max_bytes
        )
        end(shown, fail_on)
    with paused_gc():
        try:
            law = workbench.load_law(law_) if law_ else None
            opened = workbench.open_case(workbench.only_case(case), law, max_bytes)
            if without or given:
                opened = suppose(opened, without, given)
            address = None if element is None else opened.law.resolve(element).address

            def cut(report: Report) -> Report:
                return report.only(claims=claims, element=address, with_gaps=only_gaps)

            if format_ in ("html", "pdf"):
                from claimmap.workbench.paging import gaps_page  # noqa: PLC0415 - loaded only when shown

                shown, page = gaps_page(opened.case, standard, law=opened.law, policy=workbench.load_policy(policy), cut=cut)
                for problem in opened.problems:
                    put(problem.render(), sys.stderr)
                put_page(page, format_, output)
            else:
                shown = cut(workbench.gaps(opened.case, standard, law=opened.law, policy=workbench.load_policy(policy)))
                if output is None:
                    show_report(shown, opened.problems, format_)
                else:
                    with output.open("w", encoding="utf-8") as stream, contextlib.redirect_stdout(stream):
                        show_report(shown, opened.problems, format_)
        except (ClaimmapError, BadAddress, OSError) as error:
            stop(error, format_)
    end(shown, fail_on)


def suppose(opened: workbench.Opened, without: tuple[str, ...], given: tuple[str, ...]) -> workbench.Opened:
    """Apply suppositions to a case, and say so on stderr, so that nobody takes them for the case."""
    from claimmap import cli_whatif, prospects  # noqa: PLC0415 - loaded only when something is supposed

    for line in cli_whatif.words_of(without, given):
        put(f"supposed: {line}", sys.stderr)
    return attrs.evolve(opened, case=prospects.supposed(opened.case, without_ids=without, given=cli_whatif.grades_of(given)))


def end(shown: Report, fail_on: str | None) -> NoReturn:
    """End with 1 if a claim is not reached and that was asked to fail."""
    bad = {"not-met": {"not-met"}, "open": {"not-met", "open"}, None: set[str]()}[fail_on]
    sys.exit(FOUND if any(one.result in bad for one in shown.claims) else DONE)


def format_of(output: Path | None) -> str:
    """Return the format that a file's suffix stands for; text where there is no file."""
    if output is None:
        return "text"
    if output.suffix.lower() not in SUFFIXES:
        raise click.UsageError(f"the suffix of {output.name} stands for no format; give --format, or one of " + ", ".join(SUFFIXES))
    return SUFFIXES[output.suffix.lower()]


def put_page(page: str, format_: str, output: Path | None) -> None:
    """Write a page, or the page as PDF, to a file or to stdout; a PDF is not printed on a terminal."""
    data = page.encode()
    if format_ == "pdf":
        if output is None and sys.stdout.isatty():
            raise click.UsageError("a PDF is no text for a terminal; give -o FILE")
        from claimmap.report.html import to_pdf  # noqa: PLC0415 - loaded only when shown

        data = to_pdf(page)
    if output is None:
        sys.stdout.buffer.write(data)
    else:
        output.write_bytes(data)


def show_report(shown: Report, problems: tuple[Problem, ...], format_: str) -> None:
    """Print a gap report on stdout, and what is to be said of the files on stderr."""
    for problem in problems:
        put(problem.render(), sys.stderr)
    if format_ == "json":
        put_json(shown.to_plain())
    elif format_ == "md":
        from claimmap.report.markdown import to_markdown  # noqa: PLC0415 - loaded only when shown

        put(to_markdown(shown))
    else:
        from claimmap.report.text import write_text  # noqa: PLC0415 - rich is loaded only when shown

        write_text(shown, sys.stdout)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@law_option
@max_bytes_option
def check(paths: tuple[Path, ...], format_: str, law_: str | None, max_bytes: int) -> None:
    """Show every problem of the cases at PATHS.

    Exit code 2 if there is an error; warnings and notes leave it at 0.
    """
    try:
        law = workbench.load_law(law_) if law_ else None
        problems = tuple(one for path in paths for one in workbench.check(path, law, max_bytes))
    except ClaimmapError as error:
        stop(error, format_)
    show_problems(problems, format_)
    if not problems and format_ == "text":
        put("no problems")
    sys.exit(BAD if any(one.severity == "error" for one in problems) else DONE)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@policy_option
@law_option
def test(paths: tuple[Path, ...], format_: str, policy: Path | None, law_: str | None) -> None:
    """Run the expectations written in the case files at PATHS.

    Exit code 1 if one does not hold, 2 if a file cannot be read.
    """
    try:
        result = workbench.test(paths, law_, policy, progress_on_terminal())
    except ClaimmapError as error:
        stop(error, format_)
    for problem in result.problems:
        put(problem.render(), sys.stderr)
    if format_ == "json":
        put_json(result.to_plain())
    else:
        for one in result.failures:
            put(f"{one.file}: {one.claim}: {one.what}: expected {_said(one.expected)}, found {_said(one.found)}")
        put(f"{result.passed} passed, {result.failed} failed")
    errors = any(one.severity == "error" for one in result.problems)
    sys.exit(BAD if errors else FOUND if result.failed else DONE)


def _said(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(str(one) for one in value) + "]"
    return str(value)


@main.group()
def new() -> None:
    """Start something new."""


@new.command("case")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--crime", "crimes", multiple=True, help="A crime to claim, such as 7(1)(d); may be given more than once.")
@click.option("--mode", "modes", multiple=True, help="A mode of liability, such as 25(3)(a)/co-perpetration.")
@click.option("--title", default="Untitled case", show_default=True)
@click.option("--as-of", "as_of", required=True, help="The day on which the question is asked, such as 2026-11-21.")
@click.option("--law", "law_", default="rome-statute", show_default=True, help="Id or folder of an instrument.")
def new_case_command(folder: Path, crimes: tuple[str, ...], modes: tuple[str, ...], title: str, as_of: str, law_: str) -> None:
    """Write a case to fill in to FOLDER, each element's statement beside it as a comment; never overwrites a file."""
    try:
        put(str(new_case(folder, workbench.load_law(law_), crimes=crimes, modes=modes, title=title, as_of=as_of)))
    except (ClaimmapError, BadAddress, OSError, ValueError) as error:
        stop(error, "text")


def run() -> NoReturn:
    """Run the command line as a process of its own.

    The process ends without taking a large case apart object by object, which would cost as much as evaluating it.
    """
    code: int | str | None = DONE
    try:
        main()
    except SystemExit as done:
        code = done.code
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        code = DONE  # whoever read the output has seen enough
    os._exit(code if isinstance(code, int) else DONE if code is None else FOUND)
