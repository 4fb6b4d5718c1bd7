"""Working thresholds: how grades and lines become a result at each standard.

A policy is a choice of the team that uses it, not law; each report prints its id and hash.
"""

import hashlib
from collections.abc import Mapping
from typing import Final, Literal, final

from attrs import evolve, field, frozen

from claimmap.case import Grade, Standard
from claimmap.faces import Shown

GRADES: Final[tuple[Grade, ...]] = ("none", "low", "medium", "high")
LEVEL: Final[Mapping[str, int]] = {grade: level for level, grade in enumerate(GRADES)}
STANDARDS: Final[tuple[Standard, ...]] = (
    "reasonable-basis", "reasonable-grounds", "substantial-grounds", "beyond-reasonable-doubt",
)  # fmt: skip
CON_RULES: Final = ("note", "outweighed", "answered")

Threshold = Literal["low", "medium", "high"]


@final
@frozen(kw_only=True)
class Clause:
    """One way to reach a standard: so many independent lines of at least this grade.

    Attributes:
        grade: Least grade of every node on the line.
        lines: Least number of independent lines.
        assessment: `required` where a person's recorded judgment is needed as well.
    """

    grade: Threshold
    lines: int
    assessment: Literal["required"] | None = None

    def dominates(self, other: "Clause") -> bool:
        """Tell whether meeting this clause meets *other*, assessments aside."""
        return LEVEL[self.grade] >= LEVEL[other.grade] and self.lines >= other.lines


@final
@frozen(kw_only=True)
class Stage:
    """What one standard asks.

    Attributes:
        standard: Which standard.
        basis: Where the standard stands.
        pro: Clauses, any of which suffices.
        con: What contradicting lines do: note, outweighed or answered.
        con_hard: Grade of contradiction that no recorded assessment answers.
        alternatives: Whether rival explanations must be excluded or only reported.
        caps: Highest grade that a tag or kind of identity may carry, for incriminating use only.
        pending: Tags that make an item count as challenged, for incriminating use only.
    """

    standard: Standard
    basis: str
    pro: tuple[Clause, ...]
    con: Literal["note", "outweighed", "answered"]
    con_hard: Threshold = "low"
    alternatives: Literal["report", "exclude"] = "report"
    caps: Mapping[str, Grade] = field(factory=dict)
    pending: tuple[str, ...] = ()


@final
@frozen(kw_only=True)
class Admiralty:
    """How letters (source) and digits (information) of the admiralty code read as grades.

    Attributes:
        letter: Grade, or `unassessed`, by letter.
        digit: Grade, or `unassessed`, by digit.
    """

    letter: Mapping[str, str]
    digit: Mapping[str, str]


@final
@frozen(kw_only=True, repr=False)
class Policy(Shown):
    """A policy file.

    Attributes:
        format: The first line of the file.
        id: Printed with every result.
        title: What the team calls it.
        nested: False switches the check off that each standard asks at least what the laxer ones ask.
        admiralty: How codes read as grades.
        conclusions: Whether conclusions carry nothing or their grade.
        stages: All four standards, laxest first.
        sha256: Hash of the file, filled in when it is loaded.
    """

    format: Literal["claimmap/policy-1"] = "claimmap/policy-1"
    id: str
    title: str = ""
    nested: bool = True
    admiralty: Admiralty
    conclusions: Literal["none", "graded"] = "none"
    stages: tuple[Stage, ...]
    sha256: str = ""

    def stage(self, standard: str) -> Stage:
        """Return the stage of a standard; raises KeyError."""
        for one in self.stages:
            if one.standard == standard:
                return one
        raise KeyError(standard)

    def hashed(self, data: bytes) -> "Policy":
        """Return the policy with the hash of the bytes it was read from."""
        return evolve(self, sha256=hashlib.sha256(data).hexdigest())


NESTS: Final = "each stricter standard asks at least what the laxer ones ask; `nested: false` switches this check off"


def faults(policy: Policy) -> list[str]:
    """Say what is wrong with a policy, in sentences; an empty list means nothing."""
    return [message for message, _ in faults_and_hints(policy)]


def faults_and_hints(policy: Policy) -> list[tuple[str, str]]:
    """Say what is wrong with a policy, each fault with what to write instead.

    Nesting keeps a result met at a stage met at every laxer one.
    """
    named = [stage.standard for stage in policy.stages]
    if named != list(STANDARDS):
        message = f"the stages are {', '.join(named)}; expected {', '.join(STANDARDS)}, laxest first"
        return [(message, "write each of the four stages once, in that order")]
    found = _faults_of_values(policy)
    if policy.nested:
        found += [(message, NESTS) for message in _faults_of_nesting(policy)]
    return found


def _faults_of_values(policy: Policy) -> list[tuple[str, str]]:
    """Say which values mean nothing, stage by stage."""
    out: list[tuple[str, str]] = []
    for stage in policy.stages:
        if not stage.pro:
            out.append((f"{stage.standard} has no clause: nothing would ever reach it", "write at least one below `pro:`, with a grade and a number of lines"))
        out += [(f"{stage.standard}: a clause asks for {clause.lines} lines; at least 1 is needed", "write 1 or more after `lines:`")
                for clause in stage.pro if clause.lines < 1]  # fmt: skip
        out += [(f"{stage.standard}: the cap of {tag!r} is none; a cap never goes below low, or what the item attacks would revive",
                 "write low, or leave the cap out") for tag, cap in stage.caps.items() if cap == "none"]  # fmt: skip
    for table, name in ((policy.admiralty.letter, "letter"), (policy.admiralty.digit, "digit")):
        out += [(f"admiralty {name} {key!r} maps to {value!r}; expected {', '.join(GRADES)} or unassessed",
                 "write one of these after the mark")
                for key, value in table.items() if value not in (*GRADES, "unassessed")]  # fmt: skip
    return out


def _faults_of_nesting(policy: Policy) -> list[str]:
    """Say where a stricter standard asks less than a laxer one."""
    out: list[str] = []
    for lax, strict in zip(policy.stages, policy.stages[1:], strict=False):
        out += [
            f"{strict.standard}: the clause {clause.grade} x {clause.lines} asks less than every clause of {lax.standard}"
            for clause in strict.pro
            if not any(clause.dominates(other) for other in lax.pro)
        ]
        if CON_RULES.index(strict.con) < CON_RULES.index(lax.con):
            out.append(f"{strict.standard}: contradiction counts less ({strict.con}) than at {lax.standard} ({lax.con})")
        for tag, cap in lax.caps.items():
            if LEVEL[strict.caps.get(tag, "high")] > LEVEL[cap]:
                out.append(f"{strict.standard}: the cap of {tag!r} is laxer than at {lax.standard}")
        out += [f"{strict.standard}: {tag!r} is no longer pending, as it was at {lax.standard}"
                for tag in lax.pending if tag not in strict.pending]  # fmt: skip
        if lax.alternatives == "exclude" and strict.alternatives == "report":
            out.append(f"{strict.standard}: alternatives need not be excluded, as they must at {lax.standard}")
    return out
