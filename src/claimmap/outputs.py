"""A report with what stands behind it, cut to its audience, and as the bytes of a file in any format."""

import importlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import evolve

from claimmap import workbench
from claimmap.case import Case
from claimmap.graph import build
from claimmap.law import Law
from claimmap.library import load_states
from claimmap.policy import STANDARDS, Policy
from claimmap.problems import ClaimmapError, UnknownId, did_you_mean
from claimmap.reading import paused_gc
from claimmap.report.assemble import assemble
from claimmap.report.audience import Audience, Rules, Shown, for_audience, tags_of
from claimmap.report.dossier import Dossier, dossier
from claimmap.report.model import Report

if TYPE_CHECKING:
    from claimmap.report.html import Timeline

Writer = Callable[[Dossier], bytes]


def dossier_of(
    case: Case, standard: str | None = None, *, law: Law | None = None, policy: Policy | None = None, audience: Audience = "internal",
    rules: Rules | None = None, only: Callable[[Report], Report] | None = None,
) -> Dossier:  # fmt: skip
    """Report on a case for an audience, with the items, links and leads that it may see.

    Results are those of the whole case; what is shown is cut below every writer (see `claimmap.report.audience`).

    Args:
        case: The case as it stands.
        standard: Standard of proof; the case's own if left out.
        law: The instrument; the one that the case names if left out.
        policy: The policy; the default one if left out.
        audience: internal, partner or public.
        rules: What the team decides about codes and names.
        only: Cuts the report to some claims or elements.

    Raises:
        UnknownId: there is no such standard.
        WouldLeak: something would show what the audience may not see.
    """
    law = law or workbench.law_of(case)
    policy = policy or workbench.load_policy()
    shown = shown_to(case, audience, rules, policy)
    report = report_of(shown, case, standard or case.standard, law, policy)
    if only is not None:
        report = only(report)
    found = dossier(report, build(shown.case, law), audience=audience, held=shown.held)
    check(shown, found)
    return found


def shown_to(case: Case, audience: Audience, rules: Rules | None, policy: Policy, beside: Iterable[Case] = ()) -> Shown:
    """Cut a case to an audience, with the tags that the policy asks for and the names of States at hand."""
    if audience == "internal":
        return for_audience(case, audience)
    rules = rules or Rules()
    countries = load_states().countries
    places = {code: (one.name,) for code, one in countries.items()}
    whole = evolve(rules, places={**places, **rules.places}, tags=rules.tags | tags_of(policy))
    return for_audience(case, audience, whole, beside=beside)


def report_of(shown: Shown, case: Case, standard: str, law: Law, policy: Policy) -> Report:
    """Report on a case under the names that an audience sees; raises UnknownId for an unknown standard."""
    if standard not in STANDARDS:
        raise UnknownId("standard", standard, STANDARDS)
    if shown.audience == "internal":
        return workbench.gaps(case, standard, law=law, policy=policy)
    with paused_gc():
        answers = workbench.answers(case, law)
        cut = None if answers is None else {one.id: one for one in map(shown.answer, answers.values())}
        return assemble(workbench.run(shown.weighing, law=law, policy=policy), standard, cut)


def check(shown: Shown, found: Dossier) -> None:
    """Refuse a dossier that would show what its audience may not see; raises WouldLeak."""
    if shown.audience == "internal":
        return
    report = found.report
    elements = [element for claim in report.claims for element in (*claim.elements, *claim.conditions)]
    law_texts = [text for one in elements for text in (one.statement, *one.means, one.kind, one.scope, one.address)]
    law_texts += [claim.crime_title for claim in report.claims]
    law_texts += [text for one in elements for gap in one.gaps for text in (gap.source, gap.kind, *gap.precedents)]
    law_texts += [text for claim in report.claims for gap in claim.gaps for text in (gap.source, gap.kind, gap.next)]
    law_texts += _OWN_WORDS
    shown.check(found.to_plain(), law_texts)


_OWN_WORDS: Final = (
    ("claimmap gaps case title standard law policy claims elements result results lines items origins status open met not unused evidence shared "
    "unassigned reasonable basis grounds substantial beyond doubt public partner internal audience held back part parts"),
)


# ---------------------------------------------------------------- as files


def write_json(found: Dossier) -> bytes:
    """Return the dossier's JSON on one line."""
    return (json.dumps(found.to_plain(), ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def held_lines(found: Dossier) -> list[str]:
    """Say for whom a report is and how much was held back; nothing where it is for the team itself."""
    if found.audience == "internal":
        return []
    return [f"For the audience: {found.audience}. What it may not see is held back; codes stand for people and items.",
            *(f"{why}: {count}" for why, count in found.held)]  # fmt: skip


def write_text(found: Dossier) -> bytes:
    """Return the report as plain text."""
    from claimmap.report.text import to_text  # noqa: PLC0415 - rich is loaded only when shown

    text = to_text(found.report) + "".join(f"\n{line}" for line in held_lines(found))
    return (text.rstrip("\n") + "\n").encode("utf-8", "backslashreplace")


def write_markdown(found: Dossier) -> bytes:
    """Return the report as Markdown."""
    from claimmap.report.markdown import to_markdown  # noqa: PLC0415 - loaded only when shown

    more = held_lines(found)
    listed = "".join(f"\n- {line}" for line in more[1:])
    text = to_markdown(found.report) + (f"\n## Held back\n\n{more[0]}\n{listed}\n" if more else "")
    return text.encode("utf-8", "backslashreplace")


def write_page(found: Dossier) -> bytes:
    """Return the report as a page, with the timeline of what its audience may see; the list for disclosure is the team's own."""
    from claimmap.report.html import html_of  # noqa: PLC0415 - loaded only when shown

    return html_of(found, timeline=_timeline(found))


def write_pdf(found: Dossier) -> bytes:
    """Return that page as PDF."""
    from claimmap.report.html import pdf_of  # noqa: PLC0415 - loaded only when shown

    return pdf_of(found, timeline=_timeline(found))


def _timeline(found: Dossier) -> "Timeline | None":
    """Put on one axis what a dossier's audience may see of the case; an incident that is held back stands under its code, with its year."""
    from claimmap.report.html import timeline_of  # noqa: PLC0415 - loaded only when shown

    return None if found.case is None else timeline_of(found.case, load_states())


def _later(module: str, function: str) -> Writer:
    """Return a writer whose module is imported when it is used."""

    def write(found: Dossier) -> bytes:
        made: bytes = getattr(importlib.import_module(module), function)(found)
        return made

    return write


WRITERS: Final[dict[str, Writer]] = {
    "text": write_text, "md": write_markdown, "json": write_json, "xlsx": _later("claimmap.report.sheets", "to_xlsx"),
    "docx": _later("claimmap.report.word", "to_docx"), "html": write_page, "pdf": write_pdf,
}  # fmt: skip
"""Formats that are one file: the function that makes its bytes."""
SUFFIXES: Final[Mapping[str, str]] = {
    ".txt": "text", ".md": "md", ".json": "json", ".csv": "csv", ".xlsx": "xlsx", ".docx": "docx", ".html": "html", ".htm": "html", ".pdf": "pdf",
}  # fmt: skip
TABLE_NAMES: Final = ("claims", "elements", "links", "evidence", "gaps", "leads")


def format_of(output: Path, known: Collection[str]) -> str:
    """Tell the format of a file from its name; a name without an ending is a folder of CSV tables.

    Raises:
        ClaimmapError: the ending says nothing.
    """
    found = SUFFIXES.get(output.suffix.lower(), "csv" if not output.suffix else "")
    if found not in known:
        hint = did_you_mean(output.suffix.lstrip("."), known)
        raise ClaimmapError(f"{output.suffix or output.name!r} is no ending of a format that can be written here" + (f"; {hint}" if hint else ""))
    return found


def csv_tables(found: Dossier) -> dict[str, bytes]:
    """Return every table as CSV, by the name of its file."""
    from claimmap.report.tables import tables, to_csv  # noqa: PLC0415 - loaded only when shown

    return {f"{table.name}.csv": to_csv(table).encode("utf-8", "backslashreplace") for table in tables(found)}


def write_file(found: Dossier, output: Path, format_: str | None = None) -> list[Path]:
    """Write a dossier to a file, or its tables to a folder, and return what was written.

    A CSV file gets one table: the one it is named after (`gaps.csv`), else the elements.

    Raises:
        ClaimmapError: the format is unknown, or a package that it needs is missing.
        OSError: the file cannot be written.
    """
    chosen = format_ or format_of(output, (*WRITERS, "csv"))
    if chosen != "csv":
        data = WRITERS[chosen](found)
        output.write_bytes(data)
        return [output]
    made = csv_tables(found)
    if output.suffix.lower() == ".csv":
        name = f"{output.stem}.csv" if output.stem in TABLE_NAMES else "elements.csv"
        output.write_bytes(made[name])
        return [output]
    output.mkdir(parents=True, exist_ok=True)
    for name, data in made.items():
        (output / name).write_bytes(data)
    return [output / name for name in made]


def read_names(path: Path | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read a list of names that must not be shown, one a line; a line that begins with `- ` is a word that names nobody.

    Raises:
        ClaimmapError: the list cannot be read.
    """
    lines = _lines(path)
    return (
        tuple(line for line in lines if not line.startswith("- ")),
        tuple(line[2:].strip() for line in lines if line.startswith("- ")),
    )


def read_key(path: Path | None) -> bytes:
    """Read the secret that codes are keyed with; raises ClaimmapError where it cannot be read or is too short to be one."""
    if path is None:
        return b""
    try:
        secret = path.read_bytes().strip()
    except OSError as error:
        raise ClaimmapError(f"the key cannot be read: {(error.strerror or 'cannot be read').lower()}") from None
    if len(secret) < SHORTEST_KEY:
        raise ClaimmapError(f"the key has {len(secret)} bytes; at least {SHORTEST_KEY} are needed, such as those of `openssl rand -hex 32`")
    return secret


SHORTEST_KEY: Final = 16


def _lines(path: Path | None) -> list[str]:
    if path is None:
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise ClaimmapError("the list of names cannot be read as UTF-8 text") from None
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
