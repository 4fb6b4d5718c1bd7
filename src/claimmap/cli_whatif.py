"""The commands `whatif`, `close`, `critical` and `disclosure`: what could change, and what is to be reviewed."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from claimmap import prospects, workbench
from claimmap.address import BadAddress
from claimmap.case import LinkTarget
from claimmap.console import put, put_json, stop
from claimmap.policy import GRADES, STANDARDS
from claimmap.problems import ClaimmapError
from claimmap.whatif.changes import target_of
from claimmap.workbench import Opened

F = TypeVar("F", bound=Callable[..., Any])

FORMAT: Final = click.Choice(["text", "md", "json"])


def shared_options(command: F) -> F:
    """Add `--standard`, `--policy` and `--format`."""
    command = click.option("--format", "format_", type=FORMAT, default="text", show_default=True)(command)
    command = click.option("--policy", "policy", type=click.Path(path_type=Path), help="A policy file instead of the default one.")(command)
    return click.option("--standard", type=click.Choice(STANDARDS), help="Standard of proof; the case's own if left out.")(command)


def supposition_options(command: F) -> F:
    """Add `--without` and `--grade`, for this command and for `gaps`."""
    command = click.option(
        "--grade", "given", multiple=True, metavar="ID=GRADE", help="Suppose a grade, such as witness-12=high; may be given more than once."
    )(command)
    return click.option(
        "--without", "without", multiple=True, metavar="ID",
        help="Suppose that a source, an item or a link ('witness-12 -> 7(1)(d)/1') falls; may be given more than once.",
    )(command)  # fmt: skip


def grades_of(given: Iterable[str]) -> dict[str, str]:
    """Read `ID=GRADE`.

    Raises:
        click.UsageError: it is not written so.

    >>> grades_of(["witness-12=high"])
    {'witness-12': 'high'}
    """
    out = {}
    for one in given:
        name, equals, grade = one.partition("=")
        if not equals or not name.strip():
            raise click.UsageError(f"--grade {one!r} is not ID=GRADE, such as witness-12=high (grades: {', '.join(GRADES)}, unassessed)")
        out[name.strip()] = grade.strip()
    return out


def words_of(without: Iterable[str], given: Iterable[str]) -> list[str]:
    """Say what is supposed, in sentences."""
    out = []
    for one in without:
        target = target_of(one)
        if isinstance(target, LinkTarget):
            out.append(f"{target.evidence} no longer bears on {target.element}.")
        else:
            out.append(f"{target} falls: excluded, recanted or found forged.")
    return out + [f"{name} is graded {grade}." for name, grade in grades_of(given).items()]


def opened_case(path: Path) -> Opened:
    """Open a case and print its warnings."""
    opened = workbench.open_case(workbench.only_case(path))
    for problem in opened.problems:
        put(problem.render(), sys.stderr)
    return opened


def show(value: Any, format_: str) -> None:
    """Print an answer in the format asked for."""
    if format_ == "json":
        put_json(value.to_plain())
        return
    from claimmap.report.whatif import to_markdown, to_text  # noqa: PLC0415 - loaded only when shown
    from claimmap.report.whatif_faces import document  # noqa: PLC0415

    worded = document(value)
    put(to_markdown(worded) if format_ == "md" else to_text(worded))


@click.command()
@click.argument("case", type=click.Path(path_type=Path))
@supposition_options
@click.option("--same", multiple=True, metavar="ID,ID", help="Suppose that sources, or items, are one; may be given more than once.")
@click.option("--ladder", "which", flag_value="ladder", help="How high each claim stands, and what separates it from the next standard.")
@click.option("--identities", "which", flag_value="identities", help="What a yes to each question of identity in the case would do.")
@click.option("--analysts", "which", flag_value="analysts", help="Each analyst's grades, evaluated apart.")
@click.option("--sensitivity", "which", flag_value="sensitivity", help="What flips if a clause of the policy moves by one step.")
@shared_options
def whatif(
    case: Path, without: tuple[str, ...], given: tuple[str, ...], same: tuple[str, ...], which: str | None, standard: str | None,
    policy: Path | None, format_: str,
) -> None:  # fmt: skip
    """Suppose something of CASE and show what changes.

    Without a supposition it answers the questions that the case itself asks: which ids may be the same.
    """
    try:
        opened = opened_case(case)
        rules = workbench.load_policy(policy)
        keys = {"law": opened.law, "policy": rules}
        if which == "ladder":
            show(prospects.ladder(opened.case, law=opened.law, policy=rules), format_)
        elif which == "sensitivity":
            show(prospects.sensitivity(opened.case, standard, law=opened.law, policy=rules), format_)
        elif which is not None:
            show(getattr(prospects, which)(opened.case, standard, **keys), format_)
        elif without or given or same:
            supposed = prospects.supposed(opened.case, without_ids=without, given=grades_of(given))
            groups = [[name.strip() for name in one.split(",")] for one in same]
            supposed = prospects.with_(supposed, same=groups)
            words = [*words_of(without, given), *(f"{' and '.join(group)} are one." for group in groups)]
            show(prospects.whatif(opened.case, supposed, standard, words=words, law=opened.law, policy=rules), format_)
        else:
            show(prospects.identities(opened.case, standard, law=opened.law, policy=rules), format_)
    except (ClaimmapError, BadAddress) as error:
        stop(error, format_)


@click.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("claim")
@shared_options
def close(case: Path, claim: str, standard: str | None, policy: Path | None, format_: str) -> None:
    """Show what would bring CLAIM of CASE to a standard: the smallest sets of steps, element by element and as a whole.

    Each set was put into a copy of the case and evaluated before it is shown.
    """
    try:
        opened = opened_case(case)
        show(prospects.closing(opened.case, claim, standard, law=opened.law, policy=workbench.load_policy(policy)), format_)
    except (ClaimmapError, BadAddress) as error:
        stop(error, format_)


@click.command()
@click.argument("case", type=click.Path(path_type=Path))
@shared_options
def critical(case: Path, standard: str | None, policy: Path | None, format_: str) -> None:
    """Show what the claims of CASE rest on: the sources and documents without which they fall, alone or in pairs.

    Each one was taken out of a copy of the case before it is shown.
    """
    try:
        opened = opened_case(case)
        show(prospects.critical(opened.case, standard, law=opened.law, policy=workbench.load_policy(policy)), format_)
    except (ClaimmapError, BadAddress) as error:
        stop(error, format_)


@click.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--policy", "policy", type=click.Path(path_type=Path), help="A policy file instead of the default one.")
@click.option("--format", "format_", type=FORMAT, default="text", show_default=True)
def disclosure(case: Path, policy: Path | None, format_: str) -> None:
    """List the candidates for disclosure review in CASE: what undermines, challenges or offers another explanation.

    A list to be reviewed by people, with the log of reviews; not a disclosure decision.
    """
    try:
        opened = opened_case(case)
        show(prospects.disclosure(opened.case, law=opened.law, policy=workbench.load_policy(policy)), format_)
    except (ClaimmapError, BadAddress) as error:
        stop(error, format_)


def register(main: click.Group) -> None:
    """Add the commands to a group."""
    for command in (whatif, close, critical, disclosure):
        main.add_command(command)
