"""Addresses: what a lawyer may type, what it is read as, what is noted and what is refused."""

import time

import attrs
import pytest

from claimmap.address import Address, BadAddress, candidates, file_name, nearest, order_key, parse

# The entries of the Elements of Crimes of 2011, in their official order.
ELEMENTS_OF_CRIMES = [
    *(f"6({c})" for c in "abcde"),
    *(f"7(1)({c})" for c in "abcdef"),
    *(f"7(1)(g)-{n}" for n in range(1, 7)),
    *(f"7(1)({c})" for c in "hijk"),
    "8(2)(a)(i)",
    *(f"8(2)(a)(ii)-{n}" for n in (1, 2, 3)),
    *(f"8(2)(a)({c})" for c in ("iii", "iv", "v", "vi")),
    *(f"8(2)(a)(vii)-{n}" for n in (1, 2)),
    "8(2)(a)(viii)",
    *(f"8(2)(b)({c})" for c in ("i", "ii", "iii", "iv", "v", "vi")),
    *(f"8(2)(b)(vii)-{n}" for n in (1, 2, 3, 4)),
    *(f"8(2)(b)({c})" for c in ("viii", "ix")),
    *(f"8(2)(b)(x)-{n}" for n in (1, 2)),
    *(f"8(2)(b)({c})" for c in ("xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx", "xxi")),
    *(f"8(2)(b)(xxii)-{n}" for n in range(1, 7)),
    *(f"8(2)(b)({c})" for c in ("xxiii", "xxiv", "xxv", "xxvi")),
    *(f"8(2)(c)(i)-{n}" for n in (1, 2, 3, 4)),
    *(f"8(2)(c)({c})" for c in ("ii", "iii", "iv")),
    *(f"8(2)(e)({c})" for c in ("i", "ii", "iii", "iv", "v")),
    *(f"8(2)(e)(vi)-{n}" for n in range(1, 7)),
    *(f"8(2)(e)({c})" for c in ("vii", "viii", "ix", "x")),
    *(f"8(2)(e)(xi)-{n}" for n in (1, 2)),
    *(f"8(2)(e)({c})" for c in ("xii", "xiii", "xiv", "xv")),
    "8bis",
]
MODES = [
    "25(3)(a)/co-perpetration",
    "25(3)(a)/direct",
    "25(3)(a)/indirect-co-perpetration",
    "25(3)(a)/indirect-perpetration",
    "25(3)(b)/ordering",
    "25(3)(c)",
    "25(3)(d)(i)",
    "25(3)(d)(ii)",
    "28(a)",
    "28(b)",
]


@pytest.mark.parametrize(
    ("text", "instrument", "provision", "element"),
    [
        ("7(1)(d)", None, "7(1)(d)", None),
        ("8(2)(b)(xxii)-1", None, "8(2)(b)(xxii)-1", None),
        ("8bis", None, "8bis", None),
        ("15bis(4)", None, "15bis(4)", None),
        ("15ter", None, "15ter", None),
        ("7(1)(d)/2", None, "7(1)(d)", "2"),
        ("7(1)(i)/1(a)", None, "7(1)(i)", "1(a)"),
        ("28(a)/4(b)(ii)", None, "28(a)", "4(b)(ii)"),
        ("7/attack", None, "7/attack", None),
        ("8(2)(e)/conflict", None, "8(2)(e)/conflict", None),
        ("25(3)(a)/co-perpetration", None, "25(3)(a)/co-perpetration", None),
        ("25(3)(a)/co-perpetration/2", None, "25(3)(a)/co-perpetration", "2"),
        ("25(3bis)", None, "25(3bis)", None),
        ("28(a)(ii)", None, "28(a)(ii)", None),
        ("31(1)(a)", None, "31(1)(a)", None),
        ("12(2)(a)", None, "12(2)(a)", None),
        ("63(4)", None, "63(4)", None),
        ("93(1)(l)", None, "93(1)(l)", None),
        ("7(1)(i)", None, "7(1)(i)", None),
        ("8(2)(c)(i)-4/1", None, "8(2)(c)(i)-4", "1"),
        ("genocide-convention:II(d)", "genocide-convention", "II(d)", None),
        ("rome-statute:7(1)(d)/2", "rome-statute", "7(1)(d)", "2"),
        ("128", None, "128", None),
    ],
)
def test_canonical_text_is_read_as_it_stands(
    text: str, instrument: str | None, provision: str, element: str | None
) -> None:
    parsed = parse(text)
    assert parsed.address == Address(instrument=instrument, provision=provision, element=element)
    assert parsed.notes == ()
    assert str(parsed.address) == text


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("Art. 7 (1) (d)", "7(1)(d)"),
        ("Article 7(1)(d)", "7(1)(d)"),
        ("ARTICLE 7(1)(D)", "7(1)(d)"),
        ("Art7(1)(d)", "7(1)(d)"),
        ("art.7(1)(d)", "7(1)(d)"),
        ("article 8, paragraph 2 (e) (vii)", "8(2)(e)(vii)"),
        ("Article 8, paragraph 2, sub-paragraph (e), point (vii)", "8(2)(e)(vii)"),
        ("Art. 7 para. 1 lit. d", "7(1)(d)"),
        ("7 \u00a7 1 (d)", "7(1)(d)"),
        ("art 7 1 d", "7(1)(d)"),
        ("7.1.d", "7(1)(d)"),
        ("8.2.b.xxii-1", "8(2)(b)(xxii)-1"),
        ("7(1)d", "7(1)(d)"),
        ("7(1)(D)", "7(1)(d)"),
        ("8(2)(b)(XXII)-1", "8(2)(b)(xxii)-1"),
        ("8 (2) (b) (xxii) - 1", "8(2)(b)(xxii)-1"),
        ("8(2)(b)(xxii)\u20131", "8(2)(b)(xxii)-1"),
        ("8(2)(b)(xxii)\u22121", "8(2)(b)(xxii)-1"),
        ("8(2)(b)(\u2179\u2179\u2171)-1", "8(2)(b)(xxii)-1"),
        ("\uff17\uff08\uff11\uff09\uff08\uff44\uff09", "7(1)(d)"),
        ("7[1][d]", "7(1)(d)"),
        ("7\u00a0(1)\u200b(d)", "7(1)(d)"),
        ("  7(1)(d). ", "7(1)(d)"),
        ("8 bis", "8bis"),
        ("8BIS", "8bis"),
        ("8-bis", "8bis"),
        ("Article 8 bis, paragraph 2 (a)", "8bis(2)(a)"),
        ("15 bis (4)", "15bis(4)"),
        ("25(3 bis)", "25(3bis)"),
        ("25(3)bis", "25(3bis)"),
        ("7(1)(d) element 2", "7(1)(d)/2"),
        ("7(1)(d), Element 2", "7(1)(d)/2"),
        ("7(1)(d)/element 2", "7(1)(d)/2"),
        ("element 2 of Article 7(1)(d)", "7(1)(d)/2"),
        ("7(1)(i) / 1 (A)", "7(1)(i)/1(a)"),
        ("7(1)(i)/1a", "7(1)(i)/1(a)"),
        ("28(a)/4(b)(II)", "28(a)/4(b)(ii)"),
        ("7/Attack", "7/attack"),
        ("25(3)(a)/Co-perpetration/2", "25(3)(a)/co-perpetration/2"),
        ("25(3)(a)/indirect co-perpetration", "25(3)(a)/indirect-co-perpetration"),
        ("genocide-convention: art. ii (D)", "genocide-convention:II(d)"),
        ("Genocide-Convention:II(d)", "genocide-convention:II(d)"),
        ("7-1-d", "7(1)(d)"),
        ("7-1-g-1", "7(1)(g)-1"),
        ("8-2-b-xxii-1", "8(2)(b)(xxii)-1"),
        ("28-a", "28(a)"),
        ("7 (i)", "7(i)"),
        ("55 (i) (ii)", "55(i)(ii)"),
    ],
)
def test_spacing_case_punctuation_and_the_word_article_need_no_note(text: str, canonical: str) -> None:
    parsed = parse(text)
    assert str(parsed.address) == canonical
    assert parsed.notes == ()


@pytest.mark.parametrize(
    ("text", "canonical", "note"),
    [
        ("7(l)(a)", "7(1)(a)", "'(l)' was read as '(1)': a paragraph has a number."),
        ("7(I)(a)", "7(1)(a)", "'(I)' was read as '(1)': a paragraph has a number."),
        ("7(i)(a)", "7(1)(a)", "'(i)' was read as '(1)': a paragraph has a number."),
        ("7(|)(a)", "7(1)(a)", "'(|)' was read as '(1)': a paragraph has a number."),
        ("7(l)", "7(1)", "'(l)' was read as '(1)': a paragraph has a number."),
        ("61(1l)(b)", "61(11)(b)", "'(1l)' was read as '(11)': a paragraph has a number."),
        ("61(1O)(b)", "61(10)(b)", "'(1O)' was read as '(10)': a paragraph has a number."),
        ("7(l bis)(a)", "7(1bis)(a)", "'(l)' was read as '(1)': a paragraph has a number."),
        ("l2(2)(a)", "12(2)(a)", "'l2' was read as '12': an article has a number."),
        ("I7(1)(a)", "17(1)(a)", "'I7' was read as '17': an article has a number."),
        ("7O(1)(a)", "70(1)(a)", "'7O' was read as '70': an article has a number."),
        ("8(2)(b)(xxl)", "8(2)(b)(xxi)", "'(xxl)' was read as '(xxi)': a point has a roman numeral."),
        ("8(2)(e)(v1)", "8(2)(e)(vi)", "'(v1)' was read as '(vi)': a point has a roman numeral."),
        ("8(2)(e)(l)", "8(2)(e)(i)", "'(l)' was read as '(i)': a point has a roman numeral."),
        ("7(1)(g)-l", "7(1)(g)-1", "'l' was read as '1': a split crime has a number."),
        ("7(1)(d)/l", "7(1)(d)/1", "'l' was read as '1': an element has a number."),
        ("7(1)(d)/1O", "7(1)(d)/10", "'1O' was read as '10': an element has a number."),
        ("6a", "6(a)", "'6a' was read as '6(a)': a letter stands in brackets."),
        ("71d", "71(d)", "'71d' was read as '71(d)': a letter stands in brackets."),
    ],
)
def test_a_repair_comes_with_a_note(text: str, canonical: str, note: str) -> None:
    parsed = parse(text)
    assert str(parsed.address) == canonical
    assert parsed.notes == (note,)


def test_each_repair_has_its_own_note() -> None:
    parsed = parse("l2(l)(a)(ll)")
    assert str(parsed.address) == "12(1)(a)(ii)"
    assert len(parsed.notes) == 3


FORM = "write it like 7(1)(d), 8(2)(b)(xxii)-1, 7(1)(d)/2 or 25(3)(a)/co-perpetration"


@pytest.mark.parametrize(
    ("text", "why", "hint"),
    [
        ("", "is empty", FORM),
        (" . ", "is empty", FORM),
        ("Deportation", "does not begin with the number of an article", FORM),
        ("(1)(d)", "does not begin with the number of an article", FORM),
        ("7(1)(d)(2)", "has two readings", "write 7(1)(d)/2 for element 2 or 7(1)(d)(ii) for point (ii)"),
        ("7.1.d.2", "has two readings", "write 7(1)(d)/2 for element 2 or 7(1)(d)(ii) for point (ii)"),
        ("7(1)(d)(44)", "has two readings", "write 7(1)(d)/44 for element 44"),
        (
            "8(2)(e)(vi)(1)",
            "has two readings",
            "write 8(2)(e)(vi)-1 for a split crime or 8(2)(e)(vi)/1 for element 1",
        ),
        ("7(I)", "has a capital I, which may be the letter i or the digit 1", "write (i) or (1)"),
        ("7(I)(i)", "has a capital I, which may be the letter i or the digit 1", "write (i) or (1)"),
        ("l(a)", "begins with a letter l, which may be the digit 1 or a capital I", "write 1 or I"),
        ("Il(d)", "begins with a letter l, which may be the digit 1 or a capital I", "write 1 or I"),
        ("L(d)", "begins with a letter l, which may be the digit 1 or a capital I", "write 1 or I"),
        ("7(1)(d), 7(1)(e)", "holds more than one address", "write one address at a time"),
        ("7(1)(d) and (e)", "holds more than one address", "write one address at a time"),
        ("7(1)(d); 8bis", "holds more than one address", "write one address at a time"),
        ("7(1)(h), (i)", "may hold more than one address", "write one address at a time, without a comma"),
        ("25(3)(c)/(d)", "has '(d)' after the slash, where the number of an element or a name is expected", FORM),
        ("7(1)(d)/", "has '' after the slash, where the number of an element or a name is expected", FORM),
        ("7(1)(d)/a", "has 'a' after the slash, where the number of an element or a name is expected", FORM),
        ("7(1)(d)/2/attack", "has '2' after the slash, where the number of an element or a name is expected", FORM),
        ("7(1)(d)/2/3", "has '2' after the slash, where the number of an element or a name is expected", FORM),
        ("7(1)(d", "has a bracket that is not closed or not opened", FORM),
        ("7(1)(ii)", "has 'ii' where one letter is expected", FORM),
        ("7(1)(2)", "has '2' where one letter is expected", FORM),
        ("8(2)(e)(iiii)", "has 'iiii' where a roman numeral is expected", FORM),
        ("7(1)(d) deportation", "has 'deportation' where a roman numeral is expected", FORM),
        ("8(2)(b)(xx)(a)", "goes on after its roman numeral, with 'a'", FORM),
        ("07(1)(d)", "has a number that begins with zero, '07'", FORM),
        ("7(01)(d)", "has a number that begins with zero, '01'", FORM),
        ("7(1)(d)/0", "has a number that begins with zero, '0'", FORM),
        ("8(2)(e)(vi)-0", "has a number that begins with zero, '0'", FORM),
        ("7-8", "has a hyphen where neither a letter nor a roman numeral stands before it", FORM),
        ("7(1)-1", "has a hyphen where neither a letter nor a roman numeral stands before it", FORM),
        ("7(1)(a)-(d)", "cannot be read from '-(d)' on", FORM),
        ("7...d", "cannot be read from 'd' on", FORM),
        ("7(1)(\u0430)", "cannot be read from '(\u0430)' on", FORM),  # a Cyrillic letter
        ("7(1)(f)\u00b9\u2074", "holds a raised or circled figure", "leave footnote marks out"),
        ("7(1)/ii", "is not an address", FORM),
        ("7(1)(d)/123", "is not an address", FORM),
        ("7181", "is not an address", FORM),
        ("a-:7(1)(d)", "is not an address", FORM),
    ],
)
def test_what_has_two_readings_or_none_is_refused(text: str, why: str, hint: str) -> None:
    with pytest.raises(BadAddress) as caught:
        parse(text)
    assert caught.value.message == f"{text!r} {why}"
    assert caught.value.hint == hint
    assert str(caught.value) == f"{text!r} {why}; {hint}"
    assert isinstance(caught.value, ValueError)


def test_an_address_names_its_parts() -> None:
    at = parse("25(3)(a)/co-perpetration/2").address
    assert (at.article, at.base, at.name, at.element) == ("25", "25(3)(a)", "co-perpetration", "2")
    assert str(at.without_element()) == "25(3)(a)/co-perpetration"
    assert parse("7(1)(d)").address.name is None
    assert parse("8bis").address.article == "8bis"
    assert parse("7/attack").address.article == "7"
    assert str(parse("7(1)(i)").address.with_element("1(a)")) == "7(1)(i)/1(a)"


@pytest.mark.parametrize(
    ("provision", "element"), [("7 (1)", None), ("7(1)(d)/2", None), ("7(1)(d)", "two"), ("", None), ("7(l)", None)]
)
def test_an_address_built_in_code_is_canonical_too(provision: str, element: str | None) -> None:
    with pytest.raises(BadAddress, match="is not a canonical address"):
        Address(provision=provision, element=element)


def test_an_address_is_a_frozen_value() -> None:
    at = parse("7(1)(d)").address
    assert {at: 1}[Address(provision="7(1)(d)")] == 1
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        at.element = "2"  # type: ignore[misc]


def test_order_is_that_of_the_elements_of_crimes() -> None:
    assert sorted([*ELEMENTS_OF_CRIMES[1::2], *ELEMENTS_OF_CRIMES[::2]], key=order_key) == ELEMENTS_OF_CRIMES


def test_order_within_and_between_articles() -> None:
    ordered = [
        "7",
        "7/attack",
        "7(1)(d)",
        "7(1)(d)/2",
        "7(1)(d)/10",
        "7(1)(g)",
        "7(1)(g)-1",
        "7(1)(g)-2",
        "7(1)(i)/1",
        "7(1)(i)/1(a)",
        "7(1)(i)/1(b)",
        "7(1)(i)/2",
        "7(2)",
        "8",
        "8(2)(e)/conflict",
        "8(2)(e)(v)",
        "8(2)(e)(ix)",
        "8bis",
        "8bis(2)",
        "9",
        "15",
        "15bis(4)",
        "15ter",
        "25(3)(a)",
        "25(3)(a)/co-perpetration",
        "25(3)(a)/co-perpetration/2",
        "25(3)(a)/direct",
        "25(3)(b)",
        "25(3bis)",
        "25(4)",
        "121(5)",
        "genocide-convention:II(d)",
        "genocide-convention:IV",
        "genocide-convention:IX",
        "rome-statute:7(1)(d)",
    ]
    assert sorted([*ordered[1::2], *ordered[::2]], key=order_key) == ordered
    assert order_key(parse("7(1)(d)").address) == order_key("7(1)(d)")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("8(2)(e)(vi)", 6),
        ("7(1)(g)", 6),
        ("8(2)(c)(i)", 4),
        ("8(2)(a)(ii)", 3),
        ("8(2)(b)(vii)", 4),
        ("6", 5),
        ("7", 16),
        ("8(2)(c)", 7),
        ("8", 74),
        ("9", 0),
        ("8(2)(a)(ix)", 0),
        ("rome-statute:7(1)(g)", 0),
    ],
)
def test_candidates_are_the_crimes_that_a_provision_holds(text: str, count: int) -> None:
    found = candidates(text, ELEMENTS_OF_CRIMES)
    assert len(found) == count
    assert list(found) == [crime for crime in ELEMENTS_OF_CRIMES if crime in found]


@pytest.mark.parametrize("crime", ELEMENTS_OF_CRIMES)
def test_a_crime_that_is_known_is_never_ambiguous(crime: str) -> None:
    assert candidates(crime, ELEMENTS_OF_CRIMES) == (crime,)


def test_candidates_of_a_split_crime_keep_their_order_and_leave_elements_aside() -> None:
    known = ["8(2)(e)(vi)-2", "8(2)(e)(vi)-1", "8(2)(e)(vi)-1/2", "8(2)(e)(vii)"]
    assert candidates("Art. 8 (2) (e) (vi)", known) == ("8(2)(e)(vi)-1", "8(2)(e)(vi)-2")
    assert candidates("8(2)(e)(vi)/2", known) == ("8(2)(e)(vi)-1", "8(2)(e)(vi)-2")
    assert candidates("8(2)(e)(vi)-1/2", known) == ("8(2)(e)(vi)-1",)


def test_candidates_work_for_modes() -> None:
    assert candidates("25(3)(a)", MODES) == tuple(MODES[:4])
    assert candidates("25(3)(d)", MODES) == ("25(3)(d)(i)", "25(3)(d)(ii)")
    assert candidates("28(a)", MODES) == ("28(a)",)


def test_candidates_refuse_what_is_no_address() -> None:
    with pytest.raises(BadAddress):
        candidates("deportation", ELEMENTS_OF_CRIMES)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("71d", "7(1)(d)"),
        ("8(2)(b)(xxxii)-1", "8(2)(b)(xxii)-1"),
        ("8 bs", "8bis"),
        ("7(1)(d)(2)", "7(1)(d)"),
        ("7(1)(g)", "7(1)(g)-1"),
        ("8(2)(e)(iiii)", "8(2)(e)(iii)"),
        ("Article 7(1)(dd)", "7(1)(d)"),
    ],
)
def test_nearest_puts_the_likeliest_first(text: str, first: str) -> None:
    assert nearest(text, ELEMENTS_OF_CRIMES)[0] == first


def test_nearest_prefers_the_same_article() -> None:
    assert nearest("Article 718", ELEMENTS_OF_CRIMES) == ("7(1)(a)", "7(1)(b)", "7(1)(c)")
    assert all(found.startswith("7(1)") for found in nearest("7(1)(z)", ELEMENTS_OF_CRIMES))
    assert all(found.startswith("6(") for found in nearest("6", ELEMENTS_OF_CRIMES))


def test_nearest_keeps_to_the_limit_and_says_nothing_rather_than_anything() -> None:
    assert len(nearest("7(1)(z)", ELEMENTS_OF_CRIMES, limit=5)) == 5
    assert nearest("deportation", ELEMENTS_OF_CRIMES) == ()
    assert nearest("", ELEMENTS_OF_CRIMES) == ()
    assert nearest("7(1)(d)", []) == ()


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("7(1)(d)", "7-1-d"),
        ("8(2)(b)(xxii)-1", "8-2-b-xxii-1"),
        ("8(2)(a)(i)", "8-2-a-i"),
        ("8bis", "8bis"),
        ("25(3)(a)/co-perpetration", "25-3-a-co-perpetration"),
        ("25(3bis)", "25-3bis"),
        ("28(a)", "28-a"),
        ("31(1)(a)", "31-1-a"),
        ("genocide-convention:II(d)", "II-d"),
    ],
)
def test_a_file_is_named_by_the_address_with_dashes(address: str, name: str) -> None:
    assert file_name(address) == name
    assert file_name(parse(address).address) == name


@pytest.mark.parametrize("address", ["7/attack", "8(2)(e)/conflict", "6/intent", "7(1)(d)/2"])
def test_elements_and_what_is_common_to_an_article_have_no_file(address: str) -> None:
    with pytest.raises(ValueError, match="has no file of its own"):
        file_name(address)


def test_file_names_are_unique() -> None:
    every = [*ELEMENTS_OF_CRIMES, *MODES]
    assert len({file_name(address) for address in every}) == len(every)


def test_reading_the_same_addresses_again_costs_little() -> None:
    started = time.perf_counter()
    for _ in range(4000):
        for text in ELEMENTS_OF_CRIMES:
            parse(text)
    assert time.perf_counter() - started < 2
