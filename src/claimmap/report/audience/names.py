"""Names that an audience may not see, and how they are recognised in a text."""

import html
import re
import unicodedata
import urllib.parse
from collections.abc import Iterable, Iterator
from typing import Final, final

from attrs import field, frozen

STOP: Final = frozenset(
    """
    a account accounts airport an analyst and anonymous anybody anyone archive army as assistant at aunt author border boy brother by
    cable cables call caller camera camp camps central child children city clerk code coded collector commander commanders
    communication communications complaint complaints counsel court cousin current database daughter deportee deportees detainee
    detainees device district doctor doctors document documents dr driver drivers east editor employee employees escapee escapees
    expert experts eyewitness families family farmer farmers father female file files first footage for former from girl group guard
    guards husband in insider insiders interpreter interview interviewed interviewer interviews investigator investigators item
    journalist journalists junior lady lawyer lawyers leak leaker letter letters local madam male man medic member members men
    ministry mother mr mrs ms named no nobody none north not nr number nurse nurses of office officer officers official officials old
    on or organisation organization parent parents people person phone photo photograph photographs police policeman prison prisoner
    prisoners prisons prof protected record recording records refugee refugees region register relative relatives report reporting
    reports researcher researchers resident residents returnee returnees satellite second self senior server sir sister soldier
    soldiers somebody someone son source sources south spouse staff statement statements student students survivor survivors teacher
    teachers team teams testimony the they third to town translator uncle unit unknown us victim victims video village villager
    villagers we west who whom whose widow wife with without witness witnesses woman women words worker workers young
    """.split()  # noqa: SIM905 - easier to read and to change than a list
)
"""Words of ids and titles that name nobody."""
KIN: Final = re.compile(
    r"\b(?:mother|father|parent|sister|brother|sibling|wife|husband|spouse|widow|widower|son|daughter|child|uncle|aunt|cousin|niece|nephew|"
    r"grandmother|grandfather|grandson|granddaughter|relative|kin|in-law|fianc[ée]e?|partner of|friend of|neighbou?r of|"
    r"m[èe]re|p[èe]re|s[oœ]eu?r|fr[èe]re|mari|femme|fils|fille|hermana|hermano|madre|padre|hijo|hija|esposa|esposo)s?\b",
    re.IGNORECASE,
)
MONTHS: Final = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
WORD: Final = re.compile(r"[^\W\d_]+|\d+")
APOSTROPHE: Final = re.compile(r"(?<=[^\W\d_])['\u2018\u2019\u02b9\u02bb-\u02bf`\u00b4](?=[^\W\d_])")
CAMEL: Final = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
"""Where words are joined without a space, as in the name of a file."""
LONG: Final = 5
"""From this many letters on, a part of a name is looked for inside words too, for endings and joined spellings."""
SHORT: Final = 3
"""From this many letters on, a part of a name is known with the endings below."""
ENDINGS: Final = frozenset(
    """
    a e i o u y s es as is os us an en in on om em am im oy ey ov ev ova eva ovna evna ovich evich ina skiy sky ga ka ni da dan ning nin nun
    lar ler din bek jan khan xon hon
    """.split()  # noqa: SIM905 - easier to read and to change than a list
)
"""What languages put behind a name: cases, possessives, and the endings of family names and patronymics."""
PLAIN_LETTERS: Final = str.maketrans({
    "\u0142": "l", "\u00f8": "o", "\u0111": "d", "\u00f0": "d", "\u0131": "i", "\u0127": "h", "\u014b": "n", "\u0259": "a", "\u00e6": "ae",
    "\u0153": "oe", "\u00fe": "th", "\u0167": "t", "\u0138": "k", "\u02b9": "'", "\u02ba": "'", "\u02bb": "'", "\u02bc": "'", "\u02bd": "'", "\u02be": "'",
    "\u02bf": "'", "\u02c8": "'", "\u0640": None, "\u034f": None, "\u115f": None, "\u1160": None, "\u3164": None,
})  # fmt: skip
"""Letters that no decomposition makes plain, marks that stand for an apostrophe, and fillers that show nothing."""
CYRILLIC: Final = str.maketrans(dict(zip(
    "\u0430\u0431\u0432\u0433\u0434\u0435\u0437\u0438\u043a\u043b\u043c\u043d\u043e\u043f\u0440\u0441\u0442\u0443\u0444\u044b\u044d\u0456\u0493\u049b\u04a3\u04af\u04b1\u04bb\u04d9\u04e9\u04b3",
    "abvgdeziklmnoprstufyeigqnuuhaoh", strict=True,
)) | {
    "\u0436": "zh", "\u0445": "kh", "\u0446": "ts", "\u0447": "ch", "\u0448": "sh", "\u0449": "shch", "\u044a": None, "\u044c": None, "\u044e": "yu",
    "\u044f": "ya", "\u0454": "ye", "\u04b7": "j", "\u0497": "j",
})  # fmt: skip
"""Cyrillic letters, as they are most often written in Latin ones."""
SOUNDS: Final = tuple((re.compile(pattern), sound) for pattern, sound in (
    ("sch|shch|sh|cz|ch|tch|tsch|zh|dzh|dj", "j"), ("[ckgx]h|x|q", "h"), ("ph", "f"), ("ts|tz|c|z", "s"), ("w", "v"), ("ou|oo|o", "u"),
    ("[yji]+[eo]", "e"), ("[yji]+a", "a"), ("[yji]+u", "u"), ("[yi]+", "i"), ("ee", "i"), (r"(.)\1+", r"\1"),
))  # fmt: skip
"""Spellings of one sound: what writers of different alphabets and languages make of the same name."""
LONGEST_ENDING: Final = max(map(len, ENDINGS))
LEAST_SOUND: Final = 5
MOST_LETTERS: Final = 60
MOST_PIECES: Final = 12


def folded(text: str) -> str:
    """Return a text without case, accents and invisible characters, for comparing.

    >>> folded("L\u00f3\u200bpez")
    'lopez'
    >>> folded("\u0110or\u0111evi\u0107")
    'dordevic'
    """
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text)
    seen = "".join(one for one in plain if not unicodedata.combining(one) and unicodedata.category(one) != "Cf")
    return seen.casefold().translate(PLAIN_LETTERS)


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return WORD.findall(folded(text))


def decoded(text: str) -> str:
    """Return a text with what the parts of an address and of markup stand for.

    >>> decoded("https://example.org/L%C3%B3pez?a=1&amp;b")
    'https://example.org/L\u00f3pez?a=1&b'
    """
    if "%" in text:
        text = urllib.parse.unquote(text, errors="replace")
    return html.unescape(text) if "&" in text else text


def sound_of(word: str) -> str:
    """Return how a folded word sounds, roughly, so that spellings in Latin and Cyrillic letters meet.

    >>> sound_of("\u0437\u0443\u0445\u0440\u0430") == sound_of("zukhra") == sound_of("zuhra")
    True
    """
    word = word.translate(CYRILLIC)
    for pattern, sound in SOUNDS:
        word = pattern.sub(sound, word)
    return word


@final
@frozen(kw_only=True)
class Forbidden:
    """Names that an audience may not see.

    Attributes:
        wholes: Full names and ids, squeezed: found wherever their letters follow each other.
        exact: Full names and ids that are short or common: found only as a run of whole words.
        parts: Single words of names.
        nobody: Words that name nobody, whatever part of a name stands in them.
    """

    wholes: frozenset[str] = frozenset()
    exact: frozenset[tuple[str, ...]] = frozenset()
    parts: frozenset[str] = frozenset()
    nobody: frozenset[str] = frozenset()
    _long: re.Pattern[str] | None = field(init=False, eq=False, repr=False)
    _sounds: frozenset[str] = field(init=False, eq=False, repr=False)
    _other_script: frozenset[str] = field(init=False, eq=False, repr=False)

    @_long.default
    def _pattern(self) -> re.Pattern[str] | None:
        long = sorted(one for one in self.parts if len(one) >= LONG)
        return re.compile("|".join(map(re.escape, long))) if long else None

    @_sounds.default
    def _sounds_of_parts(self) -> frozenset[str]:
        stems = ((sound, sound.rstrip("aeiu")) for sound in map(sound_of, self.parts))
        return frozenset(stem if len(stem) >= LEAST_SOUND else sound for sound, stem in stems if len(sound) >= LEAST_SOUND)

    @_other_script.default
    def _sounds_across_scripts(self) -> frozenset[str]:
        """Return the sounds of parts written in Cyrillic, and of all parts for words in Cyrillic, which begin with a mark."""
        found = {"*" + sound for sound in map(sound_of, self.parts) if len(sound) > SHORT}
        return frozenset(found | {sound_of(part) for part in self.parts if not part.isascii() and len(part) > SHORT})

    def found_in(self, text: str) -> bool:
        """Tell whether a text holds a forbidden name or a part of one."""
        text = decoded(text)
        words = words_of(text)
        if not words:
            return False
        if any(self._part_in(word) for word in dict.fromkeys([*words, *words_of(CAMEL.sub(" ", text))]) if word not in self.nobody):
            return True
        if self._in_pieces(words):
            return True
        together = "".join(words)
        if any(whole in together for whole in self.wholes):
            return True
        return any(list(run) == words[place : place + len(run)] for run in self.exact for place in range(len(words) - len(run) + 1))

    def _part_in(self, word: str) -> bool:
        """Tell whether a word is a part of a name, with an ending or in another spelling."""
        if word in self.parts or (self._long is not None and self._long.search(word)):
            return True
        if any(word[-end:] in ENDINGS and word[:-end] in self.parts for end in range(1, min(LONGEST_ENDING, len(word) - SHORT) + 1)):
            return True
        if len(word) <= SHORT or not self.parts:
            return False
        sound = sound_of(word[:MOST_LETTERS])
        if (sound if word.isascii() else "*" + sound) in self._other_script:
            return True
        return any(sound[:end] in self._sounds for end in range(LEAST_SOUND, len(sound) + 1))

    def _in_pieces(self, words: list[str]) -> bool:
        """Tell whether a part of a name stands in pieces, as line breaks, hyphens and spaced letters leave it."""
        longest = max((len(one) for one in self.parts), default=0)
        for place in range(len(words) - 1):
            joined = words[place]
            for last in range(place + 1, min(place + MOST_PIECES, len(words))):
                joined += words[last]
                if len(joined) > longest:
                    break
                if len(joined) > SHORT and joined in self.parts and not self.nobody.issuperset(words[place : last + 1]):
                    return True
        return False

    def joined(self, other: "Forbidden") -> "Forbidden":
        """Return both together."""
        return Forbidden(
            wholes=self.wholes | other.wholes, exact=self.exact | other.exact, parts=self.parts | other.parts, nobody=self.nobody | other.nobody,
        )  # fmt: skip

    def without(self, texts: Iterable[str]) -> "Forbidden":
        """Leave out what stands in texts that are not the case's, such as the law: those words identify nobody."""
        said = {word for text in texts for word in words_of(text)}
        return Forbidden(
            wholes=frozenset(one for one in self.wholes if one not in said),
            exact=frozenset(run for run in self.exact if not said.issuperset(run)),
            parts=self.parts - said, nobody=self.nobody | said,
        )  # fmt: skip


def forbidden_names(
    ids: Iterable[str], titles: Iterable[str], makers: Iterable[str] = (), listed: Iterable[str] = (), no_names: Iterable[str] = (),
    codes: Iterable[str] = (),
) -> Forbidden:  # fmt: skip
    """Gather what must not be shown.

    Args:
        ids: Ids of what is protected: the whole id, and each word of it that is not a common noun.
        titles: Titles of protected people: the whole, and each word that is written like a name.
        makers: Makers of items that derive from protected people: the whole, where it is written like a name.
        listed: Names from the team's own list: the whole, and every word of them.
        no_names: Words that stand in ids or titles and name nobody, such as those of States.
        codes: Ids of what protected people themselves gave, such as `witness-12`: the whole only.
    """
    wholes: set[str] = set()
    exact: set[tuple[str, ...]] = set()
    parts: set[str] = set()
    nobody = {word for text in no_names for word in words_of(text)}

    def whole(text: str) -> None:
        words = words_of(text)
        plain = [word for word in words if word in STOP or word in nobody or word.isdigit()]
        if len(plain) == len(words) and len(words) < 2:
            return
        together = "".join(words)
        if len(together) > LONG and len(plain) < len(words):
            wholes.add(together)
        else:
            exact.add(tuple(words))

    for text in ids:
        whole(text)
        parts.update(word for word in words_of(text) if name_like(word) and word not in nobody)
    for text in titles:
        for segment in name_segments(text):
            whole(segment)
            parts.update(word for word in name_words(segment) if name_like(word) and word not in nobody)
    for text in codes:
        if len(words_of(text)) > 1:  # one word may be any word
            whole(text)
    for text in makers:
        if any(not word[:1].islower() and not word.isdigit() for word in WORD.findall(text)):
            whole(text)
    for text in listed:
        whole(text)
        parts.update(word for word in words_of(text) if len(word) > 1 and not word.isdigit())
    return Forbidden(wholes=frozenset(wholes), exact=frozenset(exact), parts=frozenset(parts), nobody=frozenset(nobody))


def name_like(word: str) -> bool:
    """Tell whether a folded word may be part of a name: letters, more than one, and no common noun."""
    return len(word) > 1 and not word.isdigit() and word not in STOP


def name_segments(title: str) -> Iterator[str]:
    """Give the parts of a title that may hold a name: the first, and later ones that are nothing but a name or name a relative.

    >>> list(name_segments("Lopez, Maria, who fled the town"))
    ['Lopez', 'Maria']
    >>> list(name_segments("Witness-2, sister of Omar (Osh)"))
    ['Witness-2', 'sister of Omar', 'Osh']
    """
    for number, segment in enumerate(one.strip() for one in re.split(r"[,;:()\[\]\u2013\u2014]| - ", title)):
        words = WORD.findall(segment)
        if words and (number == 0 or KIN.search(segment) or not any(word[:1].islower() for word in words)):
            yield segment


def name_words(segment: str) -> Iterator[str]:
    """Give the words that are written like names: with a capital, or in a script that has none; every word where none is.

    A word with an apostrophe is given whole as well.

    >>> list(name_words("Omar Yo'ldoshev"))
    ['omar', 'yo', 'yoldoshev']
    """
    text = unicodedata.normalize("NFC", segment)
    whole = APOSTROPHE.sub("", text)
    words = WORD.findall(text)
    capitals = any(word[:1].isupper() for word in words)
    for word in dict.fromkeys([*words, *WORD.findall(whole)]):
        if not capitals or not word[:1].islower():
            yield from words_of(word)
