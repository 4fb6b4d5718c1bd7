"""Audiences: what each may see, codes, and that nothing protected leaves the team in any format, command or message."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import attrs
import office_case
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from claimmap import outputs, workbench
from claimmap.case import Case
from claimmap.cli import main
from claimmap.dates import When
from claimmap.editing import quoted
from claimmap.graph import build
from claimmap.law import Law
from claimmap.policy import Policy
from claimmap.problems import ClaimmapError
from claimmap.report.audience import Rules, WouldLeak, close, for_audience, tags_of
from claimmap.report.audience.names import Forbidden, forbidden_names, name_segments
from claimmap.report.audience.remaining import texts_of
from claimmap.report.model import ElementReport, Report

pytest.importorskip("docx")
pytest.importorskip("xlsxwriter")

BASE = """\
people:
  - id: commander-a
    name: Commander A
  - id: brother-of-w
    name: Abdul Karim Osmanov
events:
  - id: august-crossing
    title: The crossing of 25 August
    when: 2017-08-25
    victims: [{id: v-1, count: "3", sex: female, age: "20"}]
    parts:
      - {id: arrival, what: The landing at the ferry, element: 7(1)(d)/1, role: consequence, at: BGD-coast, via: [MMR, THA], when: 2017-08-25}
  - id: other-day
    title: Another day
    when: 2018-02
claims:
  - id: deportation
    title: Deportation of the villagers
    crime: 7(1)(d)
    people: [commander-a]
    events: [august-crossing, other-day]
sources:
  - {id: w-lopez, kind: person, title: "Lopez, Maria, a baker", identity: known, grade: high, protected: true, tags: [first-hand, anonymous-hearsay]}
  - {id: w-open, kind: person, title: Minister Smith, identity: known, grade: medium}
  - {id: agency, kind: organisation, title: News agency, identity: known, grade: medium}
evidence:
  - id: statement-lopez
    title: Statement of Maria Lopez
    by: Maria Lopez
    kind: testimony
    made: 2018-03-04
    from: [w-lopez]
    grade: high
    access: public
    note: Her brother was detained.
    supports:
      - {element: 7(1)(d)/1, shows: "Maria Lopez was driven to the ferry.", at: para 3, when: 2017-08-25, event: august-crossing, strength: high}
  - id: article
    title: Article on the villages
    kind: press-report
    made: 2018
    from: [agency]
    grade: low
    access: public
    supports:
      - {element: 7(1)(d)/2, shows: They had lived there., event: other-day}
  - id: memo
    title: Internal memo
    kind: official-document
    from: [agency]
    grade: medium
    supports:
      - {element: 7(1)(d)/2, shows: It names nobody., event: other-day}
  - id: report-on-both
    title: Report
    kind: ngo-report
    from: [statement-lopez, agency]
    grade: medium
    access: public
    supports:
      - {element: 7(1)(d)/3, shows: They knew., person: commander-a, event: other-day}
"""


@pytest.fixture(scope="module")
def base(case_of: Callable[[str], Case]) -> Case:
    return case_of(BASE)


def item(case: Case, name: str):
    return next(one for one in case.evidence if one.id == name)


def changed(case: Case, name: str, **more: object) -> Case:
    return evolve(case, evidence=tuple(evolve(one, **more) if one.id == name else one for one in case.evidence))


# ---------------------------------------------------------------- what each may see


def test_the_team_sees_everything_as_it_stands(base: Case):
    shown = for_audience(base, "internal")
    assert shown.case is base
    assert shown.weighing is base
    shown.check({"anything": "Maria Lopez"})


@pytest.mark.parametrize(("audience", "memo"), [("partner", "memo"), ("public", None)])
def test_restricted_items_are_for_partners_and_public_ones_for_all(base: Case, audience, memo):
    shown = for_audience(base, audience).case
    assert {one.title for one in shown.evidence} - {"(held back)"} == {"Article on the villages"} | ({"Internal memo"} if memo else set())
    assert ("memo" in {one.id for one in shown.evidence}) is bool(memo)


def test_what_nobody_has_said_about_access_is_restricted(base: Case):
    assert item(base, "memo").access is None
    assert close(base, "public").items["memo"] == "its access does not extend to this audience"
    assert "memo" not in close(base, "partner").items


def test_whatever_a_protected_person_stands_behind_is_held_back_at_any_remove(base: Case):
    for audience in ("partner", "public"):
        closed = close(base, audience)
        assert {name for name, why in closed.items.items() if why == "a protected person stands behind it"} == {"statement-lopez", "report-on-both"}
        assert closed.events == {"august-crossing", "other-day"}


@pytest.mark.parametrize(
    ("kind", "access", "consent", "open_to"),
    [
        ("testimony", "public", [], {"partner", "public"}),
        ("testimony", "restricted", [], set()),
        ("video", "restricted", [], {"partner"}),
        ("testimony", "restricted", [("partner", None, None)], {"partner"}),
        ("testimony", "public", [("icc", None, None)], set()),
        ("testimony", "public", [("public", "2019-01", None)], {"partner", "public"}),
        ("testimony", "public", [("public", "2019-01", "2020-01")], set()),
        ("testimony", "public", [("public", None, "2026-11?")], set()),
        ("testimony", "public", [("public", "2030", None)], set()),
        ("video", "protected", [("public", None, None)], set()),
    ],
)
def test_consent_limits_and_a_statement_needs_it(case_of: Callable[[str], Case], kind: str, access: str, consent, open_to: set[str]):
    lines = "".join(
        f"      - {{to: {to}{f', given: {given}' if given else ''}{f', revoked: {revoked}' if revoked else ''}}}\n" for to, given, revoked in consent
    )
    case = case_of(f"evidence:\n  - id: one\n    title: One\n    kind: {kind}\n    access: {access}\n" + (f"    consent:\n{lines}" if lines else ""))
    assert {audience for audience in ("partner", "public") if "one" not in close(case, audience).items} == open_to  # type: ignore[arg-type]


@pytest.mark.parametrize(("lifted", "held"), [(None, True), ("2020-01", False), ("2026-11?", True), ("2030", True)])
def test_a_restriction_that_is_not_lifted_holds_an_item_back(base: Case, lifted: str | None, held: bool):
    from claimmap.case import Restriction

    one = Restriction(basis="54(3)(e)", use="lead-only", lifted=None if lifted is None else When.parse(lifted))
    assert ("article" in close(changed(base, "article", restrictions=(one,)), "public").items) is held


def test_copies_of_what_is_held_back_are_held_back(base: Case):
    copy = evolve(item(base, "article"), id="copy", copy_of="statement-lopez", from_=(), supports=())
    assert "copy" in close(evolve(base, evidence=(*base.evidence, copy)), "public").items
    same = changed(changed(base, "article", sha256="ab"), "memo", sha256="ab")
    assert close(same, "public").items["article"] == "its access does not extend to this audience"


def test_what_is_held_back_keeps_kind_and_structure_only(base: Case):
    shown = for_audience(base, "public").case
    held = next(one for one in shown.evidence if one.kind == "testimony")
    assert (held.title, held.by, held.made, held.url, held.note, held.access) == ("(held back)", None, None, None, None, "protected")
    link = held.supports[0]
    assert (link.shows, link.at, link.when, link.note) == ("(held back)", None, None, None)
    assert (link.element, link.strength, held.grade) == ("7(1)(d)/1", "high", "high")


def test_sources_that_are_people_are_shown_by_code(base: Case):
    sources = {one.id: one.title for one in for_audience(base, "partner").case.sources}
    assert sources["agency"] == "News agency"
    assert set(sources.values()) == {None, "News agency"}
    assert not {"w-lopez", "w-open"} & set(sources)


def test_details_that_identify_together_are_held_back_together(base: Case):
    events = for_audience(base, "partner").case.events
    for event in events:
        assert re.fullmatch("i-[b-v]{8}", event.id)
        assert (event.title, event.victims) == ("(held back)", ())
        assert all((part.what, part.when, part.via) == (None, None, ()) for part in event.parts)
        assert all(re.fullmatch("t-[b-v]{8}", str(part.id)) for part in event.parts)
    assert [str(event.when) for event in events] == ["2017", "2018"]
    assert events[0].parts[0].at == "BGD"


@pytest.mark.parametrize(
    "text",
    ["Her brother Abdul Karim was held.", "sister of Osmanov", "Through Thailand in August 2017", "They went by THA on 25 August.",
     "A baker in Bangladesh, 2017-08-25"],
)  # fmt: skip
def test_an_open_item_that_joins_them_is_held_back(base: Case, text: str):
    case = changed(base, "article", supports=(evolve(item(base, "article").supports[0], shows=text),))
    places = {"THA": ("Thailand",), "BGD": ("Bangladesh",), "MMR": ("Myanmar",)}
    assert close(case, "public", places).items.get("article") == "its details identify somebody in combination"


@pytest.mark.parametrize("text", ["Thailand is near.", "In August 2017 it rained.", "A brother was held.", "Abdul Karim was held.", "In Bangladesh on 2017-08-25"])
def test_one_of_them_alone_is_not(base: Case, text: str):
    case = changed(base, "article", supports=(evolve(item(base, "article").supports[0], shows=text),))
    places = {"THA": ("Thailand",), "BGD": ("Bangladesh",), "MMR": ("Myanmar",)}
    assert "article" not in close(case, "public", places).items


def test_leads_and_names_of_people_do_not_go_public(base: Case, case_of: Callable[[str], Case]):
    case = case_of(BASE + "leads:\n  - {for: 7(1)(d)/1, who: The border registry, why: It lists crossings}\n")
    assert len(for_audience(case, "partner").case.leads) == 1
    assert for_audience(case, "public").case.leads == ()
    assert [one.name for one in for_audience(case, "partner").case.people] == ["Commander A", None]
    assert [one.name for one in for_audience(case, "public").case.people] == [None, None]


# ---------------------------------------------------------------- codes


def codes(case: Case, audience, **rules: object) -> set[str]:
    shown = for_audience(case, audience, Rules(**rules)).case  # type: ignore[arg-type]
    return {one.id for one in (*shown.sources, *shown.evidence, *shown.events) if re.fullmatch("[sei]-[b-v]{8}", one.id)}


def test_codes_are_the_same_again_and_differ_by_audience_key_and_case(base: Case):
    public = codes(base, "public")
    assert public == codes(base, "public")
    for other in (codes(base, "partner"), codes(base, "public", secret=b"k" * 16), codes(evolve(base, id="another"), "public")):
        assert not public & other
    assert len(public) == 2 + 3 + 2


def test_codes_do_not_depend_on_what_else_is_there(base: Case):
    assert codes(evolve(base, evidence=base.evidence[:2]), "public") < codes(base, "public")


def test_order_gives_nothing_away(base: Case):
    shown = for_audience(base, "public").case
    assert [one.id for one in shown.evidence] == sorted(one.id for one in shown.evidence)
    assert [one.id for one in shown.sources] == sorted(one.id for one in shown.sources)


def test_two_states_shown_together_hold_back_the_same(base: Case):
    opened = changed(base, "memo", access="public")
    assert "memo" in {one.id for one in for_audience(opened, "public").case.evidence}
    beside = for_audience(opened, "public", beside=[base])
    assert "memo" not in {one.id for one in beside.case.evidence}
    assert {one.id for one in beside.case.evidence} == {one.id for one in for_audience(base, "public", beside=[opened]).case.evidence}


# ---------------------------------------------------------------- refusal


@pytest.mark.parametrize(
    "text", ["Maria was there.", "the L\u00d3PEZ family", "L\u00f3pez' house", "mar\u00eda", "MariaLopez.pdf", "see w-lopez", "Lopezova", "M\u200baria", "as statement lopez says", "given by witness 12"]
)
def test_a_name_in_an_open_text_refuses_and_says_where_without_the_name(base: Case, text: str):
    base = evolve(base, evidence=(*base.evidence, evolve(base.evidence[0], id="witness-12", title="Another", by=None)))
    case = changed(base, "article", supports=(evolve(item(base, "article").supports[0], shows=text),))
    with pytest.raises(WouldLeak) as raised:
        for_audience(case, "public")
    assert "evidence article, supports, shows holds a protected name" in str(raised.value)
    assert not re.search("lopez|maria", str(raised.value), re.IGNORECASE)


@pytest.mark.parametrize("text", ["The bakery.", "A statement of a witness.", "Marina", "It was a slow day."])
def test_common_words_do_not_refuse(base: Case, text: str):
    for_audience(changed(base, "article", supports=(evolve(item(base, "article").supports[0], shows=text),)), "public")


def test_titles_of_claims_and_of_the_case_refuse_as_well(base: Case):
    with pytest.raises(WouldLeak, match="claims deportation, title"):
        for_audience(evolve(base, claims=(evolve(base.claims[0], title="Against the Lopez family"),)), "partner")
    with pytest.raises(WouldLeak, match="title"):
        for_audience(evolve(base, title="Lopez"), "partner")


def test_a_team_may_hold_such_texts_back_instead(base: Case):
    case = changed(base, "article", title="What Lopez saw")
    case = evolve(case, title="The Lopez case", claims=(evolve(base.claims[0], title="Against Lopez"),))
    shown = for_audience(case, "public", Rules(hold=True))
    assert (shown.case.title, shown.case.claims[0].title) == ("(held back)", "(held back)")
    assert dict(shown.held)["items: its text holds a protected name"] == 1
    assert dict(shown.held)["titles and other texts"] == 2


def test_ids_that_hold_a_name_become_codes(base: Case):
    case = evolve(base, claims=(evolve(base.claims[0], id="lopez-count"),))
    shown = for_audience(case, "partner")
    assert re.fullmatch("c-[b-v]{8}", shown.case.claims[0].id)
    assert shown.claims == {"lopez-count": shown.case.claims[0].id}


def test_names_in_a_list_are_found_and_words_that_name_nobody_are_not(base: Case, tmp_path: Path):
    path = tmp_path / "names.txt"
    path.write_text("# secret\nAnvar Bek\n- baker\n\n", encoding="utf-8")
    names, no_names = outputs.read_names(path)
    assert (names, no_names) == (("Anvar Bek",), ("baker",))
    case = changed(base, "article", title="What Bek said")
    with pytest.raises(WouldLeak):
        for_audience(case, "public", Rules(names=names))
    for_audience(case, "public", Rules(names=("Anvar",)))


def test_keys(tmp_path: Path):
    (tmp_path / "short").write_text("abc\n")
    (tmp_path / "key").write_bytes(b"0123456789abcdef\n")
    assert outputs.read_key(tmp_path / "key") == b"0123456789abcdef"
    assert outputs.read_key(None) == b""
    for name in ("short", "missing"):
        with pytest.raises(ClaimmapError):
            outputs.read_key(tmp_path / name)
    with pytest.raises(ClaimmapError):
        outputs.read_names(tmp_path / "missing")


def test_segments_of_titles():
    assert list(name_segments("Witness-2, one of two who fled Tajikistan")) == ["Witness-2"]
    assert forbidden_names(["witness-2"], ["Witness-2, one of two who fled Tajikistan"]).parts == frozenset()
    assert forbidden_names([], ["Maria, sister of Omar"]).parts == {"maria", "omar"}
    assert forbidden_names([], ["\u674e\u660e"]).found_in("\u674e\u660e\u3002")
    assert forbidden_names(["w1"], []).found_in("as W1 says") and not forbidden_names(["w1"], []).found_in("w12")


def test_a_last_look_at_what_is_written(base: Case):
    shown = for_audience(base, "public")
    with pytest.raises(WouldLeak, match="claims c, message would show"):
        shown.check({"claims": [{"id": "c", "message": "Maria was there"}]})
    shown.check({"claims": [{"id": "c", "statement": "Maria"}]}, ["the word Maria stands in the law"])
    assert shown.safe("no claim 'lopez'") == "the message is held back: it would show a protected name"
    assert Forbidden().found_in("anything") is False


def test_a_saved_report_cannot_be_cut(base: Case):
    from claimmap.comparing import Side, compare_sides

    side = Side(name="x", kind="report", report=workbench.gaps(base).to_plain())
    with pytest.raises(ClaimmapError, match="does not say who is protected"):
        compare_sides(side, side, audience="public")


# ---------------------------------------------------------------- results stay those of the whole case


def results(report: Report) -> list[object]:
    """Return what each claim, element and condition comes to."""
    def row(one: ElementReport) -> tuple[object, ...]:
        return (one.address, one.mode, one.results, one.status, one.lines_for, one.lines_against, one.origins, one.items,
                sorted(gap.kind for gap in one.gaps))  # fmt: skip

    return [(claim.crime, claim.results, [row(one) for one in (*claim.elements, *claim.conditions)]) for claim in report.claims]


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_results_and_gaps_are_those_of_the_whole_case(base: Case, law: Law, policy: Policy, audience):
    whole = workbench.gaps(base, law=law)
    cut = outputs.dossier_of(base, law=law, policy=policy, audience=audience).report
    assert results(cut) == results(whole)
    assert [one.jurisdiction and one.jurisdiction["outcome"] for one in cut] == [one.jurisdiction and one.jurisdiction["outcome"] for one in whole]


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_the_shipped_case_can_be_shown_to_everybody(law: Law, policy: Policy, audience):
    case = workbench.load_case("xinjiang", law)
    found = outputs.dossier_of(case, law=law, policy=policy, audience=audience, rules=Rules(hold=True))
    assert results(found.report) == results(workbench.gaps(case, law=law))
    text = json.dumps(found.to_plain())
    for source in case.sources:
        if source.protected:
            assert not re.search(rf"(?<![\w-]){re.escape(source.id)}(?![\w-])", text)


def test_tags_that_the_policy_asks_for_are_kept_and_others_dropped(base: Case, policy: Policy):
    kept = for_audience(base, "public", Rules(tags=tags_of(policy))).case
    assert {tag for one in kept.sources for tag in one.tags} == {"anonymous-hearsay"}


# ---------------------------------------------------------------- the leak test

GIVEN = ("Zulfiyah", "Kw\u00e1benah", "Ngozhi", "Brankica", "\u0417\u0443\u0445\u0440\u0430", "Xiulan")
FAMILY = ("Tursunova", "Abeddinejad", "Okonkwor", "Veli\u010dkovi\u0107", "\u041a\u0430\u0441\u044b\u043c\u043e\u0432\u0430", "Ouyangg")
TOWNS = ("Ferghanabad", "Lokossanou", "Teknaf Shore")
DETAINED = "Anvarjon Karimovv"
EXAMPLES = settings().max_examples


def details(place: str, day: str) -> list[str]:
    """Return sentences, some of which join what identifies somebody together."""
    month = {"2017-08-25": "August 2017", "2018-02-03": "3 February"}[day]
    return [f"Soldiers at {place} on {day}", f"She is the sister of {DETAINED}.", f"They went through Myanmar in {month}.", f"By MMR, {day}", "His brother",
            f"{DETAINED} was held.", "Through Myanmar."]  # fmt: skip


def joins(text: str, *, spoken_of: bool) -> bool:
    """Tell whether a text joins a relation with the detained, or the route of an incident that is spoken of with a day."""
    route = spoken_of and re.search("myanmar|mmr", text, re.IGNORECASE) and re.search(r"2017-08|2018-02|august|february", text, re.IGNORECASE)
    return bool(route) or bool(re.search("sister|brother", text) and "Karimovv" in text)


@st.composite
def leaky(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A case in which protected people stand anywhere, and what must not be seen of them."""
    people = draw(st.lists(st.tuples(st.sampled_from(GIVEN), st.sampled_from(FAMILY)), min_size=1, max_size=2, unique_by=lambda one: one[1]))
    names = [f"{given_} {family}" for given_, family in people]
    secret = [part for one in people for part in one]

    def words() -> str:
        name = draw(st.sampled_from([*names, *secret]))
        style = draw(st.sampled_from(["{}", "{} was there", "the house of {}", "{}'s brother", "no name here", "no name", "nobody", "a place"]))
        shape = draw(st.sampled_from([str, str.upper, str.lower, str.title]))
        return style.format(shape(name)) if "{" in style else style

    def slug(text: str) -> str:
        return re.sub(r"[^a-z0-9]+", "-", text.lower().encode("ascii", "ignore").decode()).strip("-") or "x"

    def maybe(text: str) -> str:
        return words() if draw(st.integers(0, 3)) == 0 else text

    place, day = draw(st.sampled_from(TOWNS)), draw(st.sampled_from(["2017-08-25", "2018-02-03"]))
    lines = ["format: claimmap/case-1", f"id: {draw(st.sampled_from(['case-a', 'case-' + slug(names[0])]))}", f"title: {quoted(maybe('A case'))}",
             "as-of: 2026-11-21", f"note: {quoted(words())}", "people:", "  - id: accused-a", f"    name: {quoted(maybe('Accused A'))}",
             f"    note: {quoted(words())}", f"  - id: held-{slug(people[0][1])}", f"    name: {quoted(names[0])}",
             "  - id: karimovv", f"    name: {DETAINED}", "events:"]  # fmt: skip
    for number, name in enumerate(("first", "second-" + slug(names[0]))):
        lines += [f"  - id: {name}", f"    title: {quoted(maybe(f'Crossing at {place}'))}", f"    when: {day}", "    parts:", f"      - id: landing-{number}",
                  f"        what: {quoted(maybe(f'Landing at {place}'))}", "        element: 7(1)(d)/1", "        role: consequence", "        at: BGD",
                  "        via: [MMR]", f"        when: {day}"]  # fmt: skip
    lines += ["claims:", f"  - id: {draw(st.sampled_from(['count-a', slug(names[0]) + '-count']))}", f"    title: {quoted(maybe('Count A'))}",
              "    crime: 7(1)(d)", "    people: [accused-a]", f"    events: [first, second-{slug(names[0])}]", f"    note: {quoted(words())}"]  # fmt: skip
    lines += ["alternatives:", "  - id: other", "    element: 7(1)(d)/3", f"    text: {quoted(maybe('Another aim'))}",
              "leads:", "  - for: 7(1)(d)/1", f"    who: {quoted(maybe('A registry'))}", f"    why: {quoted(maybe('It lists them'))}",
              "assessments:", "  - element: 7(1)(d)/1", "    event: first", "    standard: reasonable-basis", "    finds: not-satisfied",
              f"    by: {quoted(maybe('Analyst'))}", "    at: 2026-01-01", f"    because: {quoted(words())}", "sources:"]  # fmt: skip
    for number, name in enumerate(names):
        role = draw(st.sampled_from(["", ", a ferryman", ", who fled"]))
        ident = draw(st.sampled_from([f"w-{number}", slug(name) + f"-{number}"]))
        protected = draw(st.sampled_from(["protected: true", "identity: withheld-from-public", "identity: withheld-from-defence"]))
        lines += [f"  - id: {ident}", "    kind: person", f"    title: {quoted(name + role)}", f"    {protected}", f"    note: {quoted(words())}"]
        people[number] = (ident, name)
    lines += ["  - id: agency", "    kind: organisation", f"    title: {quoted(maybe('An agency'))}", "    identity: known", "evidence:"]
    for number in range(draw(st.integers(1, 4))):
        behind = draw(st.sampled_from([people[0][0], people[-1][0], "agency", "item-0" if number else "agency"]))
        name = draw(st.sampled_from([f"item-{number}", f"item-{number}-{slug(names[0])}"])) if number else "item-0"
        lines += [f"  - id: {name}", f"    title: {quoted(maybe('An item'))}", f"    by: {quoted(maybe('Somebody'))}",
                  f"    kind: {draw(st.sampled_from(['testimony', 'video', 'ngo-report', 'finding']))}", f"    from: [{behind}]",
                  f"    access: {draw(st.sampled_from(['public', 'restricted', 'protected']))}", f"    made: {day}", f"    note: {quoted(words())}",
                  f"    url: {quoted(maybe('https://example.org/x'))}", f"    tags: [{quoted(maybe('first-hand'))}]",
                  f"    {draw(st.sampled_from(['supports', 'undermines']))}:",
                  f"      - element: {draw(st.sampled_from(['7(1)(d)/1', '7(1)(d)/3', '7/attack', '7(1)(d)/2']))}",
                  f"        shows: {quoted(maybe(draw(st.sampled_from(details(place, day)))))}", f"        at: {quoted(maybe('p. 1'))}", f"        when: {day}",
                  f"        event: {draw(st.sampled_from(['first', 'second-' + slug(names[0])]))}"]  # fmt: skip
    return "\n".join(lines) + "\n", [*names, *secret]


def read(arguments: list[str]) -> str:
    """Run a command and return all that it prints, on stdout and stderr."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit):
        main(arguments)
    out.flush()
    return office_case.all_text(out.buffer.getvalue()) + err.getvalue()  # type: ignore[attr-defined]


def squeezed(text: str) -> str:
    from claimmap.report.audience.names import folded

    return "".join(re.findall(r"[^\W_]+", folded(text)))


COMMANDS: tuple[list[str], ...] = (
    ["--format", "json"], ["--format", "md"], ["--format", "text"], ["--format", "csv"], ["--format", "html"], ["-o", "OUT.xlsx"], ["-o", "OUT.docx"],
    ["-o", "OUT"], ["--format", "json", "--claim", "nothing"], ["--format", "json", "--element", "7(1)(z)"], ["--hold-back", "--format", "json"],
    ["--hold-back", "-o", "OUT.docx"], ["--hold-back", "--format", "html"], ["--hold-back", "-o", "OUT"],
)  # fmt: skip


@settings(max_examples=max(12, EXAMPLES // 20))
@given(leaky(), st.sampled_from(["partner", "public"]), st.booleans())
def test_nothing_protected_leaves_the_team(tmp_path_factory: pytest.TempPathFactory, generated: tuple[str, list[str]], audience: str, broken: bool):
    text, secret = generated
    folder = tmp_path_factory.mktemp("leak")
    case = office_case.write_case(folder / f"files of {secret[0]}" / "case", text + ("searches:\n  - for: 7(1)(d)/1\n    direction: nonsense\n" if broken else ""))
    said = []
    for number, options in enumerate(COMMANDS):
        out = str(folder / f"out-{number}")
        said.append(read(["gaps", str(case), "--audience", audience, *(one.replace("OUT", out) for one in options)]))
    said.append(read(["compare", str(case), str(case), "--audience", audience, "--format", "json"]))
    said.append(read(["compare", str(case), str(case), "--audience", audience, "--hold-back"]))
    said.append(read(["compare", str(case), str(case), "--audience", audience, "--hold-back", "--format", "md", "--verbose"]))
    said.append(read(["gaps", str(case), "--audience", audience, "--hold-back", "--verbose"]))
    said.append(read(["jurisdiction", str(case), "--audience", audience]))
    said.append(read(["compare", str(case), str(folder / "nothing"), "--audience", audience]))
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_relative_to(case):
            said.append(office_case.all_text(path.read_bytes()))
    for one in said:
        for name in secret:
            assert squeezed(name) not in squeezed(one), (name, one[max(0, squeezed(one).find(squeezed(name)) - 200) :][:400])


@settings(max_examples=max(60, EXAMPLES // 5))
@given(leaky(), st.sampled_from(["partner", "public"]))
def test_nothing_protected_stands_in_what_writers_get(law: Law, generated: tuple[str, list[str]], audience):
    from claimmap.reading import SourceFile, read_value

    text, secret = generated
    case, _, problems = read_value([SourceFile("case.yaml", text.encode())], Case)
    assert case is not None, [one.render() for one in problems]
    found = outputs.dossier_of(case, law=law, audience=audience, rules=Rules(hold=True))
    shown = outputs.shown_to(case, audience, Rules(hold=True), workbench.load_policy())
    everything = squeezed(json.dumps(found.to_plain(), ensure_ascii=False) + repr(found.links) + repr(found.data) + repr([attrs.asdict(one) for one in found.leads]) + repr(attrs.asdict(shown.case)))
    for name in secret:
        assert squeezed(name) not in everything
    held = {name for event in shown.case.events if event.title == "(held back)" for name in [event.id]}
    for event in shown.case.events:
        if event.id in held:
            assert not re.search(r"\d{4}-\d\d", str(event.when))
            assert not any(part.via or part.when or part.what for part in event.parts)
    for one in shown.case.evidence:
        links = (*one.supports, *one.undermines)
        said = " ".join([one.title, one.by or "", *(f"{link.shows} {link.at} {link.when}" for link in links)])
        assert not joins(said, spoken_of=len(held) == len(case.events))
        if one.title == "(held back)":
            assert one.made is None
            assert all(link.when is None and link.at is None and link.shows == "(held back)" for link in (*one.supports, *one.undermines))


@settings(max_examples=max(40, EXAMPLES // 5))
@given(leaky(), st.sampled_from(["partner", "public"]))
def test_cutting_never_changes_a_result(law: Law, policy: Policy, generated: tuple[str, list[str]], audience):
    from claimmap.reading import SourceFile, read_value

    case, _, _ = read_value([SourceFile("case.yaml", generated[0].encode())], Case)
    assert case is not None
    shown = for_audience(case, audience, Rules(hold=True, tags=tags_of(policy)))
    assert results(workbench.gaps(shown.weighing, law=law)) == results(workbench.gaps(case, law=law))
    assert {len(row.pro) for row in build(shown.case, law).rows} == {len(row.pro) for row in build(case, law).rows}


def test_an_unexpected_fault_shows_no_detail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    case = office_case.write_case(tmp_path / "case", "format: claimmap/case-1\nid: a\ntitle: A\nas-of: 2026-11-21\n" + BASE)

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("Maria Lopez")

    monkeypatch.setattr(outputs, "report_of", fails)
    assert "Lopez" not in read(["gaps", str(case), "--audience", "public"])
    with pytest.raises(RuntimeError):
        main(["gaps", str(case), "-o", str(tmp_path / "x.docx")], standalone_mode=False)


def test_problems_of_files_are_counted_not_shown(tmp_path: Path):
    case = office_case.write_case(tmp_path / "lopez", "format: claimmap/case-1\nid: a\ntitle: A\nas-of: 2026-11-21\n" + BASE.replace("kind: testimony", "kind: lopez"))
    said = read(["gaps", str(case), "--audience", "public"])
    assert said == "the files have 1 problem (unknown-value); `claimmap check` shows the team what and where\n"
    said = read(["gaps", str(case), "--audience", "public", "--format", "json"])
    assert json.loads(said)["problems"][0]["message"].startswith("the files have 1 problem")


def test_stderr_tells_the_team_how_much_was_held_back(tmp_path: Path):
    case = office_case.write_case(tmp_path / "case", "format: claimmap/case-1\nid: a\ntitle: A\nas-of: 2026-11-21\n" + BASE)
    (tmp_path / "key").write_text("0123456789abcdef")
    said = read(["gaps", str(case), "--audience", "public", "-o", str(tmp_path / "x.json")])
    assert "held back for public: 2 (items: a protected person stands behind it)" in said
    assert "note: without --key anybody who guesses an id can compute its code" in said
    plain = json.loads((tmp_path / "x.json").read_text())
    assert plain["audience"] == "public"
    assert plain["held_back"]["protected people by code only"] == 1
    for format_ in ("text", "md"):
        assert "protected people by code only: 1" in read(["gaps", str(case), "--audience", "public", "--format", format_])
        assert "Held back" not in read(["gaps", str(case), "--format", format_])
    assert "without --key" not in read(["gaps", str(case), "--audience", "public", "--key", str(tmp_path / "key"), "-o", str(tmp_path / "x.json")])


def test_archives_carry_no_other_metadata(tmp_path: Path):
    case = office_case.write_case(tmp_path / "case", "format: claimmap/case-1\nid: a\ntitle: A\nas-of: 2026-11-21\n" + BASE)
    for name in ("x.docx", "x.xlsx"):
        read(["gaps", str(case), "--audience", "public", "-o", str(tmp_path / name)])
        with zipfile.ZipFile(tmp_path / name) as archive:
            assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = archive.read("docProps/core.xml").decode()
        assert re.findall(r"<dc:creator>([^<]*)</dc:creator>|<dc:creator/>", core) in ([""], [])


def test_every_free_text_of_a_case_is_read(base: Case):
    paths = {path for path, _ in texts_of(base)}
    assert {"evidence article, supports, shows", "events august-crossing, parts arrival, what", "claims deportation, title", "title"} <= paths
