"""The two sides of a comparison: a case, a saved report, a revision of a case under git, a filing."""

import json
import os
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Final, final

from attrs import evolve, frozen

from claimmap import checks, workbench
from claimmap.case import Case, Evidence, Filing
from claimmap.law import Law
from claimmap.library import CASE_FORMAT
from claimmap.problems import ClaimmapError, InvalidFiles, Place, Problem, UnknownId, in_order, printable
from claimmap.reading import MAX_BYTES, SourceFile, format_of, read_bytes, read_value

REPORT_FORMAT: Final = "claimmap/gaps-1"
GIT_SECONDS: Final = 120


@final
@frozen(kw_only=True, eq=False)
class Side:
    """One side as it was found.

    Attributes:
        kind: case, report, revision or filing.
        case: The case with its law; None for a saved report.
        report: The JSON values of a saved report.
    """

    name: str
    kind: str
    case: Case | None = None
    law: Law | None = None
    report: dict[str, Any] | None = None
    revision: str | None = None
    problems: tuple[Problem, ...] = ()


def open_side(text: str, law: Law | None = None, max_bytes: int = MAX_BYTES) -> Side:
    """Open what a user names: the path of a case, a saved report (JSON), or `PATH@REVISION`.

    Raises:
        InvalidFiles: it cannot be read, with every problem.
        ClaimmapError: git does not know the revision.
    """
    path = Path(text)
    if path.suffix.lower() == ".json" and path.is_file():
        return saved_report(path, max_bytes)
    head, at, revision = text.rpartition("@")
    if at and head and not path.exists():
        return at_revision(Path(head), revision, text, law, max_bytes)
    opened = workbench.open_case(workbench.only_case(path), law, max_bytes)
    return Side(name=text, kind="case", case=opened.case, law=opened.law, problems=opened.problems)


# ---------------------------------------------------------------- saved reports


def saved_report(path: Path, max_bytes: int = MAX_BYTES) -> Side:
    """Read a report that `claimmap gaps --format json` wrote; raises InvalidFiles."""
    source = read_bytes(path, str(path), max_bytes)
    if isinstance(source, Problem):
        raise InvalidFiles([source])

    def refuse(message: str) -> InvalidFiles:
        return InvalidFiles([Problem(place=Place(file=str(path)), rule="not-a-report", message=message,
                                     hint="save one with `claimmap gaps CASE --format json -o FILE.json`")])  # fmt: skip

    try:
        plain = json.loads(source.data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise refuse("the file is not JSON") from None
    if not isinstance(plain, dict) or plain.get("format") != REPORT_FORMAT:
        raise refuse(f"the file is not of the format {REPORT_FORMAT}")
    wrong = next(iter(shape_faults(plain)), None)
    if wrong is not None:
        raise refuse(f"the report is not complete: {wrong}")
    return Side(name=str(path), kind="report", report=plain)


def shape_faults(plain: dict[str, Any]) -> Iterable[str]:
    """Say what of a saved report is missing or of the wrong kind."""
    for name in ("case", "standard", "as_of"):
        if not isinstance(plain.get(name), str):
            yield f"{name} is no text"
    for name, keys in (("law", ("id", "version")), ("policy", ("id", "sha256"))):
        if not isinstance(plain.get(name), dict) or not all(isinstance(plain[name].get(key), str) for key in keys):
            yield f"{name} lacks {' or '.join(keys)}"
    if not isinstance(plain.get("claims"), list):
        yield "claims is no list"
        return
    for claim in plain["claims"]:
        if not isinstance(claim, dict) or not isinstance(claim.get("id"), str) or not _results(claim):
            yield "a claim lacks id or results"
            return
        for element in (*_list(claim.get("elements")), *_list(claim.get("conditions", []))):
            if not isinstance(element, dict) or not isinstance(element.get("address"), str) or not _results(element):
                yield f"an element of {claim['id']} lacks address or results"
                return
            if not all(isinstance(gap, dict) and isinstance(gap.get("message"), str) and isinstance(gap.get("kind"), str)
                       for gap in _list(element.get("gaps", []))):  # fmt: skip
                yield f"a gap of {claim['id']} lacks kind or message"
                return


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [None]


def _results(value: dict[str, Any]) -> bool:
    found = value.get("results")
    return isinstance(found, dict) and all(isinstance(key, str) and one in ("not-met", "open", "met") for key, one in found.items())


# ---------------------------------------------------------------- revisions


def at_revision(path: Path, revision: str, name: str, law: Law | None, max_bytes: int) -> Side:
    """Read a case as it stood at a revision; nothing in the working folder is touched and no filter of git is run.

    Raises:
        InvalidFiles: there is no case at that revision, or it cannot be read.
        ClaimmapError: git is missing, or does not know the revision.
    """
    folder = path if path.is_dir() else path.parent
    if not folder.is_dir():
        raise InvalidFiles([Problem(place=Place(file=name), rule="no-such-file", message=f"there is no folder {printable(str(folder))}",
                                    hint="name the folder as it is now; its files may be gone")])  # fmt: skip
    top = Path(_git(folder, "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").rstrip("\n"))
    try:
        commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    except ClaimmapError:
        raise ClaimmapError(f"git knows no revision {printable(revision)!r}") from None
    inside = PurePosixPath(path.resolve().relative_to(top.resolve()).as_posix())
    sources = _files_at(folder, commit, inside, name, max_bytes)
    mains = [one for one in sources if format_of(one.data) == CASE_FORMAT]
    loose = [one for one in sources if format_of(one.data) is None]
    if len(mains) != 1:
        what = "no file says `format: claimmap/case-1`" if not mains else f"{len(mains)} cases stand here"
        raise InvalidFiles([Problem(place=Place(file=name), rule="several-cases" if mains else "no-case", message=what)])
    chosen = [mains[0], *(loose if inside.suffix not in (".yaml", ".yml") else [])]
    case, origins, problems = read_value(chosen, Case)
    if case is None:
        raise InvalidFiles(problems)
    law = law or workbench.law_of(case)
    found = in_order([*problems, *checks.check(case, law, origins)])
    if any(one.severity == "error" for one in found):
        raise InvalidFiles(found)
    return Side(name=name, kind="revision", case=case, law=law, revision=commit, problems=found)


def _files_at(folder: Path, commit: str, inside: PurePosixPath, name: str, max_bytes: int) -> list[SourceFile]:
    """Return the YAML files under a path at a commit, in order of their paths; links and submodules are left out."""
    where = () if inside == PurePosixPath() else ("--", str(inside))
    listing = _git(folder, "ls-tree", "-r", "-z", "--full-tree", commit, *where)
    out: list[SourceFile] = []
    total = 0
    for line in listing.split(b"\0"):
        about, _, raw = line.partition(b"\t")
        path = raw.decode("utf-8", "backslashreplace")
        parts = about.decode().split()
        if len(parts) != 3 or parts[0] not in ("100644", "100755") or not path.endswith((".yaml", ".yml")):
            continue
        local = PurePosixPath(path)
        if any(part.startswith(".") for part in local.parts):
            continue
        data = _git(folder, "cat-file", "blob", parts[2])
        total += len(data)
        if total > max_bytes:
            raise InvalidFiles([Problem(place=Place(file=name), rule="too-large", message=f"the case has more than {max_bytes} bytes")])
        out.append(SourceFile(f"{path}@{commit[:12]}", data))
    return sorted(out, key=lambda one: one.name)


def _git(folder: Path, *arguments: str) -> bytes:
    """Run git without a shell, without filters, prompts or the network.

    Raises:
        ClaimmapError: git is missing or fails; its own words are given.
    """
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
        "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C",
    }  # fmt: skip
    command = ["git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=GIT_SECONDS, env=environment, stdin=subprocess.DEVNULL)  # noqa: S603
    except FileNotFoundError:
        raise ClaimmapError("comparing revisions needs git, which is not installed") from None
    except subprocess.TimeoutExpired:
        raise ClaimmapError(f"git did not answer within {GIT_SECONDS} seconds") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ClaimmapError("git: " + printable(said[0] if said else f"failed with {done.returncode}"))
    return done.stdout


# ---------------------------------------------------------------- filings


def of_filing(side: Side, name: str) -> tuple[Side, tuple[str, ...]]:
    """Return a case as it stood in a filing, and what is to be said of that.

    In it are the items that the filing and the certainly earlier ones include. What those derive from stays as
    provenance, without links of its own; everything else is left out.

    Raises:
        UnknownId: the case has no such filing.
        ClaimmapError: the side is a saved report.
    """
    case = side.case
    if case is None:
        raise ClaimmapError("filings are compared within a case, not within a saved report")
    filings = {one.id: one for one in case.filings}
    if name not in filings:
        raise UnknownId("filing", name, filings)
    chosen = filings[name]
    before, unclear = _up_to(chosen, case.filings)
    included = {item for one in (chosen, *before) for item in one.includes}
    notes = []
    if unclear:
        others = ", ".join(one.id for one in unclear)
        notes.append(f"{name}: whether {others} came before is not certain from the dates; what they alone include is left out")
    return evolve(side, name=f"{side.name}, filing {name}", kind="filing", case=_cut(case, included)), tuple(notes)


def _up_to(chosen: Filing, filings: Sequence[Filing]) -> tuple[list[Filing], list[Filing]]:
    """Return the filings that certainly came before one, and those of which that is not certain either way."""
    before: list[Filing] = []
    unclear: list[Filing] = []
    for one in filings:
        if one.id == chosen.id:
            continue
        if one.date is None or chosen.date is None:
            unclear.append(one)
            continue
        start, end = chosen.date.start.first, one.date.end.last
        later, earlier = chosen.date.end.last, one.date.start.first
        if start is not None and end is not None and end <= start:
            before.append(one)
        elif not (later is not None and earlier is not None and earlier > later):
            unclear.append(one)
    return before, unclear


def _cut(case: Case, included: set[str]) -> Case:
    parents: dict[str, tuple[str, ...]] = {one.id: one.from_ for one in case.sources}
    parents.update({one.id: (*one.from_, *((one.copy_of,) if one.copy_of else ())) for one in case.evidence})
    kept: set[str] = set()
    waiting = list(included)
    while waiting:
        name = waiting.pop()
        if name not in kept and name in parents:
            kept.add(name)
            waiting += parents[name]

    items = {one.id for one in case.evidence}

    def shown(item: Evidence) -> Evidence:
        return item if item.id in included else evolve(item, supports=(), undermines=())

    return evolve(
        case, evidence=tuple(shown(one) for one in case.evidence if one.id in kept), sources=tuple(one for one in case.sources if one.id in kept),
        challenges=tuple(one for one in case.challenges if one.from_ in included or one.from_ in kept.difference(items)),
    )  # fmt: skip
