"""What the answer on jurisdiction would be if a date, a State, a declaration or a referral were another."""

import pytest

import claimmap as cm
from claimmap.case import Case
from claimmap.problems import ClaimmapError, UnknownId

CLAIM = "deportation"


@pytest.fixture(scope="module")
def case() -> Case:
    """A removal out of a State Party into one that is none, lawful presence alleged."""
    from claimmap.reading import structure

    plain = {
        "id": "x", "title": "X", "as-of": "2026-11-21", "people": [{"id": "a", "nationality": ["CHN"], "adult": "true"}],
        "events": [{"id": "e", "title": "Removal", "when": "2018-05-01", "parts": [
            {"id": "taken", "role": "conduct", "at": "TJK"}, {"id": "arrived", "role": "consequence", "at": "CHN"}]}],
        "claims": [{"id": CLAIM, "title": "Deportation", "crime": "7(1)(d)", "people": ["a"], "events": ["e"]}],
    }  # fmt: skip
    return structure(plain, Case)


def test_the_case_as_it_stands(case: Case) -> None:
    found = cm.jurisdiction(case, CLAIM)
    assert (found.outcome, found.exercise, found.paths) == ("yes", "available", ("12(2)(a) TJK",))


def test_another_date(case: Case) -> None:
    assert cm.jurisdiction(cm.suppose(case, when={"e": "2002-06-30"}), CLAIM).outcome == "no"


def test_another_state_joining(case: Case) -> None:
    moved = cm.suppose(case, at={"taken": "KGZ"})
    assert cm.jurisdiction(moved, CLAIM).outcome == "no"
    assert cm.jurisdiction(cm.suppose(moved, states={"KGZ": {"party": "2010-01-01/.."}}), CLAIM).outcome == "yes"


def test_a_declaration(case: Case) -> None:
    moved = cm.suppose(case, at={"taken": "CHN"})
    declared = {"CHN": {"accepts": [{"from": "2017-01-01", "lodged": "2026-01-01", "over": "all", "by": "government", "validity": "alleged"}]}}
    assert cm.jurisdiction(cm.suppose(moved, states=declared), CLAIM).outcome == "yes"


def test_a_referral(case: Case) -> None:
    referred = cm.suppose(case, triggers=[{"route": "13(a)", "by": "LTU", "date": "2026-10-01"}])
    assert cm.jurisdiction(referred, CLAIM).exercise == "exercised"


def test_what_cannot_be_supposed(case: Case) -> None:
    with pytest.raises(UnknownId):
        cm.suppose(case, when={"nothing": "2018"})
    with pytest.raises(ClaimmapError):
        cm.suppose(case, when={"e": "2018-13"})


def test_a_claim_shows_itself(case: Case) -> None:
    faces = cm.jurisdiction(case, CLAIM)._repr_mimebundle_()
    assert set(faces) == {"text/plain", "text/markdown", "text/html"}
    assert "12(2)(a) TJK" in faces["text/plain"]
    assert "<script" not in faces["text/html"]
