"""Run the expectations that case files carry."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, final

import attrs
from attrs import frozen

from claimmap import library
from claimmap.case import ExpectedElement
from claimmap.faces import Shown
from claimmap.law import Law
from claimmap.library import CaseFiles, load_law
from claimmap.policy import Policy
from claimmap.problems import InvalidFiles, Problem, UnknownId, in_order
from claimmap.report.model import Report
from claimmap.workbench.asking import gaps, load_policy
from claimmap.workbench.opening import Opened, cached_law, open_case


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
class TestResult(Shown):
    """What came of the expectations of one or more cases.

    Attributes:
        passed, failed: Numbers of claims that carry an expectation.
        failures: Each expectation that does not hold.
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

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        from claimmap.report.faces import expectations_bundle  # noqa: PLC0415 - the writers are loaded only when shown

        rows = [(one.claim, one.what, str(one.expected), str(one.found), one.file) for one in self.failures]
        return expectations_bundle(self.passed, self.failed, rows, self.problems)


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
    return TestResult(passed=len(failures) - failed, failed=failed, failures=tuple(one for found in failures.values() for one in found))


test_case.__test__ = False  # type: ignore[attr-defined]


def _compare(report: Report, claim: str, address: str, wanted: ExpectedElement, file: str, law: Law) -> Iterable[Failure]:
    try:
        element = report[claim][law.resolve(address).address]
    except UnknownId as error:
        yield Failure(file=file, claim=claim, what=address, expected="an element of the claim", found=str(error))
        return

    def differs(what: str, expected: Any, found: Any) -> Iterable[Failure]:
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
    """Run the expectations of every case at the paths; many files run in parallel.

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
    if len(jobs) < MANY_FILES or workers < 2 or in_code:
        yield from map(_run_file, jobs)
        return
    import multiprocessing  # noqa: PLC0415 - needed only here, and slow to import
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(_run_file, jobs, chunksize=max(1, len(jobs) // (workers * 4)))


def _run_file(job: Job) -> TestResult:
    files, law, policy = job
    try:
        opened = open_case(files, cached_law(law) if isinstance(law, str) else law)
        return test_case(opened, str(files.main), policy if isinstance(policy, Policy) else load_policy(policy))
    except InvalidFiles as error:
        return TestResult(passed=0, failed=0, failures=(), problems=error.problems)


test.__test__ = False  # type: ignore[attr-defined]
