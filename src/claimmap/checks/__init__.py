"""Rules across the parts of a case: names that resolve, ids that are unique, provenance without cycles.

One function per rule, all listed in `CHECKS`. They compare names only and never reason about evidence.
"""

from typing import Final

from claimmap.case import Case
from claimmap.checks.addresses import check_addresses_exist, check_targets_are_links
from claimmap.checks.citing import check_citations
from claimmap.checks.claims import applies, check_claims_fit_the_law
from claimmap.checks.findings import Check, Finding
from claimmap.checks.naming import (
    KINDS,
    MOST_HINTS,
    check_claims_name_things,
    check_evidence_names_things,
    check_ids_are_plain,
    check_ids_are_unique,
    check_the_rest_names_things,
)
from claimmap.checks.places import check_places_exist
from claimmap.checks.provenance import check_copies_agree, check_provenance_has_no_cycle
from claimmap.checks.triggers import check_triggers_say_who
from claimmap.law import Law
from claimmap.problems import Problem, in_order
from claimmap.reading import Origins, Reading, keys_of

__all__ = [
    "CHECKS",
    "MOST_HINTS",
    "Check",
    "Finding",
    "applies",
    "check",
    "check_addresses_exist",
    "check_citations",
    "check_claims_fit_the_law",
    "check_claims_name_things",
    "check_copies_agree",
    "check_evidence_names_things",
    "check_ids_are_plain",
    "check_ids_are_unique",
    "check_partly",
    "check_places_exist",
    "check_provenance_has_no_cycle",
    "check_targets_are_links",
    "check_the_rest_names_things",
    "check_triggers_say_who",
    "locate",
]

CHECKS: Final[tuple[Check, ...]] = (
    check_ids_are_unique,
    check_ids_are_plain,
    check_claims_name_things,
    check_evidence_names_things,
    check_the_rest_names_things,
    check_citations,
    check_provenance_has_no_cycle,
    check_copies_agree,
    check_addresses_exist,
    check_targets_are_links,
    check_claims_fit_the_law,
    check_places_exist,
    check_triggers_say_who,
)
"""Every rule, in the order in which they are applied."""


def check(case: Case, law: Law, origins: Origins) -> tuple[Problem, ...]:
    """Apply every rule to a case and give each finding its place."""
    return in_order(locate(finding, origins) for rule in CHECKS for finding in rule(case, law))


def check_partly(reading: Reading[Case], law: Law) -> tuple[Problem, ...]:
    """Apply every rule to what could be read of a case, so that all its problems are shown at once.

    Left out is what the faulty parts alone may have caused: findings in or around them, and names that do not
    resolve where something that may bear the name could not be read.
    """
    case = reading.partial
    if case is None:
        return ()
    named = (*KINDS, "sources", "evidence")
    lost = any(
        path[-1:] == ("id",) or (len(path) == 1 and (path[0] in named or path[0] not in keys_of(Case))) for path in reading.faulty
    )
    hidden = reading.incomplete or lost or any(not one.id for key in named for one in getattr(case, key))
    faulty = frozenset(reading.faulty)
    around = {path[:length] for path in reading.faulty for length in range(len(path) + 1)}
    return in_order(
        locate(finding, reading.origins)
        for rule in CHECKS
        for finding in rule(case, law)
        if finding.path not in around
        and not any(finding.path[:length] in faulty for length in range(1, len(finding.path)))
        and not (hidden and finding.rule == "unknown-id")
    )


def locate(finding: Finding, origins: Origins) -> Problem:
    """Give a finding its place in the files."""
    return origins.problem(
        finding.path, finding.rule, finding.message, finding.hint, key=finding.key, severity=finding.severity, also=finding.also
    )
