"""Jurisdiction on the scenario files, which carry their own answers, and on the same files with every name changed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

from claimmap import forum
from claimmap.case import Case
from claimmap.jurisdiction import ClaimJurisdiction, Register, jurisdiction
from claimmap.jurisdiction.register import RANKS
from claimmap.law import Law
from claimmap.library import find_cases, read_case
from claimmap.problems import UnknownId
from claimmap.states import States

FOLDER = Path(__file__).parent / "truth" / "jurisdiction"
FILES = sorted(FOLDER.glob("*.yaml"))


def read(path: Path) -> Case:
    (files,) = find_cases(path)
    case, _, problems = read_case(files)
    assert case is not None, problems
    return case


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_scenario(path: Path, law: Law) -> None:
    case = read(path)
    assert case.expect is not None
    assert case.expect.jurisdiction
    assert forum.differences(case, law) == ()


def test_there_are_scenarios() -> None:
    assert len(FILES) >= 96


def renamed(case: Case) -> tuple[Case, dict[str, str]]:
    """Give every id, title, name and description another text."""
    ids = {
        one.id: f"{kind}-{number}"
        for kind, many in (
            ("p", case.people), ("e", case.events), ("c", case.claims), ("x", case.contexts), ("g", case.groups)
        )
        for number, one in enumerate(many)
    }  # fmt: skip

    def name(one: Any, **more: Any) -> Any:
        words = {key: "Words" for key in ("title", "name", "note", "label") if getattr(one, key, None) is not None}
        return attrs.evolve(one, id=ids[one.id], **words, **more)

    def part(number: int, one: Any) -> Any:
        return attrs.evolve(one, id=None if one.id is None else f"part-{number}", what=f"Words {number}")

    return (
        attrs.evolve(
            case,
            id="renamed",
            title="Renamed",
            people=tuple(name(one) for one in case.people),
            groups=tuple(name(one) for one in case.groups),
            contexts=tuple(name(one) for one in case.contexts),
            events=tuple(
                name(one, parts=tuple(part(number, part_) for number, part_ in enumerate(one.parts)))
                for one in case.events
            ),
            claims=tuple(
                name(
                    one,
                    people=tuple(ids[who] for who in one.people),
                    events=tuple(ids[what] for what in one.events),
                    context=ids[one.context] if one.context else None,
                )
                for one in case.claims
            ),
        ),
        ids,
    )


def bare(answer: ClaimJurisdiction) -> Mapping[str, Any]:
    """Return what must not depend on names."""
    return {
        "outcome": answer.outcome, "contested": answer.contested, "exercise": answer.exercise, "paths": answer.paths,
        "status": answer.status, "fails": answer.failing, "views": [one.point for one in answer.views if one.rank],
        "by": [(one.outcome, one.paths, one.fails) for one in answer.by], "needs": [len(one) for one in answer.needs],
        "conditions": sorted((one.article, one.outcome) for one in answer.conditions),
    }  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_renaming_changes_nothing(path: Path, law: Law) -> None:
    case = read(path)
    other, ids = renamed(case)
    before, after = forum.answers(case, law), forum.answers(other, law)
    assert {ids[claim]: bare(answer) for claim, answer in before.items()} == {
        claim: bare(answer) for claim, answer in after.items()
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_answer_says_why(path: Path, law: Law) -> None:
    case = read(path)
    for answer in forum.answers(case, law).values():
        plain = answer.to_plain()
        assert all(one["because"] and one["source"] for one in plain["conditions"])
        assert {one.article for one in answer.fails} == set(answer.failing)
        assert all(one.because for one in answer.fails)
        assert (answer.outcome == "no") == bool(answer.fails)
        assert (answer.outcome == "partly") == bool(answer.parts) or len(answer.by) > 1
        if answer.contested:
            assert {one.answer for one in answer.views} == {"yes", "no"}
        if answer.outcome == "unknown" and not answer.contested:
            assert answer.needs
        if answer.outcome in ("yes", "no"):
            assert not answer.needs


def test_no_scenario_is_named_in_the_code() -> None:
    source = Path(forum.__file__).parent / "jurisdiction"
    text = "\n".join(path.read_text(encoding="utf-8") for path in source.glob("*.py"))
    for path in FILES:
        assert f'"{path.stem}"' not in text
        assert read(path).title not in text


def test_an_unknown_claim_is_refused(states: States, register: Register) -> None:
    case = read(FILES[0])
    with pytest.raises(UnknownId, match="there is no claim 'x'"):
        jurisdiction(case, states, "x", register=register, crimes={})


def test_one_claim_answers_as_it_does_among_all(law: Law, states: States, register: Register) -> None:
    for path in FILES[::8]:
        case = read(path)
        crimes = forum.CrimesOf(law)
        together = forum.answers(case, law)
        for claim in case.claims:
            alone = jurisdiction(case, states, claim.id, register=register, crimes=crimes)
            assert alone.to_plain() == together[claim.id].to_plain()


class TestRegister:
    """Both answers to each contested point, with who holds them."""

    def test_every_point_has_both_sides_and_leans_to_a_stated_one(self, register: Register) -> None:
        for point in register.points.values():
            assert {view.answer for view in point.views} == {"yes", "no"}, point.id
            assert point.leans in ("yes", "no", "open")
            assert point.why_it_leans

    def test_submissions_never_make_a_lean(self, register: Register) -> None:
        for point in register.points.values():
            if point.leans != "open":
                best = min(RANKS.index(view.rank) for view in point.views if view.answer == point.leans)
                assert best < RANKS.index("submissions"), point.id

    def test_every_point_is_used_and_every_use_is_registered(self, register: Register) -> None:
        source = Path(forum.__file__).parent / "jurisdiction"
        text = "\n".join(path.read_text(encoding="utf-8") for path in source.glob("*.py"))
        for point in register.points.values():
            assert point.address or f'"{point.id}"' in text or point.id.endswith("-only-link"), point.id

    def test_addresses_exist(self, register: Register, law: Law) -> None:
        for point in register.points.values():
            if point.address:
                assert point.address in law
