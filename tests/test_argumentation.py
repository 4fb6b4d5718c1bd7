"""
The evaluator, cut down to grades of all or nothing, against abstract argumentation.

An argument is an item that is an origin, graded high; an attack is a challenge that defeats. In, out and undecided are
then the grades that an item certainly carries, certainly lost, or may carry: the grounded labelling (Dung 1995).
The independent library is formal-argumentation, used by this test only; without it, that half is skipped.
"""

import datetime as dt
import os
import random

import pytest

from claimmap.case import Case, Challenge, Claim, Evidence, Link, Source
from claimmap.evaluation import evaluate
from claimmap.graph import build
from claimmap.library import load_law
from claimmap.workbench import load_policy

LAW, POLICY = load_law(), load_policy()
IN, OUT, UNDECIDED = (3, 3), (0, 0), (0, 3)
MANY = 20_000 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 1_000


def framework(arguments, attacks):
    """A case in which arguments are items and attacks are challenges that defeat."""
    return Case(
        id="framework", title="A framework", as_of=dt.date(2026, 11, 21), claims=(Claim(id="claim", title="Claim", crime="6(b)"),),
        evidence=tuple(
            Evidence(id=one, title=one, kind="other", from_=("self",), grade="high", supports=(Link(element="6(b)/1", shows="It stands."),))
            for one in arguments
        ),
        challenges=tuple(Challenge(from_=one, target=other, effect="none", because="It attacks.") for one, other in attacks),
    )  # fmt: skip


def labels(arguments, attacks):
    """What the evaluator gives each argument."""
    evaluation = evaluate(build(framework(arguments, attacks), LAW), POLICY)
    index, grades = evaluation.graph.provenance.index, evaluation.uncapped
    return {one: (grades.low[index[one]], grades.high[index[one]]) for one in arguments}


@pytest.mark.parametrize(
    ("arguments", "attacks", "expected"),
    [
        # Dung, On the acceptability of arguments (1995), section 1: I, A and the reinstated argument of the dialogue of two
        # countries: i1 is attacked by a, a by i2.
        ("i1 a i2", [("a", "i1"), ("i2", "a")], {"i1": IN, "a": OUT, "i2": IN}),
        # Dung (1995), the Nixon diamond: two arguments attack each other; the grounded extension is empty.
        ("quaker republican", [("quaker", "republican"), ("republican", "quaker")], {"quaker": UNDECIDED, "republican": UNDECIDED}),
        # Caminada, On the issue of reinstatement in argumentation (2006): a cycle of three stays undecided, with what it attacks.
        ("a b c d", [("a", "b"), ("b", "c"), ("c", "a"), ("a", "d")], {"a": UNDECIDED, "b": UNDECIDED, "c": UNDECIDED, "d": UNDECIDED}),
        # Baroni, Caminada and Giacomin, An introduction to argumentation semantics (2011), floating acceptance: a and b attack
        # each other and both attack c, c attacks d; the grounded labelling leaves all four undecided.
        ("a b c d", [("a", "b"), ("b", "a"), ("a", "c"), ("b", "c"), ("c", "d")], {"a": UNDECIDED, "b": UNDECIDED, "c": UNDECIDED, "d": UNDECIDED}),
        # An argument that attacks itself is never accepted, and what it attacks waits with it (Dung 1995, remark on self-defeat).
        ("a b", [("a", "a"), ("a", "b")], {"a": UNDECIDED, "b": UNDECIDED}),
        # A self-attack that an unattacked argument defeats does no harm.
        ("a b c", [("a", "a"), ("a", "b"), ("c", "a")], {"a": OUT, "b": IN, "c": IN}),
        # Simari and Loui, and many after: reinstatement along a chain alternates from its unattacked end.
        ("a b c d e", [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")], {"a": IN, "b": OUT, "c": IN, "d": OUT, "e": IN}),
        # A cycle of two broken from outside: c defeats a, so b stands.
        ("a b c", [("a", "b"), ("b", "a"), ("c", "a")], {"a": OUT, "b": IN, "c": IN}),
    ],
)
def test_textbook_frameworks(arguments, attacks, expected):
    assert labels(arguments.split(), attacks) == expected


def random_framework(chance):
    arguments = [f"a{number}" for number in range(chance.randint(1, 9))]
    density = chance.choice([0.05, 0.15, 0.3])
    return arguments, [(one, other) for one in arguments for other in arguments if chance.random() < density]


def test_the_grounded_labelling_of_random_frameworks():
    dung = pytest.importorskip("argumentation.core.dung", reason="pip install formal-argumentation==0.3.0")
    chance = random.Random(11)
    for _ in range(MANY):
        arguments, attacks = random_framework(chance)
        extension = set(dung.grounded_extension(dung.ArgumentationFramework(arguments=frozenset(arguments), defeats=frozenset(attacks))))
        attacked = {other for one, other in attacks if one in extension}
        expected = {one: IN if one in extension else OUT if one in attacked else UNDECIDED for one in arguments}
        assert labels(arguments, attacks) == expected


def test_the_grounded_labelling_by_its_definition():
    """The least fixpoint of the characteristic function, worked out from its definition alone."""
    chance = random.Random(12)
    for _ in range(MANY):
        arguments, attacks = random_framework(chance)
        attackers = {one: {before for before, after in attacks if after == one} for one in arguments}
        accepted: set[str] = set()
        while True:
            defeated = {after for before, after in attacks if before in accepted}
            grown = {one for one in arguments if attackers[one] <= defeated}
            if grown == accepted:
                break
            accepted = grown
        defeated = {after for before, after in attacks if before in accepted}
        assert labels(arguments, attacks) == {one: IN if one in accepted else OUT if one in defeated else UNDECIDED for one in arguments}


def test_support_counts_as_the_label_says():
    """What is in counts, what is out does not, what is undecided may: never more."""
    evaluation = evaluate(build(framework(["a", "b"], [("a", "b")]), LAW), POLICY)
    row = next(one for one in evaluation.rows if one.row.element.address == "6(b)/1")
    assert row.units[0].profiles[0].pro[2] == (1, 1)
    evaluation = evaluate(build(framework(["a", "b"], [("a", "b"), ("b", "a")]), LAW), POLICY)
    row = next(one for one in evaluation.rows if one.row.element.address == "6(b)/1")
    assert row.units[0].profiles[0].pro[2] == (0, 2)


def test_support_passes_attacks_on():
    """A witness whose credibility is defeated takes with it what rests on him alone."""
    case = framework(["attacker"], [])
    case = Case(
        id="support", title="Support", as_of=case.as_of, claims=case.claims, sources=(Source(id="witness", identity="known", grade="high"),),
        evidence=(*case.evidence, Evidence(id="statement", title="Statement", kind="testimony", from_=("witness",), grade="high"),
                  Evidence(id="other", title="Other", kind="other", from_=("self",), grade="high")),
        challenges=(Challenge(from_="attacker", target="witness", effect="none", because="He was elsewhere."),
                    Challenge(from_="statement", target="other", effect="none", because="It contradicts.")),
    )  # fmt: skip
    evaluation = evaluate(build(case, LAW), POLICY)
    index, grades = evaluation.graph.provenance.index, evaluation.uncapped
    assert grades.reach_high[index["statement"]] == 0
    assert grades.low[index["other"]] == 3
