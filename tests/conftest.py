"""What tests share: cases written as YAML in a test, the shipped law, and how hard generated cases are tried."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from claimmap import checks, forum, library, workbench
from claimmap.case import Case
from claimmap.graph import Graph, build
from claimmap.jurisdiction import Register
from claimmap.law import Law
from claimmap.policy import Policy
from claimmap.reading import SourceFile, read_value
from claimmap.report.model import Report
from claimmap.states import States

settings.register_profile("quick", max_examples=100, deadline=None, database=None, derandomize=True)
settings.register_profile("thorough", max_examples=20_000, deadline=None, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

for folder in (Path(__file__).parent, Path(__file__).parent / "property"):  # so that a test can import `writing` and `strategies`
    sys.path.insert(0, str(folder))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="Rewrite the expected texts: messages of bad files, golden reports.")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with the file that holds what is expected; `pytest --update` writes the file instead."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"{path} is missing; run `pytest --update`, and read what it writes"
        assert text == path.read_text(encoding="utf-8")

    return compare


HEAD = "format: claimmap/case-1\nid: example\ntitle: Example\nas-of: 2026-11-21\n"


@pytest.fixture(scope="session")
def law() -> Law:
    return library.load_law()


@pytest.fixture(scope="session")
def states() -> States:
    return library.load_states()


@pytest.fixture(scope="session")
def register() -> Register:
    return forum.load_register()


@pytest.fixture(scope="session")
def policy() -> Policy:
    return workbench.load_policy()


@pytest.fixture(scope="session")
def case_of(law: Law) -> Callable[[str], Case]:
    """Read a case from the text of a file without its first lines; the text must pass every check."""

    def read(text: str) -> Case:
        case, origins, problems = read_value([SourceFile("case.yaml", (HEAD + text).encode())], Case)
        assert case is not None, "\n".join(one.render() for one in problems)
        errors = [one.render() for one in checks.check(case, law, origins) if one.severity == "error"]
        assert not errors, "\n".join(errors)
        return case

    return read


@pytest.fixture(scope="session")
def graph_of(case_of: Callable[[str], Case], law: Law) -> Callable[[str], Graph]:
    """Join a case written as text with the law."""
    return lambda text: build(case_of(text), law)


@pytest.fixture(scope="session")
def report_of(case_of: Callable[[str], Case], law: Law, policy: Policy) -> Callable[..., Report]:
    """Report a case written as text."""

    def report(text: str, standard: str = "reasonable-basis") -> Report:
        return workbench.gaps(case_of(text), standard, law=law, policy=policy)

    return report
