"""
Scope: which link counts where, and what may carry a result at all.

A false `met` would come from here, so every rule has a case in which breaking it would show.
"""

from collections.abc import Callable

import pytest
from writing import TRIAL, assessment, evidence, item

from claimmap import workbench
from claimmap.case import Case
from claimmap.law import Law
from claimmap.policy import STANDARDS, Policy
from claimmap.report.model import Report

Reporter = Callable[..., Report]


def result(report: Report, claim: str, address: str) -> str:
    return report[claim][address].result


def rows(report: Report, claim: str, address: str) -> dict[tuple[str | None, ...], str]:
    """Results by incident, person and holder, whichever differ."""
    found = report[claim][address].rows
    return {(one.event, one.person, one.holder): one.result for one in found}


def loose(report: Report) -> set[tuple[str, str, tuple[str, ...]]]:
    return {(one.evidence, one.reason, one.missing) for one in report.unassigned}


ONE = "claims:\n  - {id: deportation, title: D, crime: 7(1)(d)}\n"

PEOPLE = """
people:
  - {id: ada}
  - {id: ben}
"""

EVENTS = """
events:
  - {id: raid, title: Raid}
  - {id: ferry, title: Ferry}
"""

# ---------------------------------------------------------------- one claim's evidence is not its neighbour's

NEIGHBOURS = """
claims:
  - {id: first, title: First, crime: 7(1)(d)}
  - {id: second, title: Second, crime: 7(1)(d)}
"""


def test_conduct_of_one_claim_never_counts_for_its_neighbour(report_of: Reporter) -> None:
    report = report_of(NEIGHBOURS + evidence(item("x", "element: 7(1)(d)/1, claim: first")))
    assert result(report, "first", "7(1)(d)/1") == "met"
    assert report["second"]["7(1)(d)/1"].status == "unsupported"
    assert report["second"]["7(1)(d)/1"].for_ == ()


def test_a_link_that_two_claims_ask_for_counts_for_neither_until_it_says_which(report_of: Reporter) -> None:
    report = report_of(NEIGHBOURS + evidence(item("x", "element: 7(1)(d)/1")))
    assert [result(report, one, "7(1)(d)/1") for one in ("first", "second")] == ["not-met", "not-met"]
    assert loose(report) == {("x", "choice", ("claim",))}


def test_a_link_may_name_both_claims(report_of: Reporter) -> None:
    report = report_of(NEIGHBOURS + evidence(item("x", "element: 7(1)(d)/1, claim: [first, second]")))
    assert [result(report, one, "7(1)(d)/1") for one in ("first", "second")] == ["met", "met"]
    assert loose(report) == set()


def test_a_contradiction_of_one_claim_never_counts_for_its_neighbour(report_of: Reporter) -> None:
    report = report_of(NEIGHBOURS + evidence(item("x", undermines="element: 7(1)(d)/1, claim: first")))
    assert report["first"]["7(1)(d)/1"].against == ("x",)
    assert report["second"]["7(1)(d)/1"].against == ()
    assert report["second"]["7(1)(d)/1"].lines_against == (0, 0)


def test_a_person_tells_neighbours_apart_where_only_one_accuses_that_person(report_of: Reporter) -> None:
    claims = """
claims:
  - {id: first, title: First, crime: 7(1)(d), people: [ada]}
  - {id: second, title: Second, crime: 7(1)(d), people: [ben]}
"""
    report = report_of(PEOPLE + claims + evidence(item("x", "element: 7(1)(d)/3, person: ben")))
    assert report["first"]["7(1)(d)/3"].status == "unsupported"
    assert result(report, "second", "7(1)(d)/3") == "met"


def test_an_incident_tells_neighbours_apart_where_only_one_rests_on_it(report_of: Reporter) -> None:
    claims = """
claims:
  - {id: first, title: First, crime: 7(1)(d), events: [raid]}
  - {id: second, title: Second, crime: 7(1)(d), events: [ferry]}
"""
    report = report_of(EVENTS + claims + evidence(item("x", "element: 7(1)(d)/1, event: ferry")))
    assert report["first"]["7(1)(d)/1"].status == "unsupported"
    assert result(report, "second", "7(1)(d)/1") == "met"


@pytest.mark.parametrize("key", ["claim: second", "event: ferry", "person: ben", "context: later", "group: hill"])
def test_everything_that_a_link_states_must_match(key: str, report_of: Reporter) -> None:
    """A link to the only claim that asks, with one key that belongs elsewhere, counts nowhere and is reported."""
    case = PEOPLE + EVENTS + """
groups:
  - {id: river, kind: ethnical}
  - {id: hill, kind: ethnical}
contexts:
  - {id: earlier, kind: attack}
  - {id: later, kind: attack}
claims:
  - {id: first, title: First, crime: 7(1)(d), people: [ada], events: [raid], context: earlier, group: river}
  - {id: second, title: Second, crime: 7(1)(a), people: [ben], events: [ferry], context: later, group: hill}
"""  # fmt: skip
    report = report_of(case + evidence(item("x", [f"element: 7(1)(d)/1, {key}", f"element: 7(1)(d)/3, {key}"])))
    assert report["first"]["7(1)(d)/1"].status == "unsupported"
    assert report["first"]["7(1)(d)/3"].status == "unsupported"
    reason = "outside-group" if key.startswith("group") else "no-match"
    assert [(one.element, one.reason) for one in report.unassigned] == [("7(1)(d)/1", reason), ("7(1)(d)/3", reason)]


def test_the_part_of_a_link_that_finds_no_place_is_reported(report_of: Reporter) -> None:
    """For the second claim the incident is a choice, so that claim must hear of the link."""
    claims = """
claims:
  - {id: first, title: First, crime: 7(1)(d), events: [raid]}
  - {id: second, title: Second, crime: 7(1)(d), events: [raid, ferry]}
"""
    report = report_of(EVENTS + claims + evidence(item("x", "element: 7(1)(d)/1, claim: [first, second]")))
    assert result(report, "first", "7(1)(d)/1") == "met"
    assert result(report, "second", "7(1)(d)/1") == "not-met"
    assert ("x", "choice", ("event",)) in loose(report)
    assert report["second"]["7(1)(d)/1"].unassigned == ("x",)
    assert report["first"]["7(1)(d)/1"].unassigned == ()


# ---------------------------------------------------------------- one incident's evidence is not another's

TWO_EVENTS = EVENTS + """
claims:
  - {id: deportation, title: D, crime: 7(1)(d), events: [raid, ferry]}
"""


def test_evidence_about_one_incident_never_counts_for_another(report_of: Reporter) -> None:
    report = report_of(TWO_EVENTS + evidence(item("x", "element: 7(1)(d)/1, event: raid")))
    assert rows(report, "deportation", "7(1)(d)/1") == {("raid", None, None): "met", ("ferry", None, None): "not-met"}
    assert result(report, "deportation", "7(1)(d)/1") == "not-met"


def test_two_incidents_each_with_its_own_witness_have_one_line_each(report_of: Reporter) -> None:
    report = report_of(TWO_EVENTS + evidence(item("x", "element: 7(1)(d)/1, event: raid"), item("y", "element: 7(1)(d)/1, event: ferry")))
    assert result(report, "deportation", "7(1)(d)/1") == "met"
    assert report["deportation"]["7(1)(d)/1"].lines_for == (1, 1)


def test_an_incident_that_is_left_out_is_a_choice(report_of: Reporter) -> None:
    report = report_of(TWO_EVENTS + evidence(item("x", "element: 7(1)(d)/1")))
    assert set(rows(report, "deportation", "7(1)(d)/1").values()) == {"not-met"}
    assert loose(report) == {("x", "choice", ("event",))}


def test_an_incident_may_be_left_out_where_the_claim_has_one(report_of: Reporter) -> None:
    case = EVENTS + "claims:\n  - {id: deportation, title: D, crime: 7(1)(d), events: [raid]}\n"
    report = report_of(case + evidence(item("x", "element: 7(1)(d)/1")))
    assert rows(report, "deportation", "7(1)(d)/1") == {("raid", None, None): "met"}


def test_an_incident_may_be_left_out_where_the_claim_has_none(report_of: Reporter) -> None:
    report = report_of(ONE + evidence(item("x", "element: 7(1)(d)/1")))
    assert rows(report, "deportation", "7(1)(d)/1") == {(None, None, None): "met"}


def test_a_link_about_an_incident_that_the_claim_does_not_rest_on_counts_nowhere(report_of: Reporter) -> None:
    case = EVENTS + ONE
    report = report_of(case + evidence(item("x", "element: 7(1)(d)/1, event: raid")))
    assert report["deportation"]["7(1)(d)/1"].status == "unsupported"
    assert loose(report) == {("x", "no-match", ())}


def test_a_state_of_mind_shown_in_one_incident_does_not_count_for_another(report_of: Reporter) -> None:
    case = PEOPLE + EVENTS + "claims:\n  - {id: deportation, title: D, crime: 7(1)(d), people: [ada], events: [raid, ferry]}\n"
    report = report_of(case + evidence(item("x", "element: 7(1)(d)/3, event: raid")))
    assert rows(report, "deportation", "7(1)(d)/3") == {("raid", "ada", "accused"): "met", ("ferry", "ada", "accused"): "not-met"}
    assert result(report, "deportation", "7(1)(d)/3") == "not-met"


def test_a_state_of_mind_shown_at_large_counts_for_every_incident(report_of: Reporter) -> None:
    case = PEOPLE + EVENTS + "claims:\n  - {id: deportation, title: D, crime: 7(1)(d), people: [ada], events: [raid, ferry]}\n"
    report = report_of(case + evidence(item("x", "element: 7(1)(d)/3, event: raid"), item("y", "element: 7(1)(d)/3")))
    assert set(rows(report, "deportation", "7(1)(d)/3").values()) == {"met"}
    assert report["deportation"]["7(1)(d)/3"].lines_for == (1, 1), "the worst row, the ferry, has the general statement only"


def test_a_contradiction_in_one_incident_splits_the_rows_of_a_person_too(report_of: Reporter) -> None:
    case = PEOPLE + EVENTS + "claims:\n  - {id: deportation, title: D, crime: 7(1)(d), people: [ada], events: [raid, ferry]}\n"
    report = report_of(
        case + evidence(item("x", "element: 7(1)(d)/3"), item("y", undermines="element: 7(1)(d)/3, event: ferry")) , TRIAL,
    )  # fmt: skip
    assert rows(report, "deportation", "7(1)(d)/3") == {("raid", "ada", "accused"): "open", ("ferry", "ada", "accused"): "not-met"}


def test_elements_of_a_mode_are_split_by_incident_too(report_of: Reporter) -> None:
    case = PEOPLE + EVENTS + "claims:\n  - {id: deportation, title: D, crime: 7(1)(d), modes: [25(3)(a)/direct], people: [ada], events: [raid, ferry]}\n"
    report = report_of(case + evidence(item("x", "element: 25(3)(a)/direct/1, event: ferry")))
    assert rows(report, "deportation", "25(3)(a)/direct/1") == {("raid", "ada", "accused"): "not-met", ("ferry", "ada", "accused"): "met"}


# ---------------------------------------------------------------- one accused's evidence is not another's

TWO_ACCUSED = PEOPLE + "claims:\n  - {id: deportation, title: D, crime: 7(1)(d), modes: [25(3)(a)/direct], people: [ada, ben]}\n"


@pytest.mark.parametrize("address", ["7(1)(d)/3", "7(1)(d)/5", "7/knowledge", "25(3)(a)/direct/1", "25(3)(a)/direct/2"])
def test_evidence_about_one_accused_never_counts_for_another(address: str, report_of: Reporter) -> None:
    report = report_of(TWO_ACCUSED + evidence(item("x", f"element: {address}, person: ada")))
    assert rows(report, "deportation", address) == {(None, "ada", "accused"): "met", (None, "ben", "accused"): "not-met"}
    assert result(report, "deportation", address) == "not-met"


@pytest.mark.parametrize("address", ["7(1)(d)/3", "7/knowledge", "25(3)(a)/direct/1"])
def test_an_accused_who_is_left_out_is_a_choice_where_there_are_two(address: str, report_of: Reporter) -> None:
    report = report_of(TWO_ACCUSED + evidence(item("x", f"element: {address}")))
    assert set(rows(report, "deportation", address).values()) == {"not-met"}
    assert loose(report) == {("x", "choice", ("person",))}


def test_conduct_in_an_incident_is_one_fact_for_all_who_are_accused_of_it(report_of: Reporter) -> None:
    report = report_of(TWO_ACCUSED + evidence(item("x", "element: 7(1)(d)/1")))
    assert rows(report, "deportation", "7(1)(d)/1") == {(None, None, None): "met"}


def test_somebody_who_is_not_accused_in_the_claim_matches_nobody(report_of: Reporter) -> None:
    case = PEOPLE + "claims:\n  - {id: deportation, title: D, crime: 7(1)(d), people: [ada]}\n"
    report = report_of(case + evidence(item("x", "element: 7(1)(d)/3, person: ben")))
    assert report["deportation"]["7(1)(d)/3"].status == "unsupported"
    assert loose(report) == {("x", "no-match", ())}


# ---------------------------------------------------------------- contexts

CONTEXTS = """
contexts:
  - {id: earlier, kind: attack}
  - {id: later, kind: attack}
"""
SAME_CONTEXT = CONTEXTS + """
claims:
  - {id: deportation, title: D, crime: 7(1)(d), context: later}
  - {id: persecution, title: P, crime: 7(1)(h), context: later}
"""
OTHER_CONTEXT = CONTEXTS + """
claims:
  - {id: deportation, title: D, crime: 7(1)(d), context: earlier}
  - {id: persecution, title: P, crime: 7(1)(h), context: later}
"""


@pytest.mark.parametrize("address", ["7/attack", "7(1)(d)/4", "7(1)(h)/5"])
def test_a_link_to_a_contextual_element_needs_only_the_context(address: str, report_of: Reporter) -> None:
    """`7(1)(d)/4` is `7/attack`: proved once for every claim of the context."""
    report = report_of(SAME_CONTEXT + evidence(item("x", f"element: {address}, context: later")))
    assert result(report, "deportation", "7(1)(d)/4") == "met"
    assert result(report, "persecution", "7(1)(h)/5") == "met"
    assert loose(report) == set()


@pytest.mark.parametrize("address", ["7/attack", "7(1)(d)/4"])
def test_a_context_that_is_left_out_is_filled_where_all_claims_share_it(address: str, report_of: Reporter) -> None:
    report = report_of(SAME_CONTEXT + evidence(item("x", f"element: {address}")))
    assert result(report, "deportation", "7/attack") == "met"
    assert result(report, "persecution", "7/attack") == "met"


@pytest.mark.parametrize("address", ["7/attack", "7(1)(d)/4"])
def test_a_context_that_is_left_out_is_a_choice_where_claims_differ(address: str, report_of: Reporter) -> None:
    report = report_of(OTHER_CONTEXT + evidence(item("x", f"element: {address}")))
    assert [result(report, one, "7/attack") for one in ("deportation", "persecution")] == ["not-met", "not-met"]
    assert loose(report) == {("x", "choice", ("context",))}


def test_evidence_about_one_context_never_counts_for_another(report_of: Reporter) -> None:
    report = report_of(OTHER_CONTEXT + evidence(item("x", "element: 7/attack, context: later")))
    assert result(report, "deportation", "7/attack") == "not-met"
    assert result(report, "persecution", "7/attack") == "met"


def test_a_context_is_a_choice_where_the_case_has_two_and_no_claim_names_one(report_of: Reporter) -> None:
    case = CONTEXTS + """
claims:
  - {id: deportation, title: D, crime: 7(1)(d)}
  - {id: persecution, title: P, crime: 7(1)(h)}
"""  # fmt: skip
    report = report_of(case + evidence(item("x", "element: 7/attack")))
    assert [result(report, one, "7/attack") for one in ("deportation", "persecution")] == ["not-met", "not-met"]
    assert loose(report) == {("x", "choice", ("context",))}


def test_the_only_context_need_not_be_named(report_of: Reporter) -> None:
    case = "contexts:\n  - {id: clearance, kind: attack}\n" + ONE
    report = report_of(case + evidence(item("x", "element: 7/attack")))
    assert report["deportation"].context == "clearance"
    assert [one.context for one in report["deportation"]["7/attack"].rows] == ["clearance"]
    assert result(report, "deportation", "7/attack") == "met"


def test_a_context_stated_on_other_links_must_be_the_claims(report_of: Reporter) -> None:
    report = report_of(OTHER_CONTEXT + evidence(item("x", "element: 7(1)(d)/1, context: later")))
    assert report["deportation"]["7(1)(d)/1"].status == "unsupported"
    assert loose(report) == {("x", "no-match", ())}


def test_knowledge_of_the_attack_is_personal_and_never_shared_by_context(report_of: Reporter) -> None:
    report = report_of(SAME_CONTEXT + evidence(item("x", "element: 7/knowledge, context: later")))
    assert [result(report, one, "7/knowledge") for one in ("deportation", "persecution")] == ["not-met", "not-met"]
    assert loose(report) == {("x", "choice", ("claim",))}


def test_the_pattern_of_genocide_is_of_the_context(report_of: Reporter) -> None:
    case = "contexts:\n  - {id: clearance, kind: attack}\nclaims:\n  - {id: harm, title: H, crime: 6(b)}\n  - {id: births, title: B, crime: 6(d)}\n"
    report = report_of(case + evidence(item("x", "element: 6(b)/4")))
    assert result(report, "harm", "6/pattern") == "met"
    assert result(report, "births", "6/pattern") == "met"


def test_a_contextual_block_is_never_printed_for_a_claim_that_it_is_not_true_of(report_of: Reporter) -> None:
    """A link that names a claim counts for that claim alone; the other claim must not be shown under its result."""
    report = report_of(SAME_CONTEXT + evidence(item("x", "element: 7/attack, claim: deportation")))
    assert result(report, "deportation", "7/attack") == "met"
    assert result(report, "persecution", "7/attack") == "not-met"
    for shared in report.shared:
        for claim in shared.claims:
            assert report[claim][shared.address].result == shared.element.result


# ---------------------------------------------------------------- groups

GROUPS = """
groups:
  - {id: river, kind: ethnical}
  - {id: hill, kind: religious}
"""


@pytest.mark.parametrize("crime", ["6(b)", "7(1)(h)"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_evidence_about_victims_of_another_group_counts_nowhere(crime: str, number: int, report_of: Reporter) -> None:
    case = GROUPS + f"claims:\n  - {{id: claim-a, title: A, crime: {crime}, group: river}}\n"
    address = f"{crime}/{number}"
    report = report_of(case + evidence(item("x", f"element: {address}, group: hill")))
    element = report["claim-a"][address]
    assert (element.status, element.for_, element.unassigned) == ("unsupported", (), ("x",))
    assert "outside-group" in [gap.kind for gap in element.gaps]
    assert loose(report) == {("x", "outside-group", ())}


def test_evidence_about_the_claims_own_group_counts(report_of: Reporter) -> None:
    case = GROUPS + "claims:\n  - {id: claim-a, title: A, crime: 6(b), group: river}\n"
    report = report_of(case + evidence(item("x", "element: 6(b)/1, group: river")))
    assert result(report, "claim-a", "6(b)/1") == "met"


def test_a_claim_of_genocide_that_names_no_group_takes_no_evidence_about_one(report_of: Reporter) -> None:
    report = report_of(GROUPS + "claims:\n  - {id: claim-a, title: A, crime: 6(b)}\n" + evidence(item("x", "element: 6(b)/1, group: river")))
    assert report["claim-a"]["6(b)/1"].status == "unsupported"
    assert loose(report) == {("x", "outside-group", ())}


def test_a_group_tells_two_claims_apart(report_of: Reporter) -> None:
    case = GROUPS + """
claims:
  - {id: of-river, title: R, crime: 6(b), group: river}
  - {id: of-hill, title: H, crime: 6(b), group: hill}
"""  # fmt: skip
    report = report_of(case + evidence(item("x", ["element: 6(b)/1, group: hill", "element: 6/intent, group: hill"])))
    assert [result(report, "of-hill", one) for one in ("6(b)/1", "6/intent")] == ["met", "met"]
    assert [report["of-river"][one].status for one in ("6(b)/1", "6/intent")] == ["unsupported", "unsupported"]


def test_a_group_stated_on_a_contextual_link_keeps_it_from_claims_of_other_groups(report_of: Reporter) -> None:
    case = "contexts:\n  - {id: clearance, kind: attack}\n" + GROUPS + """
claims:
  - {id: of-river, title: R, crime: 6(b), group: river}
  - {id: of-hill, title: H, crime: 6(d), group: hill}
"""  # fmt: skip
    report = report_of(case + evidence(item("x", "element: 6/pattern, group: hill")))
    assert report["of-river"]["6/pattern"].status == "unsupported"
    assert result(report, "of-hill", "6/pattern") == "met"


# ---------------------------------------------------------------- personal elements that share wording

WORDING = "claims:\n  - {id: harm, title: H, crime: 6(b)}\n  - {id: births, title: B, crime: 6(d)}\n"


def test_a_personal_shared_element_written_with_the_crimes_number_belongs_to_that_crime(report_of: Reporter) -> None:
    report = report_of(WORDING + evidence(item("x", "element: 6(b)/3")))
    assert result(report, "harm", "6/intent") == "met"
    assert report["births"]["6/intent"].status == "unsupported"


def test_a_personal_shared_element_written_by_its_name_is_a_choice_between_claims(report_of: Reporter) -> None:
    report = report_of(WORDING + evidence(item("x", "element: 6/intent")))
    assert [report[one]["6/intent"].status for one in ("harm", "births")] == ["unsupported", "unsupported"]
    assert loose(report) == {("x", "choice", ("claim",))}


def test_a_personal_shared_element_written_by_its_name_is_filled_where_one_claim_asks(report_of: Reporter) -> None:
    report = report_of("claims:\n  - {id: harm, title: H, crime: 6(b)}\n" + evidence(item("x", "element: 6/intent")))
    assert result(report, "harm", "6(b)/3") == "met"


def test_an_act_bound_shared_element_is_of_the_incident(report_of: Reporter) -> None:
    """Membership of the group is shown incident by incident."""
    case = EVENTS + "claims:\n  - {id: harm, title: H, crime: 6(b), events: [raid, ferry]}\n"
    report = report_of(case + evidence(item("x", "element: 6/group, event: raid")))
    assert rows(report, "harm", "6/group") == {("raid", None, None): "met", ("ferry", None, None): "not-met"}


def test_knowledge_written_with_another_crimes_number_does_not_cross(report_of: Reporter) -> None:
    case = "claims:\n  - {id: deportation, title: D, crime: 7(1)(d)}\n  - {id: murder, title: M, crime: 7(1)(a)}\n"
    report = report_of(case + evidence(item("x", "element: 7(1)(d)/5")))
    assert result(report, "deportation", "7/knowledge") == "met"
    assert report["murder"]["7/knowledge"].status == "unsupported"


def test_a_link_that_no_claim_asks_for_is_reported(report_of: Reporter) -> None:
    report = report_of(ONE + evidence(item("x", ["element: 7(1)(a)/1", "element: 25(3)(a)/direct/1"])))
    assert {(one.element, one.reason) for one in report.unassigned} == {("7(1)(a)/1", "no-claim"), ("25(3)(a)/direct/1", "no-claim")}


# ---------------------------------------------------------------- whose mental elements

ACCUSED_MODES = ["25(3)(a)/direct", "25(3)(a)/co-perpetration", "25(3)(a)/indirect-perpetration", "25(3)(a)/indirect-co-perpetration", "25(3)(f)"]
OTHER_MODES = ["25(3)(b)/ordering", "25(3)(b)/soliciting", "25(3)(b)/inducing", "25(3)(c)", "25(3)(d)(i)", "25(3)(d)(ii)", "28(a)", "28(b)"]


def of_mode(*modes: str, people: str = "ada") -> str:
    return PEOPLE + f"claims:\n  - {{id: deportation, title: D, crime: 7(1)(d), modes: [{', '.join(modes)}], people: [{people}]}}\n"


@pytest.mark.parametrize("mode", ACCUSED_MODES)
def test_under_these_modes_the_crimes_mental_elements_are_the_accuseds(mode: str, report_of: Reporter) -> None:
    report = report_of(of_mode(mode) + evidence(item("x", "element: 7(1)(d)/3, person: ada")))
    assert rows(report, "deportation", "7(1)(d)/3") == {(None, "ada", "accused"): "met"}


@pytest.mark.parametrize("mode", OTHER_MODES)
def test_under_these_modes_the_crimes_mental_elements_are_the_direct_perpetrators(mode: str, report_of: Reporter) -> None:
    report = report_of(of_mode(mode) + evidence(item("x", "element: 7(1)(d)/3, person: direct-perpetrators")))
    assert rows(report, "deportation", "7(1)(d)/3") == {(None, None, "perpetrators"): "met"}


@pytest.mark.parametrize("mode", OTHER_MODES)
def test_what_the_accused_knew_is_no_evidence_of_what_the_direct_perpetrators_knew(mode: str, report_of: Reporter) -> None:
    report = report_of(of_mode(mode) + evidence(item("x", "element: 7(1)(d)/3, person: ada")))
    assert report["deportation"]["7(1)(d)/3"].status == "unsupported"
    assert loose(report) == {("x", "no-match", ())}, "a link that matches no row must be reported, never lost"


@pytest.mark.parametrize("mode", ACCUSED_MODES)
def test_what_direct_perpetrators_knew_is_no_evidence_of_what_the_accused_knew(mode: str, report_of: Reporter) -> None:
    report = report_of(of_mode(mode) + evidence(item("x", "element: 7(1)(d)/3, person: direct-perpetrators")))
    assert report["deportation"]["7(1)(d)/3"].status == "unsupported"
    assert loose(report) == {("x", "no-match", ())}


def test_elements_of_the_mode_are_always_the_accuseds(report_of: Reporter) -> None:
    report = report_of(of_mode("28(a)") + evidence(item("x", "element: 28(a)/4, person: direct-perpetrators")))
    assert report["deportation"]["28(a)/4"].status == "unsupported"
    assert loose(report) == {("x", "no-match", ())}


def everything(crime: str, numbers: list[int], modes: dict[str, int], extra: str = "", leave_out: str = "") -> str:
    """Write an item that supports every element listed, except one."""
    addresses = [f"{crime}/{number}" for number in numbers] + [f"{mode}/{number}" for mode, count in modes.items() for number in range(1, count + 1)]
    return item("all", [f"element: {one}{extra}" for one in addresses if one != leave_out])


def test_modes_are_alternatives_and_the_claim_takes_the_best(report_of: Reporter) -> None:
    case = of_mode("25(3)(a)/direct", "25(3)(a)/co-perpetration")
    report = report_of(case + evidence(everything("7(1)(d)", [1, 2, 3, 4, 5], {"25(3)(a)/direct": 2})))
    claim = report["deportation"]
    assert claim.result == "met"
    assert claim.best_mode == "25(3)(a)/direct"
    assert claim.mode_results == {"25(3)(a)/direct": "met", "25(3)(a)/co-perpetration": "not-met"}


def test_each_mode_is_judged_with_the_mental_elements_it_asks_for(report_of: Reporter) -> None:
    """
    The accused knew, the soldiers did not; the accused is shown to be a commander, not a perpetrator.

    Neither mode is complete: 28(a) lacks the soldiers' knowledge, 25(3)(a) its own elements.
    """
    case = of_mode("25(3)(a)/direct", "28(a)")
    accused = [f"element: 7(1)(d)/{number}, person: ada" for number in (3, 5)]
    rest = [f"element: 7(1)(d)/{number}" for number in (1, 2, 4)] + [f"element: 28(a)/{number}" for number in range(1, 7)]
    report = report_of(case + evidence(item("x", accused + rest)))
    claim = report["deportation"]
    assert claim.mode_results == {"25(3)(a)/direct": "not-met", "28(a)": "met"}
    assert claim.result == "not-met"


def test_a_commander_answers_where_the_direct_perpetrators_had_the_mental_element(report_of: Reporter) -> None:
    case = of_mode("25(3)(a)/direct", "28(a)")
    soldiers = [f"element: 7(1)(d)/{number}, person: direct-perpetrators" for number in (3, 5)]
    rest = [f"element: 7(1)(d)/{number}" for number in (1, 2, 4)] + [f"element: 28(a)/{number}" for number in range(1, 7)]
    claim = report_of(case + evidence(item("x", soldiers + rest)))["deportation"]
    assert claim.result == "met"
    assert claim.best_mode == "28(a)"


@pytest.mark.parametrize("mode", ["25(3)(a)/direct", "28(a)"])
def test_both_holders_are_shown_as_rows_of_their_own(mode: str, report_of: Reporter) -> None:
    person = "ada" if mode == "25(3)(a)/direct" else "direct-perpetrators"
    report = report_of(of_mode("25(3)(a)/direct", "28(a)") + evidence(item("x", f"element: 7(1)(d)/3, person: {person}")))
    assert rows(report, "deportation", "7(1)(d)/3") == {
        (None, "ada", "accused"): "met" if person == "ada" else "not-met",
        (None, None, "perpetrators"): "not-met" if person == "ada" else "met",
    }


def test_with_several_accused_the_claim_needs_each(report_of: Reporter) -> None:
    case = of_mode("25(3)(a)/direct", people="ada, ben")
    personal = [f"element: {one}, person: ada" for one in ("7(1)(d)/3", "7(1)(d)/5", "25(3)(a)/direct/1", "25(3)(a)/direct/2")]
    report = report_of(case + evidence(item("x", ["element: 7(1)(d)/1", "element: 7(1)(d)/2", "element: 7/attack", *personal])))
    assert report["deportation"].result == "not-met"


def test_incitement_asks_for_no_completed_act(report_of: Reporter) -> None:
    """25(3)(e): the words and the special intent; nothing of the act, the group harmed, or the pattern."""
    case = PEOPLE + "claims:\n  - {id: words, title: W, crime: 6(b), modes: [25(3)(e)], people: [ada]}\n"
    report = report_of(case + evidence(item("x", ["element: 25(3)(e)/1", "element: 25(3)(e)/2", "element: 6/intent"])))
    assert report["words"].result == "met"
    asked = {one.address: one.asked for one in report["words"]}
    assert asked == {"6(b)/1": False, "6(b)/2": False, "6(b)/3": True, "6(b)/4": False, "25(3)(e)/1": True, "25(3)(e)/2": True}


def test_incitement_still_asks_for_special_intent_of_the_accused(report_of: Reporter) -> None:
    case = PEOPLE + "claims:\n  - {id: words, title: W, crime: 6(b), modes: [25(3)(e)], people: [ada]}\n"
    report = report_of(case + evidence(item("x", ["element: 25(3)(e)/1", "element: 25(3)(e)/2"])))
    assert report["words"].result == "not-met"


def test_an_attempt_asks_for_no_consequence(report_of: Reporter) -> None:
    """25(3)(f): killing (6(a)/1 is a consequence) need not have come about; everything else must be shown."""
    case = PEOPLE + "claims:\n  - {id: attempt, title: A, crime: 6(a), modes: [25(3)(f)], people: [ada]}\n"
    rest = ["6(a)/2", "6(a)/3", "6(a)/4", "25(3)(f)/1", "25(3)(f)/2", "25(3)(f)/3"]
    report = report_of(case + evidence(item("x", [f"element: {one}" for one in rest])))
    assert report["attempt"]["6(a)/1"].kind == "consequence"
    assert report["attempt"]["6(a)/1"].asked is False
    assert report["attempt"].result == "met"
    without = report_of(case + evidence(item("x", [f"element: {one}" for one in rest[1:]])))
    assert without["attempt"].result == "not-met"


def test_an_attempt_beside_a_completed_crime_does_not_excuse_the_consequence(report_of: Reporter) -> None:
    case = PEOPLE + "claims:\n  - {id: killing, title: K, crime: 6(a), modes: [25(3)(a)/direct, 25(3)(f)], people: [ada]}\n"
    report = report_of(case + evidence(everything("6(a)", [2, 3, 4], {"25(3)(a)/direct": 2})))
    assert report["killing"]["6(a)/1"].asked is True
    assert report["killing"].result == "not-met"


def test_incitement_beside_perpetration_takes_nothing_from_it(report_of: Reporter) -> None:
    case = PEOPLE + "claims:\n  - {id: killing, title: K, crime: 6(a), modes: [25(3)(a)/direct, 25(3)(e)], people: [ada]}\n"
    report = report_of(case + evidence(item("x", ["element: 6/intent", "element: 25(3)(a)/direct/1", "element: 25(3)(a)/direct/2"])))
    assert report["killing"].mode_results == {"25(3)(a)/direct": "met", "25(3)(e)": "not-met"}
    assert report["killing"].result == "not-met"


def test_a_claim_without_modes_is_judged_on_its_crime_and_says_so(report_of: Reporter) -> None:
    report = report_of(ONE + evidence(everything("7(1)(d)", [1, 2, 3, 4, 5], {})))
    assert report["deportation"].result == "met"
    assert [gap.kind for gap in report["deportation"].gaps] == ["no-mode"]


# ---------------------------------------------------------------- limbs and routes

TAKEN = "claims:\n  - {id: taken, title: T, crime: 7(1)(i)}\n"
REST = [f"element: 7(1)(i)/{number}" for number in (4, 5, 6, 7, 8)]


def test_one_limb_is_enough_where_the_law_says_or(report_of: Reporter) -> None:
    report = report_of(TAKEN + evidence(item("x", "element: 7(1)(i)/1(b)")))
    assert result(report, "taken", "7(1)(i)/1") == "met"


def test_a_link_to_the_whole_counts_for_each_limb(report_of: Reporter) -> None:
    report = report_of(TAKEN + evidence(item("x", [f"element: 7(1)(i)/{number}" for number in (1, 2, 3)] + REST)))
    assert report["taken"].result == "met"


def test_limbs_do_not_pool_their_lines(report_of: Reporter) -> None:
    """One witness for each limb is one line for each limb, not two for the element."""
    report = report_of(TAKEN + evidence(item("x", "element: 7(1)(i)/1(a)"), item("y", "element: 7(1)(i)/1(b)")))
    assert report["taken"]["7(1)(i)/1"].lines_for == (1, 1)


@pytest.mark.parametrize("letter", ["a", "b"])
def test_a_whole_route_carries_the_claim(letter: str, report_of: Reporter) -> None:
    report = report_of(TAKEN + evidence(item("x", [f"element: 7(1)(i)/{number}({letter})" for number in (1, 2, 3)] + REST)))
    assert report["taken"].result == "met"


@pytest.mark.parametrize("letters", ["aab", "aba", "baa", "abb", "bab", "bba"])
def test_limbs_of_different_routes_never_make_a_route(letters: str, report_of: Reporter) -> None:
    found = [f"element: 7(1)(i)/{number}({letter})" for number, letter in zip((1, 2, 3), letters, strict=True)]
    report = report_of(TAKEN + evidence(item("x", found + REST)))
    assert [result(report, "taken", f"7(1)(i)/{number}") for number in (1, 2, 3)] == ["met", "met", "met"]
    assert report["taken"].result == "not-met"


def test_each_incident_may_take_its_own_route(report_of: Reporter) -> None:
    case = EVENTS + "claims:\n  - {id: taken, title: T, crime: 7(1)(i), events: [raid, ferry]}\n"
    first = [f"element: 7(1)(i)/{number}(a), event: raid" for number in (1, 2, 3)]
    second = [f"element: 7(1)(i)/{number}(b), event: ferry" for number in (1, 2, 3)]
    rest = [f"element: 7(1)(i)/{number}, event: [raid, ferry]" for number in (4, 5)] + REST[2:]
    assert report_of(case + evidence(item("x", first + second + rest)))["taken"].result == "met"


def test_a_route_is_not_pieced_together_from_two_incidents(report_of: Reporter) -> None:
    case = EVENTS + "claims:\n  - {id: taken, title: T, crime: 7(1)(i), events: [raid, ferry]}\n"
    mixed = ["element: 7(1)(i)/1(a), event: raid", "element: 7(1)(i)/2(b), event: raid", "element: 7(1)(i)/1(b), event: ferry"]
    mixed += ["element: 7(1)(i)/2(a), event: ferry", "element: 7(1)(i)/3"]
    rest = [f"element: 7(1)(i)/{number}, event: [raid, ferry]" for number in (4, 5)] + REST[2:]
    assert report_of(case + evidence(item("x", mixed + rest)))["taken"].result == "not-met"


def test_a_matter_settled_for_one_limb_is_not_settled_for_the_other(report_of: Reporter) -> None:
    settled = "settled:\n  - {element: 7(1)(i)/1(a), basis: rule-69}\n"
    other = [f"element: 7(1)(i)/{number}(b)" for number in (2, 3)]
    assert report_of(TAKEN + settled + evidence(item("x", other + REST)))["taken"].result == "not-met"
    same = [f"element: 7(1)(i)/{number}(a)" for number in (2, 3)]
    assert report_of(TAKEN + settled + evidence(item("x", same + REST)))["taken"].result == "met"


def test_an_assessment_of_one_limb_is_none_of_the_other(report_of: Reporter) -> None:
    judged = "assessments:\n" + assessment("element: 7(1)(i)/1(a)")
    report = report_of(TAKEN + judged + evidence(item("x", "element: 7(1)(i)/1(b)")), TRIAL)
    assert result(report, "taken", "7(1)(i)/1") == "open"
    report = report_of(TAKEN + judged + evidence(item("x", "element: 7(1)(i)/1(a)")), TRIAL)
    assert result(report, "taken", "7(1)(i)/1") == "met"


def test_every_limb_is_needed_where_the_law_says_and(law: Law, policy: Policy, case_of: Callable[[str], Case]) -> None:
    """No crime of articles 6 and 7 has limbs that are all needed, so the law is bent for this test."""
    from attrs import evolve

    crime = law.crime("7(1)(i)")
    bent_element = evolve(crime.element(1), limbs_combine="all")
    bent = evolve(law, crime_index={"7(1)(i)": evolve(crime, elements=(bent_element, *crime.elements[1:]))})
    one = workbench.gaps(case_of(TAKEN + evidence(item("x", "element: 7(1)(i)/1(a)"))), law=bent, policy=policy)
    assert one["taken"]["7(1)(i)/1"].result == "not-met"
    both = workbench.gaps(case_of(TAKEN + evidence(item("x", ["element: 7(1)(i)/1(a)", "element: 7(1)(i)/1(b)"]))), law=bent, policy=policy)
    assert both["taken"]["7(1)(i)/1"].result == "met"


# ---------------------------------------------------------------- assessments, alternatives, settled matters, searches

TRIAL_CLAIM = PEOPLE + EVENTS + "claims:\n  - {id: deportation, title: D, crime: 7(1)(d), people: [ada, ben], events: [raid, ferry]}\n"


def test_at_trial_nothing_is_met_without_an_assessment(report_of: Reporter) -> None:
    report = report_of(ONE + evidence(item("x", "element: 7(1)(d)/1")), TRIAL)
    assert result(report, "deportation", "7(1)(d)/1") == "open"
    assert report["deportation"]["7(1)(d)/1"].status == "awaiting-assessment"


def test_an_assessment_that_finds_it_not_satisfied_fulfils_nothing(report_of: Reporter) -> None:
    judged = "assessments:\n" + assessment("element: 7(1)(d)/1", finds="not-satisfied")
    report = report_of(ONE + judged + evidence(item("x", "element: 7(1)(d)/1")), TRIAL)
    assert result(report, "deportation", "7(1)(d)/1") == "open"


def test_an_assessment_at_one_standard_is_none_at_another(report_of: Reporter) -> None:
    judged = "assessments:\n" + assessment("element: 7(1)(d)/1", standard="substantial-grounds")
    report = report_of(ONE + judged + evidence(item("x", "element: 7(1)(d)/1")), TRIAL)
    assert result(report, "deportation", "7(1)(d)/1") == "open"


def test_an_assessment_of_one_incident_is_none_of_another(report_of: Reporter) -> None:
    judged = "assessments:\n" + assessment("element: 7(1)(d)/1, event: raid")
    report = report_of(TRIAL_CLAIM + judged + evidence(item("x", "element: 7(1)(d)/1, event: [raid, ferry]")), TRIAL)
    assert rows(report, "deportation", "7(1)(d)/1") == {("raid", None, None): "met", ("ferry", None, None): "open"}


def test_an_assessment_of_one_accused_is_none_of_another(report_of: Reporter) -> None:
    judged = "assessments:\n" + assessment("element: 7(1)(d)/3, person: ada")
    report = report_of(TRIAL_CLAIM + judged + evidence(item("x", "element: 7(1)(d)/3, person: [ada, ben]")), TRIAL)
    assert rows(report, "deportation", "7(1)(d)/3") == {(None, "ada", "accused"): "met", (None, "ben", "accused"): "open"}


def test_an_assessment_that_leaves_a_choice_counts_nowhere(report_of: Reporter) -> None:
    judged = "assessments:\n" + assessment("element: 7(1)(d)/1") + assessment("element: 7(1)(d)/3")
    report = report_of(
        TRIAL_CLAIM + judged + evidence(item("x", ["element: 7(1)(d)/1, event: [raid, ferry]", "element: 7(1)(d)/3, person: [ada, ben]"])), TRIAL,
    )  # fmt: skip
    assert {*rows(report, "deportation", "7(1)(d)/1").values(), *rows(report, "deportation", "7(1)(d)/3").values()} == {"open"}


def test_an_assessment_of_one_claim_is_none_of_its_neighbour(report_of: Reporter) -> None:
    judged = "assessments:\n" + assessment("element: 7(1)(d)/1, claim: first")
    report = report_of(NEIGHBOURS + judged + evidence(item("x", "element: 7(1)(d)/1, claim: [first, second]")), TRIAL)
    assert [result(report, one, "7(1)(d)/1") for one in ("first", "second")] == ["met", "open"]


ONE_ACCUSED = PEOPLE + EVENTS + "claims:\n  - {id: deportation, title: D, crime: 7(1)(d), people: [ada], events: [raid, ferry]}\n"
MIND = evidence(item("x", "element: 7(1)(d)/3, event: raid"), item("y", "element: 7(1)(d)/3, event: ferry"))


@pytest.mark.parametrize("keys", ["event: raid", "event: raid, person: ada", "event: raid, claim: deportation"])
def test_an_assessment_of_a_state_of_mind_in_one_incident_is_none_in_another(keys: str, report_of: Reporter) -> None:
    report = report_of(ONE_ACCUSED + MIND + "assessments:\n" + assessment(f"element: 7(1)(d)/3, {keys}"), TRIAL)
    assert rows(report, "deportation", "7(1)(d)/3") == {("raid", "ada", "accused"): "met", ("ferry", "ada", "accused"): "open"}


@pytest.mark.parametrize("keys", ["", ", person: ada", ", event: [raid, ferry]"])
def test_an_assessment_of_a_state_of_mind_at_large_holds_in_every_incident(keys: str, report_of: Reporter) -> None:
    """One accused: there is no choice of person, and a state of mind needs no incident."""
    report = report_of(ONE_ACCUSED + MIND + "assessments:\n" + assessment(f"element: 7(1)(d)/3{keys}"), TRIAL)
    assert set(rows(report, "deportation", "7(1)(d)/3").values()) == {"met"}


def test_an_assessment_may_speak_of_the_direct_perpetrators(report_of: Reporter) -> None:
    judged = "assessments:\n" + assessment("element: 7(1)(d)/3, person: direct-perpetrators")
    links = ["element: 7(1)(d)/3, person: direct-perpetrators", "element: 7(1)(d)/3, person: ada"]
    report = report_of(of_mode("25(3)(a)/direct", "28(a)") + judged + evidence(item("x", links)), TRIAL)
    assert rows(report, "deportation", "7(1)(d)/3") == {(None, "ada", "accused"): "open", (None, None, "perpetrators"): "met"}


def test_a_settled_matter_is_met_at_every_standard_and_shown_apart(report_of: Reporter) -> None:
    report = report_of(ONE + "settled:\n  - {element: 7/attack, basis: rule-69}\n", TRIAL)
    element = report["deportation"]["7/attack"]
    assert set(element.results.values()) == {"met"}
    assert (element.status, element.settled, element.items, element.lines_for) == ("meets", "rule-69", 0, (0, 0))


def test_a_matter_settled_in_one_context_is_not_settled_in_another(report_of: Reporter) -> None:
    report = report_of(OTHER_CONTEXT + "settled:\n  - {element: 7/attack, context: later, basis: 69(6)}\n")
    assert [result(report, one, "7/attack") for one in ("deportation", "persecution")] == ["not-met", "met"]


def test_a_matter_settled_without_its_context_is_settled_nowhere_where_there_are_two(report_of: Reporter) -> None:
    report = report_of(OTHER_CONTEXT + "settled:\n  - {element: 7/attack, basis: 69(6)}\n")
    assert [result(report, one, "7/attack") for one in ("deportation", "persecution")] == ["not-met", "not-met"]


def test_a_matter_settled_for_one_incident_or_accused_is_not_settled_for_another(report_of: Reporter) -> None:
    report = report_of(TRIAL_CLAIM + "settled:\n  - {element: 7(1)(d)/1, event: raid, basis: '65'}\n  - {element: 7(1)(d)/3, person: ada, basis: '65'}\n")
    assert rows(report, "deportation", "7(1)(d)/1") == {("raid", None, None): "met", ("ferry", None, None): "not-met"}
    assert rows(report, "deportation", "7(1)(d)/3") == {(None, "ada", "accused"): "met", (None, "ben", "accused"): "not-met"}
    assert report["deportation"]["7(1)(d)/1"].settled is None, "the element is settled only where every row is"


def test_a_state_of_mind_admitted_in_one_incident_is_not_admitted_in_another(report_of: Reporter) -> None:
    one = evidence(item("x", "element: 7(1)(d)/3, event: raid", grade="none"))
    report = report_of(ONE_ACCUSED + one + "settled:\n  - {element: 7(1)(d)/3, event: raid, basis: '65'}\n")
    assert rows(report, "deportation", "7(1)(d)/3") == {("raid", "ada", "accused"): "met", ("ferry", "ada", "accused"): "not-met"}


INTENT = PEOPLE + "claims:\n  - {id: harm, title: H, crime: 6(b), people: [ada, ben]}\n"
BOTH = item("x", "element: 6/intent, person: [ada, ben]")
JUDGED = "assessments:\n" + assessment("element: 6/intent, person: [ada, ben]")
RIVAL = "alternatives:\n  - {id: control, element: 6/intent, text: Control and not destruction.}\n"


def test_a_rival_explanation_bars_a_finding_at_trial_until_it_is_refuted(report_of: Reporter) -> None:
    report = report_of(INTENT + RIVAL + JUDGED + evidence(BOTH), TRIAL)
    assert set(rows(report, "harm", "6/intent").values()) == {"not-met"}
    assert report["harm"]["6/intent"].status == "contested"
    assert "alternative-open" in report["harm"]["6/intent"].flags


def test_a_rival_explanation_is_only_reported_at_laxer_standards(report_of: Reporter) -> None:
    report = report_of(INTENT + RIVAL + JUDGED + evidence(BOTH), "substantial-grounds")
    assert result(report, "harm", "6/intent") == "met"
    assert "alternative-open" in report["harm"]["6/intent"].flags


def test_a_rival_explanation_refuted_for_one_accused_stands_for_the_other(report_of: Reporter) -> None:
    refuted = item("y", undermines="alternative: control, person: ada")
    report = report_of(INTENT + RIVAL + JUDGED + evidence(BOTH, refuted), TRIAL)
    assert rows(report, "harm", "6/intent") == {(None, "ada", "accused"): "met", (None, "ben", "accused"): "not-met"}


def test_a_rival_explanation_refuted_in_one_claim_stands_in_the_other(report_of: Reporter) -> None:
    claims = "claims:\n  - {id: harm, title: H, crime: 6(b)}\n  - {id: births, title: B, crime: 6(d)}\n"
    judged = "assessments:\n" + assessment("element: 6/intent, claim: [harm, births]")
    found = evidence(item("x", "element: 6/intent, claim: [harm, births]"), item("y", undermines="alternative: control, claim: harm"))
    report = report_of(claims + RIVAL + judged + found, TRIAL)
    assert [result(report, one, "6/intent") for one in ("harm", "births")] == ["met", "not-met"]


def test_a_rival_explanation_of_one_accused_does_not_trouble_the_other(report_of: Reporter) -> None:
    rival = "alternatives:\n  - {id: control, element: 6/intent, text: Control., person: ada}\n"
    report = report_of(INTENT + rival + JUDGED + evidence(BOTH), TRIAL)
    assert rows(report, "harm", "6/intent") == {(None, "ada", "accused"): "not-met", (None, "ben", "accused"): "met"}


def test_a_rival_explanation_refuted_by_weak_evidence_stands(report_of: Reporter) -> None:
    refuted = item("y", undermines="alternative: control", grade="low")
    report = report_of(INTENT + RIVAL + JUDGED + evidence(BOTH, refuted), TRIAL)
    assert set(rows(report, "harm", "6/intent").values()) == {"not-met"}


def test_a_rival_explanation_refuted_by_anonymous_hearsay_stands_at_trial(report_of: Reporter) -> None:
    """What refutes an innocent explanation incriminates, so the caps apply to it."""
    refuted = item("y", undermines="alternative: control", tags="[anonymous-hearsay]")
    report = report_of(INTENT + RIVAL + JUDGED + evidence(BOTH, refuted), TRIAL)
    assert set(rows(report, "harm", "6/intent").values()) == {"not-met"}


def test_a_rival_explanation_refuted_for_the_accused_stands_for_the_direct_perpetrators(report_of: Reporter) -> None:
    rival = "alternatives:\n  - {id: papers, element: 7(1)(d)/3, text: They took the papers for foreign ones.}\n"
    judged = "assessments:\n" + assessment("element: 7(1)(d)/3, person: [ada, direct-perpetrators]")
    found = evidence(item("x", "element: 7(1)(d)/3, person: [ada, direct-perpetrators]"), item("y", undermines="alternative: papers, person: ada"))
    report = report_of(of_mode("25(3)(a)/direct", "28(a)") + rival + judged + found, TRIAL)
    assert rows(report, "deportation", "7(1)(d)/3") == {(None, "ada", "accused"): "met", (None, None, "perpetrators"): "not-met"}


@pytest.mark.parametrize("key", ["context: later", "group: hill", "event: ferry", "person: ben"])
def test_a_refutation_that_states_what_the_claim_is_not_about_refutes_nothing(key: str, report_of: Reporter) -> None:
    case = PEOPLE + EVENTS + CONTEXTS + GROUPS + """
claims:
  - {id: harm, title: H, crime: 6(b), people: [ada], events: [raid], context: earlier, group: river}
"""  # fmt: skip
    rest = RIVAL + "assessments:\n" + assessment("element: 6/intent")
    report = report_of(case + rest + evidence(item("x", "element: 6/intent"), item("y", undermines=f"alternative: control, {key}")), TRIAL)
    assert result(report, "harm", "6/intent") == "not-met"
    assert "y" in {one.evidence for one in report.unassigned}


def searched(keys: str, direction: str = "exonerating") -> str:
    return f"searches:\n  - {{for: 7(1)(d)/1, {keys}direction: {direction}, where: Registry, by: team, result: none}}\n"


@pytest.mark.parametrize(
    ("keys", "direction", "found"),
    [("event: raid, ", "exonerating", {"ferry"}), ("event: [raid, ferry], ", "both", set()), ("", "exonerating", {"raid", "ferry"}),
     ("event: raid, ", "incriminating", {"raid", "ferry"})],
)  # fmt: skip
def test_a_search_about_one_incident_is_none_about_another(keys: str, direction: str, found: set[str], report_of: Reporter) -> None:
    report = report_of(TRIAL_CLAIM + searched(keys, direction) + evidence(item("x", "element: 7(1)(d)/1, event: [raid, ferry]")))
    messages = [gap.message for gap in report["deportation"]["7(1)(d)/1"].gaps if gap.kind == "no-exonerating-search"]
    assert {event for event in ("raid", "ferry") if any(f"in {event}" in message for message in messages)} == found


# ---------------------------------------------------------------- challenges strike what they name


def test_a_challenge_to_one_link_leaves_the_items_other_links(report_of: Reporter) -> None:
    challenge = "challenges:\n  - {from: k, target: {evidence: x, element: 7(1)(d)/1}, effect: defeat, because: Another place.}\n"
    report = report_of(ONE + challenge + evidence(item("x", ["element: 7(1)(d)/1", "element: 7(1)(d)/2"]), item("k")))
    assert report["deportation"]["7(1)(d)/1"].status == "support-defeated"
    assert result(report, "deportation", "7(1)(d)/2") == "met"


def test_a_challenge_to_a_link_is_found_under_either_name_of_a_contextual_element(report_of: Reporter) -> None:
    challenge = "challenges:\n  - {from: k, target: {evidence: x, element: 7(1)(d)/4}, effect: defeat, because: Another place.}\n"
    report = report_of(ONE + challenge + evidence(item("x", "element: 7/attack"), item("k")))
    assert report["deportation"]["7/attack"].status == "support-defeated"


@pytest.mark.parametrize("polarity", ["supports", "undermines"])
def test_a_challenge_to_a_personal_link_does_not_strike_the_neighbours(polarity: str, report_of: Reporter) -> None:
    challenge = "challenges:\n  - {from: k, target: {evidence: x, element: 6(b)/3}, effect: defeat, because: Another man.}\n"
    report = report_of(WORDING + challenge + evidence(item("x", **{polarity: ["element: 6(b)/3", "element: 6(d)/3"]}), item("k")))
    name = "lines_for" if polarity == "supports" else "lines_against"
    assert getattr(report["harm"]["6/intent"], name) == (0, 0)
    assert getattr(report["births"]["6/intent"], name) == (1, 1)


def test_a_challenge_to_the_link_to_one_limb_leaves_the_other_limb(report_of: Reporter) -> None:
    challenge = "challenges:\n  - {from: k, target: {evidence: x, element: 7(1)(i)/1(a)}, effect: defeat, because: Another man.}\n"
    report = report_of(TAKEN + challenge + evidence(item("x", ["element: 7(1)(i)/1(a)", "element: 7(1)(i)/1(b)"]), item("k")))
    assert result(report, "taken", "7(1)(i)/1") == "met"


def test_a_challenge_to_an_item_strikes_every_use_of_it_and_of_what_derives_from_it(report_of: Reporter) -> None:
    challenge = "challenges:\n  - {from: k, target: x, effect: defeat, because: Forged.}\n"
    found = evidence(item("x", "element: 7(1)(d)/1"), item("y", "element: 7(1)(d)/2", from_="[x]"), item("k"))
    report = report_of(ONE + challenge + found)
    assert [report["deportation"][f"7(1)(d)/{number}"].status for number in (1, 2)] == ["support-defeated", "support-defeated"]


def test_a_challenge_to_a_source_strikes_everything_that_comes_from_it(report_of: Reporter) -> None:
    case = ONE + "sources:\n  - {id: w1, kind: person, identity: known, grade: high}\n"
    challenge = "challenges:\n  - {from: k, target: w1, effect: {cap: low}, because: He lied before.}\n"
    report = report_of(case + challenge + evidence(item("x", "element: 7(1)(d)/1", from_="[w1]"), item("k")))
    assert report["deportation"]["7(1)(d)/1"].results == {
        "reasonable-basis": "met", "reasonable-grounds": "not-met", "substantial-grounds": "not-met", TRIAL: "not-met",
    }  # fmt: skip


@pytest.mark.parametrize("keys", [{"grade": "none"}, {"admissibility": "{status: excluded, ground: 69(7)}"}, {"kind": "finding"}])
def test_a_challenge_from_what_carries_nothing_strikes_nothing(keys: dict[str, str], report_of: Reporter) -> None:
    challenge = "challenges:\n  - {from: k, target: x, effect: defeat, because: Forged.}\n"
    report = report_of(ONE + challenge + evidence(item("x", "element: 7(1)(d)/1"), item("k", **keys)))
    assert result(report, "deportation", "7(1)(d)/1") == "met"


@pytest.mark.parametrize("keys", [{"grade": ""}, {"held": "false"}, {"verification": "disputed"}])
def test_a_challenge_that_may_stand_leaves_the_matter_open(keys: dict[str, str], report_of: Reporter) -> None:
    challenge = "challenges:\n  - {from: k, target: x, effect: defeat, because: Forged.}\n"
    report = report_of(ONE + challenge + evidence(item("x", "element: 7(1)(d)/1"), item("k", **keys)))
    assert result(report, "deportation", "7(1)(d)/1") == "open"


# ---------------------------------------------------------------- dates outside the incident

DATED = """
events:
  - {id: raid, title: Raid, when: 2017-08}
  - {id: ferry, title: Ferry, when: 2018-08}
claims:
  - {id: deportation, title: D, crime: 7(1)(d), events: [raid, ferry]}
"""


@pytest.mark.parametrize(
    ("when", "found"),
    [("2017-08-25", "met"), ("2017", "met"), ("2017-08/2017-12", "met"), ("2017-08?", "met"), ("2015", "open"), ("2016-07-01", "open"), ("2018-08", "open")],
)  # fmt: skip
def test_what_is_certainly_dated_outside_the_incident_is_open_at_best(when: str, found: str, report_of: Reporter) -> None:
    report = report_of(DATED + evidence(item("x", f'element: 7(1)(d)/1, event: raid, when: "{when}"')))
    assert rows(report, "deportation", "7(1)(d)/1")["raid", None, None] == found
    assert ("out-of-period" in report["deportation"]["7(1)(d)/1"].flags) == (found == "open")


def test_out_of_period_is_open_at_every_standard(report_of: Reporter) -> None:
    case = DATED + "assessments:\n" + assessment("element: 7(1)(d)/1, event: raid")
    report = report_of(case + evidence(item("x", "element: 7(1)(d)/1, event: raid, when: 2015")))
    row = next(one for one in report["deportation"]["7(1)(d)/1"].rows if one.event == "raid")
    assert set(row.results.values()) == {"open"}


def test_a_link_for_two_incidents_is_late_only_for_the_one_that_its_date_lies_outside(report_of: Reporter) -> None:
    report = report_of(DATED + evidence(item("x", "element: 7(1)(d)/1, event: [raid, ferry], when: 2017-08-03")))
    assert rows(report, "deportation", "7(1)(d)/1") == {("raid", None, None): "met", ("ferry", None, None): "open"}


def test_a_contradiction_dated_outside_the_incident_may_still_stand(report_of: Reporter) -> None:
    """It is open whether it bears on the incident, so it cannot be answered by its date alone."""
    case = DATED + "assessments:\n" + assessment("element: 7(1)(d)/1, event: raid")
    found = evidence(item("x", "element: 7(1)(d)/1, event: raid"), item("y", undermines="element: 7(1)(d)/1, event: raid, when: 2015"))
    assert rows(report_of(case + found, TRIAL), "deportation", "7(1)(d)/1")["raid", None, None] == "open"


# ---------------------------------------------------------------- what counts nowhere is shown


def test_an_unassigned_link_is_shown_on_the_element_of_each_claim_it_may_belong_to(report_of: Reporter) -> None:
    report = report_of(NEIGHBOURS + evidence(item("x", "element: 7(1)(d)/1")))
    for claim in ("first", "second"):
        element = report[claim]["7(1)(d)/1"]
        assert element.unassigned == ("x",)
        gap = next(one for one in element.gaps if one.kind == "unassigned")
        assert gap.because == ("x",)
        assert "claim" in gap.next
    assert [one.claims for one in report.unassigned] == [("first", "second")]


def test_an_unassigned_link_is_a_problem_of_the_file(tmp_path: pytest.TempPathFactory, law: Law) -> None:
    text = "format: claimmap/case-1\nid: t\ntitle: T\nas-of: 2026-11-21\n" + NEIGHBOURS + evidence(item("x", "element: 7(1)(d)/1"))
    path = tmp_path / "case.yaml"  # type: ignore[operator]
    path.write_text(text, encoding="utf-8")
    found = workbench.check(path, law)
    assert [(one.rule, one.severity) for one in found] == [("unassigned", "warning")]
    assert "'x'" in found[0].message
    assert "claim" in str(found[0].hint)


def test_an_unassigned_link_makes_its_item_count_as_used(report_of: Reporter) -> None:
    report = report_of(NEIGHBOURS + evidence(item("x", "element: 7(1)(d)/1"), item("y")))
    assert report.unused == ("y",)


# ---------------------------------------------------------------- conclusions

CONCLUSIONS = ["legal-opinion", "finding", "submission", "political-statement", "commentary"]


@pytest.mark.parametrize("kind", CONCLUSIONS)
def test_a_conclusion_carries_nothing_and_is_a_pointer(kind: str, report_of: Reporter) -> None:
    report = report_of(ONE + evidence(item("x", "element: 7(1)(d)/1", kind=kind)))
    element = report["deportation"]["7(1)(d)/1"]
    assert set(element.results.values()) == {"not-met"}
    assert (element.lines_for, element.for_, element.pointers, element.items) == ((0, 0), (), ("x",), 0)


@pytest.mark.parametrize("kind", CONCLUSIONS)
def test_what_derives_only_from_a_conclusion_carries_nothing(kind: str, report_of: Reporter) -> None:
    found = evidence(item("opinion", kind=kind), item("x", "element: 7(1)(d)/1", from_="[opinion]"), item("y", "element: 7(1)(d)/2", from_="[x]"))
    report = report_of(ONE + found)
    assert [result(report, "deportation", f"7(1)(d)/{number}") for number in (1, 2)] == ["not-met", "not-met"]


def test_what_derives_from_a_conclusion_and_from_a_witness_rests_on_the_witness(report_of: Reporter) -> None:
    found = evidence(item("opinion", kind="finding"), item("w"), item("x", "element: 7(1)(d)/1", from_="[opinion, w]"))
    report = report_of(ONE + found)
    assert result(report, "deportation", "7(1)(d)/1") == "met"
    assert report["deportation"]["7(1)(d)/1"].single_points == ("w", "x")


def test_what_needs_a_conclusion_carries_nothing(report_of: Reporter) -> None:
    found = evidence(item("opinion", kind="finding"), item("w"), item("x", "element: 7(1)(d)/1", from_="[opinion, w]", needs="all"))
    assert result(report_of(ONE + found), "deportation", "7(1)(d)/1") == "not-met"


def test_a_conclusion_for_the_defence_carries_nothing_either(report_of: Reporter) -> None:
    report = report_of(ONE + evidence(item("x", undermines="element: 7(1)(d)/1", kind="finding")))
    assert report["deportation"]["7(1)(d)/1"].lines_against == (0, 0)


def test_a_denial_is_evidence_against(report_of: Reporter) -> None:
    report = report_of(ONE + evidence(item("x", undermines="element: 7(1)(d)/1", kind="denial")))
    assert report["deportation"]["7(1)(d)/1"].lines_against == (1, 1)


# ---------------------------------------------------------------- what nobody has held, cleared or graded

PENDING = {
    "not-held": {"held": "false"},
    "disputed": {"verification": "disputed"},
    "challenged": {"admissibility": "{status: challenged, ground: 69(7)}"},
    "lead-only": {"restrictions": "[{basis: 54(3)(e), use: lead-only}]"},
    "ungraded": {"grade": ""},
    "cannot-be-judged": {"grade": "", "credibility": '"6"'},
}
GONE = {
    "excluded": {"admissibility": "{status: excluded, ground: 69(7)}"},
    "withdrawn": {"admissibility": "{status: withdrawn}"},
    "graded-none": {"grade": "none"},
    "improbable": {"grade": "", "credibility": '"5"'},
}
JUDGED_ALL = "assessments:\n" + "".join(assessment("element: 7(1)(d)/1", standard) + assessment("element: 7(1)(d)/2", standard) for standard in STANDARDS)


@pytest.mark.parametrize("state", PENDING)
def test_what_is_pending_is_open_at_best_even_when_assessed(state: str, report_of: Reporter) -> None:
    report = report_of(ONE + JUDGED_ALL + evidence(item("x", "element: 7(1)(d)/1", **PENDING[state])))
    assert set(report["deportation"]["7(1)(d)/1"].results.values()) == {"open"}


@pytest.mark.parametrize("state", PENDING)
def test_what_derives_from_the_pending_is_open_at_best(state: str, report_of: Reporter) -> None:
    report = report_of(ONE + JUDGED_ALL + evidence(item("x", **PENDING[state]), item("y", "element: 7(1)(d)/2", from_="[x]")))
    assert set(report["deportation"]["7(1)(d)/2"].results.values()) == {"open"}


@pytest.mark.parametrize("state", GONE)
def test_what_is_gone_carries_nothing(state: str, report_of: Reporter) -> None:
    found = evidence(item("x", "element: 7(1)(d)/1", **GONE[state]), item("y", "element: 7(1)(d)/2", from_="[x]"))
    report = report_of(ONE + JUDGED_ALL + found)
    for number in (1, 2):
        assert set(report["deportation"][f"7(1)(d)/{number}"].results.values()) == {"not-met"}
        assert report["deportation"][f"7(1)(d)/{number}"].status == "support-defeated"


@pytest.mark.parametrize("state", PENDING)
def test_pending_evidence_against_may_stand(state: str, report_of: Reporter) -> None:
    """Exculpatory evidence that nobody has judged cannot be taken as answered."""
    report = report_of(ONE + JUDGED_ALL + evidence(item("x", "element: 7(1)(d)/1"), item("y", undermines="element: 7(1)(d)/1", **PENDING[state])), TRIAL)
    assert result(report, "deportation", "7(1)(d)/1") == "open"
    assert report["deportation"]["7(1)(d)/1"].lines_against == (0, 1)


@pytest.mark.parametrize("status", ["not-tendered", "tendered", "submitted", "admitted"])
def test_other_states_before_a_chamber_leave_the_grade_alone(status: str, report_of: Reporter) -> None:
    report = report_of(ONE + evidence(item("x", "element: 7(1)(d)/1", admissibility=f"{{status: {status}}}")))
    assert result(report, "deportation", "7(1)(d)/1") == "met"


@pytest.mark.parametrize(("use", "lifted", "found"), [
    ("lead-only", "null", "open"), ("lead-only", "2026-11-20", "met"), ("lead-only", "2027", "open"), ("lead-only", "2026", "open"),
    ("disclosable", "null", "met"), ("tenderable", "null", "met"),
])  # fmt: skip
def test_a_restriction_counts_until_it_is_lifted(use: str, lifted: str, found: str, report_of: Reporter) -> None:
    keys = f"[{{basis: 72, use: {use}, lifted: {lifted}}}]"
    assert result(report_of(ONE + evidence(item("x", "element: 7(1)(d)/1", restrictions=keys))), "deportation", "7(1)(d)/1") == found


@pytest.mark.parametrize(("keys", "found"), [
    ("", "met"), (", basis: direct", "met"), (", basis: hearsay", "open"), (", basis: circumstantial", "open"), (", basis: opinion", "open"),
    (", basis: hearsay, strength: high", "met"), (", strength: low", "not-met"), (", basis: direct, strength: medium", "met"),
])  # fmt: skip
def test_strength_left_out_is_high_only_for_a_direct_showing(keys: str, found: str, report_of: Reporter) -> None:
    report = report_of(ONE + evidence(item("x", f"element: 7(1)(d)/1{keys}")), "reasonable-grounds")
    assert result(report, "deportation", "7(1)(d)/1") == found


@pytest.mark.parametrize(("letter", "found"), [("A", "met"), ("B", "met"), ("C", "met"), ("D", "not-met"), ("E", "not-met"), ("F", "open")])
def test_the_weaker_of_source_and_information_counts(letter: str, found: str, report_of: Reporter) -> None:
    case = ONE + f"sources:\n  - {{id: w1, kind: person, identity: known, reliability: {letter}}}\n"
    report = report_of(case + evidence(item("x", "element: 7(1)(d)/1", from_="[w1]", grade="", credibility='"2"')), "reasonable-grounds")
    assert result(report, "deportation", "7(1)(d)/1") == found


# ---------------------------------------------------------------- who is behind it


def from_source(identity: str | None, kind: str = "supports") -> str:
    said = "" if identity is None else f", identity: {identity}"
    case = ONE + JUDGED_ALL + f"sources:\n  - {{id: w1, kind: person, grade: high{said}}}\n"
    return case + evidence(item("x", **{kind: "element: 7(1)(d)/1"}, from_="[w1]"))


@pytest.mark.parametrize("identity", ["known", "withheld-from-public"])
def test_what_only_the_public_does_not_know_is_never_capped(identity: str, report_of: Reporter) -> None:
    assert set(report_of(from_source(identity))["deportation"]["7(1)(d)/1"].results.values()) == {"met"}


def test_what_the_defence_does_not_know_is_low_at_confirmation_and_pending_at_trial(report_of: Reporter) -> None:
    assert report_of(from_source("withheld-from-defence"))["deportation"]["7(1)(d)/1"].results == {
        "reasonable-basis": "met", "reasonable-grounds": "met", "substantial-grounds": "not-met", TRIAL: "open",
    }  # fmt: skip


@pytest.mark.parametrize("identity", ["unknown-to-team", None])
def test_somebody_whom_the_team_cannot_name_is_an_undisclosed_origin_and_capped_low(identity: str | None, report_of: Reporter) -> None:
    element = report_of(from_source(identity))["deportation"]["7(1)(d)/1"]
    assert element.results == {"reasonable-basis": "met", "reasonable-grounds": "met", "substantial-grounds": "not-met", TRIAL: "not-met"}
    assert {"undisclosed-origin", "anonymous-only"} <= set(element.flags)


def test_no_origin_at_all_is_an_undisclosed_and_ungraded_one(report_of: Reporter) -> None:
    element = report_of(ONE + evidence(item("x", "element: 7(1)(d)/1", from_="")))["deportation"]["7(1)(d)/1"]
    assert element.results == {"reasonable-basis": "open", "reasonable-grounds": "open", "substantial-grounds": "not-met", TRIAL: "not-met"}
    assert element.origins == 1
    assert {"undisclosed-origin", "anonymous-only"} <= set(element.flags)


@pytest.mark.parametrize("identity", ["withheld-from-defence", "unknown-to-team"])
def test_no_cap_weakens_what_speaks_for_the_accused(identity: str, report_of: Reporter) -> None:
    """Limits on anonymous evidence protect the accused: against the element it counts in full."""
    case = from_source(identity, "undermines").replace("evidence:\n", "evidence:\n" + item("p", "element: 7(1)(d)/1"))
    report = report_of(case, TRIAL)
    assert report["deportation"]["7(1)(d)/1"].lines_against[1] == 1
    assert result(report, "deportation", "7(1)(d)/1") == "not-met"


def test_anonymous_hearsay_is_low_at_confirmation_and_trial(report_of: Reporter) -> None:
    report = report_of(ONE + JUDGED_ALL + evidence(item("x", "element: 7(1)(d)/1", tags="[anonymous-hearsay]")))
    assert report["deportation"]["7(1)(d)/1"].results == {
        "reasonable-basis": "met", "reasonable-grounds": "met", "substantial-grounds": "not-met", TRIAL: "not-met",
    }  # fmt: skip


def test_two_articles_of_undisclosed_origin_may_be_one(report_of: Reporter) -> None:
    sources = "sources:\n" + "".join(f"  - {{id: u{number}, grade: high, identity: unknown-to-team}}\n" for number in (1, 2))
    found = evidence(item("x", "element: 7(1)(d)/1", from_="[u1]"), item("y", "element: 7(1)(d)/1", from_="[u2]"))
    assert report_of(ONE + sources + found)["deportation"]["7(1)(d)/1"].lines_for == (1, 2)


def test_an_id_that_resolves_to_nothing_is_an_undisclosed_origin(case_of: Callable[[str], Case], law: Law, policy: Policy) -> None:
    """A case built in code has passed no check; a missing parent must not become an origin that is known."""
    from attrs import evolve

    case = case_of(ONE + evidence(item("x", "element: 7(1)(d)/1")))
    broken = evolve(case, evidence=(evolve(case.evidence[0], from_=("nobody",)),))
    element = workbench.gaps(broken, law=law, policy=policy)["deportation"]["7(1)(d)/1"]
    assert element.result != "met"
    assert "undisclosed-origin" in element.flags


# ---------------------------------------------------------------- copies

TWINS = {
    "excluded": {"admissibility": "{status: excluded, ground: 69(7)}"},
    "withdrawn": {"admissibility": "{status: withdrawn}"},
    "challenged": {"admissibility": "{status: challenged, ground: 69(7)}"},
    "disputed": {"verification": "disputed"},
    "lead-only": {"restrictions": "[{basis: 54(3)(e), use: lead-only}]"},
}


@pytest.mark.parametrize("state", TWINS)
@pytest.mark.parametrize("tie", ["sha256", "copy-of"])
def test_what_is_ruled_on_the_original_holds_for_its_copy(state: str, tie: str, report_of: Reporter) -> None:
    keys = TWINS[state]
    same = {"sha256": "f" * 64} if tie == "sha256" else {}
    copy = same or {"copy_of": "a"}
    twins = evidence(item("a", **keys, **same), item("b", "element: 7(1)(d)/1", **copy))
    assert result(report_of(ONE + twins), "deportation", "7(1)(d)/1") != "met"


@pytest.mark.parametrize("state", TWINS)
@pytest.mark.parametrize("tie", ["sha256", "copy-of"])
def test_a_link_of_an_item_in_doubt_does_not_count_through_its_twin(state: str, tie: str, report_of: Reporter) -> None:
    """The file says of the very item that makes the link that it is out or in doubt."""
    keys = TWINS[state]
    same = {"sha256": "f" * 64} if tie == "sha256" else {}
    copy = same or {"copy_of": "a"}
    twins = evidence(item("a", **same), item("b", "element: 7(1)(d)/1", **keys, **copy))
    assert result(report_of(ONE + twins), "deportation", "7(1)(d)/1") != "met"


@pytest.mark.parametrize("state", TWINS)
def test_a_twin_in_doubt_does_not_take_evidence_from_the_accused(state: str, report_of: Reporter) -> None:
    """Where two records of one item disagree, the disagreement is a person's to decide: it answers no contradiction."""
    keys = TWINS[state]
    twins = evidence(item("p", "element: 7(1)(d)/1"), item("a", undermines="element: 7(1)(d)/1", sha256="f" * 64), item("b", sha256="f" * 64, **keys))
    report = report_of(ONE + JUDGED_ALL + twins, TRIAL)
    assert report["deportation"]["7(1)(d)/1"].lines_against[1] == 1
    assert result(report, "deportation", "7(1)(d)/1") != "met"


def test_a_copy_adds_no_line(report_of: Reporter) -> None:
    twins = evidence(*(item(name, "element: 7(1)(d)/1", sha256="f" * 64) for name in "ab"))
    assert report_of(ONE + twins)["deportation"]["7(1)(d)/1"].lines_for == (1, 1)


def test_a_challenge_to_the_copy_strikes_the_original(report_of: Reporter) -> None:
    challenge = "challenges:\n  - {from: k, target: b, effect: defeat, because: Forged.}\n"
    found = evidence(item("a", "element: 7(1)(d)/1", sha256="f" * 64), item("b", sha256="f" * 64), item("k"))
    assert result(report_of(ONE + challenge + found), "deportation", "7(1)(d)/1") == "not-met"


# ---------------------------------------------------------------- contradiction and its count


def many(name: str, number: int, polarity: str) -> list[str]:
    return [item(f"{name}{place}", **{polarity: "element: 7(1)(d)/1"}) for place in range(number)]


@pytest.mark.parametrize(("for_", "against", "judged", "allowed"), [
    (2, 2, True, {"met"}), (2, 2, False, {"open"}), (1, 1, True, {"met"}), (1, 1, False, {"open"}),
    (2, 5, True, {"not-met", "open"}), (2, 3, True, {"not-met", "open"}), (2, 3, False, {"not-met", "open"}),
    (5, 2, True, {"met"}), (5, 2, False, {"met", "open"}), (1, 2, True, {"not-met"}), (2, 1, False, {"met"}),
])  # fmt: skip
def test_a_tie_that_comes_only_of_counting_to_two_is_never_met(for_: int, against: int, judged: bool, allowed: set[str], report_of: Reporter) -> None:
    case = ONE + (JUDGED_ALL if judged else "") + evidence(*many("p", for_, "supports"), *many("c", against, "undermines"))
    assert result(report_of(case, "substantial-grounds"), "deportation", "7(1)(d)/1") in allowed
