"""What addresses promise, tried on generated ones."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from claimmap.address import Address, BadAddress, candidates, file_name, nearest, order_key, parse

unhurried = settings(deadline=None)  # machines differ; speed has a test of its own

ROMANS = [
    tens + units
    for tens in ("", "x", "xx", "xxx")
    for units in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
][1:]
VALUE = {roman: number for number, roman in enumerate(ROMANS, start=1)}
BIS = ["", "", "", "bis", "ter"]

articles = st.builds("{}{}".format, st.integers(1, 128), st.sampled_from(BIS))
paragraphs = st.builds("({}{})".format, st.integers(1, 20), st.sampled_from(BIS))
romans = st.sampled_from(ROMANS).map("({})".format)
splits = st.builds("-{}".format, st.integers(1, 12))
letters = st.sampled_from("abcdefghijklmnopqrstuvwxyz").map("({})".format)
letters_under_articles = st.sampled_from("abcdefghijkmnopqrstuvwxyz").map("({})".format)
names = st.sampled_from(["/attack", "/conflict", "/co-perpetration", "/intent"])
limbs = st.builds("{}{}".format, st.integers(1, 30), st.one_of(st.just(""), letters))


def maybe(part: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), part)


below_letters = st.builds("{}{}".format, maybe(romans), maybe(splits))
provisions = st.one_of(
    articles,
    st.builds("{}{}".format, articles, paragraphs),
    st.builds("{}{}{}{}".format, articles, paragraphs, letters, below_letters),
    st.builds("{}{}{}".format, articles, letters_under_articles, below_letters),
    st.builds("{}{}".format, st.sampled_from(["I", "II", "IV", "IX", "XIV"]), maybe(letters_under_articles)),
)
addresses = st.builds(
    "{}{}{}{}".format,
    maybe(st.sampled_from(["genocide-convention:", "cat:"])),
    provisions,
    maybe(names),
    maybe(limbs.map("/{}".format)),
)
crimes = st.builds("{}{}{}{}".format, st.integers(1, 128), paragraphs, letters, below_letters)


@st.composite
def loosely(draw: st.DrawFn, text: str) -> str:
    """Write a canonical address as a person might: other spacing, case, brackets, dashes, and the word Article."""
    instrument, colon, rest = text.rpartition(":")
    roman_article = rest[0] in "IVX"
    brackets = draw(st.sampled_from(["()", "[]", "\uff08\uff09", "{}"]))
    dash = draw(st.sampled_from(["-", "\u2013", "\u2011", "\u2212"]))
    provision, slash, tail = rest.partition("/")
    provision = provision.replace("-", dash)
    provision = re.sub(r"(?<=[0-9])(?=bis|ter)", lambda _: draw(st.sampled_from(["", " "])), provision)
    provision = re.sub(r"(?=\()", lambda _: draw(st.sampled_from(["", " ", "\u00a0", "  "])), provision)
    if not roman_article and "(i)" not in provision and draw(st.booleans()):  # a capital I could be a 1
        provision = provision.upper()
    provision = provision.translate(str.maketrans("()", brackets))
    word = draw(st.sampled_from(["", "Art. ", "Article ", "article ", "art "]))
    end = draw(st.sampled_from(["", ".", " "]))
    return instrument + colon + word + provision + slash + tail + end


class TestForm:
    """Output is always canonical."""

    @unhurried
    @given(text=addresses)
    def test_canonical_text_is_kept_without_notes(self, text: str) -> None:
        parsed = parse(text)
        assert str(parsed.address) == text
        assert parsed.notes == ()

    @unhurried
    @given(text=st.text(max_size=30))
    def test_any_text_is_an_address_or_refused(self, text: str) -> None:
        self.check(text)

    @unhurried
    @given(text=st.text(alphabet="0178lIOivxbcdg()./-, :abistr|", max_size=20))
    def test_any_text_that_looks_like_an_address(self, text: str) -> None:
        self.check(text)

    @staticmethod
    def check(text: str) -> None:
        try:
            parsed = parse(text)
        except BadAddress as error:
            assert error.message.startswith(repr(text))
            assert error.hint
        else:
            again = parse(str(parsed.address))
            assert again.address == parsed.address
            assert again.notes == ()
            assert all(note.endswith(".") for note in parsed.notes)

    @unhurried
    @given(text=addresses)
    def test_parts_put_together_give_the_address(self, text: str) -> None:
        at = parse(text).address
        assert Address(instrument=at.instrument, provision=at.provision, element=at.element) == at
        assert at.provision == at.base + (f"/{at.name}" if at.name else "")
        assert at.base.startswith(at.article)


class TestForgiving:
    """Input is forgiving and never guesses silently."""

    @unhurried
    @given(data=st.data(), text=addresses)
    def test_spacing_case_punctuation_and_the_word_article(self, data: st.DataObject, text: str) -> None:
        parsed = parse(data.draw(loosely(text)))
        assert str(parsed.address) == text
        assert parsed.notes == ()

    @unhurried
    @given(text=st.text(alphabet="0178lIOivxbcdg(). |", min_size=1, max_size=14))
    def test_any_other_change_yields_a_note(self, text: str) -> None:
        """Without a note, nothing differs but spacing, case and punctuation."""
        try:
            parsed = parse(text)
        except BadAddress:
            return
        if not parsed.notes:
            assert re.sub(r"\W", "", text).lower() == re.sub(r"\W", "", str(parsed.address)).lower()

    @unhurried
    @given(text=crimes.filter(lambda text: "1" in text))
    def test_a_letter_l_for_a_one_is_noted(self, text: str) -> None:
        misread = re.sub(r"\(1", "(l", text, count=1)
        if misread != text:
            parsed = parse(misread)
            assert str(parsed.address) == text
            assert len(parsed.notes) == 1


class TestOrder:
    """Addresses sort as the Statute orders them: numbers numeric, `bis` after, letters, roman numerals by value."""

    @unhurried
    @given(one=addresses, other=addresses)
    def test_the_key_is_unique(self, one: str, other: str) -> None:
        assert (order_key(one) == order_key(other)) == (one == other)

    @unhurried
    @given(one=st.integers(1, 128), other=st.integers(1, 128), rest=st.sampled_from(["", "(1)(a)", "bis", "/attack"]))
    def test_articles_sort_as_numbers(self, one: int, other: int, rest: str) -> None:
        assert (order_key(f"{one}{rest}") < order_key(f"{other}{rest}")) == (one < other)

    @unhurried
    @given(one=st.sampled_from(ROMANS), other=st.sampled_from(ROMANS))
    def test_roman_numerals_sort_by_value(self, one: str, other: str) -> None:
        assert (order_key(f"8(2)(b)({one})") < order_key(f"8(2)(b)({other})")) == (VALUE[one] < VALUE[other])

    @unhurried
    @given(article=st.integers(1, 127), text=st.sampled_from(["", "(3)", "(3)(a)(ii)-1/2", "/attack"]))
    def test_bis_stands_between_its_number_and_the_next(self, article: int, text: str) -> None:
        assert order_key(f"{article}{text}") < order_key(f"{article}bis") < order_key(f"{article + 1}")

    @unhurried
    @given(text=provisions, number=st.integers(1, 20), limb=st.sampled_from("ab"))
    def test_elements_stand_right_after_their_provision_by_number_then_limb(
        self, text: str, number: int, limb: str
    ) -> None:
        keys = [text, f"{text}/{number}", f"{text}/{number}({limb})", f"{text}/{number + 1}", f"{text}/attack"]
        assert sorted([*keys[1::2], *keys[::2]], key=order_key) == keys


class TestLookup:
    """Nothing is suggested that is not known, and what is known is never ambiguous."""

    @unhurried
    @given(text=provisions, known=st.lists(provisions, max_size=12))
    def test_candidates_are_known_and_lie_under_the_text(self, text: str, known: list[str]) -> None:
        found = candidates(text, known)
        assert set(found) <= set(known)
        assert all(one == text or one.startswith((f"{text}(", f"{text}-")) for one in found)
        if text in known:
            assert found == (text,)

    @unhurried
    @given(crime=crimes.filter(lambda crime: "-" not in crime), count=st.integers(1, 6))
    def test_a_split_provision_gives_all_its_crimes(self, crime: str, count: int) -> None:
        known = [f"{crime}-{number}" for number in range(1, count + 1)]
        assert candidates(crime, known[::-1]) == tuple(known)

    @unhurried
    @given(text=st.one_of(addresses, st.text(max_size=12)), known=st.lists(addresses, max_size=12))
    def test_nearest_are_known_and_few(self, text: str, known: list[str]) -> None:
        found = nearest(text, known)
        assert set(found) <= set(known)
        assert len(found) == len(set(found)) <= 3

    @unhurried
    @given(text=addresses, known=st.lists(addresses, max_size=8))
    def test_what_is_known_is_nearest_to_itself(self, text: str, known: list[str]) -> None:
        assert text in nearest(text, [*known, text], limit=len(known) + 1)


class TestFileNames:
    """The file name is the address with dashes."""

    @unhurried
    @given(one=crimes, other=crimes)
    def test_crimes_never_share_a_file(self, one: str, other: str) -> None:
        assert (file_name(one) == file_name(other)) == (one == other)

    @unhurried
    @given(crime=crimes)
    def test_a_file_name_reads_as_the_address(self, crime: str) -> None:
        assert str(parse(file_name(crime)).address) == crime
        assert parse(file_name(crime)).notes == ()
