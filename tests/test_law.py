"""The law as values: addresses in every form, counts against the official text, elements that are shared."""

import attrs
import pytest

from claimmap.address import BadAddress
from claimmap.law import (
    AmbiguousAddress,
    Crime,
    Element,
    ElementText,
    Law,
    Mode,
    Provision,
    SourceText,
    resolve_element,
)
from claimmap.problems import UnknownId

SOURCE = SourceText(title="Elements of Crimes", cite="art. 7")


# ---------------------------------------------------------------- counts


@pytest.mark.parametrize(("article", "crimes", "elements"), [("6", 5, 25), ("7", 16, 75), ("8", 81, 405), ("8bis", 1, 6), ("70", 6, 24)])
def test_counts_by_article(law: Law, article: str, crimes: int, elements: int) -> None:
    found = law.crimes(article)
    assert (len(found), sum(len(one.elements) for one in found)) == (crimes, elements)


def test_article_8_as_of_the_edition_of_2011(law: Law) -> None:
    """The Elements of Crimes of 2011 hold 73 entries with 379 elements in article 8, and one entry without any."""
    edition = [one for one in law.crimes(8) if one.amendment in (None, "2010-8")]
    with_elements = [one for one in edition if one.elements]
    assert (len(with_elements), sum(len(one.elements) for one in with_elements)) == (73, 379)
    assert [one.address for one in edition if not one.elements] == ["8(2)(b)(xx)"]
    assert law.crime("8(2)(b)(xx)").no_elements is not None


def test_what_amendments_added(law: Law) -> None:
    added: dict[str, list[tuple[str, int]]] = {}
    for one in law.crimes(8):
        added.setdefault(one.amendment or "", []).append((one.address, len(one.elements)))
    assert added["2010-8"] == [("8(2)(e)(xiii)", 4), ("8(2)(e)(xiv)", 4), ("8(2)(e)(xv)", 5)]
    assert [name for name, _ in added["2017-weapons"]] == [
        "8(2)(b)(xxvii)", "8(2)(b)(xxviii)", "8(2)(b)(xxix)", "8(2)(e)(xvi)", "8(2)(e)(xvii)", "8(2)(e)(xviii)"]  # fmt: skip
    assert [name for name, _ in added["2019-starvation"]] == ["8(2)(e)(xix)"]
    assert law.crime("8bis").amendment == "2010-aggression"


@pytest.mark.parametrize(
    ("letter", "entries"),
    [("8(2)(a)", 11), ("8(2)(b)", 38), ("8(2)(c)", 7), ("8(2)(e)", 25)],
)
def test_counts_by_letter(law: Law, letter: str, entries: int) -> None:
    assert sum(one.address.startswith(letter) for one in law.crimes(8)) == entries


def test_modes_and_standards(law: Law) -> None:
    assert [one.address for one in law.modes()] == [
        "25(3)(a)/co-perpetration", "25(3)(a)/direct", "25(3)(a)/indirect-co-perpetration", "25(3)(a)/indirect-perpetration",
        "25(3)(b)/inducing", "25(3)(b)/ordering", "25(3)(b)/soliciting", "25(3)(c)", "25(3)(d)(i)", "25(3)(d)(ii)", "25(3)(e)",
        "25(3)(f)", "25(3bis)", "28(a)", "28(b)"]  # fmt: skip
    assert [one.id for one in law.standards] == ["reasonable-basis", "reasonable-grounds", "substantial-grounds", "beyond-reasonable-doubt"]
    assert all(one.articles for one in law.standards)


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    ("text", "address", "kind"),
    [
        ("7(1)(d)", "7(1)(d)", "crime"),
        ("Art. 7 (1) (d)", "7(1)(d)", "crime"),
        ("article 8, paragraph 2 (e) (vii)", "8(2)(e)(vii)", "crime"),
        ("7.1.d", "7(1)(d)", "crime"),
        ("7(1)(d)/2", "7(1)(d)/2", "element"),
        ("7(1)(i)/1(a)", "7(1)(i)/1(a)", "element"),
        ("7(1)(d)/4", "7(1)(d)/4", "element"),
        ("7/attack", "7/attack", "shared"),
        ("8(2)(e)/conflict", "8(2)(e)/conflict", "shared"),
        ("8(2)(b)(xxii)-1", "8(2)(b)(xxii)-1", "crime"),
        ("8 bis", "8bis", "crime"),
        ("8bis/3", "8bis/3", "element"),
        ("15bis(4)", "15bis(4)", "provision"),
        ("12(2)(a)", "12(2)(a)", "provision"),
        ("31(1)(a)", "31(1)(a)", "provision"),
        ("25(3)(a)/co-perpetration", "25(3)(a)/co-perpetration", "mode"),
        ("25(3)(a)/co-perpetration/2", "25(3)(a)/co-perpetration/2", "element"),
        ("28(a)", "28(a)", "mode"),
        ("rome-statute:7(1)(d)", "7(1)(d)", "crime"),
        ("genocide-convention:II(d)", "genocide-convention:II(d)", "crime"),
        ("genocide-convention:II(d)/1", "genocide-convention:II(d)/1", "element"),
        ("rpe:70", "rpe:70", "provision"),
    ],
)
def test_resolve(law: Law, text: str, address: str, kind: str) -> None:
    found = law.resolve(text)
    assert (found.address, found.kind, found.notes) == (address, kind, ())
    assert text in law


def test_a_repair_comes_with_a_note(law: Law) -> None:
    found = law.resolve("7(l)(a)")
    assert found.address == "7(1)(a)"
    assert found.notes == ("'(l)' was read as '(1)': a paragraph has a number.",)


def test_a_limb_is_told_apart_from_its_element(law: Law) -> None:
    found = law.resolve("7(1)(i)/1(a)")
    assert (found.owner, found.element, found.limb) == ("7(1)(i)", "7(1)(i)/1", "a")
    assert law.element("7(1)(i)/1(a)") == law.element("7(1)(i)/1")
    with pytest.raises(UnknownId):
        law.resolve("7(1)(i)/1(z)")


@pytest.mark.parametrize(("text", "count"), [("8(2)(e)(vi)", 6), ("8(2)(c)(i)", 4), ("8(2)(a)(ii)", 3), ("7(1)(g)", 6), ("8(2)(b)(xxii)", 6), ("8(2)(e)(xi)", 2)])
def test_an_address_that_holds_several_crimes_names_them(law: Law, text: str, count: int) -> None:
    wanted = tuple(f"{text}-{number}" for number in range(1, count + 1))
    for asked in (text, f"{text}/1"):
        with pytest.raises(AmbiguousAddress) as raised:
            law.resolve(asked)
        assert raised.value.candidates == wanted
    assert str(raised.value) == f"{text!r} holds {count} crimes: {', '.join(wanted)}"
    assert text not in law


def test_words_of_the_title_choose_among_several(law: Law) -> None:
    assert law.resolve("8(2)(e)(vi)", "rape").address == "8(2)(e)(vi)-1"
    assert law.resolve("7(1)(g)", "Sexual slavery").address == "7(1)(g)-2"
    with pytest.raises(AmbiguousAddress):
        law.resolve("7(1)(g)")


@pytest.mark.parametrize("text", ["Article 718", "7(1)(z)", "9(9)(d)", "7/atack", "8(2)(f)(i)", "8(2)(e)/war"])
def test_what_does_not_exist_is_refused_with_the_nearest(law: Law, text: str) -> None:
    with pytest.raises(UnknownId, match="nearest: "):
        law.resolve(text)
    assert text not in law


def test_unknown_elements_and_instruments(law: Law) -> None:
    with pytest.raises(UnknownId, match=r"there is no element '7\(1\)\(d\)/9'"):
        law.resolve("7(1)(d)/9")
    with pytest.raises(UnknownId, match="did you mean 'genocide-convention'"):
        law.resolve("genocid-convention:II(a)")


@pytest.mark.parametrize("text", ["", "deportation", "7(1)(d) and (e)", "7(1"])
def test_what_is_no_address_is_refused(law: Law, text: str) -> None:
    with pytest.raises(BadAddress):
        law.resolve(text)
    assert text not in law


def test_every_address_of_the_law_resolves_to_itself(law: Law) -> None:
    addresses = law.addresses()
    assert len(addresses) == len(law) == len(set(addresses))
    for address in law:
        assert law.resolve(address).address == address
        law[address]


def test_getitem_returns_what_stands_there(law: Law) -> None:
    assert isinstance(law["7(1)(d)"], Crime)
    assert isinstance(law["28(a)"], Mode)
    assert isinstance(law["7/attack"], Element)
    assert isinstance(law["7(1)(d)/1"], Element)
    assert isinstance(law["12(2)(a)"], Provision)
    assert isinstance(law["genocide-convention:II(d)"], Crime)
    with pytest.raises(UnknownId):
        law.crime("28(a)")
    with pytest.raises(UnknownId):
        law.mode("7(1)(d)")
    with pytest.raises(UnknownId):
        law.element("7(1)(d)")
    assert law.crime("genocide-convention:II(d)").elements == law.others["genocide-convention"].crime("II(d)").elements
    assert law.element("genocide-convention:II(d)/1").number == 1


def test_crimes_come_in_the_order_of_the_statute(law: Law) -> None:
    found = [one.address for one in law.crimes(8)]
    assert found.index("8(2)(a)(ix)" if "8(2)(a)(ix)" in found else "8(2)(a)(viii)") > found.index("8(2)(a)(v)")
    assert found.index("8(2)(b)(ix)") < found.index("8(2)(b)(x)-1") < found.index("8(2)(b)(xi)")
    assert [one.address for one in law.crimes(7)][:3] == ["7(1)(a)", "7(1)(b)", "7(1)(c)"]
    assert [one.article for one in law.crimes("8bis")] == ["8bis"]


# ---------------------------------------------------------------- elements


def test_a_contextual_element_is_one_element_under_every_crime(law: Law) -> None:
    deportation, murder = law.crime("7(1)(d)"), law.crime("7(1)(a)")
    attack = deportation.element(4)
    assert (attack.same_as, attack.key, attack.part, attack.scope) == ("7/attack", "7/attack", "shared", "context")
    assert attack.statement == law.element("7/attack").statement
    assert {one.key for one in murder.elements if one.same_as == "7/attack"} == {"7/attack"}


def test_a_personal_element_shares_its_wording_only(law: Law) -> None:
    knowledge = law.crime("7(1)(d)").element(5)
    assert (knowledge.same_as, knowledge.key, knowledge.scope) == ("7/knowledge", "7(1)(d)/5", "person")
    intent = next(one for one in law.crime("6(b)").elements if one.same_as == "6/intent")
    assert intent.key == intent.address
    assert intent.scope == "person"


def test_every_crime_against_humanity_asks_for_the_attack_and_knowledge_of_it(law: Law) -> None:
    for crime in law.crimes(7):
        assert [one.same_as for one in crime.elements][-2:] == ["7/attack", "7/knowledge"], crime.address


def test_every_war_crime_asks_for_a_conflict_and_awareness_of_it(law: Law) -> None:
    for crime in law.crimes(8):
        if crime.elements:
            letter = crime.address[: len("8(2)(a)")]
            shared = [one.same_as for one in crime.elements]
            assert f"{letter}/conflict" in shared, crime.address
            assert f"{letter}/conflict-awareness" in shared, crime.address


def test_every_genocide_asks_for_group_intent_and_pattern(law: Law) -> None:
    for crime in law.crimes(6):
        assert {"6/group", "6/intent", "6/pattern"} <= {one.same_as for one in crime.elements}, crime.address


def test_mental_elements_are_personal_and_contextual_ones_are_facts_of_a_context(law: Law) -> None:
    for owner in (*law.crimes(), *law.modes()):
        for one in owner.elements:
            if one.kind == "mental":
                assert one.scope == "person", one.address
            if one.scope == "context":
                assert one.kind == "contextual", one.address


def test_element_by_number(law: Law) -> None:
    crime = law.crime("7(1)(d)")
    assert crime.element(2).address == "7(1)(d)/2"
    with pytest.raises(UnknownId, match=r"7\(1\)\(d\)/99"):
        crime.element(99)


def test_the_fingerprint_changes_with_the_statement_and_with_nothing_else(law: Law) -> None:
    element = law.element("7(1)(i)/1")
    assert len(element.fingerprint) == 12
    assert attrs.evolve(element, notes=(), means=("Something else",), number=9).fingerprint == element.fingerprint
    assert attrs.evolve(element, statement=element.statement + " ").fingerprint != element.fingerprint
    limb = attrs.evolve(element.limbs[0], statement="Another limb.")
    assert attrs.evolve(element, limbs=(limb, *element.limbs[1:])).fingerprint != element.fingerprint
    assert attrs.evolve(element, limbs=element.limbs[::-1]).fingerprint != element.fingerprint


def test_fingerprints_tell_elements_apart(law: Law) -> None:
    by_statement: dict[str, set[str]] = {}
    for crime in law.crimes():
        for one in crime.elements:
            by_statement.setdefault(one.full_statement(), set()).add(one.fingerprint)
    assert all(len(found) == 1 for found in by_statement.values())
    assert len({next(iter(found)) for found in by_statement.values()}) == len(by_statement)


def test_full_statement(law: Law) -> None:
    one = law.element("7(1)(i)/1")
    assert one.full_statement().startswith(one.statement + " (a) ")


def test_modes_say_what_they_ask_for(law: Law) -> None:
    """Article 25(3)(e) asks for no completed act, 25(3)(f) for no consequence."""
    incitement, attempt, direct = law.mode("25(3)(e)"), law.mode("25(3)(f)"), law.mode("25(3)(a)/direct")
    births = law.crime("6(d)")
    assert [one.same_as for one in births.elements if incitement.asks_for(one)] == ["6/intent"]
    assert all(direct.asks_for(one) for one in births.elements)
    murder = law.crime("7(1)(a)")
    assert [one.kind for one in murder.elements if not attempt.asks_for(one)] == ["consequence"] * sum(one.kind == "consequence" for one in murder.elements)
    assert (incitement.crimes, law.mode("25(3bis)").crimes, direct.crimes) == ("genocide", "aggression", "any")
    assert {one.address for one in law.modes() if one.crime_mental == "accused"} == {
        one.address for one in law.modes() if one.address.startswith(("25(3)(a)", "25(3)(e)", "25(3)(f)", "25(3bis)"))}  # fmt: skip


# ---------------------------------------------------------------- time


@pytest.mark.parametrize(
    ("address", "day", "state", "wanted"),
    [
        ("7(1)(d)", "2002-06-30", None, False),
        ("7(1)(d)/2", "2002-07-01", None, True),
        ("7/attack", "2002-07-01", None, True),
        ("28(a)", "2017-01-01", None, True),
        ("12(2)(a)", "2002-06-30", None, False),
        ("8(2)(e)(xiii)", "2011-01-01", None, False),
        ("7(1)(d)", "2005-01-01", "BGD", False),
        ("7(1)(d)", "2017-08-25", "BGD", True),
        ("7(1)(d)", "2017-08-25", "MMR", False),
        ("8(2)(e)(xix)", "2030-01-01", "MMR", False),
        ("genocide-convention:II(d)", "1951-01-11", None, False),
        ("genocide-convention:II(d)", "1951-01-12", None, True),
    ],
)
def test_in_force(law: Law, address: str, day: str, state: str | None, wanted: bool) -> None:
    assert law.in_force(address, day, state) is wanted


def test_a_state_by_its_code(law: Law) -> None:
    assert law.state("BGD").on("2017-08-25").party
    with pytest.raises(UnknownId):
        law.state("XYZ")


# ---------------------------------------------------------------- building and finding


def test_under(law: Law) -> None:
    assert law.under("25(3)(b)") == ("25(3)(b)/inducing", "25(3)(b)/ordering", "25(3)(b)/soliciting")
    assert law.under("8(2)(a)(ii)") == ("8(2)(a)(ii)-1", "8(2)(a)(ii)-2", "8(2)(a)(ii)-3")
    assert law.under("genocide-convention:II")[0] == "genocide-convention:II(a)"
    assert law.under("7(1)(d)/1") == law.under("7(1)(d)") == ()
    assert law.address_of("Article 718") == "718"


def test_a_charge_that_cites_several_provisions_is_read_at_the_first_with_a_note(law: Law) -> None:
    found = law.resolve("8(2)(b)(xxvi) [September 2002]; 8(2)(e)(vii)", "enlisting children")
    assert found.address == "8(2)(b)(xxvi)"
    assert "the first was taken" in found.notes[-1]


def test_resolve_element_refuses_what_is_incomplete() -> None:
    with pytest.raises(UnknownId, match="7/atack"):
        resolve_element(ElementText(number=4, same_as="7/atack"), "7(1)(d)", "crime", SOURCE, {})
    with pytest.raises(UnknownId, match="kind or statement"):
        resolve_element(ElementText(number=1, kind="conduct"), "7(1)(d)", "crime", SOURCE, {})


def test_resolve_element_fills_in_what_is_left_out() -> None:
    made = resolve_element(ElementText(number=1, kind="conduct", statement="S."), "7(1)(d)", "crime", SOURCE, {})
    assert (made.scope, made.limbs_combine, made.source) == ("incident", "all", SOURCE)
    assert resolve_element(ElementText(number=1, kind="mental", statement="S."), "7(1)(d)", "crime", SOURCE, {}).scope == "person"
    assert resolve_element(ElementText(number=1, kind="conduct", statement="S."), "28(a)", "mode", SOURCE, {}).scope == "person"


def test_find(law: Law) -> None:
    assert "7(1)(d)" in law.find("deportation")
    assert "7(1)(d)/1" in law.find("EXPULSION coercive")
    assert "7/attack" in law.find("widespread systematic civilian population")
    assert "28(a)" in law.find("military commander") or any(one.startswith("28(a)") for one in law.find("military commander"))
    assert law.find("no such words anywhere") == ()


def test_to_plain_names_the_law(law: Law) -> None:
    assert law.to_plain() == {"id": "rome-statute", "version": law.version}
    assert law.version
