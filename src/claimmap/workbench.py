"""The public verbs: load the law and a case, ask what is missing."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, final

import attrs
from attrs import frozen

from claimmap import checks, library
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
                law = load_law(case.law)
            except UnknownId as error:
                raise InvalidFiles([*problems, origins.problem(("law",), "unknown-law", str(error))]) from None
        found = in_order([*problems, *checks.check(case, law, origins)])
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
        return assemble(run(case, law=law, policy=policy), chosen)


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


def test(paths: Sequence[str | Path], law: Law | None = None, policy: Policy | None = None) -> TestResult:
    """Run the expectations of every case at the paths."""
    passed = failed = 0
    failures: list[Failure] = []
    problems: list[Problem] = []
    laws: dict[str, Law] = {}
    for path in paths:
        try:
            found = library.find_cases(Path(path))
        except InvalidFiles as error:
            problems += error.problems
            continue
        for files in found:
            try:
                opened = open_case(files, law or laws.get("rome-statute"))
            except InvalidFiles as error:
                problems += error.problems
                continue
            laws.setdefault(opened.law.id, opened.law)
            result = test_case(opened, str(files.main), policy)
            passed, failed = passed + result.passed, failed + result.failed
            failures += result.failures
    return TestResult(passed=passed, failed=failed, failures=tuple(failures), problems=in_order(problems))


test.__test__ = False  # type: ignore[attr-defined]


def network(case: Case) -> Any:  # noqa: ANN401 - networkx is imported only when asked for
    """Return the case's sources, items and elements as a `networkx.DiGraph`; see `claimmap.graph.network`."""
    return network_of(case, law_of(case))
