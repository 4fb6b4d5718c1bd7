"""Policy files: what may stand in one, how its standards nest, and that every report says which one was used."""

import hashlib
from pathlib import Path

import pytest
from attrs import evolve

from claimmap import workbench
from claimmap.case import Case, Claim, Evidence, Link
from claimmap.dates import When
from claimmap.law import Law
from claimmap.policy import LEVEL, STANDARDS, Clause, Policy, faults
from claimmap.problems import InvalidFiles
from claimmap.report.markdown import to_markdown
from claimmap.report.text import to_text

DEFAULT = workbench.DEFAULT_POLICY.read_text(encoding="utf-8")


def load(text: str, folder: Path) -> Policy:
    path = folder / "policy.yaml"
    path.write_text(text, encoding="utf-8")
    return workbench.load_policy(path)


def messages(error: pytest.ExceptionInfo[InvalidFiles]) -> str:
    return "\n".join(one.message for one in error.value.problems)


def test_the_default_policy_says_what_the_design_says(policy: Policy) -> None:
    """Every value, so that none moves without a test that moves with it."""
    assert policy.id == "claimmap-default/1"
    assert policy.conclusions == "none"
    assert [stage.standard for stage in policy.stages] == list(STANDARDS)
    asked = {stage.standard: [(one.grade, one.lines, one.assessment) for one in stage.pro] for stage in policy.stages}
    assert asked == {
        "reasonable-basis": [("low", 1, None)],
        "reasonable-grounds": [("medium", 1, None)],
        "substantial-grounds": [("high", 1, None), ("medium", 2, None)],
        "beyond-reasonable-doubt": [("high", 1, "required"), ("medium", 2, "required")],
    }
    assert [stage.con for stage in policy.stages] == ["note", "note", "outweighed", "answered"]
    assert policy.stage("beyond-reasonable-doubt").con_hard == "medium"
    assert [stage.alternatives for stage in policy.stages] == ["report", "report", "report", "exclude"]
    low = {"anonymous-hearsay": "low", "withheld-from-defence": "low", "unknown-to-team": "low"}
    assert [dict(stage.caps) for stage in policy.stages] == [{}, {}, low, low]
    assert [stage.pending for stage in policy.stages] == [(), (), (), ("withheld-from-defence",)]
    assert [stage.basis for stage in policy.stages] == ["arts. 15(3) and 53(1)(a)", "art. 58(1)(a)", "art. 61(5) and (7)", "art. 66(3)"]


def test_the_default_policy_reads_the_admiralty_code(policy: Policy) -> None:
    assert dict(policy.admiralty.letter) == {"A": "high", "B": "high", "C": "medium", "D": "low", "E": "none", "F": "unassessed"}
    assert dict(policy.admiralty.digit) == {"1": "high", "2": "high", "3": "medium", "4": "low", "5": "none", "6": "unassessed"}


def test_the_default_policy_has_no_fault(policy: Policy) -> None:
    assert faults(policy) == []


def test_a_policy_is_known_by_the_hash_of_its_file(policy: Policy, tmp_path: Path) -> None:
    assert policy.sha256 == hashlib.sha256(DEFAULT.encode()).hexdigest()
    assert load(DEFAULT + "# a comment\n", tmp_path).sha256 != policy.sha256


def test_every_face_of_a_report_names_the_policy_and_its_hash(law: Law, policy: Policy) -> None:
    case = Case(id="c", title="C", as_of=When.parse("2026-11-21").start.last, claims=(Claim(id="a", title="A", crime="6(b)"),))
    report = workbench.gaps(case, law=law, policy=policy)
    assert report.to_plain()["policy"] == {"id": "claimmap-default/1", "sha256": policy.sha256}
    bundle = report._repr_mimebundle_()
    for face in (to_text(report), to_markdown(report), *bundle.values()):
        assert "claimmap-default/1" in face
        assert policy.sha256[:12] in face


@pytest.mark.parametrize("grade", ["low", "medium", "high"])
@pytest.mark.parametrize("lines", [1, 2, 3])
def test_a_clause_dominates_what_asks_no_more_in_either_way(grade: str, lines: int) -> None:
    clause = Clause(grade=grade, lines=lines)  # type: ignore[arg-type]
    for other in (Clause(grade=one, lines=number) for one in ("low", "medium", "high") for number in (1, 2, 3)):  # type: ignore[arg-type]
        assert clause.dominates(other) == (LEVEL[grade] >= LEVEL[other.grade] and lines >= other.lines)


def changed(policy: Policy, place: int, **change: object) -> Policy:
    stages = list(policy.stages)
    stages[place] = evolve(stages[place], **change)
    return evolve(policy, stages=tuple(stages))


@pytest.mark.parametrize(
    ("place", "change", "said"),
    [
        (1, {"pro": (Clause(grade="low", lines=1),)}, None),
        (2, {"pro": (Clause(grade="low", lines=2),)}, "substantial-grounds: the clause low x 2 asks less than every clause of reasonable-grounds"),
        (2, {"pro": (Clause(grade="high", lines=1), Clause(grade="low", lines=9))}, "substantial-grounds: the clause low x 9 asks less than every clause"),
        (3, {"pro": (Clause(grade="medium", lines=1, assessment="required"),)}, "beyond-reasonable-doubt: the clause medium x 1 asks less"),
        (3, {"con": "note"}, "beyond-reasonable-doubt: contradiction counts less (note) than at substantial-grounds (outweighed)"),
        (1, {"con": "answered"}, "substantial-grounds: contradiction counts less (outweighed) than at reasonable-grounds (answered)"),
        (3, {"caps": {}}, "beyond-reasonable-doubt: the cap of 'anonymous-hearsay' is laxer than at substantial-grounds"),
        (3, {"caps": {"anonymous-hearsay": "medium", "withheld-from-defence": "low", "unknown-to-team": "low"}}, "the cap of 'anonymous-hearsay' is laxer"),
        (2, {"pending": ("unknown-to-team",)}, "beyond-reasonable-doubt: 'unknown-to-team' is no longer pending, as it was at substantial-grounds"),
        (2, {"alternatives": "exclude"}, None),
        (0, {"alternatives": "exclude"}, "reasonable-grounds: alternatives need not be excluded, as they must at reasonable-basis"),
        (0, {"pro": ()}, "reasonable-basis has no clause: nothing would ever reach it"),
        (0, {"pro": (Clause(grade="low", lines=0),)}, "reasonable-basis: a clause asks for 0 lines; at least 1 is needed"),
    ],
)
def test_standards_must_nest(place: int, change: dict[str, object], said: str | None, policy: Policy) -> None:
    found = faults(changed(policy, place, **change))
    if said is None:
        assert found == []
    else:
        assert any(said in one for one in found), found


def test_nesting_may_be_switched_off_but_nothing_else(policy: Policy) -> None:
    loose = evolve(changed(policy, 3, con="note"), nested=False)
    assert faults(loose) == []
    still = evolve(changed(policy, 3, caps={"anonymous-hearsay": "none"}), nested=False)
    assert len(faults(still)) == 1


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_cap_is_never_none(place: int, policy: Policy) -> None:
    """A cap to none would revive what the capped item attacks."""
    found = faults(changed(policy, place, caps={**policy.stages[place].caps, "rumour": "none"}))
    assert any("the cap of 'rumour' is none; a cap never goes below low" in one for one in found)


@pytest.mark.parametrize("order", [(1, 0, 2, 3), (3, 2, 1, 0), (0, 1, 2), (0, 0, 1, 2, 3)])
def test_stages_stand_in_the_order_of_the_standards(order: tuple[int, ...], policy: Policy) -> None:
    found = faults(evolve(policy, stages=tuple(policy.stages[place] for place in order)))
    assert len(found) == 1
    assert "expected reasonable-basis, reasonable-grounds, substantial-grounds, beyond-reasonable-doubt, laxest first" in found[0]


def test_admiralty_marks_map_to_grades_or_to_unassessed(policy: Policy) -> None:
    wrong = evolve(policy, admiralty=evolve(policy.admiralty, letter={**policy.admiralty.letter, "B": "good"}))
    assert faults(wrong) == ["admiralty letter 'B' maps to 'good'; expected none, low, medium, high or unassessed"]


# ---------------------------------------------------------------- files


def test_a_policy_file_whose_stages_do_not_nest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidFiles) as error:
        load(DEFAULT.replace("con: answered", "con: note"), tmp_path)
    assert "contradiction counts less" in messages(error)
    assert [one.rule for one in error.value.problems] == ["bad-policy"]


def test_a_policy_file_with_a_cap_of_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidFiles) as error:
        load(DEFAULT.replace("anonymous-hearsay: low", "anonymous-hearsay: none"), tmp_path)
    assert "never goes below low" in messages(error)


def test_a_policy_file_in_the_wrong_order_is_refused(tmp_path: Path) -> None:
    first, second = "standard: reasonable-basis", "standard: reasonable-grounds"
    with pytest.raises(InvalidFiles) as error:
        load(DEFAULT.replace(first, "standard: X").replace(second, first).replace("standard: X", second), tmp_path)
    assert "laxest first" in messages(error)


def test_an_unknown_key_in_a_policy_file_is_refused_with_its_nearest_name(tmp_path: Path) -> None:
    with pytest.raises(InvalidFiles) as error:
        load(DEFAULT.replace("con-hard:", "con-hart:"), tmp_path)
    assert len(error.value.problems) == 1
    assert "con-hard" in f"{error.value.problems[0].message} {error.value.problems[0].hint}"


def test_a_policy_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(InvalidFiles):
        workbench.load_policy(tmp_path / "nothing.yaml")


# ---------------------------------------------------------------- a policy of one's own


def test_a_policy_may_grade_conclusions(law: Law, tmp_path: Path) -> None:
    finding = Evidence(id="ruling", title="R", kind="finding", from_=("self",), grade="high", supports=(Link(element="6(b)/1", shows="It."),))
    case = Case(id="c", title="C", as_of=When.parse("2026-11-21").start.last, claims=(Claim(id="a", title="A", crime="6(b)"),), evidence=(finding,))
    graded = load(DEFAULT.replace("conclusions: none", "conclusions: graded").replace("claimmap-default/1", "team/1"), tmp_path)
    report = workbench.gaps(case, law=law, policy=graded)
    assert report["a"]["6(b)/1"].result == "met"
    assert report.policy["id"] == "team/1"


def test_a_policy_may_ask_for_three_lines(law: Law, tmp_path: Path) -> None:
    strict = load(DEFAULT.replace("grade: medium, lines: 2", "grade: medium, lines: 3").replace("grade: high, lines: 1", "grade: high, lines: 3"), tmp_path)

    def result(number: int) -> str:
        items = tuple(
            Evidence(id=f"x{place}", title="X", kind="testimony", from_=("self",), grade="high", supports=(Link(element="6(b)/1", shows="It."),))
            for place in range(number)
        )
        case = Case(id="c", title="C", as_of=When.parse("2026-11-21").start.last, claims=(Claim(id="a", title="A", crime="6(b)"),), evidence=items)
        return workbench.gaps(case, "substantial-grounds", law=law, policy=strict)["a"]["6(b)/1"].result

    assert [result(number) for number in (1, 2, 3, 4)] == ["open", "open", "met", "met"]
