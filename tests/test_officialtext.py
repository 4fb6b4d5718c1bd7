"""Official wording beside ours: aligned by article and element number, in any language, and never guessed."""

import json
import re
from pathlib import Path

import pytest

from claimmap import library
from claimmap.officialtext import Official, Outline
from claimmap.officialtext.aligning import align

LAW_TEXTS = Path(__file__).parent.parent.parent / "shared" / "law"
STATUTE = LAW_TEXTS / "rome_statute_consolidated_2021.txt"
ELEMENTS = LAW_TEXTS / "elements_of_crimes_2011.txt"

OUTLINE = Outline(
    elements={"7(1)(a)": (1, 2, 3), "7(1)(g)-1": (1, 2), "7(1)(i)": (1, 2), "8(2)(b)(xx)": (), "8bis": (1, 2)},
    limbs={"7(1)(i)/1": ("a", "b")},
    provisions=frozenset(
        {"7(1)(a)", "7(1)(g)-1", "7(1)(h)", "7(1)(i)", "7(1)(j)", "8(2)(a)(i)", "8(2)(a)(ii)", "8bis", "13", "13(a)", "25(3)(a)/direct", "25(3bis)",
         "26", "30(1)", "30(2)(a)"}
    ),
)  # fmt: skip


def of(text: str, outline: Outline = OUTLINE) -> Official:
    return align({"text.txt": text}, outline)


def why(official: Official, address: str) -> list[str]:
    return [one.why for one in official.misfits if one.address == address]


ENTRY = """\
== Article 7 (1) (a) - Crime against humanity of murder
[Elements]
1. The perpetrator killed[^7] one or more persons.
2. The conduct was committed as part of an attack.
3. The perpetrator knew it.
"""


class TestElements:
    def test_each_element_by_its_number(self) -> None:
        found = of(ENTRY)
        assert found.wordings == {
            "7(1)(a)/1": "The perpetrator killed one or more persons.",
            "7(1)(a)/2": "The conduct was committed as part of an attack.",
            "7(1)(a)/3": "The perpetrator knew it.",
        }
        assert found.titles == {"7(1)(a)": "Crime against humanity of murder"}

    @pytest.mark.parametrize(
        ("heading", "lines"),
        [
            ("Article 7 1) a)  Crime contre l\u2019humanit\u00e9 : meurtre", ("1. L\u2019auteur a tu\u00e9.", "2. Le comportement faisait partie.", "3. Il le savait.")),
            ("Art\u00edculo 7 1) a) Crimen de lesa humanidad de asesinato", ("1. Que el autor haya dado muerte.", "2. Que la conducta.", "3. Que lo supiera.")),
            ("\u0421\u0442\u0430\u0442\u044c\u044f 7 (1) (a) \u0423\u0431\u0438\u0439\u0441\u0442\u0432\u043e", ("1) \u041f\u0435\u0440\u0432\u044b\u0439.", "2) \u0412\u0442\u043e\u0440\u043e\u0439.", "3) \u0422\u0440\u0435\u0442\u0438\u0439.")),
            ("\u7b2c7\u6761 (1) (a) \u8b80\u6740", ("1. \u7532\u3002", "2. \u4e59\u3002", "3. \u4e19\u3002")),
        ],
        ids=["French", "Spanish", "Russian", "Chinese"],
    )  # fmt: skip
    def test_in_any_language(self, heading: str, lines: tuple[str, ...]) -> None:
        found = of("\n".join([heading, *lines]))
        assert [found.wordings[f"7(1)(a)/{number}"] for number in (1, 2, 3)] == [line[3:] for line in lines]

    def test_limbs_stand_alone_and_in_the_whole(self) -> None:
        found = of("Article 7 (1) (i)\n1. The perpetrator:\n   (a) Arrested a person; or\n   (b) Refused to say so.\n2. Second.\n")
        assert found.wordings["7(1)(i)/1"] == "The perpetrator: (a) Arrested a person; or (b) Refused to say so."
        assert found.wordings["7(1)(i)/1(b)"] == "Refused to say so."

    def test_limbs_that_differ_are_listed(self) -> None:
        found = of("Article 7 (1) (i)\n1. The perpetrator arrested or refused.\n2. Second.\n")
        assert found.wordings["7(1)(i)/1"] == "The perpetrator arrested or refused."
        assert why(found, "7(1)(i)/1") == ["the text has limbs none; the law here has a, b: the element was taken as a whole"]

    def test_a_wrong_number_of_elements_aligns_nothing(self) -> None:
        found = of(ENTRY.replace("3. The perpetrator knew it.\n", ""))
        assert found.wordings == {}
        assert why(found, "7(1)(a)") == ["the text has elements 1, 2; the law here has 1, 2, 3; none was taken"]

    def test_a_number_that_is_missing_aligns_nothing(self) -> None:
        found = of(ENTRY.replace("2. The conduct", "4. The conduct"))
        assert "7(1)(a)/3" not in found.wordings
        assert any("does not follow" in one or "none was taken" in one for one in why(found, "7(1)(a)"))

    def test_a_numbered_introduction_is_not_the_elements(self) -> None:
        entry = "Article 8 bis - Aggression\n[Introduction]\n1. Understood.\n2. No requirement.\n[Elements]\n1. Planned.\n2. Position.\n"
        found = of(ENTRY + entry)
        assert found.wordings["8bis/1"] == "Planned."
        assert found.wordings["8bis/2"] == "Position."

    def test_an_entry_without_elements_is_no_fault(self) -> None:
        found = of(ENTRY + "Article 8 (2) (b) (xx) - Weapons\n[Elements will have to be drafted.]\n")
        assert why(found, "8(2)(b)(xx)") == []

    def test_a_table_of_contents_falls_away_and_a_true_double_is_refused(self) -> None:
        contents = "Article 7 (1) (a) Crime against humanity of murder\n5\n"
        assert len(of(contents + ENTRY).wordings) == 3
        found = of(ENTRY + ENTRY.replace("killed", "slew"))
        assert found.wordings == {}
        assert why(found, "7(1)(a)") == ["the text has 2 entries for it; none was taken"]

    def test_lines_broken_by_a_layout_are_joined(self) -> None:
        text = (
            "Article 7 (1) (a) Crime against humanity of murder\nElements\n"
            "1. The perpetrator killed one or more persons, in the town and outside it, on one day.\n"
            "2. The conduct was committed as part of an attack that went on for a long while and\n"
            "   that was directed against civilians.\n12\n3. The perpetrator knew it.\n"
        )
        assert of(text).wordings["7(1)(a)/2"].endswith("for a long while and that was directed against civilians.")
        assert of(text).wordings["7(1)(a)/3"] == "The perpetrator knew it."

    def test_what_has_no_entry_is_listed(self) -> None:
        assert why(of(ENTRY), "7(1)(g)-1") == ["the text has no entry for its 2 elements"]


ARTICLES = """\
PART 2. JURISDICTION

Article 7
Crimes against humanity
1. For the purpose of this Statute, any of the following:
(a) Murder;
(g) Rape;
(h) Persecution;
(i) Disappearance;
(j) Apartheid.
2. More.

Article 8
War crimes
2. War crimes means:
(a) Grave breaches, namely:
(i) Wilful killing;
(ii) Torture.
(b) Other violations.

Article 13
Exercise of jurisdiction
The Court may exercise its jurisdiction if:
(a) It is referred;
(b) It is referred by the Council.

Article 25
Responsibility
3. A person shall be responsible if that person:
(a) Commits such a crime;
3 bis. In respect of aggression, only some persons.
4. None.

Article 26
Exclusion of persons under eighteen
The Court shall have no jurisdiction over such a person.
"""


class TestArticles:
    def test_letters_and_roman_numerals(self) -> None:
        found = of(ARTICLES.replace("(g) Rape", "(b) Rape").replace("(h) Pers", "(c) Pers").replace("(i) Dis", "(d) Dis").replace("(j) Ap", "(e) Ap"))
        assert found.wordings["8(2)(a)(i)"] == "Wilful killing;"
        assert found.wordings["8(2)(a)(ii)"] == "Torture."
        assert found.wordings["13(a)"] == "It is referred;"
        assert found.wordings["13"] == "The Court may exercise its jurisdiction if:"
        assert found.wordings["25(3bis)"] == "In respect of aggression, only some persons."
        assert found.wordings["26"] == "The Court shall have no jurisdiction over such a person."
        assert found.titles["26"] == "Exclusion of persons under eighteen"

    def test_the_letter_i_after_h(self) -> None:
        letters = "".join(f"({letter}) Crime {letter};\n" for letter in "abcdefghij")
        found = of(f"Article 7\nCrimes\n1. Any of:\n{letters}")
        assert found.wordings["7(1)(i)"] == "Crime i;"
        assert found.wordings["7(1)(j)"] == "Crime j;"

    def test_the_roman_numeral_i_after_h(self) -> None:
        letters = "".join(f"({letter}) Crime {letter};\n" for letter in "abcdefgh")
        found = of(f"Article 7\nCrimes\n1. Any of:\n{letters}(i) First;\n(ii) Second;\n(i) Crime i.\n")
        assert found.wordings["7(1)(h)"] == "Crime h;"
        assert found.wordings["7(1)(i)"] == "Crime i."

    def test_a_label_that_does_not_follow_ends_the_entry(self) -> None:
        found = of(ARTICLES)
        assert found.wordings["7(1)(a)"] == "Murder;"
        assert "7(1)(h)" not in found.wordings
        assert why(found, "7") == ["the label 'g' does not follow 7(1)(a); from there on nothing of this entry was taken"]

    def test_modes_and_split_crimes_have_the_wording_of_their_provision(self) -> None:
        found = of(ARTICLES)
        assert found.wording("25(3)(a)/direct") == "Commits such a crime;"
        assert found.wording("7(1)(a)") == "Murder;"
        assert found.wording("7(1)(a)/1") is None

    def test_a_paragraph_without_a_label_is_left_out_and_listed(self) -> None:
        found = of("Article 13\nExercise\nThe Court may:\n(a) Hear;\n(b) Decide.\nThis holds for all.\n")
        assert found.wordings["13(a)"] == "Hear;"
        assert "This holds" not in str(dict(found.wordings))
        assert why(found, "13") == ["a paragraph without a label stands after 13(b); it may belong to it or to what stands above, and was left out"]

    def test_a_sentence_that_begins_like_a_heading_is_none(self) -> None:
        found = of("Article 26\nExclusion\nThe Court has none, as\nArticle 13 says in another place.\n\nArticle 30\nMental element\n1. Intent.\n")
        assert found.wordings["26"] == "The Court has none, as Article 13 says in another place."
        assert found.wordings["30(1)"] == "Intent."

    def test_a_label_without_words_takes_what_stands_under_it(self) -> None:
        found = of("Article 30\nMental element\n1. (a) Intent;\n(b) Knowledge.\n2. Means:\n(a) To engage.\n")
        assert found.wordings["30(1)"] == "(a) Intent; (b) Knowledge."

    def test_a_repeated_label_is_refused(self) -> None:
        found = of("Article 30\nMental element\n1. Intent.\n1. Knowledge.\n")
        assert found.wordings["30(1)"] == "Intent."
        assert len(why(found, "30")) == 1

    def test_what_lies_beyond_the_law_is_counted(self) -> None:
        assert "8(2)(b)" in of(ARTICLES).beyond


def test_text_that_holds_no_article_aligns_nothing() -> None:
    found = of("Nothing here.\n\nNothing there.")
    assert found.wordings == {}
    assert found.misfits == ()


def test_two_texts_join_and_a_second_wording_is_listed() -> None:
    found = align({"a.txt": ENTRY, "b.txt": ARTICLES, "c.txt": ENTRY.replace("knew it", "was aware")}, OUTLINE)
    assert found.wordings["7(1)(a)/3"] == "The perpetrator knew it."
    assert found.wordings["7(1)(a)"] == "Murder;"
    assert why(found, "7(1)(a)/3") == ["two texts word it differently; the first is shown"]


@pytest.fixture(scope="module")
def official() -> Official:
    if not (STATUTE.is_file() and ELEMENTS.is_file()):
        pytest.skip("the reference texts of the Statute and the Elements of Crimes are not here")
    return library.load_law(text=[STATUTE, ELEMENTS]).official


def test_all_96_crimes_and_485_elements_of_2011_align(official: Official) -> None:
    elements = [one for one in official.wordings if re.search(r"/\d+$", one)]
    assert len(elements) == 485
    assert len({one.partition("/")[0] for one in elements}) == 95
    assert "8(2)(b)(xx)" in official.titles  # the ninety-sixth entry has a heading and no elements yet
    not_in_2011 = {one.address for one in official.misfits if "no entry for its" in one.why}
    assert not_in_2011 == {f"8(2)(b)({one})" for one in ("xxvii", "xxviii", "xxix")} | {f"8(2)(e)({one})" for one in ("xvi", "xvii", "xviii", "xix")}


def test_every_element_has_the_words_that_the_reference_gives_it(official: Official) -> None:
    def flat(element: dict[str, object]) -> str:
        inner = element.get("sub") or []
        assert isinstance(inner, list)
        return " ".join([str(element.get("text", "")), *(flat(one) if isinstance(one, dict) else str(one) for one in inner)])

    def words(text: str) -> list[str]:
        return re.findall(r"\w+", re.sub(r"\[\^\w+\]|\([a-z]\)", " ", text))

    sections = json.loads((LAW_TEXTS / "elements_of_crimes_2011.json").read_text(encoding="utf-8"))["sections"]
    compared = 0
    for section in sections:
        found = re.match(r"Article\s+(8 ?bis|\d+)\s*((?:\([^)]+\)\s*)*)(-\d+)?", section["heading"])
        if not found or not section["elements"]:
            continue
        crime = found[1].replace(" ", "") + re.sub(r"\s", "", found[2]) + (found[3] or "")
        for element in section["elements"]:
            if element["n"] is not None and f"{crime}/{element['n']}" in official.wordings:
                assert words(official.wordings[f"{crime}/{element['n']}"]) == words(flat(element)), f"{crime}/{element['n']}"
                compared += 1
    assert compared == 485


def test_the_statute_aligns_but_for_what_is_known_to_differ(official: Official) -> None:
    missing = {one.address for one in official.misfits if one.why == "the text has nothing at this address"}
    assert missing == {
        "8(2)(e)(xix)",  # adopted in 2019
        "8bis",  # has paragraphs only
        "28(a)", "28(b)",  # labelled 1 and 2 in the edition of 2021
        "72",  # has paragraphs only
        "124",  # left out of the edition of 2021, still in force
    }  # fmt: skip
    assert official.wordings["30(2)(b)"].startswith("In relation to a consequence, that person means to cause that consequence")
    assert official.wordings["25(3)(d)(ii)"] == "Be made in the knowledge of the intention of the group to commit the crime;"
    assert official.wordings["127(2)"].startswith("A State shall not be discharged, by reason of its withdrawal")


def test_the_official_wording_stands_in_the_document(tmp_path: Path) -> None:
    from claimmap.report.lawplain import document

    text = tmp_path / "elements.txt"
    text.write_text(ENTRY, encoding="utf-8")
    law = library.load_law(text=text)
    found = document(law, "7(1)(a)")
    assert found["official_title"] == "Crime against humanity of murder"
    assert next(one["official"] for one in found["elements"]) == "The perpetrator killed one or more persons."
    assert document(library.load_law(), "7(1)(a)")["elements"][0]["official"] is None


def test_a_common_element_is_worded_where_every_crime_words_it_alike(tmp_path: Path) -> None:
    from claimmap.report.lawplain import document

    text = tmp_path / "elements.txt"
    text.write_text(ENTRY, encoding="utf-8")
    assert document(library.load_law(text=text), "7/attack")["elements"][0]["official"] is None  # other crimes have no wording
