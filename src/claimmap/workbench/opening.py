"""Open a case with its law, and say everything that is wrong with its files."""

import functools
from collections.abc import Iterable
from pathlib import Path
from typing import Any, final

import attrs
from attrs import frozen

from claimmap import checks, library, lock
from claimmap.case import Case
from claimmap.graph import Misplaced, Unassigned, build
from claimmap.law import Law
from claimmap.library import CaseFiles, load_law
from claimmap.problems import ClaimmapError, InvalidFiles, Place, Problem, in_order
from claimmap.reading import MAX_BYTES, Origins, Path_, paused_gc


@final
@frozen(kw_only=True, eq=False)
class Opened:
    """A case as read, with its law, where its parts stand and what is to be said of it."""

    case: Case
    law: Law
    origins: Origins
    problems: tuple[Problem, ...]


def open_case(files: CaseFiles, law: Law | None = None, max_bytes: int = MAX_BYTES) -> Opened:
    """Read and check a case.

    Raises:
        InvalidFiles: with every problem, if any of them is an error.
    """
    with paused_gc():
        case, origins, problems = library.read_case(files, max_bytes)
        if case is None:
            raise InvalidFiles(problems)
        if law is None:
            try:
                law = cached_law(case.law)
            except InvalidFiles:
                raise
            except ClaimmapError as error:
                message, _, hint = str(error).partition("; ")
                raise InvalidFiles([*problems, origins.problem(("law",), "unknown-law", message, hint or None)]) from None
        found = in_order([*problems, *checks.check(case, law, origins), *(checks.locate(one, origins) for one in lock.findings(case, law))])
        if any(one.severity == "error" for one in found):
            raise InvalidFiles(found)
        return Opened(case=case, law=law, origins=origins, problems=found)


def load_case(path: str | Path, law: Law | None = None, max_bytes: int = MAX_BYTES) -> Case:
    """Load the case at a path: a case file, or a folder that holds one.

    Raises:
        InvalidFiles: with every problem of every file; several cases in the folder are one.
    """
    return open_case(only_case(Path(path)), law, max_bytes).case


def only_case(path: Path) -> CaseFiles:
    """Return the one case at a path; raises InvalidFiles where there are several or none."""
    found = library.find_cases(path)
    if len(found) > 1:
        names = ", ".join(str(one.main) for one in found[:5]) + (", ..." if len(found) > 5 else "")
        raise InvalidFiles(
            [Problem(place=Place(file=str(path)), rule="several-cases", message=f"{len(found)} cases stand here", hint=f"name one: {names}")]
        )
    return found[0]


@final
@frozen(kw_only=True)
class LockResult:
    """What was written to the lock of a case.

    Attributes:
        path: The lock.
        elements: Addresses locked.
        to_review: Those whose statement has changed since they were locked, and has not been reviewed.
    """

    path: Path
    elements: tuple[str, ...]
    to_review: tuple[lock.Changed, ...]

    def to_plain(self) -> dict[str, Any]:
        """Return it as the JSON values of `claimmap/locked-1`."""
        return {"format": "claimmap/locked-1", "path": str(self.path), "elements": list(self.elements),
                "to_review": [attrs.asdict(one) for one in self.to_review]}  # fmt: skip


def lock_case(path: str | Path, reviewed: Iterable[str] | None = (), law: Law | None = None, max_bytes: int = MAX_BYTES) -> LockResult:
    """Write the fingerprints of the statements that a case links to into the lock beside its case file.

    A statement that has changed since it was locked stays to be reviewed until its address is given as reviewed.

    Args:
        reviewed: Addresses whose changed statements a person has reviewed; None for all of them.

    Raises:
        InvalidFiles: the case or its lock cannot be read.
        UnknownId, BadAddress: an address means nothing.
    """
    files = only_case(Path(path))
    opened = open_case(files, law, max_bytes)
    where = lock.path_of(files.main)
    old = library.read_lock(where)[0] if where.is_file() else None
    changed = () if old is None else lock.changed(old, opened.case, opened.law)
    accepted = {one.address for one in changed}
    if reviewed is not None:
        keys = (lock.key_and_statement(opened.law.resolve(text).address, opened.law) for text in reviewed)
        accepted = {one[0] for one in keys if one is not None}
    new = lock.updated(old, opened.case, opened.law, accepted)
    where.write_text(new.to_text(), encoding="utf-8")
    return LockResult(path=where, elements=tuple(new.elements), to_review=tuple(one for one in changed if one.address not in accepted))


def check(path: str | Path, law: Law | None = None, max_bytes: int = MAX_BYTES) -> tuple[Problem, ...]:
    """Return every problem of every case at a path, the links that count nowhere among them; none means clean."""
    out: list[Problem] = []
    try:
        found = library.find_cases(Path(path))
    except InvalidFiles as error:
        return error.problems
    for files in found:
        try:
            opened = open_case(files, law, max_bytes)
        except InvalidFiles as error:
            out += error.problems
        else:
            out += [*opened.problems, *unassigned_problems(opened)]
    return in_order(out)


def unassigned_problems(opened: Opened) -> list[Problem]:
    """Make a problem of every link, assessment, search and settled matter that counts nowhere."""
    built = build(opened.case, opened.law)
    out = []
    for one in built.unassigned:
        number, key, place = built.links.where[one.link]
        what = f"the link of {opened.case.evidence[number].id!r}"
        last = "alternative" if built.links.link[one.link].element is None else "element"
        out.append(_counts_nowhere(opened, ("evidence", number, key, place, last), what, one))
    for lost in built.misplaced:
        last = "for" if lost.key == "searches" else "element"
        what = {"assessments": "the assessment", "settled": "the settled matter", "searches": "the search"}[lost.key]
        out.append(_counts_nowhere(opened, (lost.key, lost.number, last), what, lost))
    return out


def _counts_nowhere(opened: Opened, path: Path_, what: str, one: Unassigned | Misplaced) -> Problem:
    """Make the problem of something that counts nowhere."""
    claims = ", ".join(one.claims)
    of_claims = f" (claim {claims})" if claims else ""
    rule = "unassigned" if one.reason == "choice" else f"unassigned-{one.reason}"
    if one.reason == "choice":
        message = f"{what} to {one.element} could belong to more than one place and counts nowhere"
        hint = f"state {', '.join(one.missing)}" + (f": {claims}" if "claim" in one.missing and claims else of_claims)
    elif one.reason == "no-claim":
        message = f"no claim asks for {one.element}, so {what} counts nowhere"
        hint = "add a claim of that crime or mode, or remove it"
    elif one.reason == "outside-group":
        message = f"{what} to {one.element} is about a group that no claim names"
        hint = f"the claims that ask for it: {claims}"
    else:
        message = f"what {what} to {one.element} states matches no claim"
        hint = f"the claims that ask for it: {claims}" if claims else "look at claim, event, person, context and group"
    return opened.origins.problem(path, rule, message, hint, severity="warning")


@functools.cache
def cached_law(name: str) -> Law:
    """Load a shipped instrument once; raises UnknownId."""
    return load_law(name)
