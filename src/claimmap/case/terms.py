"""The words that a case may use, and what stands in every object of it."""

from typing import Literal, NewType, final

from attrs import frozen

Names = NewType("Names", tuple[str, ...])
"""One id or a list of ids: `claim: deportation` and `claim: [deportation, transfer]` are both written."""
NONE: Names = Names(())
Grade = Literal["none", "low", "medium", "high"]
Letter = Literal["A", "B", "C", "D", "E", "F"]
Digit = Literal["1", "2", "3", "4", "5", "6"]
Basis = Literal["direct", "circumstantial", "hearsay", "opinion"]
Allegation = Literal["alleged", "negated", "disputed", "unknown"]
Lean = Literal["alleged", "negated"]
Identity = Literal["known", "withheld-from-public", "withheld-from-defence", "unknown-to-team"]
Verification = Literal["unverified", "in-progress", "authenticated", "disputed"]
AdmissibilityStatus = Literal["not-tendered", "tendered", "submitted", "admitted", "challenged", "excluded", "withdrawn"]
Access = Literal["public", "restricted", "protected"]
SourceKind = Literal["person", "organisation", "device", "record", "place", "unknown"]
PersonKind = Literal["natural", "company", "state", "organisation"]
GroupKind = Literal["national", "ethnical", "racial", "religious", "political", "cultural", "gender", "other"]
ContextKind = Literal["attack", "armed-conflict"]
Character = Literal["international", "non-international"]
Role = Literal["conduct", "consequence", "circumstance", "context", "accessory", "effect"]
Route = Literal["13(a)", "13(b)", "13(c)"]
TriggerStage = Literal["requested", "open", "closed", "hypothetical"]
Standard = Literal["reasonable-basis", "reasonable-grounds", "substantial-grounds", "beyond-reasonable-doubt"]
ReviewCategory = Literal[
    "innocence", "mitigation", "credibility", "material-to-defence", "intended-as-evidence", "obtained-from-the-person", "statement", "none",
]  # fmt: skip
EvidenceKind = Literal[
    "testimony", "victim-statement", "insider-statement", "expert-report", "official-document", "leaked-document",
    "order-or-intercept", "forensic", "photograph", "video", "satellite", "open-source", "statistic", "ngo-report",
    "un-report", "press-report", "legal-opinion", "finding", "submission", "political-statement", "commentary",
    "denial", "object", "other",
]  # fmt: skip
CONCLUSIONS: frozenset[str] = frozenset({"legal-opinion", "finding", "submission", "political-statement", "commentary"})
"""Kinds of evidence that state a conclusion: they point to what they rest on and carry nothing themselves."""
STATEMENTS: frozenset[str] = frozenset({"testimony", "victim-statement", "insider-statement"})
"""Kinds of evidence that are somebody's own words."""
SELF = "self"
"""Written in `from` by an item that is its own origin."""


@final
@frozen(kw_only=True)
class Cite:
    """Where in the file a fact was read.

    Attributes:
        in_: Id of the evidence item (key `in`).
        lines: Line or range of lines, counted from 1, such as `12` or `12-14`.
        words: Up to eight words quoted from there.
    """

    in_: str
    lines: str | None = None
    words: str | None = None


@final
@frozen(kw_only=True)
class Dispute:
    """Whether something is alleged, and where the weight of authority leans if that is disputed.

    Attributes:
        value: alleged, negated, disputed or unknown.
        prevailing: The side that authority favours; None where none does or nothing is disputed.
    """

    value: Allegation
    prevailing: Lean | None = None
