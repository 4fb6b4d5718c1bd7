"""What every command of the command line is: examples in its help, how much it says, a clear end, and shared options."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from claimmap import cli_candidates
from claimmap.address import BadAddress
from claimmap.console import QUIET, VERBOSE, detail, reader_gone, stop, verbose
from claimmap.library import SHORT_NAMES, statutes_folder
from claimmap.policy import STANDARDS, Policy
from claimmap.problems import ClaimmapError, did_you_mean, one_of, shortened
from claimmap.reading import MAX_BYTES
from claimmap.workbench import Opened

F = TypeVar("F", bound=Callable[..., Any])


class Known(click.Choice[str]):
    """One of a few known words; another one gets the nearest as a hint."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word, or say in one sentence which one was meant."""
        if value not in self.choices:
            self.fail(f"{shortened(str(value))!r} is not known here; {did_you_mean(str(value), self.choices)}", param, ctx)
        return str(value)


class CasePath(click.Path):
    """The path of a case; an empty one, as an unset variable of a shell leaves it, is a mistake and not the current folder."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path."""
        if value == "":
            self.fail("the path is empty", param, ctx)
        return super().convert(value, param, ctx)


FORMAT: Final = Known(["text", "md", "json"])
PLAIN_FORMAT: Final = Known(["text", "json"])
DRAWN_FORMAT: Final = Known(["text", "md", "json", "html"])
STANDARD: Final = Known(STANDARDS)


def talk_options() -> list[click.Option]:
    """Return `--quiet` and `--verbose`; both stand before or after the name of a command."""

    def remember(context: click.Context, parameter: click.Parameter, value: bool) -> None:
        key = QUIET if parameter.name == "quiet" else VERBOSE
        if value:
            context.meta[key] = True
        if context.meta.get(QUIET) and context.meta.get(VERBOSE):
            raise click.UsageError("--quiet and --verbose contradict each other; give one of them")

    return [
        click.Option(["-q", "--quiet"], is_flag=True, expose_value=False, callback=remember, help="Results and problems only."),
        click.Option(
            ["-v", "--verbose"], is_flag=True, expose_value=False, callback=remember,
            help="Also what was read, the law and policy used, and how long each step took.",
        ),
    ]  # fmt: skip


class Verb(click.Command):
    """A command.

    Attributes:
        examples: Lines that can be typed as they stand, each with what it does; shown at the end of the help.
    """

    def __init__(self, *args: Any, examples: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        kwargs["params"] = [*(kwargs.get("params") or ()), *talk_options()]
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        if self.examples:
            with formatter.section("Examples"):
                for line, words in self.examples:
                    formatter.write(f"{'':{formatter.current_indent}}{line}\n")
                    with formatter.indentation(), formatter.indentation():
                        formatter.write_text(words)
        super().format_epilog(ctx, formatter)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what is wrong with its input ends it with a message and exit code 2."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            reader_gone()
        except (ClaimmapError, BadAddress, OSError) as error:
            stop(error, ctx.params.get("format_") or "text")


# ---------------------------------------------------------------- arguments and options


def case_argument(command: F) -> F:
    """Add CASE, which may be left out in a folder that holds one case file."""
    return click.argument(
        "case", required=False, type=CasePath(), shell_complete=cli_candidates.cases,
        callback=lambda context, _, value: cli_candidates.case_here() if value is None and not context.resilient_parsing else value,
    )(command)  # fmt: skip


def paths_argument(command: F) -> F:
    """Add PATHS, which may be left out in a folder that holds one case file."""
    return click.argument(
        "paths", nargs=-1, type=CasePath(), shell_complete=cli_candidates.cases,
        callback=lambda context, _, value: value or (() if context.resilient_parsing else (cli_candidates.case_here(),)),
    )(command)  # fmt: skip


def claim_option(command: F) -> F:
    """Add `--claim`."""
    return click.option(
        "--claim", "claims", multiple=True, shell_complete=cli_candidates.claim_ids, help="Only this claim; may be given more than once."
    )(command)


def standard_option(words: str = "Standard of proof; the case's own if left out.") -> Callable[[F], F]:
    """Add `--standard`."""
    return click.option("--standard", type=STANDARD, metavar="STANDARD", help=f"{words} One of {one_of(STANDARDS)}.")


def format_option(kinds: click.Choice[str] = FORMAT) -> Callable[[F], F]:
    """Add `--format`, text unless said otherwise."""
    return click.option("--format", "format_", type=kinds, default="text", show_default=True, help="What to write.")


def policy_option(command: F) -> F:
    """Add `--policy`."""
    return click.option("--policy", "policy", type=click.Path(path_type=Path), help="A policy file instead of the default one.")(command)


def law_option(command: F) -> F:
    """Add `--law`."""
    return click.option(
        "--law", "law_", shell_complete=cli_candidates.instruments, help="Id or folder of an instrument, instead of the one that the case names."
    )(command)


def max_bytes_option(command: F) -> F:
    """Add `--max-bytes`."""
    return click.option("--max-bytes", type=click.IntRange(min=1), default=MAX_BYTES, show_default=True, help="Largest file to read.")(command)


# ---------------------------------------------------------------- what was read


def tell_read(opened: Opened, law_: str | None = None, *, discreet: bool = False) -> None:
    """Say with `--verbose` which files were read, with their hashes, and which law they were held against.

    Args:
        opened: A case.
        law_: The instrument that was asked for instead of the one that the case names.
        discreet: The output is for others than the team: files are counted, not named.
    """
    if not verbose():
        return
    files = opened.origins.files
    if discreet:
        detail(f"read {len(files)} file{'' if len(files) == 1 else 's'} of the case")
    else:
        for one in files:
            detail(f"read {one.name}: {len(one.data)} bytes, sha256 {hashlib.sha256(one.data).hexdigest()}")
    detail(f"law {opened.law.id}, version {opened.law.version}, sha256 {law_hash(law_ or opened.law.id)} over its files")


def law_hash(name: str) -> str:
    """Return the hash of an instrument's files: the shipped one of that id, or the one in that folder."""
    long = next((long for long, short in SHORT_NAMES.items() if short == name), name)
    folder = statutes_folder() / long
    if not folder.is_dir():
        folder = Path(name)
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        whole.update(f"{path.relative_to(folder).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def tell_policy(policy: Policy) -> None:
    """Say with `--verbose` which policy was used."""
    detail(f"policy {policy.id}, sha256 {policy.sha256}")
