"""The commands `new`, `check` and `test`: write a case, and see whether it holds together."""

import sys
from pathlib import Path
from typing import Any, Final

import click

from claimmap import cli_candidates, library, workbench
from claimmap.cli_verb import (
    PLAIN_FORMAT,
    Verb,
    format_option,
    law_option,
    max_bytes_option,
    paths_argument,
    policy_option,
    tell_policy,
)
from claimmap.console import BAD, DONE, FOUND, detail, put, put_json, quiet, show_problems, step, stop, verbose
from claimmap.problems import ClaimmapError, did_you_mean, shortened
from claimmap.skeleton import new_case

CHECK_EXAMPLES: Final = (
    ("claimmap check my-case", "Every problem of a case, with its place in the file and what would be right."),
    ("claimmap check my-case --format json", "The same for an editor or a script."),
)
TEST_EXAMPLES: Final = (
    ("claimmap test my-case", "Does the case still say what its `expect:` says?"),
    ("claimmap test my-case xinjiang --format json", "Two cases at once, as JSON."),
)
NEW_EXAMPLES: Final = (
    ("claimmap new case deportations --crime '7(1)(d)' --as-of 2026-11-21", "A case on deportation, asked on that day."),
    ("claimmap new case harm --crime '6(b)' --crime '7(1)(f)' --mode '25(3)(a)/co-perpetration' --as-of 2026-11-21", "Two crimes and a mode of liability."),
)


@click.command(cls=Verb, examples=CHECK_EXAMPLES, short_help="Every problem of a case, and where it stands.")
@paths_argument
@format_option(PLAIN_FORMAT)
@law_option
@max_bytes_option
def check(paths: tuple[Path, ...], format_: str, law_: str | None, max_bytes: int) -> None:
    """Show every problem of the cases at PATHS.

    Exit code 2 if there is an error; warnings and notes leave it at 0.
    """
    tell_files(paths)
    with step("reading and checking"):
        law = workbench.load_law(law_) if law_ else None
        problems = tuple(one for path in paths for one in workbench.check(path, law, max_bytes))
    show_problems(problems, format_)
    if not problems and format_ == "text" and not quiet():
        put("no problems")
    sys.exit(BAD if any(one.severity == "error" for one in problems) else DONE)


@click.command(cls=Verb, examples=TEST_EXAMPLES, short_help="Does a case still give what its `expect:` says?")
@paths_argument
@format_option(PLAIN_FORMAT)
@policy_option
@law_option
def test(paths: tuple[Path, ...], format_: str, policy: Path | None, law_: str | None) -> None:
    """Run the expectations written in the case files at PATHS.

    Exit code 1 if one does not hold, 2 if a file cannot be read.
    """
    tell_files(paths)
    tell_policy(workbench.load_policy(policy))
    with step("running expectations") as shown:
        result = workbench.test(paths, law_, policy, shown.count)
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


def tell_files(paths: tuple[Path, ...]) -> None:
    """Say with `--verbose` which files stand at the paths."""
    if not verbose():
        return
    for path in paths:
        try:
            for files in library.find_cases(path):
                for one in (files.main, *files.others):
                    detail(f"read {one}")
        except ClaimmapError:
            continue  # reading says what is wrong there


class Beginnings(click.Group):
    """The group of what can be begun; a name that is none gets the nearest one as a hint."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command to run."""
        if args and self.get_command(ctx, args[0]) is None:
            ctx.fail(f"there is nothing new called {shortened(args[0])!r}; {did_you_mean(args[0], self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)


@click.group(cls=Beginnings, invoke_without_command=True, short_help="Start a case: `claimmap new case FOLDER`.")
@click.pass_context
def new(context: click.Context) -> None:
    """Start a case: `claimmap new case FOLDER`."""
    if context.invoked_subcommand is None:
        raise click.UsageError("say what to start, such as `claimmap new case my-case --as-of 2026-11-21`")


@new.command("case", cls=Verb, examples=NEW_EXAMPLES)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--crime", "crimes", multiple=True, shell_complete=cli_candidates.crime_addresses,
    help="A crime to claim, such as 7(1)(d); may be given more than once.",
)  # fmt: skip
@click.option(
    "--mode", "modes", multiple=True, shell_complete=cli_candidates.mode_addresses,
    help="A mode of liability, such as 25(3)(a)/co-perpetration.",
)  # fmt: skip
@click.option("--title", default="Untitled case", show_default=True, help="What the case is called.")
@click.option("--as-of", "as_of", required=True, help="The day on which the question is asked, such as 2026-11-21.")
@click.option("--law", "law_", default="rome-statute", show_default=True, shell_complete=cli_candidates.instruments, help="Id or folder of an instrument.")
def new_case_command(folder: Path, crimes: tuple[str, ...], modes: tuple[str, ...], title: str, as_of: str, law_: str) -> None:
    """Write a case to fill in to FOLDER, each element's statement beside it as a comment; never overwrites a file."""
    try:
        made = new_case(folder, workbench.load_law(law_), crimes=crimes, modes=modes, title=title, as_of=as_of)
    except ValueError as error:
        stop(error, "text")
    put(str(made))
