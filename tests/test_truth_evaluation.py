"""The worked answers of the explanation of evaluation, which come from an independent brute-force program."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from claimmap import workbench
from claimmap.case import Admissibility, Assessment, Case, Challenge, Claim, Evidence, Link, Source
from claimmap.dates import When
from claimmap.evaluation import RESULTS, Evaluation
from claimmap.graph import build
from claimmap.law import Law
from claimmap.lines import capped_flow, count_lines, run_pass
from claimmap.policy import GRADES, Policy

HERE = Path(__file__).parent / "truth" / "evaluation"
CASES = sorted((HERE / "cases").glob("*.yaml"))
WORKED = json.loads((HERE / "worked_examples.json").read_text(encoding="utf-8"))
EVALUATED = json.loads((HERE / "evaluator_examples.json").read_text(encoding="utf-8"))
ELEMENT = "6(b)/1"


def test_all_forty_cases_are_here() -> None:
    assert len(CASES) == 40


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_generated_case(path: Path, law: Law, policy: Policy) -> None:
    result = workbench.test([path], law, policy)
    assert result.problems == ()
    assert result.failures == ()
    assert (result.passed, result.failed) == (1, 0)


# ---------------------------------------------------------------- lines: 22 worked examples


def case_from(sources: list[Source], evidence: list[Evidence], **more: Any) -> Case:
    """Return a case of one claim of 6(b) without people, incidents or modes."""
    return Case(
        id="truth", title="Truth", as_of=When.parse("2026-11-21").start.last, claims=(Claim(id="c", title="C", crime="6(b)"),),
        sources=tuple(sources), evidence=tuple(evidence), **more,
    )  # fmt: skip


def worked_case(example: Mapping[str, Any], *, leave_out: bool) -> Case:
    """
    Return a worked example as a case.

    Args:
        leave_out: An item of undisclosed origin has no `from`; otherwise it names a source unknown to the team.
    """
    linked, every = set(example["support"]), set(example["all_mode"])
    sources, evidence = [], []
    for name, parents in example["parents"].items():
        needs = "all" if name in every else "any"
        if name not in linked:
            sources.append(Source(id=name, kind="person", identity="known", grade="high", from_=tuple(parents), needs=needs))
            continue
        if parents == ["?"]:
            if not leave_out:
                sources.append(Source(id=f"unknown-{name}", identity="unknown-to-team", grade="high"))
            origins: tuple[str, ...] = () if leave_out else (f"unknown-{name}",)
        else:
            origins = tuple(parents) or ("self",)
        evidence.append(Evidence(id=name, title=name, kind="testimony", from_=origins, needs=needs, grade="high", supports=(Link(element=ELEMENT, shows="It."),)))
    return case_from(sources, evidence)


def number(example: Mapping[str, Any]) -> str:
    return str(example["name"]).split()[0]


@pytest.mark.parametrize("example", WORKED, ids=number)
def test_lines_of_worked_example(example: Mapping[str, Any], law: Law, policy: Policy) -> None:
    element = workbench.gaps(worked_case(example, leave_out=False), law=law, policy=policy)["c"][ELEMENT]
    assert element.lines_for == (example["lines_lo"], example["lines_hi"])
    assert element.items == example["items"]
    assert element.origins == example["roots"]


@pytest.mark.parametrize("example", WORKED, ids=number)
def test_single_points_of_worked_example(example: Mapping[str, Any], law: Law, policy: Policy) -> None:
    """An origin that nobody has named is no node of the file, so it is no single point either."""
    element = workbench.gaps(worked_case(example, leave_out=True), law=law, policy=policy)["c"][ELEMENT]
    assert sorted(element.single_points) == sorted(example["single_points"])


@pytest.mark.parametrize("example", WORKED, ids=number)
def test_lines_of_worked_example_as_a_graph(example: Mapping[str, Any], law: Law) -> None:
    """Without grades: the passes alone, with origins left out, and the flow where every derivation is `any`."""
    built = build(worked_case(example, leave_out=True), law)
    row = next(one for one in built.rows if one.element.address == ELEMENT)
    positions = row.pro.get("", [])
    nodes, links = [3] * len(built.provenance.names), [3] * len(built.links.item)
    lower, upper = (run_pass(built, nodes, links, 1, lower=end) for end in (True, False))
    assert (count_lines(built.links, positions, lower), count_lines(built.links, positions, upper)) == (example["lines_lo"], example["lines_hi"])
    if not example["all_mode"]:
        assert capped_flow(built, positions, upper, 5) == example["lines_hi"]


# ---------------------------------------------------------------- results: 17 evaluator examples


def grade(value: int | None) -> Any:
    return None if value is None else GRADES[value]


def evaluated_case(example: Mapping[str, Any]) -> Case:
    """Return an evaluator example as a case; a node that only joins an item to the element is the link's strength."""
    nodes = example["nodes"]
    polarity = {name: sign for name, _, sign in example["links"]}
    links: dict[str, list[Link]] = {}
    against: dict[str, list[Link]] = {}
    for name, sign in polarity.items():
        assert nodes[name]["parents"] == [name.removeprefix("link_")]
        link = Link(element=ELEMENT, shows="It.", strength=grade(nodes[name]["grade"]))
        (links if sign == "+" else against).setdefault(nodes[name]["parents"][0], []).append(link)
    sources, evidence = [], []
    for name, node in nodes.items():
        if name in polarity:
            continue
        assert set(node) == {"parents", "mode", "grade", "tags", "status", "identified"}
        if not node["parents"]:
            assert node["status"] == "ok"
            identity = "known" if node["identified"] else "unknown-to-team"
            sources.append(Source(id=name, kind="person", identity=identity, grade=grade(node["grade"]), tags=tuple(node["tags"])))
            continue
        evidence.append(
            Evidence(
                id=name, title=name, kind="testimony", from_=tuple(node["parents"]), needs=node["mode"], grade=grade(node["grade"]),
                tags=tuple(node["tags"]), admissibility=Admissibility(status="not-tendered" if node["status"] == "ok" else node["status"]),
                supports=tuple(links.get(name, ())), undermines=tuple(against.get(name, ())),
            )
        )  # fmt: skip
    return case_from(
        sources, evidence,
        challenges=tuple(Challenge(from_=one, target=target, effect=grade(cap), because="It does.") for one, target, cap in example["challenges"]),
        assessments=tuple(
            Assessment(element=ELEMENT, standard=standard, finds="satisfied", by="counsel", at=When.parse("2026-11-01"), because="Weighed.")
            for _, standard in example["assessed"]
        ),
    )  # fmt: skip


@pytest.fixture(params=EVALUATED, ids=number)
def evaluated(request: pytest.FixtureRequest, law: Law, policy: Policy) -> tuple[Mapping[str, Any], Evaluation]:
    return request.param, workbench.run(evaluated_case(request.param), law=law, policy=policy)


def test_results_of_evaluator_example(evaluated: tuple[Mapping[str, Any], Evaluation]) -> None:
    example, found = evaluated
    row = next(one for one in found.rows if one.row.element.address == ELEMENT)
    names = [stage.standard for stage in found.policy.stages]
    assert {name: RESULTS[result] for name, result in zip(names, row.results, strict=True)} == example["expected"]


def test_lines_of_evaluator_example(evaluated: tuple[Mapping[str, Any], Evaluation]) -> None:
    """The example's program knew no cap on undisclosed origins, which the policy has at the two strict standards."""
    example, found = evaluated
    row = next(one for one in found.rows if one.row.element.address == ELEMENT)
    disclosed = all(node["identified"] for node in example["nodes"].values())
    for place, stage in enumerate(found.policy.stages):
        if stage.caps and not disclosed:
            continue
        profile = row.units[0].profiles[place]
        for level in (1, 2, 3):
            assert list(profile.pro[level - 1]) == example["lines_for"][stage.standard][str(level)], (stage.standard, level)
            assert list(profile.con[level - 1]) == example["lines_against"][stage.standard][str(level)], (stage.standard, level)
