"""The commands `whatif`, `close`, `critical` and `disclosure`: what could change, and what is to be reviewed."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from claimmap import cli_candidates, workbench
from claimmap.case import LinkTarget
from claimmap.cli_verb import Verb, case_argument, format_option, policy_option, standard_option, tell_policy, tell_read
from claimmap.console import put, put_json, step
from claimmap.policy import GRADES, Policy
from claimmap.workbench import Opened

F = TypeVar("F", bound=Callable[..., Any])

WHATIF_EXAMPLES: Final = (
    ("claimmap whatif my-case --without w17", "Suppose that a source falls."),
    ("claimmap whatif my-case --grade witness-17=high", "Suppose that an item is graded high."),
    ("claimmap whatif my-case --same w17,speakers-a", "Suppose that two sources are one."),
    ("claimmap whatif my-case --ladder", "How high each claim stands, and what separates it from the next standard."),
)
CLOSE_EXAMPLES: Final = (
    ("claimmap close my-case deportation", "What would bring a claim to the standard of the case."),
    ("claimmap close my-case deportation --standard reasonable-grounds", "What would bring it to another standard."),
)
CRITICAL_EXAMPLES: Final = (
    ("claimmap critical my-case", "The sources and documents without which claims fall."),
    ("claimmap critical my-case --standard beyond-reasonable-doubt --format json", "The same at trial, as data."),
)
DISCLOSURE_EXAMPLES: Final = (
    ("claimmap disclosure my-case", "What is to be reviewed for disclosure, with the log of reviews."),
    ("claimmap disclosure my-case --format md", "The same as Markdown."),
)


def shared_options(command: F) -> F:
    """Add `--standard`, `--policy` and `--format`."""
    return standard_option()(policy_option(format_option()(command)))


def supposition_options(command: F) -> F:
    """Add `--without` and `--grade`, for this command and for `gaps`."""
    command = click.option(
        "--grade", "given", multiple=True, metavar="ID=GRADE", help="Suppose a grade, such as witness-12=high; may be given more than once."
    )(command)
    return click.option(
        "--without", "without", multiple=True, metavar="ID", shell_complete=cli_candidates.source_and_item_ids,
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
    from claimmap.whatif.changes import target_of  # noqa: PLC0415 - loaded only when something is supposed

    out = []
    for one in without:
        target = target_of(one)
        if isinstance(target, LinkTarget):
            out.append(f"{target.evidence} no longer bears on {target.element}.")
        else:
            out.append(f"{target} falls: excluded, recanted or found forged.")
    return out + [f"{name} is graded {grade}." for name, grade in grades_of(given).items()]


def opened_case(path: Path, policy: Path | None = None) -> tuple[Opened, Policy]:
    """Open a case and a policy, and print the warnings of the case."""
    with step("reading the case"):
        opened = workbench.open_case(workbench.only_case(path))
    tell_read(opened)
    rules = workbench.load_policy(policy)
    tell_policy(rules)
    for problem in opened.problems:
        put(problem.render(), sys.stderr)
    return opened, rules


def show(value: Any, format_: str) -> None:
    """Print an answer in the format asked for."""
    if format_ == "json":
        put_json(value.to_plain())
        return
    from claimmap.report.whatif import to_markdown, to_text  # noqa: PLC0415 - loaded only when shown
    from claimmap.report.whatif_faces import document  # noqa: PLC0415

    worded = document(value)
    put(to_markdown(worded) if format_ == "md" else to_text(worded))


@click.command(cls=Verb, examples=WHATIF_EXAMPLES, short_help="Suppose something, and see what changes.")
@case_argument
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
    from claimmap import prospects  # noqa: PLC0415 - loaded only when used

    opened, rules = opened_case(case, policy)
    with step("supposing and evaluating"):
        if which is not None:
            found = _series(opened, rules, which, standard)
        elif without or given or same:
            supposed = prospects.supposed(opened.case, without_ids=without, given=grades_of(given))
            groups = [[name.strip() for name in one.split(",")] for one in same]
            supposed = prospects.with_(supposed, same=groups)
            words = [*words_of(without, given), *(f"{' and '.join(group)} are one." for group in groups)]
            found = prospects.whatif(opened.case, supposed, standard, words=words, law=opened.law, policy=rules)
        else:
            found = prospects.identities(opened.case, standard, law=opened.law, policy=rules)
    show(found, format_)


def _series(opened: Opened, rules: Policy, which: str, standard: str | None) -> Any:
    """Answer one of the questions that suppose many things in turn."""
    from claimmap import prospects  # noqa: PLC0415 - loaded only when used

    if which == "ladder":
        return prospects.ladder(opened.case, law=opened.law, policy=rules)
    ask = {"identities": prospects.identities, "analysts": prospects.analysts, "sensitivity": prospects.sensitivity}[which]
    return ask(opened.case, standard, law=opened.law, policy=rules)


@click.command(cls=Verb, examples=CLOSE_EXAMPLES, short_help="What would bring a claim to a standard.")
@click.argument("words", nargs=-1, metavar="[CASE] CLAIM", shell_complete=cli_candidates.case_and_claim)
@shared_options
def close(words: tuple[str, ...], standard: str | None, policy: Path | None, format_: str) -> None:
    """Show what would bring CLAIM of CASE to a standard: the smallest sets of steps, element by element and as a whole.

    Each set was put into a copy of the case and evaluated before it is shown.
    """
    from claimmap import prospects  # noqa: PLC0415 - loaded only when used

    case, claim = case_and_claim(words)
    opened, rules = opened_case(case, policy)
    with step("searching for what would close the gaps"):
        found = prospects.closing(opened.case, claim, standard, law=opened.law, policy=rules)
    show(found, format_)


def case_and_claim(words: tuple[str, ...]) -> tuple[Path, str]:
    """Tell the case and the claim; the case may be left out in a folder that holds one."""
    if len(words) == 2:
        return Path(words[0]), words[1]
    if len(words) == 1 and not Path(words[0]).exists():
        return cli_candidates.case_here(), words[0]
    raise click.UsageError("give a CASE and one CLAIM of it, such as `claimmap close my-case deportation`")


@click.command(cls=Verb, examples=CRITICAL_EXAMPLES, short_help="What the claims rest on, and what would sink them.")
@case_argument
@shared_options
def critical(case: Path, standard: str | None, policy: Path | None, format_: str) -> None:
    """Show what the claims of CASE rest on: the sources and documents without which they fall, alone or in pairs.

    Each one was taken out of a copy of the case before it is shown.
    """
    from claimmap import prospects  # noqa: PLC0415 - loaded only when used

    opened, rules = opened_case(case, policy)
    with step("taking out sources and documents, one after the other"):
        found = prospects.critical(opened.case, standard, law=opened.law, policy=rules)
    show(found, format_)


@click.command(cls=Verb, examples=DISCLOSURE_EXAMPLES, short_help="Candidates for disclosure review.")
@case_argument
@policy_option
@format_option()
def disclosure(case: Path, policy: Path | None, format_: str) -> None:
    """List the candidates for disclosure review in CASE: what undermines, challenges or offers another explanation.

    A list to be reviewed by people, with the log of reviews; not a disclosure decision.
    """
    from claimmap import prospects  # noqa: PLC0415 - loaded only when used

    opened, rules = opened_case(case, policy)
    with step("looking for candidates"):
        found = prospects.disclosure(opened.case, law=opened.law, policy=rules)
    show(found, format_)


def register(main: click.Group) -> None:
    """Add the commands to a group."""
    for command in (whatif, close, critical, disclosure):
        main.add_command(command)
