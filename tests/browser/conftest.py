"""Debian's chromium, driven by playwright; the tests are skipped, with the reason, where either is missing."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import poison
import pytest

from claimmap import library, workbench
from claimmap.case import Case
from claimmap.evaluation import evaluate
from claimmap.graph import build
from claimmap.law import Law
from claimmap.policy import Policy
from claimmap.report.assemble import assemble
from claimmap.report.exhibits import exhibits_of
from claimmap.report.html import DisclosureRow, timeline_of, to_page

HERE = Path(__file__).parent
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    "--disable-dev-shm-usage",
]  # fmt: skip


def chromium() -> str | None:
    """Return where chromium stands, or None."""
    return next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install 'claimmap[test]'")
    where = chromium()
    if where is None:
        pytest.skip("chromium is not installed: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=where, args=ARGUMENTS)
        yield opened
        opened.close()


class Watched:
    """A page that remembers what it asked for and what went wrong on it; messages with the expected words are no fault."""

    def __init__(self, browser: Any, path: Path, expected: str | None = None, **options: Any) -> None:
        self.expected = expected
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.refused: list[tuple[str, str]] = []
        self.messages: list[str] = []
        self.page.on("request", lambda one: self.requests.append(one.url))
        self.page.on("requestfailed", lambda one: self.refused.append((one.url, one.failure)))
        self.page.on("console", lambda one: self.messages.append(one.text))
        self.page.on("pageerror", lambda one: self.messages.append(str(one)))
        self.page.on("dialog", lambda one: (self.messages.append(f"dialog {one.message}"), one.dismiss()))
        self.address = path.as_uri()
        self.page.goto(self.address)

    def close(self) -> None:
        """Close it, and check that nothing but the page itself was asked for and that nothing went wrong."""
        self.context.close()
        by_policy = {url for url, why in self.refused if why == "csp"}
        assert {one.partition("#")[0] for one in self.requests} - by_policy == {self.address}, self.refused
        assert [one for one in self.messages if self.expected is None or self.expected not in one] == []


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open a page; when the test is over, check that it asked for nothing else and reported no error."""
    found: list[Watched] = []

    def open_(path: Path, **options: Any) -> Any:
        found.append(Watched(browser, path, **options))
        return found[-1].page

    yield open_
    for one in found:
        one.close()


def page_of(case: Case, law: Law, policy: Policy, standard: str | None = None) -> str:
    """Write the page of a case, with every section."""
    answers = workbench.answers(case, law)
    evaluation = evaluate(build(case, law), policy)
    report = assemble(evaluation, standard or case.standard, answers)
    rows = [
        DisclosureRow(item=one.id, elements=tuple(str(link.element) for link in one.undermines), why=("undermines an element",),
                      heads=("art. 67(2)",))
        for one in case.evidence
        if one.undermines
    ]  # fmt: skip
    return to_page(
        report, exhibits_of(evaluation.graph, report), timeline=timeline_of(case, library.load_states()), disclosure=rows,
        jurisdiction={name: one.to_plain() for name, one in (answers or {}).items()},
    )  # fmt: skip


@pytest.fixture(scope="session")
def river_case(law: Law) -> Case:
    return workbench.load_case(HERE / "river", law)


@pytest.fixture(scope="session")
def write_page(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Write the page of a case to a file of its own."""

    def write(case: Case, law: Law, policy: Policy) -> Path:
        path = tmp_path_factory.mktemp("page") / "report.html"
        path.write_text(page_of(case, law, policy), encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def river(river_case: Case, law: Law, policy: Policy, write_page: Callable[..., Path]) -> Path:
    """The page of the fictional case beside this file."""
    return write_page(river_case, law, policy)


@pytest.fixture(scope="session")
def hostile_case(river_case: Case) -> Case:
    """The fictional case with hostile text in every field that takes text, ids included."""
    return poison.poisoned_case(river_case)
