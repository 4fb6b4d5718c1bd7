"""Suppositions, closing sets, critical points and the rest, on one small case that can be read."""

import json
from pathlib import Path

import click
import pytest
from attrs import evolve
from click.testing import CliRunner

from claimmap import cli_whatif, prospects
from claimmap.case import AnalystGrade, LinkTarget, MaybeSame, Source
from claimmap.problems import ClaimmapError, UnknownId
from claimmap.report.whatif import to_html, to_markdown, to_text
from claimmap.report.whatif_faces import bundle, document
from claimmap.whatif import changes
from claimmap.whatif.closing import Closer
from claimmap.whatif.sensitivity import steps_of
from claimmap.whatif.steps import applied
from claimmap.workbench import load_case, load_policy

CROSSING = Path(__file__).parent / "supposed" / "crossing"
BASIS, GROUNDS, TRIAL = "reasonable-basis", "reasonable-grounds", "beyond-reasonable-doubt"


@pytest.fixture(scope="module")
def case():
    return load_case(CROSSING)


@pytest.fixture(scope="module")
def held(case):
    return prospects.evaluated(case)


def result(held, claim, standard=BASIS):
    return held.claims[held.claim(claim)].results[held.stage(standard)]


class TestSuppositions:
    def test_what_falls_stays_in_the_file_and_takes_what_rests_on_it(self, case, held):
        after = held.suppose(prospects.without(case, "leak"))
        assert [one.id for one in after.case.sources] == [one.id for one in case.sources]
        assert result(held, "deportation") == 1
        assert result(after, "deportation") == 0

    def test_a_link_alone_can_fall(self, case, held):
        after = prospects.without(case, "statement-13 -> 7(1)(d)/2")
        assert len(after.evidence[1].supports) == 1
        assert prospects.without(case, LinkTarget(evidence="statement-13", element="7(1)(d)/2")) == after
        assert result(held.suppose(after), "deportation") == 0

    @pytest.mark.parametrize("name", ["leek", "statement-13 -> 7(1)(d)/9", "leak -> 7(1)(d)/1", "nobody -> 7(1)(d)/1"])
    def test_what_is_not_there_cannot_fall(self, case, name):
        with pytest.raises(UnknownId):
            prospects.without(case, name)

    def test_grades_identities_and_rulings(self, case, held):
        after = prospects.with_(case, grades={"w13": "low", "statement-13": "medium"}, identities={"clerk": "known", "minutes": "w13"},
                                rulings={"leaked-order": "admitted"})  # fmt: skip
        found = {one.id: one for one in (*after.sources, *after.evidence)}
        assert found["w13"].grade == "low"
        assert found["clerk"].identity == "known"
        assert found["minutes"].from_ == ("w13",)
        assert found["leaked-order"].admissibility.status == "admitted"
        assert result(held.suppose(after), "deportation") == 1  # the inference to 7(1)(d)/3 is not judged yet

    @pytest.mark.parametrize(
        "given",
        [{"grades": {"w13": "perfect"}}, {"rulings": {"w13": "admitted"}}, {"rulings": {"denial": "blessed"}}, {"identities": {"denial": "known"}},
         {"identities": {"denial": "nobody"}}, {"grades": {"nobody": "low"}}],
    )  # fmt: skip
    def test_what_makes_no_sense_is_refused(self, case, given):
        with pytest.raises(UnknownId):
            prospects.with_(case, **given)

    def test_a_source_is_not_given_an_origin(self, case):
        with pytest.raises(ClaimmapError, match="is a source"):
            prospects.with_(case, identities={"w12": "w13"})

    def test_two_that_are_one_take_no_grade_from_either_where_they_differ(self, case):
        after = changes.merged(case, "w12", "w14")
        assert next(one for one in after.sources if one.id == "w12").reliability is None
        assert changes.merged(case, "w12") is case

    def test_one_that_derives_from_the_other_is_not_the_same(self, case):
        with pytest.raises(ClaimmapError, match="derives from"):
            changes.merged(case, "w12", "river-desk")
        with pytest.raises(ClaimmapError, match="not of one kind"):
            changes.merged(case, "w12", "denial")

    def test_items_that_are_one_become_copies(self, case):
        after = changes.merged(case, "cable-1", "cable-2")
        assert next(one for one in after.evidence if one.id == "cable-2").copy_of == "cable-1"

    def test_another_standard_is_another_question(self, case):
        assert prospects.at(case, TRIAL).standard == TRIAL
        with pytest.raises(UnknownId):
            prospects.at(case, "certainty")

    def test_before_and_after_side_by_side(self, case):
        found = prospects.whatif(case, prospects.without(case, "leak"), words=["leak falls."])
        assert [one.claim for one in found.claims] == ["deportation"]
        assert found.claims[0].after[BASIS] == "not-met"
        assert found.same == ("imprisonment",)
        assert any(one.address == "25(3)(c)/2" and one.after == "not-met" for one in found.elements)
        assert found.to_plain()["format"] == "claimmap/whatif-1"


class TestClosing:
    def test_the_smallest_set_closes_the_claim_when_applied(self, case, held):
        found = prospects.closing(case, "deportation", BASIS)
        assert found.mode == "25(3)(c)"
        assert (found.sets[0].new_lines, found.sets[0].others) == (0, 3)
        assert result(held.suppose(applied(case, found.sets[0].raw, held.policy)), "deportation") == 2

    def test_elements_name_the_action_the_item_the_element_and_the_result(self, case):
        found = prospects.closing(case, "deportation", BASIS)
        lawful = next(one for one in found.elements if one.address == "7(1)(d)/2")
        assert [(one.kind, one.about, one.alone) for one in lawful.sets[0].steps] == [("assess", "statement-13", "open"), ("assess", "w13", "open")]
        assert lawful.sets[0].result == "met"
        assert [one.kind for one in lawful.instead.steps] == ["new-line"]
        assert lawful.unsearched

    def test_ties_are_listed(self, case, held):
        closer = Closer(held, BASIS)
        aware = next(one for one in closer.closing("deportation").elements if one.address == "7(1)(d)/3")
        assert len(aware.sets) == 1  # two steps on the minutes; three on the statement
        assert {one.kind for one in aware.sets[0].steps} == {"obtain", "identify"}

    def test_at_trial_a_person_must_judge(self, case):
        found = prospects.closing(case, "deportation", TRIAL)
        steps = {step.kind for element in found.elements for one in element.sets for step in one.steps}
        assert {"record-assessment", "refute", "assess"} <= steps
        flood = next(one for one in found.elements if one.address == "7(1)(d)/1")
        assert any(step.kind == "refute" and step.about == "flood" for step in flood.sets[0].steps)

    def test_a_claim_that_stands_needs_nothing(self, case, held):
        found = prospects.closing(case, "deportation", BASIS)
        after = applied(case, found.sets[0].raw, held.policy)
        again = prospects.closing(after, "deportation", BASIS)
        assert again.result == "met"
        assert again.sets == again.elements == ()

    def test_a_claim_of_no_crime_says_so(self, case):
        named = evolve(case, claims=(evolve(case.claims[0], crime="none", label="ecocide", modes=()),))
        assert "no elements" in prospects.closing(named, "deportation").note

    def test_an_unknown_claim_is_named(self, case):
        with pytest.raises(UnknownId, match="did you mean 'deportation'"):
            prospects.closing(case, "deportatoin")


class TestCritical:
    def test_single_points_across_claims_with_the_chain(self, case):
        found = prospects.critical(case, BASIS)
        assert found.fallen == ("imprisonment",)
        leak = next(one for one in found.nodes if one.id == "leak")
        assert leak.chain[:2] == ("clerk", "leak")
        assert leak.below == ("cable-1", "cable-2")
        assert [(one.claim, one.before, one.after) for one in leak.claims] == [("deportation", "open", "not-met")]

    def test_of_a_claim_that_does_not_stand_the_elements_that_may_are_tried(self, case):
        weak = prospects.critical(case, BASIS).weak
        ferryman = next(one for one in weak if one.id == "w12")
        assert [(one.claim, one.address, one.after) for one in ferryman.elements] == [("imprisonment", "7(1)(e)/1", "not-met")]
        assert ferryman.claims == ()

    def test_pairs_and_proofs(self, case):
        (claim,) = prospects.critical(case, BASIS).claims
        assert (("article-one", "statement-12"), "not-met") in claim.pairs
        taken = next(one for one in claim.proofs if one.address == "7(1)(d)/1")
        assert taken.proof.lines == 2
        assert len(taken.proof.cut) == 2


class TestTheRest:
    def test_questions_of_identity_merge_nothing(self, case):
        found = prospects.identities(case)
        asked, other = found.questions
        assert asked.asked
        assert any(one.address == "7(1)(d)/1" and one.lines_after[0][1] == 1 for one in asked.elements)
        assert "people or other things" in other.why_not
        derived = evolve(case, maybe_same=(MaybeSame(ids=("w12", "river-desk"), why="Perhaps."),))
        assert "derives from" in prospects.identities(derived).questions[0].why_not

    def test_the_ladder_says_what_separates(self, case):
        deportation, imprisonment = prospects.ladder(case).claims
        assert deportation.highest is None
        assert deportation.next == BASIS
        assert {one.address for one in deportation.separates} == {"7(1)(d)/2", "7(1)(d)/3"}
        assert imprisonment.fallbacks == ()

    def test_a_fallback_that_stands_higher_is_named(self, case, held):
        closed = applied(case, prospects.closing(case, "deportation", BASIS).sets[0].raw, held.policy)
        both = evolve(closed, claims=(closed.claims[0], evolve(closed.claims[1], alternative_to=("deportation",))))
        imprisonment = prospects.ladder(both).claims[1]
        assert [(one.kind, one.what, one.highest) for one in imprisonment.fallbacks] == [("claim", "deportation", BASIS)]

    def test_analysts_stay_apart(self, case):
        found = prospects.analysts(case, BASIS)
        assert found.analysts == ("analyst-a", "analyst-b")
        assert found.claims["deportation"] == {"analyst-a": "open", "analyst-b": "not-met"}
        assert [one.about for one in found.disagreements] == ["w13"]
        assert "claim deportation" in found.disagreements[0].matters

    def test_links_are_graded_by_analysts_too(self, case):
        of = LinkTarget(evidence="statement-13", element="7(1)(d)/3")
        grades = tuple(AnalystGrade(of=of, analyst=name, grade=grade, because="Read.") for name, grade in (("a", "high"), ("b", "none"), ("c", "unassessed")))
        found = prospects.analysts(evolve(case, grades=grades), BASIS)
        assert found.disagreements[0].element == "7(1)(d)/3"
        assert found.claims["deportation"] == {"a": "open", "b": "open", "c": "open"}

    def test_each_clause_moves_one_step(self):
        policy = load_policy()
        for stage in policy.stages:
            for words, _, moved in steps_of(stage):
                assert moved != stage, words
        found = {words for words, _, _ in steps_of(policy.stages[3])}
        assert "contradiction: outweighed instead of answered" in found
        assert "cap of unknown-to-team: medium instead of low" in found

    def test_sensitivity_names_what_flips(self, case):
        found = prospects.sensitivity(case, GROUNDS)
        step = next(one for one in found.moves if one.step == "clause 1 x medium: 2 lines")
        assert step.stricter
        assert any(one.address == "7(1)(d)/1" and one.after == "open" for one in step.elements)

    def test_candidates_for_disclosure_whatever_their_label(self, case):
        found = prospects.disclosure(case)
        assert [one.id for one in found.candidates] == ["leaked-order", "denial"]  # what nobody has reviewed comes first
        denial = found.candidates[1]
        assert denial.reviews[0].reviewer == "legal-officer-2"
        assert any("rule 77" in head for head in denial.heads)
        assert found.statements == ("statement-12", "statement-13")
        assert "7(1)(d)/1" not in found.unsearched["deportation"]
        assert "7(1)(d)/2" in found.unsearched["deportation"]

    def test_a_challenge_to_what_incriminates_is_a_candidate(self, case):
        challenged = evolve(case, challenges=(*case.challenges, evolve(case.challenges[0], target="w12", because="He was away.")))
        gauge = next(one for one in prospects.disclosure(challenged).candidates if one.id == "gauge")
        assert gauge.touches[0].how == "challenges w12"
        assert any("credibility" in head for head in gauge.heads)


class TestRecharacterisation:
    def test_common_elements_stay_or_move_and_the_rest_waits(self, case):
        found = prospects.recharacterise(case, "deportation", crime="7(1)(e)")
        links = {(one.evidence, one.element): one for one in found.links}
        assert links["article-one", "7/attack"].what == "kept"
        assert links["cable-1", "7/knowledge"].what == "kept"
        assert links["statement-13", "7(1)(d)/2"].what == "review"
        assert links["cable-1", "25(3)(c)/2"].what == "kept"
        assert found.case.claims[0].crime == "7(1)(e)"
        assert found.case.claims[0].variant is None

    def test_a_numbered_element_moves_where_both_stand_for_a_common_one(self, case):
        place = next(number for number, one in enumerate(case.evidence) if one.id == "cable-1")
        item = case.evidence[place]
        numbered = evolve(item, supports=tuple(evolve(one, element="7(1)(d)/5") if one.element == "7/knowledge" else one for one in item.supports))
        case = evolve(case, evidence=changes.replaced(case.evidence, place, numbered))
        found = prospects.recharacterise(case, "deportation", crime="7(1)(e)")
        moved = next(one for one in found.links if one.what == "moved")
        assert (moved.element, moved.to) == ("7(1)(d)/5", "7(1)(e)/5")
        assert "7/knowledge" in moved.why

    def test_equal_numbers_are_never_equal_content(self, case):
        found = prospects.recharacterise(case, "deportation", crime="7(1)(e)")
        assert all(one.what == "review" for one in found.links if one.element in ("7(1)(d)/1", "7(1)(d)/2", "7(1)(d)/3"))

    def test_a_link_to_a_condition_of_jurisdiction_stays_whatever_the_crime(self):
        found = prospects.recharacterise(load_case("river-crossing"), "deportation", crime="7(1)(h)")
        assert {one.what for one in found.links if one.element == "12(2)(a)"} == {"kept"}

    def test_another_mode_leaves_the_links_of_the_first_for_review(self, case):
        found = prospects.recharacterise(case, "deportation", mode="25(3)(b)/ordering")
        assert {one.what for one in found.links if one.element.startswith("25(3)(c)")} == {"review"}
        assert found.case.claims[0].modes == ("25(3)(b)/ordering",)
        with pytest.raises(UnknownId):
            prospects.recharacterise(case, "nobody", mode="25(3)(c)")


ANSWERS = {
    "closing": lambda case: prospects.closing(case, "deportation", TRIAL),
    "critical": prospects.critical,
    "whatif": lambda case: prospects.whatif(case, prospects.without(case, "leak")),
    "identities": prospects.identities,
    "ladder": prospects.ladder,
    "analysts": prospects.analysts,
    "sensitivity": prospects.sensitivity,
    "disclosure": prospects.disclosure,
}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_shows_itself_and_is_plain(case, name):
    answer = ANSWERS[name](case)
    plain = answer.to_plain()
    assert plain["format"] == f"claimmap/{name}-1"
    assert json.loads(json.dumps(plain)) == plain
    faces = answer._repr_mimebundle_()
    assert faces == bundle(answer)
    assert set(faces) == {"text/plain", "text/markdown", "text/html"}
    for word in ("proved", "guilty", "probab", "%", "score"):
        assert word not in faces["text/plain"].replace("proved.", "")


def test_names_from_a_case_are_text_in_every_face(case):
    wild = "<b>*x*</b> \x1b[31m"
    named = evolve(case, title=wild, sources=tuple(evolve(one, title=wild) for one in case.sources))
    worded = document(prospects.critical(named))
    assert "<b>" not in to_html(worded)
    assert "\x1b" not in to_text(worded) + to_html(worded) + to_markdown(worded)
    assert "\\*x\\*" in to_markdown(worded)


def test_an_answer_nobody_worded_is_refused():
    with pytest.raises(TypeError, match="no words for str"):
        document("words")


class TestCommands:
    @pytest.fixture
    def run(self):
        group = click.Group("main")
        cli_whatif.register(group)
        return lambda *arguments: CliRunner().invoke(group, list(arguments))

    @pytest.mark.parametrize(
        ("arguments", "format_"),
        [
            (["whatif", str(CROSSING), "--without", "leak", "--grade", "w13=low"], "whatif"),
            (["whatif", str(CROSSING), "--same", "w12,w13"], "whatif"),
            (["whatif", str(CROSSING)], "identities"),
            (["whatif", str(CROSSING), "--ladder"], "ladder"),
            (["whatif", str(CROSSING), "--analysts"], "analysts"),
            (["whatif", str(CROSSING), "--sensitivity"], "sensitivity"),
            (["close", str(CROSSING), "deportation", "--standard", GROUNDS], "closing"),
            (["critical", str(CROSSING)], "critical"),
            (["disclosure", str(CROSSING)], "disclosure"),
        ],
    )
    def test_each_prints_json_text_and_markdown(self, run, arguments, format_):
        found = run(*arguments, "--format", "json")
        assert found.exit_code == 0, found.output
        assert json.loads(found.stdout)["format"] == f"claimmap/{format_}-1"
        assert run(*arguments).exit_code == 0
        assert run(*arguments, "--format", "md").stdout.startswith("# ")

    @pytest.mark.parametrize(
        "arguments",
        [["close", str(CROSSING), "nobody"], ["whatif", str(CROSSING), "--without", "nobody"], ["whatif", str(CROSSING), "--grade", "w13"],
         ["critical", "no-such-folder"], ["disclosure", "no-such-folder"], ["whatif", str(CROSSING), "--same", "w12,denial"]],
    )  # fmt: skip
    def test_bad_input_ends_with_two_and_without_a_traceback(self, run, arguments):
        found = run(*arguments)
        assert found.exit_code == 2
        assert "Traceback" not in found.output

    def test_suppositions_are_said_in_words(self):
        assert cli_whatif.words_of(["leak", "cable-1 -> 7/attack"], ["w13=low"]) == [
            "leak falls: excluded, recanted or found forged.", "cable-1 no longer bears on 7/attack.", "w13 is graded low.",
        ]  # fmt: skip


def test_a_new_source_alone_changes_nothing(case, held):
    after = held.suppose(prospects.with_(case, sources=[Source(id="new", identity="known")]))
    assert after.touched == frozenset()
    assert [one.results for one in after.claims] == [one.results for one in held.claims]
