"""
Gaps: one example of each kind that a lawyer would recognise, and when a kind must stay silent.

An example says what the gap is called, what it must name, and what would close it.
"""

from collections.abc import Callable
from typing import Final

import pytest
from attrs import frozen
from writing import TRIAL, assessment, evidence, item

from claimmap.gaps import KINDS, SOURCES, Gap
from claimmap.report.model import Report

Reporter = Callable[..., Report]

CLAIM: Final = """
people:
  - {id: ada, adult: true}
events:
  - {id: raid, title: Raid, when: 2017-08}
claims:
  - {id: count, title: Count, crime: 7(1)(d), people: [ada], events: [raid]}
"""
SOURCES_: Final = """
sources:
  - {id: w1, kind: person, identity: known, grade: high, party: complainant}
  - {id: w2, kind: person, identity: known, grade: high, party: complainant}
  - {id: w3, kind: person, identity: known, grade: high, party: accused}
  - {id: leaker, kind: unknown, identity: unknown-to-team, grade: high}
"""
FIRST: Final = "element: 7(1)(d)/1"
MEANS: Final = "Means of proof: "


@frozen
class Example:
    """
    One gap in one case.

    Attributes:
        case: What follows the first lines of a case file.
        address: The element it is shown on; None for a gap of the claim.
        says: Words of the message.
        because: Ids it rests on.
        asks: Words of the next step.
    """

    kind: str
    case: str
    says: tuple[str, ...]
    because: tuple[str, ...] = ()
    asks: str = ""
    address: str | None = "7(1)(d)/1"
    standard: str = "reasonable-basis"


def of(*items: str, more: str = "") -> str:
    return CLAIM + SOURCES_ + more + evidence(*items)


EXAMPLES: Final = (
    Example("unsupported", CLAIM, ("no item supports 7(1)(d)/1", "in raid", "deported or forcibly transferred"), asks=MEANS + "Statements of people who were expelled"),
    Example(
        "support-defeated", of(item("confession", FIRST, admissibility="{status: excluded, ground: 69(7)}")), ("7(1)(d)/1", "excluded, defeated or graded none"),
        ("confession",), MEANS,
    ),
    Example(
        "support-defeated", of(item("judgment", FIRST, kind="finding")), ("only conclusions point to 7(1)(d)/1", "a conclusion is not evidence"), ("judgment",),
        "Enter what the conclusions rest on. " + MEANS,
    ),
    Example("asserted", of(item("leak", FIRST, kind="leaked-document", from_="", grade="")), ("7(1)(d)/1", "asserted by 1 item", "ungraded", "of undisclosed origin"), ("leak",), MEANS),
    Example("asserted", of(item("log", FIRST, held="false")), ("nothing counts yet", "not held"), ("log",), MEANS),
    Example(
        "below-standard", of(item("rumour", FIRST, grade="low"), item("hearsay", FIRST, grade="low")), ("7(1)(d)/1", "does not reach reasonable-grounds", "1 of grade medium"),
        ("hearsay", "rumour"), MEANS, standard="reasonable-grounds",
    ),
    Example(
        "single-line", of(item("statement", FIRST, from_="[w1]"), item("retold", FIRST, from_="[statement]", kind="press-report")),
        ("all support for 7(1)(d)/1", "rests on one line: w1 -> statement"), ("statement", "w1"), "Look for a source that does not derive from it. " + MEANS,
    ),
    Example(
        "contested", of(item("yes", FIRST, from_="[w1]"), item("no", undermines=FIRST, from_="[w3]", kind="denial")),
        ("7(1)(d)/1", "contradiction or a rival explanation stands in the way at substantial-grounds"), ("no",), "Answer what contradicts it", standard="substantial-grounds",
    ),
    Example("awaiting-assessment", of(item("yes", FIRST, from_="[w1]")), ("7(1)(d)/1", "nobody has recorded a judgment"), ("yes",), "record an assessment", standard=TRIAL),
    Example("no-mode", CLAIM, ("names no mode of liability", "count"), asks="Name one or more modes", address=None),
    Example(
        "no-linkage",
        CLAIM.replace("people: [ada], events", "modes: [25(3)(b)/ordering], people: [ada], events")
        + evidence(item("all", [f"element: 7(1)(d)/{number}" for number in range(1, 6)])),
        ("the crime of count reaches reasonable-basis", "no mode of liability does", "25(3)(b)/ordering"), asks="links the accused to the conduct", address=None,
    ),
    Example(
        "unassigned", CLAIM + "  - {id: other, title: Other, crime: 7(1)(d), people: [ada], events: [raid]}\n" + evidence(item("statement", FIRST)),
        ("1 link to 7(1)(d)/1", "counts nowhere"), ("statement",), "State claim on the link",
    ),
    Example("contradicted", of(item("yes", FIRST, from_="[w1]"), item("no", undermines=FIRST, from_="[w3]", kind="denial")), ("1 item speaks against 7(1)(d)/1",), ("no",), "on its merits"),
    Example(
        "alternative-open",
        CLAIM + "alternatives:\n  - {id: flood, element: 7(1)(d)/1, text: They fled a flood.}\n" + evidence(item("yes", FIRST)),
        ("rival explanation of 7(1)(d)/1", "not excluded", "They fled a flood"), ("flood",), "refutes or supports",
    ),
    Example("undisclosed-origin", of(item("leak", FIRST, from_="[leaker]"), item("yes", FIRST, from_="[w1]")), ("1 origin", "7(1)(d)/1", "undisclosed"), ("leaker",), "Identify the origins"),
    Example(
        "anonymous-only", of(item("report", FIRST, from_="[w1]", kind="ngo-report", tags="[anonymous-hearsay]"), item("leak", FIRST, from_="[leaker]")),
        ("every line for 7(1)(d)/1", "nobody on the team can name"), ("leak", "report"), "interview a source",
    ),
    Example(
        "indirect-only", of(item("notes", from_="[w1]"), item("report", FIRST, from_="[notes]", kind="ngo-report")),
        ("nothing for 7(1)(d)/1", "at first hand"), ("report",), "Go to the origin: the person, the record, the recording. " + MEANS,
    ),
    Example("one-party-only", of(item("one", FIRST, from_="[w1]"), item("two", FIRST, from_="[w2]")), ("every origin behind 7(1)(d)/1", "of one side: complainant"), ("one", "two"), "without that interest"),
    Example("unassessed", of(item("statement", FIRST, from_="[w1]", grade="")), ("1 source or item behind 7(1)(d)/1", "no grade"), ("statement",), "Grade each, with reasons"),
    Example("not-held", of(item("tape", FIRST, kind="order-or-intercept", held="false")), ("1 item behind 7(1)(d)/1", "only mentioned"), ("tape",), "Obtain the item itself"),
    Example(
        "challenged-material", of(item("diary", admissibility="{status: challenged, ground: 69(7)}"), item("report", FIRST, from_="[diary]")),
        ("1 item behind 7(1)(d)/1", "challenged or disputed"), ("diary",), "Obtain the ruling or the verification",
    ),
    Example(
        "restricted", of(item("cable", FIRST, restrictions="[{basis: 54(3)(e), use: lead-only}]")), ("1 item behind 7(1)(d)/1", "only as a lead"), ("cable",),
        "Ask the provider to lift the restriction",
    ),
    Example("out-of-period", of(item("statement", FIRST + ", when: 2015")), ("1 item shows", "7(1)(d)/1", "outside the incident"), ("statement",), "Check the date"),
    Example(
        "outside-group",
        "groups:\n  - {id: river, kind: ethnical}\n  - {id: hill, kind: ethnical}\nclaims:\n  - {id: count, title: C, crime: 6(b), group: river}\n"
        + evidence(item("statement", "element: 6(b)/1, group: hill")),
        ("1 link to 6(b)/1", "speaks of victims of another group"), ("statement",), "Claim that group too", address="6(b)/1",
    ),
    Example("no-exonerating-search", of(item("yes", FIRST)), ("nobody has recorded a search", "against 7(1)(d)/1"), asks="where and with what result"),
    Example("override", of(item("yes", FIRST), more="assessments:\n" + assessment(FIRST, "reasonable-basis", "not-satisfied")), ("by counsel", "7(1)(d)/1", "not-satisfied", "does not share"), asks="Read both reasons"),
    Example(
        "no-jurisdiction", CLAIM.replace("when: 2017-08}", "when: 1999-08, parts: [{id: p, what: Raid, role: conduct, at: COL}]}"),
        ("the Court lacks jurisdiction over count", "11(1)"), asks="neighbouring crimes", address=None,
    ),
    Example(
        "jurisdiction-undecided", CLAIM.replace("when: 2017-08}", "when: 2017-08, parts: [{id: p, what: Raid, role: conduct, at: unknown}]}"),
        ("whether the Court has jurisdiction over count is undecided",), asks="would settle it", address=None,
    ),
    Example(
        "jurisdiction-contested",
        CLAIM.replace("when: 2017-08}", "when: 2017-08, parts: [{id: p, what: Raid, role: conduct, at: COL}]}").replace("events: [raid]}", "events: [raid], alleges: {7(1)(d)/2: disputed}}"),
        ("jurisdiction over count turns on what is contested",), asks="Argue both views", address=None,
    ),
    Example(
        "no-trigger", CLAIM.replace("when: 2017-08}", "when: 2017-08, parts: [{id: p, what: Raid, role: conduct, at: COL}]}"),
        ("jurisdiction over count could be exercised, but no trigger is listed",), asks="A referral", address=None,
    ),
)  # fmt: skip


def gaps_of(report: Report, address: str | None) -> tuple[Gap, ...]:
    return report["count"].gaps if address is None else report["count"][address].gaps


def kinds(report: Report, address: str = "7(1)(d)/1") -> set[str]:
    return {gap.kind for gap in report["count"][address].gaps}


def test_every_kind_has_an_example_and_a_source() -> None:
    assert {one.kind for one in EXAMPLES} == set(KINDS)
    assert set(SOURCES) == set(KINDS)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.kind)
def test_gap(example: Example, report_of: Reporter) -> None:
    found = [one for one in gaps_of(report_of(example.case, example.standard), example.address) if one.kind == example.kind]
    assert len(found) == 1, [one.kind for one in gaps_of(report_of(example.case, example.standard), example.address)]
    gap = found[0]
    for words in example.says:
        assert words in gap.message
    assert gap.because == example.because
    assert example.asks in gap.next
    assert gap.source == SOURCES[example.kind]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.kind)
def test_a_message_is_one_sentence_that_names_its_element(example: Example, report_of: Reporter) -> None:
    """It begins with a small letter and has no full stop, so that writers can set it."""
    report = report_of(example.case, example.standard)
    for element in report["count"]:
        for gap in element.gaps:
            assert element.address in gap.message
            assert not gap.message.endswith(".") or gap.message.endswith("...")
            assert "\n" not in gap.message
            assert gap.source


def test_a_missing_element_is_led_to_its_means_of_proof(report_of: Reporter) -> None:
    for element in report_of(CLAIM)["count"]:
        gap = next(one for one in element.gaps if one.kind == "unsupported")
        assert gap.next.startswith(MEANS)
        for means in element.means:
            assert means.rstrip(".") in gap.next


# ---------------------------------------------------------------- when a kind is silent

SILENT: Final = {
    "two witnesses are no single line": ("single-line", of(item("one", FIRST, from_="[w1]"), item("two", FIRST, from_="[w2]"))),
    "one named witness beside a leak": ("anonymous-only", of(item("leak", FIRST, from_="[leaker]"), item("one", FIRST, from_="[w1]"))),
    "one witness at first hand beside a relay": ("indirect-only", of(item("notes", from_="[w1]"), item("report", FIRST, from_="[notes]"), item("two", FIRST, from_="[w2]"))),
    "two sides": ("one-party-only", of(item("one", FIRST, from_="[w1]"), item("two", FIRST, from_="[w3]"))),
    "an origin of no side": ("one-party-only", of(item("one", FIRST, from_="[w1]"), item("two", FIRST))),
    "a contradiction was found": ("no-exonerating-search", of(item("one", FIRST), item("no", undermines=FIRST))),
    "a search was made": (
        "no-exonerating-search",
        of(item("one", FIRST), more="searches:\n  - {for: 7(1)(d)/1, direction: exonerating, where: Registry, by: team, result: none}\n"),
    ),
    "a contradiction that is excluded": ("contradicted", of(item("one", FIRST), item("no", undermines=FIRST, admissibility="{status: excluded, ground: 69(4)}"))),
    "a refuted rival": (
        "alternative-open",
        CLAIM + "alternatives:\n  - {id: flood, element: 7(1)(d)/1, text: A flood.}\n" + evidence(item("one", FIRST), item("dry", undermines="alternative: flood")),
    ),
    "an assessment that the result shares": ("override", of(item("one", FIRST), more="assessments:\n" + assessment(FIRST, "reasonable-basis"))),
    "an assessment at another standard": ("override", of(item("one", FIRST), more="assessments:\n" + assessment(FIRST, TRIAL, "not-satisfied"))),
    "a lifted restriction": ("restricted", of(item("cable", FIRST, restrictions="[{basis: 72, use: lead-only, lifted: 2020}]"))),
    "a date inside the incident": ("out-of-period", of(item("one", FIRST + ", when: 2017-08-03"))),
    "a source withheld from the public": ("undisclosed-origin", of(item("one", FIRST, from_="[w1]")).replace("identity: known", "identity: withheld-from-public")),
}


@pytest.mark.parametrize("name", SILENT)
def test_a_kind_is_silent(name: str, report_of: Reporter) -> None:
    kind, case = SILENT[name]
    assert kind not in kinds(report_of(case))


def test_what_is_met_still_shows_its_weaknesses(report_of: Reporter) -> None:
    report = report_of(of(item("leak", FIRST, from_="[leaker]", kind="leaked-document")))
    assert report["count"]["7(1)(d)/1"].status == "meets"
    assert {"single-line", "undisclosed-origin", "anonymous-only", "no-exonerating-search"} <= kinds(report)


def test_a_settled_matter_has_no_gap(report_of: Reporter) -> None:
    report = report_of(CLAIM + "settled:\n  - {element: 7(1)(d)/1, basis: rule-69}\n")
    assert kinds(report) == set()


def test_an_element_that_no_mode_asks_for_has_no_gap(report_of: Reporter) -> None:
    case = "people:\n  - {id: ada}\nclaims:\n  - {id: count, title: C, crime: 6(b), modes: [25(3)(e)], people: [ada]}\n"
    report = report_of(case)
    assert report["count"]["6(b)/1"].gaps == ()
    assert report["count"]["6(b)/3"].gaps != ()


def test_gaps_stand_in_the_order_of_the_kinds(report_of: Reporter) -> None:
    report = report_of(of(item("leak", FIRST, from_="[leaker]", grade="", held="false"), item("no", undermines=FIRST)))
    places = [KINDS.index(gap.kind) for gap in report["count"]["7(1)(d)/1"].gaps]
    assert places == sorted(places)
    assert len(places) > 4


def test_evidence_of_the_other_side_that_is_excluded_does_not_hide_that_one_side_speaks(report_of: Reporter) -> None:
    """Flags speak of the lines that are left: every line's origins carry the same party."""
    report = report_of(of(item("one", FIRST, from_="[w1]"), item("two", FIRST, from_="[w3]", admissibility="{status: excluded, ground: 69(4)}")))
    assert "one-party-only" in kinds(report)


def test_what_rests_on_an_unanswered_attack_says_so(report_of: Reporter) -> None:
    """Two witnesses call each other liars: that, and not a missing grade, is why nothing counts yet."""
    attacks = "challenges:\n  - {from: no, target: w1, effect: defeat, because: A liar.}\n  - {from: yes, target: w3, effect: defeat, because: A liar.}\n"
    report = report_of(of(item("yes", FIRST, from_="[w1]"), item("no", undermines=FIRST, from_="[w3]"), more=attacks))
    gap = next(one for one in report["count"]["7(1)(d)/1"].gaps if one.kind == "asserted")
    assert "not yet assessed" not in gap.message
    assert "challenge" in gap.message or "attack" in gap.message


def test_a_single_line_of_one_limb_is_not_called_all_support(report_of: Reporter) -> None:
    case = "claims:\n  - {id: count, title: C, crime: 7(1)(i)}\n" + SOURCES_
    report = report_of(case + evidence(item("taken", "element: 7(1)(i)/1(a)", from_="[w1]"), item("refused", "element: 7(1)(i)/1(b)", from_="[w2]")))
    gap = next(one for one in report["count"]["7(1)(i)/1"].gaps if one.kind == "single-line")
    assert "all support for 7(1)(i)/1 rests" not in gap.message


@pytest.mark.parametrize(
    ("keys", "found"),
    [({}, "meets"), ({"grade": ""}, "asserted"), ({"grade": "none"}, "support-defeated"), ({"grade": "low"}, "single-line")],
)
def test_status_words(keys: dict[str, str], found: str, report_of: Reporter) -> None:
    report = report_of(of(item("x", FIRST, **keys)), "reasonable-grounds")
    assert report["count"]["7(1)(d)/1"].status == found


def test_status_below_standard_needs_two_lines(report_of: Reporter) -> None:
    report = report_of(of(item("x", FIRST, grade="low"), item("y", FIRST, grade="low")), "reasonable-grounds")
    assert report["count"]["7(1)(d)/1"].status == "below-standard"


@pytest.mark.parametrize("events", ["[raid, march]", "[march, raid]"])
def test_an_element_shows_its_worst_incident_in_whatever_order_they_stand(report_of: Reporter, events: str) -> None:
    """Nothing stands for one incident, and what stood for the other is excluded: the first asks for more."""
    claim = f"""
people:
  - {{id: ada, adult: true}}
events:
  - {{id: raid, title: Raid, when: 2017-08}}
  - {{id: march, title: March, when: 2017-09}}
claims:
  - {{id: count, title: Count, crime: 7(1)(d), people: [ada], events: {events}}}
"""
    excluded = item("confession", f"{FIRST}, event: raid", admissibility="{status: excluded, ground: 69(7)}")
    report = report_of(claim + SOURCES_ + evidence(excluded))
    element = report["count"]["7(1)(d)/1"]
    assert {row.event: row.status for row in element.rows} == {"raid": "support-defeated", "march": "unsupported"}
    assert element.status == "unsupported"
