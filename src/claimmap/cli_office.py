"""The commands `import` and `compare`, and reports as office documents or for other audiences than the team."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NoReturn, final

import click
from attrs import frozen

from claimmap import importing, outputs, workbench
from claimmap.address import BadAddress
from claimmap.cli_audience import audience_options
from claimmap.comparing import Comparison, compare_sides, of_filing, open_side
from claimmap.console import BAD, put, put_json, stop
from claimmap.graph import build
from claimmap.policy import STANDARDS
from claimmap.problems import ClaimmapError, InvalidFiles
from claimmap.reading import MAX_BYTES, paused_gc
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
    except click.ClickException:
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
    if format_ == "json":
        put_json({"format": "claimmap/problems-1", "problems": [{"message": message}]})
    else:
        put(message, sys.stderr)
    sys.exit(BAD)


def say_held(to: ToWhom, held: tuple[tuple[str, int], ...]) -> None:
    """Say on stderr how much was held back, and what the codes are worth."""
    if to.internal:
        return
    for why, count in held:
        put(f"held back for {to.audience}: {count} ({why})", sys.stderr)
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
        law = workbench.load_law(law_) if law_ else None
        opened = workbench.open_case(workbench.only_case(case), law, max_bytes)
        chosen = workbench.load_policy(policy)
        shown = outputs.shown_to(opened.case, to.audience, to.rules(), chosen)
        cut.append(shown)
        report = outputs.report_of(shown, opened.case, standard or opened.case.standard, opened.law, chosen)
        element = None if asked["element"] is None else opened.law.resolve(asked["element"]).address
        report = report.only(claims=[shown.claims.get(name, name) for name in asked["claims"]], element=element, with_gaps=asked["with_gaps"])
        found = dossier(report, build(shown.case, opened.law), audience=to.audience, held=shown.held)
        outputs.check(shown, found)
        if to.internal:
            for problem in opened.problems:
                put(problem.render(), sys.stderr)
        elif opened.problems:
            put(f"{len(opened.problems)} warnings or notes on the files; `claimmap check` shows them to the team", sys.stderr)
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
    else:
        put(outputs.WRITERS[format_](found).decode())


# ---------------------------------------------------------------- import


@click.command("import")
@click.argument("sheet", type=click.Path(path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path), help="The case.")
@click.option("--write", "write", is_flag=True, help="Make the changes; without it they are only shown.")
@click.option("--new-file", type=click.Path(path_type=Path), help="Where items that the case does not have go, beside the case file.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--law", "law_", help="Id or folder of an instrument, instead of the one that the case names.")
@click.option("--max-bytes", type=click.IntRange(min=1), default=MAX_BYTES, show_default=True, help="Largest file to read.")
def import_(sheet: Path, into: Path, write: bool, new_file: Path | None, format_: str, law_: str | None, max_bytes: int) -> None:
    """Bring an edited SHEET (.xlsx or .csv) back into a case; every change is shown first.

    Only the values that changed are written, in place: comments and order stay. Nothing is removed because a row is
    missing, and a row that the case has changed since is refused.

    \b
    claimmap gaps cases/river -o river.xlsx      write the workbook
    claimmap import river.xlsx --into cases/river            show what would change
    claimmap import river.xlsx --into cases/river --write    change it
    """
    try:
        law = workbench.load_law(law_) if law_ else None
        found = importing.plan(sheet, into, law=law, max_bytes=max_bytes, new_file=new_file)
        if write:
            importing.write(found)
    except (ClaimmapError, BadAddress, OSError) as error:
        stop(error, format_)
    if format_ == "json":
        put_json(found.to_plain(written=write))
        return
    for line in importing.describe(found):
        put(line)
    count = len(found.changes)
    if not count:
        put("nothing to change")
    else:
        put(f"{count} change{'' if count == 1 else 's'} " + ("written" if write else "to make; --write makes them"))


# ---------------------------------------------------------------- compare


@click.command()
@click.argument("before")
@click.argument("after", required=False)
@click.option("--filings", nargs=2, metavar="ID ID", help="Compare what two filings of one case had.")
@click.option("--standard", type=click.Choice(STANDARDS), help="Standard to show gaps and status at; the later case's own if left out.")
@click.option("--policy", type=click.Path(path_type=Path), help="A policy file instead of the default one.")
@click.option("--policy-after", type=click.Path(path_type=Path), help="A policy file for the later state, where it differs.")
@click.option("--law", "law_", help="Id or folder of an instrument, instead of the one that the cases name.")
@click.option("--format", "format_", type=click.Choice(["text", "md", "json"]), help="What to write; by the suffix of -o, or text.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write instead of the terminal.")
@click.option("--max-bytes", type=click.IntRange(min=1), default=MAX_BYTES, show_default=True, help="Largest file to read.")
@audience_options
def compare(
    before: str, after: str | None, filings: tuple[str, str] | None, standard: str | None, policy: Path | None, policy_after: Path | None,
    law_: str | None, format_: str | None, output: Path | None, max_bytes: int, audience: Audience, key: Path | None, names: Path | None,
    hold_back: bool,
) -> None:  # fmt: skip
    """Tell what opened, closed, got better or worse between BEFORE and AFTER, and which change did it.

    Each is a case, a report saved as JSON, or PATH@REVISION of a case under git. Causes are tried on a copy before they
    are named; saved reports say what differs and cannot say why.

    \b
    claimmap compare cases/river@HEAD~1 cases/river
    claimmap compare january.json july.json
    claimmap compare cases/xinjiang --filings filing-2020 filing-2022
    """
    if (after is None) == (not filings):
        raise click.UsageError("give BEFORE and AFTER, or one case with --filings ID ID")
    to = ToWhom(audience=audience, key=key, names=names, hold_back=hold_back)
    chosen = format_ or "text"
    if output is not None and format_ is None:
        try:
            chosen = outputs.format_of(output, ("text", "md", "json"))
        except ClaimmapError as error:
            raise click.UsageError(str(error)) from None
    with guarded(to, chosen) as cut:
        law = workbench.load_law(law_) if law_ else None
        first = workbench.load_policy(policy)
        last = workbench.load_policy(policy_after) if policy_after is not None else first
        left = open_side(before, law, max_bytes)
        notes: tuple[str, ...] = ()
        if filings:
            (left, said), (right, also) = of_filing(left, filings[0]), of_filing(left, filings[1])
            notes = tuple(dict.fromkeys((*said, *also)))
        else:
            right = open_side(str(after), law, max_bytes)
        rules = to.rules()
        if not to.internal and left.case is not None and right.case is not None:
            notes = ()  # they name filings as the file does
            cut.append(outputs.shown_to(left.case, to.audience, rules, first, [right.case]))
            cut.append(outputs.shown_to(right.case, to.audience, rules, last, [left.case]))
        found = compare_sides(left, right, standard, policy=first, policy_after=last, audience=to.audience, rules=rules, notes=notes)
        if to.internal:
            for problem in dict.fromkeys((*left.problems, *right.problems)):
                put(problem.render(), sys.stderr)
        text = written(found, chosen)
        if output is None:
            put(text)
        else:
            output.write_text(text, encoding="utf-8", errors="backslashreplace")
        if cut:
            say_held(to, cut[-1].held)


def written(found: Comparison, format_: str) -> str:
    """Return a comparison as text, Markdown or JSON."""
    if format_ == "json":
        return json.dumps(found.to_plain(), ensure_ascii=False) + "\n"
    from claimmap.report import comparison, whatif  # noqa: PLC0415 - loaded only when shown

    document = comparison.document(found)
    return whatif.to_markdown(document) if format_ == "md" else whatif.to_text(document)
