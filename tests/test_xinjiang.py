"""The worked case: it is clean, every citation stands in its document, and nobody at risk is named."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import claimmap as cm
from claimmap.case import Case, Cite
from claimmap.dates import When

ROOT = Path(__file__).parent.parent
CASE = ROOT / "cases" / "xinjiang"
READINGS = ROOT / "readings" / "xinjiang"
SEEDS = ROOT.parent / "shared" / "seeds"
CLAIMS = {
    "deportation-tajikistan": "7(1)(d)",
    "deportation-cambodia": "7(1)(d)",
    "genocide-harm": "6(b)",
    "genocide-births": "6(d)",
    "genocide-children": "6(e)",
    "imprisonment": "7(1)(e)",
    "torture": "7(1)(f)",
    "sterilisation": "7(1)(g)-5",
    "persecution": "7(1)(h)",
    "disappearance": "7(1)(i)",
    "inhumane-acts": "7(1)(k)",
}
PROTECTED = frozenset(
    {
        "24225b1190d2389f58184fd160cefee98c099a6f19bfeda4e2ac71c40a01df5a",
        "3ad6c825b0ca916eed2ebcea64e3bf367da7d28de9d8d8097c9312cac7f43fb0",
        "5009c49f2a278a47f1eda89a3faa0921e7a968e7a7c05efe662ee9db7cf74b7b",
        "891d99d69e567692654d889ae731258955be26d77b7a6ef675f44d1ac4c05003",
        "966a1ba124b02f1cc58646db3da96027b4a3b322eecec0efbf1fcadce65adcb9",
        "9ab76fcfd1b4395515e36c8cce541a1f215d4eb9f1f44943218e0582d5106908",
        "9b39fdf25dd3a8607700d63f48f977f33a5ada55f051126d36438105cf5d0ba2",
        "9bcb3e04a887d8a3ac6b20fdc9841460939cb8b0c87ce559a65976f6a32107af",
        "a23279e5425cff7da9d791862f3735fa5f35ecbd08c3942721fec5eecc5a02f5",
        "a32d52adec31163ca76b3549effb9484a9cdd58f47afb469acf455389d588f40",
        "adea524bd8c7c156dbde03f8501bbf43b799a6901830d91115b4e5ab907f55f4",
        "bfd53449109f05b90cb0f6f57b9fa45d92bfa875871a4e28583e0b9c8efa886b",
        "e94402efec0948b372122482f20a0000de880f195cf91b2014419e54db5b31d0",
        "ea3241ce4fa9515ef99cd8cd44d6c8f989614e9f294c7b75a9ca44fbd3dcb630",
    }
)
"""SHA-256 of given names and surnames, in lower case, of private people whom a document names."""


@pytest.fixture(scope="module")
def case() -> Case:
    return cm.load_case(CASE)


@pytest.fixture(scope="module")
def documents() -> dict[str, list[str]]:
    if not SEEDS.is_dir():
        pytest.skip(f"the documents are not beside the checkout ({SEEDS.name})")
    found = sorted(SEEDS.glob("*.txt"))
    return {f"doc-{number:03d}": path.read_text(encoding="utf-8").split("\n") for number, path in enumerate(found)}


def objects(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Walk every object of the case, with a path to name it by."""
    if attrs.has(type(value)) and not isinstance(value, When):
        yield path, value
        for one in attrs.fields(type(value)):
            yield from objects(getattr(value, one.name), f"{path}/{getattr(value, 'id', None) or ''}.{one.name}")
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from objects(one, f"{path}[{number}]")


def citations(case: Case) -> Iterator[tuple[str, Cite]]:
    return ((path, one) for path, one in objects(case) if isinstance(one, Cite))


def test_check_finds_nothing() -> None:
    assert cm.check(CASE) == ()


def test_every_citation_stands_in_its_document(case: Case, documents: dict[str, list[str]]) -> None:
    faults = []
    for path, one in citations(case):
        first, _, last = (one.lines or "").partition("-")
        lines = documents.get(one.in_, [])
        if not first.isdigit() or not 1 <= int(first) <= int(last or first) <= len(lines):
            faults.append(f"{path}: {one.in_} has no line {one.lines!r}")
            continue
        text = "\n".join(lines[int(first) - 1 : int(last or first)])
        if not text.strip():
            faults.append(f"{path}: {one.in_} line {one.lines} is empty")
        elif one.words is not None and one.words not in text:
            faults.append(f"{path}: {one.in_} line {one.lines} lacks {one.words!r}")
    assert not faults, "\n".join(faults)


def test_quotations_are_short(case: Case) -> None:
    assert [one.words for _, one in citations(case) if one.words is not None and len(one.words.split()) > 8] == []


def test_every_fact_is_cited(case: Case) -> None:
    lists = (
        "people",
        "groups",
        "contexts",
        "events",
        "claims",
        "filings",
        "leads",
        "maybe_same",
        "sources",
        "evidence",
        "challenges",
        "alternatives",
        "searches",
    )
    bare = [f"{name}: {one}" for name in lists for one in getattr(case, name) if not one.cite]
    bare += [f"{event.id}: {part.id}" for event in case.events for part in event.parts if not part.cite]
    bare += [f"{item.id}: {link.shows}" for item in case.evidence for link in (*item.supports, *item.undermines) if not link.cite]
    assert bare == []


def test_each_link_pins_the_line_that_it_cites(case: Case, documents: dict[str, list[str]]) -> None:
    names = dict(zip(documents, (path.name for path in sorted(SEEDS.glob("*.txt"))), strict=True))
    for item in case.evidence:
        for link in (*item.supports, *item.undermines):
            first = link.cite[0]
            assert link.at == f"{names[first.in_]} line {first.lines}", f"{item.id}: {link.shows}"


def test_the_claims_are_there(case: Case) -> None:
    assert CLAIMS.items() <= {one.id: one.crime for one in case.claims}.items()


def test_the_report_covers_every_claim_and_reaches_nothing() -> None:
    report = cm.gaps(CASE)
    assert CLAIMS.keys() <= {one.id for one in report.claims}
    assert {result for one in report.claims for result in one.results.values()} <= {"not-met", "open"}


def test_presence_is_neither_alleged_nor_disputed(case: Case) -> None:
    for one in case.claims:
        if one.crime == "7(1)(d)":
            assert one.alleges["7(1)(d)/2"].value == "unknown"


def test_the_third_country_is_in_no_claim(case: Case) -> None:
    assert all("w1-removal" not in one.events for one in case.claims)
    [event] = [one for one in case.events if one.id == "w1-removal"]
    assert {part.at for part in event.parts} == {"unknown", "CHN"}


def test_inferred_dates_are_marked(case: Case) -> None:
    faults = []
    for path, one in objects(case):
        for name in ("made", "when", "date"):
            when = getattr(one, name, None)
            cited = bool(getattr(one, "cite", ()))
            if isinstance(when, When) and not cited and when.known and not when.qualified:
                faults.append(f"{path}: {name} {when} has neither a citation nor a mark")
    assert faults == []


def test_a_date_without_a_mark_stands_in_the_text(case: Case, documents: dict[str, list[str]]) -> None:
    """A year that is written without `?` or `~` is a word of a line that its object cites."""
    faults = []
    for path, one in objects(case):
        for name in ("made", "when", "date"):
            when = getattr(one, name, None)
            if not isinstance(when, When) or when.qualified:
                continue
            text = " ".join(documents[cite.in_][int((cite.lines or "1").partition("-")[0]) - 1] for cite in one.cite)
            years = set(re.findall(r"\b(?:19|20)\d\d\b", when.canonical()))
            # the visits of one line date the interviews of another
            missing = years - set(re.findall(r"\b(?:19|20)\d\d\b", text))
            if missing and (name, when.canonical()) != ("made", "2022-01/2022-06"):
                faults.append(f"{path}: {name} {when}: {sorted(missing)}")
    assert faults == []


def test_every_source_says_who_knows_it(case: Case) -> None:
    assert [one.id for one in case.sources if one.identity is None] == []


def test_people_at_risk_are_protected(case: Case) -> None:
    at_risk = [one for one in case.sources if "at-risk" in one.tags]
    assert at_risk
    assert all(one.protected for one in at_risk)
    assert all(one.id == "complaint-witnesses" or re.fullmatch(r"witness-\d+", one.id) for one in at_risk)
    ids = {one.id for one in at_risk}
    assert [item.id for item in case.evidence if ids & set(item.from_) and item.access == "public" and item.kind != "other"] == []
    assert [lead.who for lead in case.leads if any(re.search(rf"\b{name}\b", lead.who) for name in ids)] == []


def words_of(text: str) -> Iterator[str]:
    return (hashlib.sha256(one.encode()).hexdigest() for one in set(re.findall(r"[^\W\d_]+", text.lower())))


def test_no_protected_name_is_written() -> None:
    report = json.dumps(cm.gaps(CASE).to_plain(), ensure_ascii=False)
    texts = {str(path): path.read_text(encoding="utf-8") for path in (*CASE.rglob("*.*"), READINGS / "differences.md")}
    texts["the page that teaches with it"] = (ROOT / "docs" / "explanation" / "reading-a-press-report.md").read_text(encoding="utf-8")
    for name, text in (*texts.items(), ("the report", report)):
        assert PROTECTED.isdisjoint(words_of(text)), name


def test_the_hashes_are_of_names_in_the_documents(documents: dict[str, list[str]]) -> None:
    text = "\n".join(line for lines in documents.values() for line in lines)
    assert set(words_of(text)) >= PROTECTED


@pytest.mark.parametrize("reading", ["first", "second"])
def test_two_readings_are_kept(reading: str) -> None:
    folder = READINGS / reading
    assert (folder / "notes.md").is_file()
    assert (folder / "case.yaml").is_file()
    assert len(list(folder.glob("evidence*.yaml"))) >= 5


@pytest.fixture(scope="module")
def found(case: Case) -> Any:
    return cm.jurisdiction(case)


class TestJurisdictionOfTheCase:
    """The question asked of the shipped case: which incident may be heard, and what each open one turns on."""

    def incident(self, found: Any, name: str) -> Any:
        [one] = [one for one in found.incidents if one.id == name]
        return one

    def test_tajikistan_turns_on_lawful_presence(self, found: Any) -> None:
        answer = found["deportation-tajikistan"]
        assert (answer.outcome, answer.status["territorial"], answer.paths) == ("unknown", "met", ("12(2)(a) TJK", "12(2)(b) TJK"))
        assert answer.needs == (("facts that bear on 7(1)(d)/2 (if they show it: yes; if they exclude it: no)",),)

    def test_the_prosecutor_and_the_senders_are_both_heard(self, found: Any) -> None:
        for claim in ("deportation-tajikistan", "deportation-cambodia"):
            said = {(one.answer, one.rank) for one in found[claim].views if one.point == "lawful-presence"}
            assert {("no", "prosecutor"), ("yes", "submissions"), ("yes", "scholarship")} <= said, claim
            assert any("December 2020" in one.who for one in found[claim].views)
            assert not any(one.prevails for one in found[claim].views if one.point == "lawful-presence")

    def test_cambodia_turns_on_the_day_besides(self, found: Any) -> None:
        answer = found["deportation-cambodia"]
        assert answer.outcome == "unknown"
        [[day, presence]] = answer.needs
        assert day.startswith("the day of ") and "until 2002-06-30: no" in day
        assert presence.startswith("facts that bear on 7(1)(d)/2")

    @pytest.mark.parametrize("claim", ["genocide-harm", "imprisonment", "torture", "sterilisation", "inhumane-acts"])
    def test_crimes_wholly_in_china_are_out_of_reach(self, found: Any, claim: str) -> None:
        answer = found[claim]
        assert (answer.outcome, set(answer.failing)) == ("no", {"12(2)(a)", "12(2)(b)"})

    def test_a_removal_from_an_unnamed_country_turns_on_the_country(self, found: Any) -> None:
        answer = self.incident(found, "w1-removal")
        assert (answer.outcome, answer.paths) == ("unknown", ())
        assert any("where 'Deportation from a third country' happened" in fact for one in answer.needs for fact in one)

    def test_1997_lies_before_the_statute(self, found: Any) -> None:
        answer = self.incident(found, "raid-1997")
        assert (answer.outcome, answer.failing, answer.needs) == ("no", ("11(1)",), ())

    def test_kyrgyzstan_is_no_party_and_no_place_of_an_act(self, found: Any) -> None:
        answer = self.incident(found, "kyrgyzstan-decrease")
        assert answer.status["territorial"] == "not-met"
        [hook] = answer.hooks
        assert (hook.role, hook.suffices) == ("effect", "not-met")
        assert "Kyrgyzstan has never been a Party" in hook.because
        [needed] = answer.needs
        assert any("nationality of the person accused" in fact for fact in needed)

    def test_an_incident_in_a_claim_is_not_asked_twice(self, case: Case, found: Any) -> None:
        claimed = {event for claim in case.claims for event in claim.events}
        assert claimed.isdisjoint(one.id for one in found.incidents)
        assert len(claimed) + len(found.incidents) == len(case.events)

    def test_the_answer_draws_its_timeline(self, found: Any) -> None:
        drawn = found["deportation-tajikistan"]._repr_mimebundle_()["text/html"]
        assert "<svg" in drawn and "Tajikistan (TJK)" in drawn and "has never been a Party" in drawn
        assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")

    def test_its_lists_nest_as_html_asks(self, found: Any) -> None:
        """A list holds items only, and what is open is closed."""
        drawn = found["deportation-tajikistan"]._repr_mimebundle_()["text/html"].partition("<svg")[0]
        open_: list[str] = []
        for closing, name in re.findall(r"<(/?)(section|h3|ul|li)>", drawn):
            if closing:
                assert open_.pop() == name
                continue
            if open_ and open_[-1] == "ul":
                assert name == "li"
            open_.append(name)
        assert open_ == []
