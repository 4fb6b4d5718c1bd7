"""Ask what is missing, and whether the Court may hear it."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from claimmap.case import Case
from claimmap.evaluation import Evaluation, evaluate
from claimmap.graph import build
from claimmap.graph import network as network_of
from claimmap.law import Law
from claimmap.library import load_law
from claimmap.policy import STANDARDS, Policy, faults_and_hints
from claimmap.problems import InvalidFiles, Problem, UnknownId
from claimmap.reading import Path_, paused_gc, read_bytes, read_value
from claimmap.report.assemble import assemble
from claimmap.report.model import Report
from claimmap.workbench.opening import load_case

if TYPE_CHECKING:
    from claimmap.jurisdiction.answer import ClaimJurisdiction

COURT: Final = "rome-statute"
"""The instrument whose jurisdiction is computed."""


DEFAULT_POLICY: Final = Path(__file__).parent.parent / "policies" / "claimmap-default-1.yaml"


def load_policy(path: str | Path | None = None) -> Policy:
    """Load a policy file; without a path, the default one.

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
    wrong = faults_and_hints(policy)
    if wrong:
        raise InvalidFiles([origins.problem(_policy_path(message), "bad-policy", message, hint) for message, hint in wrong])
    return policy.hashed(source.data)


def _policy_path(message: str) -> Path_:
    """Say where in a policy file a fault stands, from the words it begins with."""
    for number, standard in enumerate(STANDARDS):
        if message.startswith(standard):
            return ("stages", number)
    return ("admiralty",) if message.startswith("admiralty") else ("stages",)


def law_of(case: Case) -> Law:
    """Return the law that a case names; raises UnknownId."""
    return load_law(case.law)


def run(case: Case, *, law: Law | None = None, policy: Policy | None = None) -> Evaluation:
    """Evaluate a case at every standard."""
    with paused_gc():
        return evaluate(build(case, law or law_of(case)), policy or load_policy())


def gaps(case: Case | str | Path, standard: str | None = None, *, law: Law | None = None, policy: Policy | None = None) -> Report:
    """Report, claim by claim and element by element, what is shown, contested and missing.

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
    """Tell whether the Court has jurisdiction over one claim (`ClaimJurisdiction`) or over every claim (`CaseJurisdiction`).

    The facts are taken as alleged, before any proof.

    Raises:
        UnknownId: the case has no such claim.
        InvalidFiles: the case or the shipped facts cannot be read.
    """
    from claimmap import forum  # noqa: PLC0415 - the facts of States are loaded only when asked for

    if not isinstance(case, Case):
        case = load_case(case, law)
    return forum.jurisdiction(case, claim, law=law)


def network(case: Case) -> Any:
    """Return the case's sources, items and elements as a `networkx.DiGraph`; see `claimmap.graph.network`."""
    return network_of(case, law_of(case))
