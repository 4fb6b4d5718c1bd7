"""Compare an answer with what a case file expects of it; only what is written is compared, views never."""

from collections.abc import Mapping
from typing import final

from attrs import frozen

from claimmap.case import ExpectedJurisdiction
from claimmap.jurisdiction.answer import ClaimJurisdiction


@final
@frozen(kw_only=True)
class Difference:
    """One expectation that does not hold; *what* is the key, such as `status.territorial`."""

    claim: str
    what: str
    expected: object
    found: object


def compare_expectations(
    expected: Mapping[str, ExpectedJurisdiction], found: Mapping[str, ClaimJurisdiction]
) -> tuple[Difference, ...]:
    """List what differs between the expectations of a case and the answers.

    Args:
        expected: By claim id.
        found: By claim id; a claim that has no answer differs as a whole.
    """
    out: list[Difference] = []
    for claim, wanted in expected.items():
        answer = found.get(claim)
        if answer is None:
            out.append(Difference(claim=claim, what="claim", expected=claim, found=None))
            continue
        out += _compare(claim, wanted, answer)
    return tuple(out)


def _compare(claim: str, wanted: ExpectedJurisdiction, answer: ClaimJurisdiction) -> list[Difference]:
    pairs: list[tuple[str, object, object]] = [
        (what, value, getattr(answer, what))
        for what in ("outcome", "contested", "exercise")
        if (value := getattr(wanted, what)) is not None
    ]
    if wanted.paths is not None:
        pairs.append(("paths", sorted(set(wanted.paths)), sorted(set(answer.paths))))
    if wanted.fails is not None:
        pairs.append(("fails", sorted(set(wanted.fails)), sorted(set(answer.failing))))
    pairs += [(f"status.{key}", value, answer.status.get(key)) for key, value in (wanted.status or {}).items()]
    return [Difference(claim=claim, what=what, expected=value, found=got) for what, value, got in pairs if value != got]
