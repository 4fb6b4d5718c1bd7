"""Comparisons, and reports as office documents or for other audiences than the team."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NoReturn, final

import click
from attrs import frozen

from claimmap import outputs, workbench
from claimmap.address import BadAddress
from claimmap.cli_verb import tell_policy, tell_read
from claimmap.comparing import Comparison, Side, compare_sides, of_filing, open_side
from claimmap.console import detail, put, put_json, remark, step, stop
from claimmap.graph import build
from claimmap.problems import ClaimmapError, InvalidFiles
from claimmap.reading import paused_gc
from claimmap.report.audience import Audience, Rules, Shown, WouldLeak
from claimmap.report.dossier import Dossier, dossier
from claimmap.report.model import Report
from claimmap.report.tables import elements_table, to_csv

BINARY: Final = frozenset({"xlsx", "docx", "pdf"})


@final
@frozen(kw_only=True)
class ToWhom:
    """Whom an output is for, as the options say it."""

    audience: Audience
    key: Path | None
    names: Path | None
    hold_back: bool

    @property
    def internal(self) -> bool:
        """Whether it is for the team itself."""
        return self.audience == "internal"

    def rules(self) -> Rules:
        """Read the key and the names; raises ClaimmapError."""
        names, no_names = outputs.read_names(self.names)
        return Rules(secret=outputs.read_key(self.key), names=names, no_names=no_names, hold=self.hold_back)


@contextmanager
def guarded(to: ToWhom, format_: str) -> Iterator[list[Shown]]:
    """Run a command; for other audiences than the team no message may say what a file holds.

    Yields:
        A list to which the cut case is added as soon as there is one: then messages are looked at, else left out.
    """
    cut: list[Shown] = []
    try:
        yield cut
    except (click.ClickException, BrokenPipeError):
        raise
    except (ClaimmapError, BadAddress, OSError) as error:
        if to.internal:
            stop(error, format_)
        refuse(careful(error, cut, to.audience), format_)
    except Exception as error:
        if to.internal:
            raise
        refuse(f"something went wrong ({type(error).__name__}); nothing was written, and no detail is shown for this audience", format_)


def careful(error: Exception, cut: list[Shown], audience: str) -> str:
    """Word an error for others than the team."""
    if isinstance(error, WouldLeak):
        return str(error)
    if isinstance(error, InvalidFiles):
        rules = sorted({one.rule for one in error.problems})
        count = len(error.problems)
        return f"the files have {count} problem{'' if count == 1 else 's'} ({', '.join(rules)}); `claimmap check` shows the team what and where"
    if cut:
        message = str(error)
        for one in cut:
            message = one.safe(message)
        return message
    if isinstance(error, OSError):
        return f"a file cannot be read or written: {(error.strerror or 'unknown reason').lower()}"
    return f"nothing can be shown for {audience}; without --audience the team sees why"


def refuse(message: str, format_: str) -> NoReturn:
    """End the command with a message that says nothing of what files hold."""
    stop(ClaimmapError(message), format_)


def say_held(to: ToWhom, held: tuple[tuple[str, int], ...]) -> None:
    """Say on stderr how much was held back, and what the codes are worth."""
    if to.internal:
        return
    for why, count in held:
        remark(f"held back for {to.audience}: {count} ({why})")
    if to.key is None:
        put("note: without --key anybody who guesses an id can compute its code", sys.stderr)


# ---------------------------------------------------------------- reports


def write_gaps(
    case: Path, asked: Mapping[str, Any], to_whom: Mapping[str, Any], *, standard: str | None, format_: str, output: Path | None,
    policy: Path | None, law_: str | None, max_bytes: int,
) -> Report:  # fmt: skip
    """Write a gap report as an office document, or for another audience than the team, and return what it shows.

    Args:
        case: Path of the case.
        asked: What of the report is asked for: `claims`, `element`, `with_gaps`.
        to_whom: The options that say whom it is for.
        standard: Standard of proof; the case's own if left out.
        format_: What to write.
        output: The file, or a folder for CSV; None for stdout.
        policy: A policy file.
        law_: An instrument.
        max_bytes: Largest file to read.
    """
    to = ToWhom(**to_whom)
    if output is None and format_ in BINARY and sys.stdout.isatty():
        raise click.UsageError(f"{format_} is no text for a terminal; give -o FILE")
    with guarded(to, format_) as cut, paused_gc():
        with step("reading the case"):
            law = workbench.load_law(law_) if law_ else None
            opened = workbench.open_case(workbench.only_case(case), law, max_bytes)
        tell_read(opened, law_, discreet=not to.internal)
        chosen = workbench.load_policy(policy)
        tell_policy(chosen)
        with step("cutting the case to its readers and evaluating"):
            shown = outputs.shown_to(opened.case, to.audience, to.rules(), chosen)
            cut.append(shown)
            report = outputs.report_of(shown, opened.case, standard or opened.case.standard, opened.law, chosen)
            element = None if asked["element"] is None else opened.law.resolve(asked["element"]).address
            report = report.only(
                claims=[shown.claims.get(name, name) for name in asked["claims"]], element=element, with_gaps=asked["with_gaps"]
            )
            found = dossier(report, build(shown.case, opened.law), audience=to.audience, held=shown.held)
            outputs.check(shown, found)
        if to.internal:
            for problem in opened.problems:
                put(problem.render(), sys.stderr)
        elif opened.problems:
            remark(f"{len(opened.problems)} warnings or notes on the files; `claimmap check` shows them to the team")
        with step("writing the report"):
            emit(found, format_, output)
        say_held(to, shown.held)
    return report


def emit(found: Dossier, format_: str, output: Path | None) -> None:
    """Write a dossier to a file, a folder or stdout."""
    if output is not None:
        outputs.write_file(found, output, format_)
    elif format_ == "csv":
        put(to_csv(elements_table(found)))
    elif format_ in BINARY:
        sys.stdout.buffer.write(outputs.WRITERS[format_](found))
    elif format_ == "json":
        put_json(json.loads(outputs.WRITERS[format_](found)))
    else:
        put(outputs.WRITERS[format_](found).decode())


# ---------------------------------------------------------------- comparisons


def write_comparison(
    before: str, after: str | None, filings: tuple[str, str] | None, to_whom: Mapping[str, Any], *, standard: str | None,
    policies: tuple[Path | None, Path | None], law_: str | None, format_: str | None, output: Path | None, max_bytes: int,
) -> None:  # fmt: skip
    """Compare two states, or two filings of one case, and write what changed.

    Args:
        before: What a user named first.
        after: What a user named second; None where filings are compared.
        filings: Ids of two filings of the first.
        to_whom: The options that say whom it is for.
        standard: Standard of proof; the later case's own if left out.
        policies: A policy file for both states, and one for the later where it differs.
        law_: An instrument.
        format_: What to write; by the suffix of the file if left out.
        output: The file; None for stdout.
        max_bytes: Largest file to read.
    """
    to = ToWhom(**to_whom)
    chosen = format_ or "text"
    if output is not None and format_ is None:
        try:
            chosen = outputs.format_of(output, ("text", "md", "json", "html"))
        except ClaimmapError as error:
            raise click.UsageError(str(error)) from None
    with guarded(to, chosen) as cut:
        law = workbench.load_law(law_) if law_ else None
        first = workbench.load_policy(policies[0])
        last = first if policies[1] is None else workbench.load_policy(policies[1])
        with step("reading what is compared"):
            left = open_side(before, law, max_bytes)
        notes: tuple[str, ...] = ()
        if filings:
            (left, said), (right, also) = of_filing(left, filings[0]), of_filing(left, filings[1])
            notes = tuple(dict.fromkeys((*said, *also)))
        else:
            with step("reading what is compared"):
                right = open_side(str(after), law, max_bytes)
        tell_sides(left, right, to)
        tell_policy(last)
        rules = to.rules()
        if not to.internal and left.case is not None and right.case is not None:
            notes = ()  # they name filings as the file does
            cut.append(outputs.shown_to(left.case, to.audience, rules, first, [right.case]))
            cut.append(outputs.shown_to(right.case, to.audience, rules, last, [left.case]))
        with step("evaluating both and trying the causes"):
            found = compare_sides(left, right, standard, policy=first, policy_after=last, audience=to.audience, rules=rules, notes=notes)
        if to.internal:
            for problem in dict.fromkeys((*left.problems, *right.problems)):
                put(problem.render(), sys.stderr)
        if output is not None:
            output.write_text(written(found, chosen), encoding="utf-8", errors="backslashreplace")
        elif chosen == "json":
            put_json(found.to_plain())
        else:
            put(written(found, chosen))
        if cut:
            say_held(to, cut[-1].held)


def tell_sides(left: Side, right: Side, to: ToWhom) -> None:
    """Say with `--verbose` what was compared; names only to the team."""
    for side in (left, right):
        law = "" if side.law is None else f", law {side.law.id}, version {side.law.version}"
        detail(f"read {side.name} ({side.kind}{law})" if to.internal else f"read a {side.kind}{law}")


def written(found: Comparison, format_: str) -> str:
    """Return a comparison as text, Markdown, JSON or a page."""
    if format_ == "json":
        return json.dumps(found.to_plain(), ensure_ascii=False) + "\n"
    from claimmap.report import comparison, whatif  # noqa: PLC0415 - loaded only when shown

    document = comparison.document(found)
    write = {"md": whatif.to_markdown, "html": whatif.to_page}.get(format_, whatif.to_text)
    return write(document)
