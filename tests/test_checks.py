"""Rules across the parts of a case: each finds its fault, and leaves alone what is no fault."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimmap import checks
from claimmap.case import Case, Evidence, Source
from claimmap.law import Law
from claimmap.problems import Problem
from claimmap.reading import SourceFile, read, read_value

HEAD = "format: claimmap/case-1\nid: example\ntitle: Example\nas-of: 2026-11-21\n"
BASE = (
    HEAD
    + """people: [{id: commander-a}]
groups: [{id: villagers, kind: ethnical}, {id: hill-people, kind: religious}]
contexts: [{id: clearance, kind: attack}]
events:
  - id: crossing
    title: Crossing
    parts: [{id: arrival, role: consequence}]
claims:
  - id: deportation
    title: Deportation
    crime: 7(1)(d)
    people: [commander-a]
    events: [crossing]
sources: [{id: w12}]
evidence:
  - id: witness-12
    title: Statement
    kind: testimony
    from: [w12]
    supports:
      - {element: 7(1)(d)/1, shows: Soldiers came., claim: deportation, event: crossing, person: commander-a, context: clearance, group: villagers, part: arrival}
"""
)


def problems_of(text: str, law: Law) -> tuple[Problem, ...]:
    case, origins, problems = read_value([SourceFile("case.yaml", text.encode())], Case)
    assert case is not None, "\n".join(one.render() for one in problems)
    return checks.check(case, law, origins)


def rules(text: str, law: Law) -> list[str]:
    return [one.rule for one in problems_of(text, law)]


def with_more(more: str) -> str:
    """Add entries to lists of the base case, each as `key: entry`."""
    text = BASE
    for line in more.strip("\n").split("\n"):
        key, _, entry = line.partition(": ")
        if f"\n{key}:\n" in text:
            text = text.replace(f"\n{key}:\n", f"\n{key}:\n  - {entry}\n")
        elif f"\n{key}: [" in text:
            text = text.replace(f"\n{key}: [", f"\n{key}: [{entry}, ")
        else:
            text += f"{key}:\n  - {entry}\n"
    return text


def test_a_good_case_has_no_problems(law: Law) -> None:
    assert problems_of(BASE, law) == ()
    assert problems_of(HEAD, law) == ()


def test_every_check_says_its_rule_in_words() -> None:
    for one in checks.CHECKS:
        assert one.__doc__, one
        assert one.__name__.startswith("check_")


# ---------------------------------------------------------------- ids


class TestIds:
    """Formats, section 2: unique per kind; sources and evidence share one namespace."""

    def test_the_same_id_for_two_kinds_is_no_fault(self, law: Law) -> None:
        assert rules(with_more("people: {id: crossing}\nevents: {id: commander-a, title: T}\ngroups: {id: clearance, kind: other}"), law) == []

    @pytest.mark.parametrize("key", ["people", "contexts", "events", "claims", "groups", "filings", "alternatives"])
    def test_twice_of_one_kind(self, law: Law, key: str) -> None:
        entry = {
            "people": "{id: x}", "contexts": "{id: x, kind: attack}", "events": "{id: x, title: T}", "groups": "{id: x, kind: other}",
            "claims": "{id: x, title: T, crime: 7(1)(a), context: clearance}", "filings": "{id: x}", "alternatives": "{id: x, element: 7(1)(d)/1, text: T.}",
        }[key]  # fmt: skip
        found = [one for one in problems_of(with_more(f"{key}: {entry}\n{key}: {entry}"), law) if one.rule == "duplicate-id"]
        assert len(found) == 1
        assert len(found[0].also) == 1
        assert found[0].place != found[0].also[0]

    def test_a_source_and_an_item(self, law: Law) -> None:
        assert rules(with_more("sources: {id: witness-12}"), law) == ["duplicate-id"]

    def test_three_times_is_two_problems_that_name_the_first(self, law: Law) -> None:
        found = problems_of(with_more("people: {id: x}\npeople: {id: x}\npeople: {id: x}"), law)
        assert [one.rule for one in found] == ["duplicate-id"] * 2
        assert found[0].also == found[1].also

    def test_parts_of_one_event(self, law: Law) -> None:
        text = BASE.replace("[{id: arrival, role: consequence}]", "[{id: arrival, role: consequence}, {id: arrival, role: conduct}]")
        assert rules(text, law) == ["duplicate-id"]
        assert rules(with_more("events: {id: other, title: T, parts: [{id: arrival, role: conduct}]}"), law) == []

    @pytest.mark.parametrize("name", ["witness-12b", "W12", "010", "8.10", "NO", "a_b", "v1.2", "村-1"])
    def test_what_can_be_an_id(self, law: Law, name: str) -> None:
        assert rules(with_more(f"people: {{id: {name}}}"), law) == ([] if name.isascii() else ["odd-id"])

    @pytest.mark.parametrize("name", ["'two words'", "self", "'-a'", "'a/b'", "'a:b'", "'a,b'", "'a\"b'", "'<b>'"])
    def test_what_cannot(self, law: Law, name: str) -> None:
        assert rules(with_more(f"people: {{id: {name}}}"), law) == ["odd-id"]


# ---------------------------------------------------------------- names


LINK = "evidence: {id: x, title: T, kind: other, supports: [{element: 7(1)(d)/1, shows: T., %s}]}"


class TestNames:
    @pytest.mark.parametrize(
        "more",
        [
            "claims: {id: x, title: T, crime: 7(1)(a), people: [nobody]}",
            "claims: {id: x, title: T, crime: 7(1)(a), events: [nothing]}",
            "claims: {id: x, title: T, crime: 7(1)(a), context: nothing}",
            "claims: {id: x, title: T, crime: 7(1)(a), group: nobody}",
            "claims: {id: x, title: T, crime: 7(1)(a), alternative-to: [nothing]}",
            "claims: {id: x, title: T, crime: 7(1)(a), cumulative-with: [nothing]}",
            "events: {id: x, title: T, victims: [{id: v, group: nobody}]}",
            "contexts: {id: x, kind: attack, against: nobody}",
            "sources: {id: x, from: [nothing]}",
            "evidence: {id: x, title: T, kind: other, from: [nothing]}",
            "evidence: {id: x, title: T, kind: other, copy-of: nothing}",
            "evidence: {id: x, title: T, kind: other, copy-of: w12}",
            LINK % "claim: nothing",
            LINK % "claim: [deportation, nothing]",
            LINK % "event: nothing",
            LINK % "person: nobody",
            LINK % "context: nothing",
            LINK % "group: nobody",
            LINK % "part: nothing",
            "evidence: {id: x, title: T, kind: other, undermines: [{element: 7(1)(d)/1, shows: T., person: nobody}]}",
            "evidence: {id: x, title: T, kind: other, supports: [{alternative: nothing, shows: T.}]}",
            "challenges: {from: nothing, target: w12, effect: defeat, because: T.}",
            "challenges: {from: w12, target: nothing, effect: defeat, because: T.}",
            "challenges: {from: w12, target: {evidence: nothing, element: 7(1)(d)/1}, effect: defeat, because: T.}",
            "alternatives: {id: x, element: 7(1)(d)/1, text: T., claim: nothing}",
            "settled: {element: 7/attack, basis: rule-69, context: nothing}",
            "assessments: {element: 7(1)(d)/1, standard: reasonable-basis, finds: satisfied, by: a, at: 2020, because: T., event: nothing}",
            "searches: {for: 7(1)(d)/1, direction: exonerating, claim: nothing}",
            "grounds: {ground: 31(1)(a), claim: nothing}",
            "grounds: {ground: 31(1)(a), person: nobody}",
            "filings: {id: x, includes: [nothing]}",
            "filings: {id: x, includes: [w12]}",
            "maybe-same: {ids: [w12, nothing], why: T.}",
            "leads: {for: 7(1)(d)/1, who: T, why: T., claim: nothing}",
            "reviews: {item: nothing, reviewer: r, date: 2020, category: none, reason: T.}",
            "grades: {of: nothing, analyst: a, grade: low, because: T.}",
            "grades: {of: {evidence: w12, element: 7(1)(d)/1}, analyst: a, grade: low, because: T.}",
            "people: {id: x, cite: [{in: w12}]}",
            "people: {id: x, cite: [{in: nothing}]}",
            "events: {id: x, title: T, parts: [{id: a, role: conduct, cite: [{in: nothing}]}]}",
            "evidence: {id: x, title: T, kind: other, supports: [{element: 7(1)(d)/1, shows: T., cite: [{in: nothing}]}]}",
            "maybe-same: {ids: [w12], why: T., cite: [{in: nothing}]}",
        ],
    )  # fmt: skip
    def test_a_name_that_dangles(self, law: Law, more: str) -> None:
        found = problems_of(with_more(more), law)
        assert [one.rule for one in found if one.severity == "error"] == ["unknown-id"]
        assert found[0].hint

    @pytest.mark.parametrize("key", ["gaps", "jurisdiction"])
    def test_expectations_name_claims(self, law: Law, key: str) -> None:
        assert rules(BASE + f"expect:\n  {key}:\n    deportatoin: {{}}\n", law) == ["unknown-id"]
        assert rules(BASE + f"expect:\n  {key}:\n    deportation: {{}}\n", law) == []

    def test_the_direct_perpetrators_are_a_person_to_a_link(self, law: Law) -> None:
        assert rules(with_more(LINK % "person: direct-perpetrators"), law) == []

    def test_self_is_an_origin(self, law: Law) -> None:
        assert rules(with_more("evidence: {id: x, title: T, kind: other, from: self}"), law) == []

    def test_sources_and_items_derive_from_either(self, law: Law) -> None:
        assert rules(with_more("sources: {id: x, from: [witness-12]}\nevidence: {id: y, title: T, kind: other, from: [x, witness-12]}"), law) == []

    def test_the_first_names_get_the_nearest_and_a_flood_does_not(self, law: Law) -> None:
        wrong = ", ".join(f"w12-{number}" for number in range(checks.MOST_HINTS + 5))
        found = problems_of(with_more(f"sources: {{id: x, from: [{wrong}]}}"), law)
        assert len(found) == checks.MOST_HINTS + 5
        assert sum(one.hint == "add it, or mend the id" for one in found) == 5


class TestWhatMustBeSaid:
    def test_a_part_says_what_it_is_or_for_which_element(self, law: Law) -> None:
        part = "events: {id: x, title: T, parts: [{id: a, %s}]}"
        assert rules(with_more(part % "what: T"), law) == ["missing-key"]
        for said in ("role: conduct", "element: 7(1)(d)/1", "counts: disputed"):
            assert rules(with_more(part % said), law) == []

    def test_a_link_names_an_element_or_an_alternative(self, law: Law) -> None:
        alternative = "alternatives: {id: fled, element: 7(1)(d)/1, text: T.}\n"
        link = "evidence: {id: x, title: T, kind: other, supports: [{%s shows: T.}]}"
        assert rules(with_more(link % ""), law) == ["missing-key"]
        assert rules(with_more(alternative + link % "alternative: fled,"), law) == []
        assert rules(with_more(alternative + link % "alternative: fled, element: 7(1)(d)/1,"), law) == ["clash"]

    def test_conduct_that_is_no_crime_has_a_label(self, law: Law) -> None:
        assert rules(with_more("claims: {id: x, title: T, crime: none}"), law) == ["missing-key"]
        assert rules(with_more("claims: {id: x, title: T, crime: none, label: Apostasy}"), law) == []

    def test_a_quotation_has_at_most_eight_words(self, law: Law) -> None:
        person = "people: {id: x, cite: [{in: witness-12, words: %s}]}"
        assert rules(with_more(person % "one two three four five six seven eight"), law) == []
        (one,) = problems_of(with_more(person % "one two three four five six seven eight nine"), law)
        assert (one.rule, one.severity) == ("too-many-words", "warning")


# ---------------------------------------------------------------- provenance


def circles(nodes: dict[str, list[str]], law: Law) -> list[str]:
    """Return the message of every circle in a case whose items derive from one another as told."""
    case = Case(
        id="x", title="x", as_of=None,  # type: ignore[arg-type]
        sources=tuple(Source(id=name, from_=tuple(nodes[name])) for name in nodes if name < "m"),
        evidence=tuple(Evidence(id=name, title="T", kind="other", from_=tuple(nodes[name])) for name in nodes if name >= "m"),
    )  # fmt: skip
    return [one.message for one in checks.check_provenance_has_no_cycle(case, law)]


class TestProvenance:
    def test_the_circle_is_printed(self, law: Law) -> None:
        assert circles({"a": ["b"], "b": ["m"], "m": ["a"]}, law) == ["provenance runs in a circle: a <- b <- m <- a"]

    def test_what_leads_into_a_circle_is_no_part_of_it(self, law: Law) -> None:
        assert circles({"z": ["y"], "y": ["x"], "x": ["y"]}, law) == ["provenance runs in a circle: y <- x <- y"]

    def test_two_ways_to_one_origin_are_no_circle(self, law: Law) -> None:
        assert circles({"a": [], "b": ["a"], "c": ["a"], "m": ["b", "c"], "n": ["m", "a"]}, law) == []

    def test_an_item_that_is_its_own_origin_is_no_circle(self, law: Law) -> None:
        assert circles({"m": ["self"]}, law) == []
        assert circles({"m": ["m"]}, law) == ["provenance runs in a circle: m <- m"]

    def test_unknown_names_are_left_to_their_own_check(self, law: Law) -> None:
        assert circles({"m": ["nothing"]}, law) == []

    def test_two_circles_are_two_problems(self, law: Law) -> None:
        assert len(circles({"a": ["b"], "b": ["a"], "m": ["n"], "n": ["m"]}, law)) == 2

    def test_a_long_chain_is_no_trouble(self, law: Law) -> None:
        chain = {f"n{number:06}": [f"n{number + 1:06}"] for number in range(20_000)} | {"n020000": []}
        assert circles(chain, law) == []
        assert len(circles(chain | {"n020000": ["n000000"]}, law)) == 1

    def test_a_copy_derives_from_what_it_copies(self, law: Law) -> None:
        text = with_more("evidence: {id: x, title: T, kind: other, copy-of: y}\nevidence: {id: y, title: T, kind: other, from: [x]}")
        assert rules(text, law) == ["cyclic-provenance"]

    @given(st.dictionaries(st.sampled_from("abcmnop"), st.lists(st.sampled_from("abcmnop"), max_size=3), max_size=7))
    def test_a_circle_is_found_where_there_is_one(self, law: Law, nodes: dict[str, list[str]]) -> None:
        left = {name: set(parents) & set(nodes) for name, parents in nodes.items()}
        while free := [name for name, parents in left.items() if not parents & set(left)]:
            for name in free:
                del left[name]
        assert bool(circles(nodes, law)) == bool(left)

    def test_copies_of_one_file_agree(self, law: Law) -> None:
        item = "evidence: {id: %s, title: T, kind: other, from: [%s], sha256: abc}\n"
        assert rules(with_more("sources: {id: w13}\n" + item % ("x", "w12") + item % ("y", "w13")), law) == ["copies-differ"]
        assert rules(with_more(item % ("x", "w12") + item % ("y", "w12")), law) == []
        none = "evidence: {id: z, title: T, kind: other, sha256: abc}\n"
        assert rules(with_more(item % ("x", "w12") + none), law) == ["copies-differ"]


# ---------------------------------------------------------------- the law


class TestAddresses:
    @pytest.mark.parametrize(
        ("crime", "rule"),
        [
            ("7(1)(d)", None),
            ("none, label: x", None),
            ("genocide-convention:II(d)", None),
            ("Article 718", "unknown-address"),
            ("8(2)(e)(vi)", "ambiguous-address"),
            ("murder", "bad-address"),
            ("7(1)(d)/1", "wrong-address"),
            ("7/attack", "wrong-address"),
            ("28(a)", "wrong-address"),
            ("31(1)(a)", "wrong-address"),
            ("cta:1", "unknown-address"),
            ("x" * 5_000, "bad-address"),
        ],
    )
    def test_crimes(self, law: Law, crime: str, rule: str | None) -> None:
        found = problems_of(with_more(f"claims: {{id: x, title: T, crime: {crime}}}"), law)
        assert [one.rule for one in found if one.severity == "error"] == ([] if rule is None else [rule])

    @pytest.mark.parametrize(
        ("mode", "rule"),
        [
            ("25(3)(a)/co-perpetration", None),
            ("25(3)(a)", "ambiguous-address"),
            ("7(1)(d)", "wrong-address"),
            ("25(3)(a)/co-perpetration/1", "wrong-address"),
            ("25(3)(z)", "unknown-address"),
            ("25(3)(e)", "mode-does-not-apply"),
            ("25(3bis)", "mode-does-not-apply"),
            ("y" * 5_000, "bad-address"),
        ],
    )
    def test_modes(self, law: Law, mode: str, rule: str | None) -> None:
        assert rules(with_more(f"claims: {{id: x, title: T, crime: 7(1)(a), modes: [{mode}]}}"), law) == ([] if rule is None else [rule])

    def test_a_mode_of_genocide_or_aggression_applies_to_it(self, law: Law) -> None:
        assert checks.applies(law.mode("25(3)(e)"), law.crime("6(a)"))
        assert checks.applies(law.mode("25(3bis)"), law.crime("8bis"))
        assert checks.applies(law.mode("28(a)"), law.crime("8bis"))
        assert not checks.applies(law.mode("25(3)(e)"), law.crime("8bis"))

    def test_aggression_needs_no_further_mode(self, law: Law) -> None:
        """Article 25(3bis) adds to the modes of 25(3), it does not replace them."""
        assert rules(with_more("claims: {id: x, title: T, crime: 8bis, context: clearance, modes: [25(3bis), 25(3)(a)/co-perpetration]}"), law) == []

    @pytest.mark.parametrize(
        ("element", "rule"),
        [
            ("7(1)(d)/1", None),
            ("7/attack", None),
            ("7(1)(i)/1(a)", None),
            ("25(3)(a)/co-perpetration/2", None),
            ("17(1)(d)", None),
            ("genocide-convention:II(d)/1", None),
            ("Art. 7 (1) (d) / 1", None),
            ("7(l)(d)/1", "address-repaired"),
            ("7(1)(d)", "wrong-address"),
            ("28(a)", "wrong-address"),
            ("7(1)(d)/9", "unknown-address"),
            ("7(1)(g)/1", "ambiguous-address"),
            ("7(1)(d)/1(a)", "unknown-address"),
            ("7(1)(d", "bad-address"),
        ],
    )
    def test_links(self, law: Law, element: str, rule: str | None) -> None:
        found = problems_of(with_more(f"evidence: {{id: x, title: T, kind: other, supports: [{{element: '{element}', shows: T.}}]}}"), law)
        assert [one.rule for one in found] == ([] if rule is None else [rule])

    @pytest.mark.parametrize(
        "more",
        [
            "claims: {id: x, title: T, crime: 7(1)(a), alleges: {7(1)(z)/1: negated}}",
            "events: {id: x, title: T, parts: [{id: a, element: 7(1)(z)/1}]}",
            "challenges: {from: w12, target: {evidence: witness-12, element: 7(1)(z)/1}, effect: defeat, because: T.}",
            "grades: {of: {evidence: witness-12, element: 7(1)(z)/1}, analyst: a, grade: low, because: T.}",
            "alternatives: {id: x, element: 7(1)(z)/1, text: T.}",
            "settled: {element: 7(1)(z)/1, basis: rule-69}",
            "assessments: {element: 7(1)(z)/1, standard: reasonable-basis, finds: satisfied, by: a, at: 2020, because: T.}",
            "searches: {for: 7(1)(z)/1, direction: exonerating}",
            "grounds: {ground: 31(1)(z)}",
        ],
    )
    def test_every_place_where_an_address_stands(self, law: Law, more: str) -> None:
        assert rules(with_more(more), law) == ["unknown-address"]

    def test_expectations(self, law: Law) -> None:
        assert rules(BASE + "expect: {gaps: {deportation: {7(1)(z)/1: {open: true}}}}\n", law) == ["unknown-address"]

    def test_a_problem_with_a_key_points_at_the_key(self, law: Law) -> None:
        (one,) = problems_of(BASE.replace("    crime: 7(1)(d)\n", "    crime: 7(1)(d)\n    alleges:\n      7(1)(z)/1: negated\n"), law)
        assert one.excerpt is not None
        assert one.excerpt[one.place.column - 1 :].startswith("7(1)(z)/1")

    def test_a_challenge_of_one_link_names_a_link(self, law: Law) -> None:
        challenge = "challenges: {from: w12, target: {evidence: witness-12, element: %s}, effect: defeat, because: T.}"
        assert rules(with_more(challenge % "7(1)(d)/1"), law) == []
        assert rules(with_more(challenge % "'Art. 7 (1) (d) / 1'"), law) == []
        (one,) = problems_of(with_more(challenge % "7(1)(d)/2"), law)
        assert (one.rule, one.hint) == ("unknown-link", "it links to 7(1)(d)/1")
        grade = "grades: {of: {evidence: witness-12, element: 7(1)(d)/3}, analyst: a, grade: low, because: T.}"
        assert rules(with_more(grade), law) == ["unknown-link"]
        bare = "evidence: {id: x, title: T, kind: other}\n"
        (one,) = problems_of(with_more(bare + challenge.replace("witness-12", "x") % "7(1)(d)/1"), law)
        assert one.hint == "it has no links"

    def test_a_challenge_may_name_a_link_by_the_common_element(self, law: Law) -> None:
        link = "evidence: {id: x, title: T, kind: other, supports: [{element: 7(1)(d)/4, shows: T.}]}\n"
        assert rules(with_more(link + "challenges: {from: w12, target: {evidence: x, element: 7/attack}, effect: defeat, because: T.}"), law) == []


class TestClaims:
    def test_variants(self, law: Law) -> None:
        claim = "claims: {id: x, title: T, crime: %s, variant: %s}"
        assert rules(with_more(claim % ("7(1)(d)", "forcible-transfer")), law) == []
        assert rules(with_more(claim % ("7(1)(d)", "expulsion")), law) == ["unknown-value"]
        (one,) = problems_of(with_more(claim % ("7(1)(a)", "deportation")), law)
        assert one.hint == "it has none"

    def test_a_claim_names_its_context_where_there_is_a_choice(self, law: Law) -> None:
        assert rules(with_more("contexts: {id: siege, kind: attack}"), law) == ["no-context"]
        assert rules(with_more("contexts: {id: war, kind: armed-conflict}"), law) == []
        assert rules(with_more("claims: {id: x, title: T, crime: 8(2)(a)(i)}\ncontexts: {id: war, kind: armed-conflict}\ncontexts: {id: war-2, kind: armed-conflict}"), law) == ["no-context"]

    def test_a_claim_of_genocide_names_its_group(self, law: Law) -> None:
        (one,) = problems_of(with_more("claims: {id: x, title: T, crime: 6(a)}"), law)
        assert (one.rule, one.severity) == ("no-group", "warning")
        assert rules(with_more("claims: {id: x, title: T, crime: 6(a), group: villagers}"), law) == []

    def test_triggers(self, law: Law) -> None:
        assert rules(with_more("triggers: {route: 13(a), by: COM, date: 2013-05-14}"), law) == []
        assert rules(with_more("triggers: {route: 13(a), date: 2013-05-14}"), law) == ["missing-key"]
        assert rules(with_more("triggers: {route: 13(b), date: 2005-03-31}"), law) == ["no-resolution"]
        assert rules(with_more("triggers: {route: 13(c)}"), law) == ["no-date"]
        assert rules(with_more("triggers: {route: 13(c), stage: hypothetical}"), law) == []

    @pytest.mark.parametrize("at", ["MMR", "MMR?", "MMR~", "SDN-darfur", "vessel:COM", "aircraft:UKR", "vessel:none", "eez:NOR", "high-seas", "unknown"])
    def test_places(self, law: Law, at: str) -> None:
        assert rules(with_more(f"contexts: {{id: x, kind: armed-conflict, at: [{at}]}}"), law) == []

    @pytest.mark.parametrize(("at", "rule"), [("Atlantis", "unknown-state"), ("MYA", "unknown-state"), ("ship:COM", "odd-place"), ("vessel:XYZ", "unknown-state"), ("eez:none", "unknown-state")])
    def test_places_that_are_none(self, law: Law, at: str, rule: str) -> None:
        assert rules(with_more(f"contexts: {{id: x, kind: armed-conflict, at: [{at}]}}"), law) == [rule]

    def test_nationalities_are_states(self, law: Law) -> None:
        assert rules(with_more("people: {id: x, nationality: [high-seas]}"), law) == ["unknown-state"]
        assert rules(with_more("people: {id: x, nationality: [vessel:COM]}"), law) == ["odd-place"]
        assert rules(with_more("people: {id: x, nationality: [COM, {state: DEU, when: 2020/..}]}"), law) == []


# ---------------------------------------------------------------- what could be read in part


class TestPartly:
    """Every problem at once, and none that only follows from another."""

    def partly(self, text: str, law: Law) -> list[str]:
        reading = read([SourceFile("case.yaml", text.encode())], Case)
        assert reading.value is None
        return [one.rule for one in checks.check_partly(reading, law)]

    def test_faults_elsewhere_are_found(self, law: Law) -> None:
        text = with_more("sources: {id: x, from: [nothing]}\nclaims: {id: y, title: T, crime: 7(1)(z)}").replace("kind: testimony", "kind: testimoni")
        assert self.partly(text, law) == ["unknown-address", "unknown-id"]

    @pytest.mark.parametrize(
        ("good", "bad"),
        [
            ("kind: testimony", "kind: testimoni"),
            ("title: Deportation", "titel: Deportation"),
            ("people: [commander-a]", "people: commander-a"),
            ("[{id: w12}]", "[{idd: w12}]"),
            ("[{id: w12}]", "{id: w12}"),
            ("[{id: commander-a}]", "[commander-a]"),
            ("sources:", "suorces:"),
            ("crime: 7(1)(d)", "crime: [7(1)(d)]"),
            ("crime: 7(1)(d)", "crime:"),
            ("as-of: 2026-11-21", "as-of: today"),
            ("title: Example\n", ""),
            ("shows: Soldiers came.", "show: Soldiers came."),
            ("event: crossing", "event: {id: crossing}"),
            ("id: arrival,", "id: [arrival],"),
            ("id: clearance,", ""),
        ],
    )
    def test_a_fault_alone_has_no_followers(self, law: Law, good: str, bad: str) -> None:
        assert good in BASE
        assert self.partly(BASE.replace(good, bad), law) == []

    def test_nothing_is_said_of_a_file_that_could_not_be_read(self, law: Law) -> None:
        assert checks.check_partly(read([SourceFile("case.yaml", b"[")], Case), law) == ()
        assert checks.check_partly(read([SourceFile("case.yaml", HEAD.encode())], Case), law) == ()


def test_the_shared_reader_raises_on_errors_only(case_of: Callable[[str], Case]) -> None:
    assert case_of("claims: [{id: x, title: T, crime: 7(l)(d)}]\n").claims[0].crime == "7(l)(d)"
    with pytest.raises(AssertionError, match="unknown-address"):
        case_of("claims: [{id: x, title: T, crime: 7(1)(z)}]\n")
