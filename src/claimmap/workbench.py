"""The public verbs: load the law and a case, ask what is missing."""

import functools
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, final

import attrs
from attrs import frozen

from claimmap import checks, library, lock
from claimmap.case import Case, ExpectedElement
from claimmap.evaluation import Evaluation, evaluate
from claimmap.graph import Misplaced, Unassigned, build
from claimmap.graph import network as network_of
from claimmap.law import Law
from claimmap.library import CaseFiles, load_law
from claimmap.policy import STANDARDS, Policy, faults
from claimmap.problems import InvalidFiles, Place, Problem, UnknownId, in_order
from claimmap.reading import MAX_BYTES, Origins, Path_, paused_gc, read_bytes, read_value
from claimmap.report.assemble import assemble
from claimmap.report.model import Report

if TYPE_CHECKING:
    from claimmap.jurisdiction.answer import ClaimJurisdiction

COURT: Final = "rome-statute"
"""The instrument whose jurisdiction is computed."""
DEFAULT_POLICY: Final = Path(__file__).parent / "policies" / "claimmap-default-1.yaml"


@final
@frozen(kw_only=True, eq=False)
class Opened:
    """A case as read, with its law, where its parts stand and what is to be said of it."""

    case: Case
    law: Law
    origins: Origins
    problems: tuple[Problem, ...]


def open_case(files: CaseFiles, law: Law | None = None, max_bytes: int = MAX_BYTES) -> Opened:
    """
    Read and check a case.

    Raises:
        InvalidFiles: with every problem, if any of them is an error.
    """
    with paused_gc():
        case, origins, problems = library.read_case(files, max_bytes)
        if case is None:
            raise InvalidFiles(problems)
        if law is None:
            try:
                law = _law(case.law)
            except UnknownId as error:
                raise InvalidFiles([*problems, origins.problem(("law",), "unknown-law", str(error))]) from None
        found = in_order([*problems, *checks.check(case, law, origins), *(checks.locate(one, origins) for one in lock.findings(case, law))])
        if any(one.severity == "error" for one in found):
            raise InvalidFiles(found)
        return Opened(case=case, law=law, origins=origins, problems=found)


def load_case(path: str | Path, law: Law | None = None, max_bytes: int = MAX_BYTES) -> Case:
    """
    Load the case at a path: a case file, or a folder that holds one.

    Raises:
        InvalidFiles: with every problem of every file; several cases in the folder are one.
    """
    return open_case(only_case(Path(path)), law, max_bytes).case


def only_case(path: Path) -> CaseFiles:
    """Return the one case at a path; raises InvalidFiles where there are several or none."""
    found = library.find_cases(path)
    if len(found) > 1:
        names = ", ".join(str(one.main) for one in found[:5]) + (", ..." if len(found) > 5 else "")  # noqa: PLR2004 - enough to choose from
        raise InvalidFiles([Problem(place=Place(file=str(path)), rule="several-cases", message=f"{len(found)} cases stand here", hint=f"name one: {names}")])
    return found[0]


@final
@frozen(kw_only=True)
class LockResult:
    """
    What was written to the lock of a case.

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
    """
    Write the fingerprints of the statements that a case links to into the lock beside its case file.

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


def load_policy(path: str | Path | None = None) -> Policy:
    """
    Load a policy file; without a path, the default one.

    Raises:
        InvalidFiles: the file cannot be read, or its stages do not nest.
    """
    where = DEFAULT_POLICY if path is None else Path(path)
    source = read_bytes(where, str(where))
    if isinstance(source, Problem):
        raise InvalidFiles([source])
    policy, origins, problems = read_value([source], Policy)
    if policy is None:
        raise InvalidFiles(problems)
    wrong = faults(policy)
    if wrong:
        raise InvalidFiles([origins.problem(("stages",), "bad-policy", message) for message in wrong])
    return policy.hashed(source.data)


def law_of(case: Case) -> Law:
    """Return the law that a case names; raises UnknownId."""
    return load_law(case.law)


def run(case: Case, *, law: Law | None = None, policy: Policy | None = None) -> Evaluation:
    """Evaluate a case at every standard."""
    with paused_gc():
        return evaluate(build(case, law or law_of(case)), policy or load_policy())


def gaps(case: Case | str | Path, standard: str | None = None, *, law: Law | None = None, policy: Policy | None = None) -> Report:
    """
    Report, claim by claim and element by element, what is shown, contested and missing.

    Args:
        case: A case, or the path of one.
        standard: Standard of proof; the case's own if left out. Results at all four are in the report.

    Raises:
        UnknownId: there is no such standard.
        InvalidFiles: the case cannot be read.
    """
    if not isinstance(case, Case):
        case = load_case(case, law)
    chosen = standard or case.standard
    if chosen not in STANDARDS:
        raise UnknownId("standard", chosen, STANDARDS)
    with paused_gc():
        law = law or law_of(case)
        return assemble(run(case, law=law, policy=policy), chosen, answers(case, law))


def answers(case: Case, law: Law) -> "Mapping[str, ClaimJurisdiction] | None":
    """Work out jurisdiction where a case says where anything happened or of which State an accused is."""
    if law.id != COURT or not (any(event.parts for event in case.events) or any(one.nationality for one in case.people)):
        return None
    from claimmap import forum  # noqa: PLC0415 - the facts of States are loaded only when a case needs them

    return forum.answers(case, law)


def jurisdiction(case: Case | str | Path, claim: str | None = None, *, law: Law | None = None) -> Any:
    """
    Tell whether the Court has jurisdiction over one claim (`ClaimJurisdiction`) or over every claim (`CaseJurisdiction`).

    The facts are taken as alleged, before any proof.

    Raises:
        UnknownId: the case has no such claim.
        InvalidFiles: the case or the shipped facts cannot be read.
    """
    from claimmap import forum  # noqa: PLC0415 - the facts of States are loaded only when asked for

    if not isinstance(case, Case):
        case = load_case(case, law)
    return forum.jurisdiction(case, claim, law=law)


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


# ---------------------------------------------------------------- expectations


@final
@frozen(kw_only=True)
class Failure:
    """One expectation that does not hold."""

    file: str
    claim: str
    what: str
    expected: Any
    found: Any

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return attrs.asdict(self)


@final
@frozen(kw_only=True)
class TestResult:
    """
    What came of the expectations of one or more cases.

    Attributes:
        passed, failed: Numbers of claims that carry an expectation.
        problems: Of files that could not be read; their claims count as failed only if they were read.
    """

    __test__ = False

    passed: int
    failed: int
    failures: tuple[Failure, ...]
    problems: tuple[Problem, ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """Return the JSON values of `claimmap/test-1`."""
        return {"format": "claimmap/test-1", "passed": self.passed, "failed": self.failed, "failures": [one.to_plain() for one in self.failures]}


def test_case(opened: Opened, name: str, policy: Policy | None = None) -> TestResult:
    """Compare a case with its own expectations."""
    expect = opened.case.expect
    if expect is None:
        return TestResult(passed=0, failed=0, failures=())
    failures: dict[str, list[Failure]] = {claim: [] for claim in (*expect.gaps, *expect.jurisdiction)}
    if expect.gaps:
        report = gaps(opened.case, law=opened.law, policy=policy)
        for claim, elements in expect.gaps.items():
            for address, wanted in elements.items():
                failures[claim] += _compare(report, claim, address, wanted, name, opened.law)
    if expect.jurisdiction:
        from claimmap import forum  # noqa: PLC0415 - the facts of States are loaded only when a case needs them

        for one in forum.differences(opened.case, opened.law):
            failures[one.claim].append(Failure(file=name, claim=one.claim, what=one.what, expected=one.expected, found=one.found))
    failed = sum(1 for found in failures.values() if found)
    return TestResult(
        passed=len(failures) - failed, failed=failed, failures=tuple(one for found in failures.values() for one in found)
    )


test_case.__test__ = False  # type: ignore[attr-defined]


def _compare(report: Report, claim: str, address: str, wanted: ExpectedElement, file: str, law: Law) -> Iterable[Failure]:
    try:
        element = report[claim][law.resolve(address).address]
    except UnknownId as error:
        yield Failure(file=file, claim=claim, what=address, expected="an element of the claim", found=str(error))
        return

    def differs(what: str, expected: Any, found: Any) -> Iterable[Failure]:  # noqa: ANN401
        if expected is not None and expected != found:
            yield Failure(file=file, claim=claim, what=f"{address} {what}", expected=expected, found=found)

    yield from differs("status", wanted.status, element.status)
    yield from differs("open", wanted.open, element.open)
    yield from differs("result", wanted.result, element.result)
    for standard, result in (wanted.results or {}).items():
        yield from differs(f"results {standard}", result, element.results.get(standard))
    if wanted.lines is not None:
        yield from differs("lines for", None if wanted.lines.for_ is None else list(wanted.lines.for_), list(element.lines_for))
        yield from differs("lines against", None if wanted.lines.against is None else list(wanted.lines.against), list(element.lines_against))
    kinds = [gap.kind for gap in element.gaps]
    for what, needed, present in (("gaps", wanted.gaps, kinds), ("flags", wanted.flags, list(element.flags))):
        if needed is not None and not set(needed) <= set(present):
            yield Failure(file=file, claim=claim, what=f"{address} {what}", expected=list(needed), found=present)


MANY_FILES: Final = 24
"""From so many case files on, they are run in parallel."""


def test(
    paths: Sequence[str | Path],
    law: Law | str | None = None,
    policy: Policy | str | Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> TestResult:
    """
    Run the expectations of every case at the paths; many files run in parallel.

    Args:
        law: A law, or the id or folder of an instrument, instead of the one that each case names.
        policy: A policy, or the file of one, instead of the default one.
        progress: Called with the numbers of files done and in all.

    Raises:
        InvalidFiles: the policy cannot be read.
        UnknownId: there is no such law.
    """
    if not isinstance(policy, Policy):
        load_policy(policy)
    if isinstance(law, str):
        load_law(law)
    problems: list[Problem] = []
    files: list[CaseFiles] = []
    for path in paths:
        try:
            files += library.find_cases(Path(path))
        except InvalidFiles as error:
            problems += error.problems
    results: list[TestResult] = []
    for result in _run_files([(one, law, policy) for one in files]):
        results.append(result)
        if progress is not None:
            progress(len(results), len(files))
    return TestResult(
        passed=sum(one.passed for one in results), failed=sum(one.failed for one in results),
        failures=tuple(failure for one in results for failure in one.failures),
        problems=in_order([*problems, *(problem for one in results for problem in one.problems)]),
    )  # fmt: skip


Job = tuple[CaseFiles, Law | str | None, Policy | str | Path | None]


def _run_files(jobs: Sequence[Job]) -> Iterator[TestResult]:
    """Run files in their order, in several processes where there are many."""
    workers = min(os.cpu_count() or 1, 8)
    in_code = any(isinstance(law, Law) for _, law, _ in jobs[:1])
    if len(jobs) < MANY_FILES or workers < 2 or in_code:  # noqa: PLR2004 - one worker is no pool
        yield from map(_run_file, jobs)
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(_run_file, jobs, chunksize=max(1, len(jobs) // (workers * 4)))


@functools.cache
def _law(name: str) -> Law:
    return load_law(name)


def _run_file(job: Job) -> TestResult:
    files, law, policy = job
    try:
        opened = open_case(files, _law(law) if isinstance(law, str) else law)
        return test_case(opened, str(files.main), policy if isinstance(policy, Policy) else load_policy(policy))
    except InvalidFiles as error:
        return TestResult(passed=0, failed=0, failures=(), problems=error.problems)


test.__test__ = False  # type: ignore[attr-defined]


def network(case: Case) -> Any:  # noqa: ANN401 - networkx is imported only when asked for
    """Return the case's sources, items and elements as a `networkx.DiGraph`; see `claimmap.graph.network`."""
    return network_of(case, law_of(case))
