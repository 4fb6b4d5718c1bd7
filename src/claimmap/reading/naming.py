"""What keys, classes and closed vocabularies are called in a file and in a message."""

from collections.abc import Mapping
from typing import Any, Final

import attrs

from claimmap import case as cases

LITERAL_NAMES: Final[Mapping[Any, str]] = {
    cases.EvidenceKind: "kind of evidence", cases.Grade: "grade", cases.Letter: "letter of the admiralty code",
    cases.Digit: "digit of the admiralty code", cases.Basis: "basis of a link", cases.Allegation: "state of an allegation",
    cases.Identity: "kind of identity", cases.Verification: "state of verification",
    cases.AdmissibilityStatus: "state of admissibility", cases.Access: "kind of access", cases.SourceKind: "kind of source",
    cases.PersonKind: "kind of person", cases.GroupKind: "kind of group", cases.ContextKind: "kind of context",
    cases.Character: "character of a conflict", cases.Role: "role of a part", cases.Route: "route of article 13",
    cases.TriggerStage: "stage of a trigger", cases.Standard: "standard of proof",
}  # fmt: skip


LITERAL_HINTS: Final[Mapping[Any, str]] = {
    cases.Allegation: "write alleged, negated, disputed or unknown; a party's denial is evidence: enter it as an item of kind denial",
}


CLASS_NAMES: Final[Mapping[type, str]] = {
    cases.Case: "a case", cases.Evidence: "an evidence item", cases.Source: "a source", cases.Link: "a link",
    cases.Claim: "a claim", cases.Event: "an event", cases.Part: "a part of an event", cases.Person: "a person",
    cases.Group: "a group", cases.Context: "a context", cases.Challenge: "a challenge", cases.Trigger: "a trigger",
    cases.Alternative: "an alternative", cases.Settled: "a settled matter", cases.Assessment: "an assessment",
    cases.Search: "a search", cases.Lead: "a lead", cases.Filing: "a filing", cases.Cite: "a citation",
    cases.Victims: "an entry of victims", cases.Nationality: "a nationality", cases.Dispute: "an allegation",
    cases.Covers: "what a trigger covers", cases.StateFacts: "the facts of a State", cases.Acceptance: "an acceptance",
    cases.MaybeSame: "an entry of maybe-same", cases.GroundRaised: "a ground", cases.Admissibility: "admissibility",
    cases.Consent: "a consent", cases.Restriction: "a restriction", cases.LinkTarget: "the target of a challenge",
    cases.Expect: "expect", cases.ExpectedElement: "an expectation", cases.ExpectedJurisdiction: "an expectation",
    cases.ExpectedLines: "expected lines",
}  # fmt: skip


def key_of(name: str) -> str:
    """Return the YAML key of an attribute: `as_of` is `as-of`, `from_` is `from`."""
    return name.rstrip("_").replace("_", "-")


def keys_of(cls: type) -> dict[str, str]:
    """Return the YAML keys of a class and the attributes they fill."""
    return {key_of(name): name for name in field_names(cls)}


def field_names(cls: type) -> tuple[str, ...]:
    """Return the attributes of a class that a file may fill."""
    return tuple(one.name for one in attrs.fields(cls) if one.init and one.metadata.get("written", True))


BARE: Final[Mapping[type, str]] = {
    cases.Nationality: "state",
    cases.Admissibility: "status",
    cases.Dispute: "value",
}
"""Classes of which the first key may be written bare: `nationality: [KGZ]`."""
