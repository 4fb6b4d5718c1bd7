"""What differs between two states of a case, as frozen values."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, final

import attrs
from attrs import field, frozen

from claimmap.faces import Shown
from claimmap.problems import UnknownId

Direction = Literal["better", "worse", "same"]
RANK: Final[Mapping[str, int]] = {"not-met": 0, "open": 1, "met": 2}


def direction(before: str | None, after: str | None) -> Direction:
    """Tell whether a result rose or fell.

    >>> direction("open", "met"), direction("open", "not-met"), direction(None, "met")
    ('better', 'worse', 'same')
    """
    if before is None or after is None or before == after:
        return "same"
    return "better" if RANK[after] > RANK[before] else "worse"


@final
@frozen(kw_only=True)
class SideFacts:
    """What one side of a comparison is.

    Attributes:
        name: As the user gave it.
        kind: case, report, revision or filing.
        case: Id of the case.
        revision: Hash of the commit, for a revision.
        items: Number of items that carry links; None for a saved report.
    """

    name: str
    kind: str
    case: str
    as_of: str
    law: Mapping[str, str]
    policy: Mapping[str, str]
    revision: str | None = None
    items: int | None = None

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "name": self.name, "kind": self.kind, "case": self.case, "as_of": self.as_of, "law": dict(self.law), "policy": dict(self.policy),
            "revision": self.revision, "items": self.items,
        }  # fmt: skip


@final
@frozen(kw_only=True)
class InputChange:
    """One thing that was added, removed or changed between the two.

    Attributes:
        kind: evidence, source, claim, event, challenge, assessment, policy, law and so on.
        name: Its id, or what it is about.
        fields: Keys that differ, where it was changed.
        weighs: Whether a result can depend on it at all.
    """

    what: Literal["added", "removed", "changed"]
    kind: str
    name: str
    fields: tuple[str, ...] = ()
    weighs: bool = True

    @property
    def words(self) -> str:
        """What happened, in a few words."""
        about = f" ({', '.join(self.fields)})" if self.fields else ""
        return f"{self.kind} {self.name} {self.what}{about}"

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {"what": self.what, "kind": self.kind, "name": self.name, "fields": list(self.fields), "weighs": self.weighs}


@final
@frozen(kw_only=True)
class ResultChange:
    """A result that is not what it was, at one standard.

    Attributes:
        because: The fewest changes that do it: made on the earlier state they give the later result, and with any of them
            left out they do not. Empty where that could not be found or verified.
        verified: Whether each of these statements was tried on a copy; False for saved reports.
    """

    standard: str
    before: str
    after: str
    because: tuple[InputChange, ...] = ()
    verified: bool = False

    @property
    def direction(self) -> Direction:
        """Whether it got better or worse."""
        return direction(self.before, self.after)

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "standard": self.standard, "before": self.before, "after": self.after, "direction": self.direction,
            "because": [one.to_plain() for one in self.because], "verified": self.verified,
        }  # fmt: skip


@final
@frozen(kw_only=True)
class GapChange:
    """A gap that opened or closed."""

    what: Literal["opened", "closed"]
    kind: str
    message: str

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return attrs.asdict(self)


@final
@frozen(kw_only=True)
class ElementComparison:
    """One element of a claim on both sides.

    Attributes:
        address: None for the claim as a whole.
        mode: Address of the mode it belongs to.
        part: For a condition of jurisdiction, the part of the incident or the person.
        presence: both, added or removed.
        status: Before and after, at the standard shown.
        lines: Independent lines for it, before and after, as lower and upper bound.
        results: Results that differ, laxest standard first.
        gaps: Gaps that opened or closed.
        touched: Changes to what stands behind it; that they did anything is not said.
    """

    address: str | None
    mode: str | None = None
    part: str | None = None
    presence: Literal["both", "added", "removed"] = "both"
    status: tuple[str | None, str | None] = (None, None)
    lines: tuple[tuple[int, ...] | None, tuple[int, ...] | None] = (None, None)
    results: tuple[ResultChange, ...] = ()
    gaps: tuple[GapChange, ...] = ()
    touched: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything about it differs."""
        return bool(self.presence != "both" or self.results or self.gaps or self.status[0] != self.status[1] or self.lines[0] != self.lines[1])

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "address": self.address, "mode": self.mode, "part": self.part, "presence": self.presence, "status": list(self.status),
            "lines": [None if one is None else list(one) for one in self.lines], "results": [one.to_plain() for one in self.results],
            "gaps": [one.to_plain() for one in self.gaps], "touched": list(self.touched),
        }  # fmt: skip


@final
@frozen(kw_only=True)
class ClaimComparison:
    """One claim on both sides; `whole` is the claim itself, `elements` only those that differ."""

    id: str
    presence: Literal["both", "added", "removed"]
    whole: ElementComparison
    elements: tuple[ElementComparison, ...]
    unchanged: int

    @property
    def changed(self) -> bool:
        """Whether anything about it differs."""
        return self.presence != "both" or self.whole.changed or bool(self.elements)

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "id": self.id, "presence": self.presence, "results": [one.to_plain() for one in self.whole.results],
            "gaps": [one.to_plain() for one in self.whole.gaps], "elements": [one.to_plain() for one in self.elements], "unchanged": self.unchanged,
        }  # fmt: skip


@final
@frozen(kw_only=True, repr=False)
class Comparison(Shown):
    """What opened, closed, got better or worse between two states, and why.

    Attributes:
        before: The earlier side.
        after: The later side.
        standard: Standard of status and gaps.
        claims: Each claim of either side.
        inputs: What was added, removed or changed, or None where one side is a saved report.
        law, policy: What is to be said of a changed law or policy; empty where they are the same.
        notes: What could not be done, and why.
        truncated: True where the causes of some results were not traced, for their number.
    """

    before: SideFacts
    after: SideFacts
    standard: str
    claims: tuple[ClaimComparison, ...]
    inputs: tuple[InputChange, ...] | None
    law: tuple[str, ...] = ()
    policy: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    truncated: bool = False
    _names: Mapping[str, int] = field(init=False, eq=False, repr=False)

    @_names.default
    def _places(self) -> dict[str, int]:
        return {one.id: place for place, one in enumerate(self.claims)}

    def __getitem__(self, claim: str) -> ClaimComparison:
        """Return a claim by its id; raises UnknownId."""
        if claim not in self._names:
            raise UnknownId("claim", claim, self._names)
        return self.claims[self._names[claim]]

    def __iter__(self) -> Iterator[ClaimComparison]:
        return iter(self.claims)

    @property
    def changed(self) -> bool:
        """Whether anything differs at all."""
        return bool(self.inputs or self.law or self.policy or any(one.changed for one in self.claims))

    def to_plain(self) -> dict[str, Any]:
        """Return the comparison as the JSON values of `claimmap/compare-1`."""
        return {
            "format": "claimmap/compare-1", "before": self.before.to_plain(), "after": self.after.to_plain(), "standard": self.standard,
            "law": list(self.law), "policy": list(self.policy), "claims": [one.to_plain() for one in self.claims],
            "inputs": None if self.inputs is None else [one.to_plain() for one in self.inputs], "notes": list(self.notes),
            "truncated": self.truncated,
        }  # fmt: skip
