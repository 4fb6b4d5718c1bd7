"""Comparisons: what opened, closed, got better or worse, and which change did it, each cause tried on a copy."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import office_case
import pytest
from attrs import evolve
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import claimmap
from claimmap import workbench
from claimmap.case import Case, Evidence, Link, Source
from claimmap.cli import main
from claimmap.comparing import cells, compare, compare_sides, of_filing, open_side
from claimmap.comparing.tracing import State, made, part_words, units
from claimmap.evaluation import evaluate
from claimmap.faces import bundle
from claimmap.graph import build
from claimmap.law import Law
from claimmap.policy import STANDARDS, Policy
from claimmap.problems import ClaimmapError, InvalidFiles, UnknownId
from claimmap.report.compared import Comparison

BASE = """\
people:
  - id: a
events:
  - id: e1
    title: E1
claims:
  - id: c
    title: C
    crime: 7(1)(d)
    people: [a]
    events: [e1]
sources:
  - {id: w1, kind: person, identity: known, grade: medium}
  - {id: w2, kind: person, identity: known, grade: medium}
  - {id: w3, kind: person, identity: known, grade: low}
filings:
  - {id: first, date: 2020-03, includes: [one]}
  - {id: second, date: 2021-05, includes: [two]}
  - {id: unclear, date: 2020/2022, includes: [three]}
evidence:
  - id: one
    title: One
    kind: testimony
    from: [w1]
    grade: medium
    supports:
      - {element: 7(1)(d)/1, shows: x}
  - id: two
    title: Two
    kind: testimony
    from: [w2]
    grade: medium
    supports:
      - {element: 7(1)(d)/1, shows: x}
  - id: three
    title: Three
    kind: testimony
    from: [w3]
    grade: low
    supports:
      - {element: 7(1)(d)/2, shows: x}
"""


@pytest.fixture(scope="module")
def base(case_of: Callable[[str], Case]) -> Case:
    return case_of(BASE)


def without(case: Case, *names: str) -> Case:
    return evolve(case, evidence=tuple(one for one in case.evidence if one.id not in names))


def because(found: Comparison, address: str, standard: str) -> tuple[bool, list[str]]:
    element = next(one for one in found["c"].elements if one.address == address)
    change = next(one for one in element.results if one.standard == standard)
    return change.verified, [one.words for one in change.because]


# ---------------------------------------------------------------- what differs


def test_the_same_case_differs_in_nothing(base: Case):
    found = compare(base, base)
    assert not found.changed
    assert (found.inputs, found["c"].elements, found["c"].unchanged) == ((), (), 5)
    with pytest.raises(UnknownId):
        found["d"]
    assert [one.id for one in found] == ["c"]


def test_an_item_that_comes_in_is_named_as_the_cause(base: Case):
    found = compare(without(base, "three"), base)
    assert [one.words for one in found.inputs or ()] == ["evidence three added"]
    element = found["c"].elements[0]
    assert (element.address, element.status, element.lines) == ("7(1)(d)/2", ("unsupported", "meets"), ((0, 0), (1, 1)))
    assert [(one.standard, one.before, one.after, one.direction) for one in element.results] == [("reasonable-basis", "not-met", "met", "better")]
    assert because(found, "7(1)(d)/2", "reasonable-basis") == (True, ["evidence three added"])
    assert {(one.what, one.kind) for one in element.gaps} == {("closed", "unsupported"), ("opened", "single-line")}
    assert found["c"].unchanged == 4


def test_an_item_that_goes_makes_it_worse(base: Case):
    found = compare(base, without(base, "two"))
    assert because(found, "7(1)(d)/1", "substantial-grounds") == (True, ["evidence two removed"])
    assert next(one for one in found["c"].elements if one.address == "7(1)(d)/1").results[0].direction == "worse"


def test_two_items_that_only_do_it_together_are_both_named(base: Case):
    found = compare(without(base, "one", "two"), base)
    assert because(found, "7(1)(d)/1", "substantial-grounds") == (True, ["evidence one added", "evidence two added"])
    assert because(found, "7(1)(d)/1", "reasonable-grounds")[1] in (["evidence one added"], ["evidence two added"])


def test_what_comes_in_elsewhere_is_no_cause(base: Case):
    extra = evolve(base.evidence[2], id="extra", supports=(Link(element="7(1)(d)/3", shows="y"),))
    after = evolve(base, evidence=(*base.evidence, extra))
    found = compare(without(base, "three"), after)
    assert because(found, "7(1)(d)/2", "reasonable-basis")[1] == ["evidence three added"]
    touched = next(one for one in found["c"].elements if one.address == "7(1)(d)/2").touched
    assert touched == ("evidence three added",)


def test_a_grade_that_changes_is_a_change_of_that_field(base: Case):
    after = evolve(base, evidence=(evolve(base.evidence[0], grade="low", title="Otherwise", note="n"), *base.evidence[1:]))
    found = compare(base, after)
    assert [one.words for one in found.inputs or ()] == ["evidence one changed (title, grade, note)"]
    assert because(found, "7(1)(d)/1", "substantial-grounds") == (True, ["evidence one changed (title, grade, note)"])


def test_what_only_says_something_weighs_nothing(base: Case):
    after = evolve(base, evidence=(evolve(base.evidence[0], title="Otherwise"), *base.evidence[1:]))
    found = compare(base, after)
    assert [(one.words, one.weighs) for one in found.inputs or ()] == [("evidence one changed (title)", False)]
    assert not any(one.changed for one in found)


def test_a_changed_policy_is_said_and_named_as_the_cause(base: Case, policy: Policy):
    stages = (evolve(policy.stages[0], pro=(evolve(policy.stages[0].pro[0], grade="medium"),)), *policy.stages[1:])
    stricter = evolve(policy, id="mine/1", stages=stages, sha256="1" * 64)
    found = compare(base, base, policy_after=stricter)
    assert found.policy[0].endswith("and is mine/1 (sha256 111111111111)")
    assert because(found, "7(1)(d)/2", "reasonable-basis") == (True, ["policy mine/1 changed"])
    assert found["c"].whole.results == ()


def test_claims_that_come_and_go(base: Case):
    after = evolve(base, claims=(evolve(base.claims[0], id="d", crime="7(1)(a)"),))
    found = compare(base, after)
    assert [(one.id, one.presence) for one in found] == [("d", "added"), ("c", "removed")]
    assert found.changed


def test_an_element_that_is_no_longer_asked_for(base: Case):
    with_mode = evolve(base, claims=(evolve(base.claims[0], modes=("25(3)(a)/co-perpetration",)),))
    found = compare(with_mode, base)
    assert {one.presence for one in found["c"].elements if one.mode} == {"removed"}


def test_a_new_day_is_a_change(base: Case):
    found = compare(base, evolve(base, as_of=base.as_of.replace(year=2027)))
    assert [one.words for one in found.inputs or ()] == ["day of the question 2027-11-21 changed"]


# ---------------------------------------------------------------- causes are true


SOURCES = tuple(Source(id=f"w{number}", kind="person", identity="known", grade="medium") for number in range(3))


@st.composite
def evidence(draw: st.DrawFn, name: str) -> Evidence:
    addresses = draw(st.lists(st.sampled_from(["7(1)(d)/1", "7(1)(d)/2", "7(1)(d)/3", "7/attack"]), min_size=1, max_size=2, unique=True))
    links = tuple(Link(element=one, shows="x") for one in addresses)
    against = draw(st.booleans()) and draw(st.booleans())
    return Evidence(
        id=name, title=name, kind=draw(st.sampled_from(["testimony", "finding"])), from_=(draw(st.sampled_from(SOURCES)).id,),
        grade=draw(st.sampled_from([None, "low", "medium", "high"])), supports=() if against else links, undermines=links if against else (),
    )  # fmt: skip


@settings(max_examples=25)
@given(st.data())
def test_every_named_cause_does_it_and_none_of_it_can_be_left_out(base: Case, law: Law, policy: Policy, data: st.DataObject):
    names = [f"i{number}" for number in range(5)]
    sides = [
        evolve(base, sources=SOURCES, filings=(), evidence=tuple(data.draw(evidence(name)) for name in names if data.draw(st.booleans())))
        for _ in range(2)
    ]
    found = compare_sides(*(open_case(one, law) for one in sides), policy=policy)
    states = [State(case=one, law=law, policy=policy) for one in sides]
    by_change = {one.change: one for one in units(*states)}

    def results(chosen: list[object]) -> dict[object, tuple[str, ...]]:
        state = made(*states, [by_change[one] for one in chosen])
        return dict(cells(evaluate(build(state.case, law), policy)))

    for claim in found:
        for element in (claim.whole, *claim.elements):
            key = (claim.id, element.mode, element.address, element.part)
            for change in element.results:
                assert change.verified, change
                stage = STANDARDS.index(change.standard)
                assert results([])[key][stage] == change.before
                assert results(list(change.because))[key][stage] == change.after
                for left_out in change.because:
                    assert results([one for one in change.because if one is not left_out])[key][stage] != change.after


def open_case(case: Case, law: Law):
    from claimmap.comparing import Side

    return Side(name=case.id, kind="case", case=case, law=law)


def test_results_are_those_of_the_report(law: Law, policy: Policy):
    case = workbench.load_case("xinjiang", law)
    found = cells(evaluate(build(case, law), policy))
    report = workbench.gaps(case, law=law, policy=policy)
    for claim in report:
        assert found[claim.id, None, None, None] == tuple(claim.results[one] for one in STANDARDS)
        for one in claim:
            assert found[claim.id, one.mode, one.address, None] == tuple(one.results[name] for name in STANDARDS)
        for one in claim.conditions:
            row = one.rows[0]
            assert found[claim.id, one.mode, one.address, part_words(row.event, row.part, row.person)] == tuple(one.results[name] for name in STANDARDS)


def test_too_many_changes_are_not_traced_and_that_is_said(base: Case, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("claimmap.comparing.tracing.MOST_TRIES", 0)
    monkeypatch.setattr("claimmap.comparing.tracing.LEAST_TRIES", 0)
    many = tuple(evolve(base.evidence[0], id=f"n{number}", supports=(Link(element="7(1)(d)/3", shows="x"),)) for number in range(60))
    found = compare(without(base, "three"), evolve(base, evidence=(*base.evidence, *many)))
    assert found.truncated
    assert "were not traced" in bundle(found)["text/plain"]


# ---------------------------------------------------------------- saved reports


def test_saved_reports_say_what_differs_and_not_why(base: Case, tmp_path: Path):
    for name, case in (("a.json", without(base, "three")), ("b.json", base)):
        (tmp_path / name).write_text(json.dumps(workbench.gaps(case).to_plain()))
    found = compare(tmp_path / "a.json", tmp_path / "b.json")
    assert found.inputs is None
    assert "cannot be worked out or verified" in found.notes[0]
    result = found["c"].elements[0].results[0]
    assert (result.before, result.after, result.because, result.verified) == ("not-met", "met", (), False)
    assert compare(workbench.gaps(base), base)["c"].changed is False


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nonsense", "not JSON"), ("[]", "not of the format"), ('{"format": "claimmap/law-1"}', "not of the format"),
        ('{"format": "claimmap/gaps-1"}', "case is no text"),
        ('{"format": "claimmap/gaps-1", "case": "c", "standard": "reasonable-basis", "as_of": "2026-11-21", "law": {"id": "x", "version": "1"}, '
         '"policy": {"id": "p", "sha256": "0"}, "claims": [{"id": 1}]}', "a claim lacks id or results"),
        ("[" * 100_000, "not JSON"),
    ],
)  # fmt: skip
def test_what_is_no_report(tmp_path: Path, base: Case, text: str, message: str):
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(InvalidFiles, match=message):
        compare(tmp_path / "a.json", base)


def test_law_versions_are_compared(base: Case):
    plain = workbench.gaps(base).to_plain()
    plain["law"]["version"] = "2020-01"
    from claimmap.comparing import Side

    found = compare_sides(Side(name="old", kind="report", report=plain), Side(name="new", kind="report", report=workbench.gaps(base).to_plain()))
    assert found.law[0].startswith("the version of rome-statute was 2020-01 and is ")


# ---------------------------------------------------------------- revisions


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), "-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false", *arguments],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    top = tmp_path / "with space"
    head = "format: claimmap/case-1\nid: example\ntitle: Example\nas-of: 2026-11-21\n"
    case, _, items = BASE.replace("  - {id: unclear, date: 2020/2022, includes: [three]}\n", "").partition("evidence:\n")
    office_case.write_case(top / "cases" / "one", head + case)
    office_case.write_case(top / "cases" / "one" / "more", "evidence:\n" + items.partition("  - id: three\n")[0], "evidence.yaml")
    git(top, "init", "-q", "-b", "main")
    git(top, "add", ".")
    git(top, "commit", "-q", "-m", "first")
    office_case.write_case(top / "cases" / "one" / "more", "evidence:\n" + items, "evidence.yaml")
    git(top, "commit", "-q", "-a", "-m", "second")
    git(top, "tag", "second")
    return top


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@needs_git
def test_two_revisions_of_one_case(repository: Path):
    folder = repository / "cases" / "one"
    found = compare(f"{folder}@HEAD~1", f"{folder}@second")
    assert because(found, "7(1)(d)/2", "reasonable-basis") == (True, ["evidence three added"])
    assert (found.before.kind, found.before.revision) == ("revision", git(repository, "rev-parse", "HEAD~1").strip())
    assert not compare(f"{folder}@HEAD", folder).changed
    assert git(repository, "status", "--porcelain") == ""


@needs_git
def test_the_top_of_a_repository_is_a_case_as_well(repository: Path):
    side = open_side(f"{repository}@HEAD")
    assert side.case is not None
    assert len(side.case.evidence) == 3


@needs_git
@pytest.mark.parametrize("revision", ["nothing", "--output=/tmp/x", "HEAD; touch x", "HEAD^{tree}", "-x", "@{upstream}"])
def test_what_is_no_revision_is_refused(repository: Path, revision: str):
    with pytest.raises(ClaimmapError):
        open_side(f"{repository / 'cases' / 'one'}@{revision}")
    assert git(repository, "status", "--porcelain") == ""


@needs_git
def test_no_filter_hook_or_link_of_the_repository_is_used(repository: Path, tmp_path: Path):
    (repository / ".gitattributes").write_text("*.yaml filter=evil\n")
    git(repository, "config", "filter.evil.smudge", f"touch {tmp_path}/smudged; cat")
    git(repository, "config", "core.fsmonitor", f"touch {tmp_path}/monitored")
    (repository / "cases" / "one" / "secret.yaml").symlink_to("/etc/passwd")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "third")
    for path in tmp_path.glob("*ed"):
        path.unlink()
    side = open_side(f"{repository / 'cases' / 'one'}@HEAD")
    assert side.case is not None
    assert not list(tmp_path.glob("smudged")) and not list(tmp_path.glob("monitored"))


@needs_git
def test_a_revision_without_the_case(repository: Path):
    (repository / "empty").mkdir()
    with pytest.raises(InvalidFiles, match="claimmap/case-1"):
        open_side(f"{repository / 'empty'}@HEAD")
    with pytest.raises(InvalidFiles, match="there is no folder"):
        open_side(f"{repository / 'gone' / 'away'}@HEAD")


@needs_git
def test_a_faulty_revision_names_the_file_at_its_commit(repository: Path):
    path = repository / "cases" / "one" / "more" / "evidence.yaml"
    path.write_text(path.read_text().replace("kind: testimony", "kind: testimoni"))
    git(repository, "commit", "-q", "-a", "-m", "bad")
    with pytest.raises(InvalidFiles, match=r"cases/one/more/evidence.yaml@[0-9a-f]{12}:4:11: 'testimoni' is not a kind of evidence"):
        open_side(f"{repository / 'cases' / 'one'}@HEAD")


def test_outside_a_repository(tmp_path: Path):
    office_case.write_case(tmp_path / "x", "format: claimmap/case-1\nid: a\ntitle: A\nas-of: 2026-11-21\n")
    with pytest.raises(ClaimmapError):
        open_side(f"{tmp_path / 'x'}@HEAD")


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ClaimmapError, match="needs git"):
        open_side(f"{tmp_path}@HEAD")


# ---------------------------------------------------------------- filings


def test_a_filing_has_what_it_and_certainly_earlier_ones_include(base: Case, law: Law):
    side = open_case(base, law)
    first, _ = of_filing(side, "first")
    second, notes = of_filing(side, "second")
    assert first.case is not None and second.case is not None
    assert [one.id for one in first.case.evidence] == ["one"]
    assert [one.id for one in second.case.evidence] == ["one", "two"]
    assert notes == ("second: whether unclear came before is not certain from the dates; what they alone include is left out",)
    found = compare_sides(first, second)
    assert because(found, "7(1)(d)/1", "substantial-grounds") == (True, ["evidence two added"])
    with pytest.raises(UnknownId, match="did you mean 'second'"):
        of_filing(side, "secund")


def test_what_a_filed_item_derives_from_stays_as_provenance_only(base: Case, law: Law):
    derived = evolve(base.evidence[1], from_=("three",))
    case = evolve(base, evidence=(base.evidence[0], derived, base.evidence[2]))
    second, _ = of_filing(open_case(case, law), "second")
    assert second.case is not None
    assert [(one.id, len(one.supports)) for one in second.case.evidence] == [("one", 1), ("two", 1), ("three", 0)]
    assert [one.id for one in second.case.sources] == ["w1", "w3"]


def test_the_two_filings_on_xinjiang():
    side = open_side("xinjiang")
    (left, said), (right, _) = of_filing(side, "filing-2020"), of_filing(side, "filing-2022")
    found = compare_sides(left, right, notes=said)
    assert found["deportation-tajikistan"].changed
    assert not found.truncated
    assert all(one.verified for claim in found for element in claim.elements for one in element.results)


# ---------------------------------------------------------------- faces and the command


def test_every_face_says_the_same(base: Case):
    found = compare(without(base, "three"), base)
    faces = bundle(found)
    for face in faces.values():
        assert "evidence three added (tried on a copy)" in " ".join(face.split())
        assert "better at reasonable basis" in face
    assert found._repr_mimebundle_() == faces


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    out = capsys.readouterr()
    return int(ended.value.code or 0), out.out, out.err


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    head = "format: claimmap/case-1\nid: example\ntitle: Example\nas-of: 2026-11-21\n"
    case = str(office_case.write_case(tmp_path / "case", head + BASE))
    code, out, _ = run(capsys, "compare", case, "--filings", "first", "second", "--format", "json")
    plain = json.loads(out)
    assert (code, plain["format"], plain["after"]["kind"]) == (0, "claimmap/compare-1", "filing")
    assert plain["claims"][0]["elements"][0]["results"][0]["because"][0]["name"] == "two"
    code, out, _ = run(capsys, "compare", case, case, "-o", str(tmp_path / "out.md"))
    assert (code, out) == (0, "")
    assert (tmp_path / "out.md").read_text().startswith("# Comparison of example")
    assert run(capsys, "compare", case)[0] == 2
    assert run(capsys, "compare", case, str(tmp_path / "nothing"))[0] == 2
    code, _, err = run(capsys, "compare", case, case, "-o", str(tmp_path / "out.xls"))
    assert code == 2
    assert ".xls" in err
    assert run(capsys, "compare", case, case)[1] == run(capsys, "compare", case, case)[1]


def test_the_verb_is_public(base: Case):
    assert claimmap.compare(base, base).standard == "reasonable-basis"


def test_hostile_text_is_text_in_every_face(tmp_path: Path, law: Law):
    folder = office_case.write_case(tmp_path / "case", office_case.hostile_text())
    case = office_case.load(folder, law)
    faces = bundle(compare(evolve(case, evidence=()), case))
    assert "<script>" not in faces["text/html"]
    assert not any("\u202e" in face for face in faces.values())


def test_for_others_both_sides_are_cut_alike(base: Case, law: Law):
    protected = evolve(base, sources=(evolve(base.sources[0], protected=True, title="Maria Lopez"), *base.sources[1:]))
    after = evolve(protected, evidence=protected.evidence[1:])
    found = compare_sides(open_case(protected, law), open_case(after, law), audience="public")
    text = json.dumps(found.to_plain())
    assert "Lopez" not in text
    assert not {"one", "two", "three"} & {one.name for one in found.inputs or ()}
    verified, causes = because(found, "7(1)(d)/1", "substantial-grounds")
    assert verified
    assert causes[0].startswith("evidence e-")
    assert (found.before.name, found.after.name) == ("before", "after")


def test_a_comparison_is_a_page_of_its_own(tmp_path: Path):
    """One file without scripts or anything from elsewhere; markup in a case shows as text; the same bytes each time."""
    first = "format: claimmap/case-1\nid: c\ntitle: Compared\nlaw: rome-statute\nas-of: 2026-11-21\n" + BASE
    hostile = first.replace("    grade: medium", "    grade: high").replace("    title: One", "    title: <img src=//x onerror=alert(1)> One")
    before = office_case.write_case(tmp_path / "before", first)
    after = office_case.write_case(tmp_path / "after", hostile)
    pages = []
    for name in ("one.html", "two.html"):
        result = CliRunner().invoke(main, ["compare", str(before), str(after), "-o", str(tmp_path / name)])
        assert result.exit_code == 0, result.output
        pages.append((tmp_path / name).read_bytes())
    assert pages[0] == pages[1]
    page = pages[0].decode()
    assert page.startswith("<!doctype html>") and "default-src 'none'" in page
    assert "<script" not in page and "<img" not in page and "http" not in page.replace("http-equiv", "")
    assert "<h1>Comparison of" in page
