"""The public verbs: load the law and a case, ask what is missing."""

from claimmap.library import load_law
from claimmap.workbench.asking import (
    COURT,
    DEFAULT_POLICY,
    answers,
    gaps,
    jurisdiction,
    law_of,
    load_policy,
    network,
    run,
)
from claimmap.workbench.expecting import MANY_FILES, Failure, Job, TestResult, test, test_case
from claimmap.workbench.opening import (
    LockResult,
    Opened,
    cached_law,
    check,
    load_case,
    lock_case,
    only_case,
    open_case,
    unassigned_problems,
)

__all__ = [
    "COURT",
    "DEFAULT_POLICY",
    "MANY_FILES",
    "Failure",
    "Job",
    "LockResult",
    "Opened",
    "TestResult",
    "answers",
    "cached_law",
    "check",
    "gaps",
    "jurisdiction",
    "law_of",
    "load_case",
    "load_law",
    "load_policy",
    "lock_case",
    "network",
    "only_case",
    "open_case",
    "run",
    "test",
    "test_case",
    "unassigned_problems",
]
