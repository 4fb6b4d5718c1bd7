"""Names that an audience may not see, and how they are recognised in a text."""

import re
import unicodedata
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
LONG: Final = 5
"""From this many letters on, a part of a name is looked for inside words too, for endings and joined spellings."""


def folded(text: str) -> str:
    """Return a text without case, accents and invisible characters, for comparing.

    >>> folded("L\u00f3\u200bpez")
    'lopez'
    """
    plain = unicodedata.normalize("NFKD", text)
    return "".join(one for one in plain if not unicodedata.combining(one) and unicodedata.category(one) != "Cf").casefold()


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return WORD.findall(folded(text))


@final
@frozen(kw_only=True)
class Forbidden:
    """Names that an audience may not see.

    Attributes:
        wholes: Full names and ids, squeezed: found wherever their letters follow each other.
        exact: Full names and ids that are short or common: found only as a run of whole words.
        parts: Single words of names.
    """

    wholes: frozenset[str] = frozenset()
    exact: frozenset[tuple[str, ...]] = frozenset()
    parts: frozenset[str] = frozenset()
    _long: re.Pattern[str] | None = field(init=False, eq=False, repr=False)

    @_long.default
    def _pattern(self) -> re.Pattern[str] | None:
        long = sorted(one for one in self.parts if len(one) >= LONG)
        return re.compile("|".join(map(re.escape, long))) if long else None

    def found_in(self, text: str) -> bool:
        """Tell whether a text holds a forbidden name or a part of one."""
        words = words_of(text)
        if not words:
            return False
        if any(word in self.parts for word in words):
            return True
        if self._long is not None and any(self._long.search(word) for word in words):
            return True
        together = "".join(words)
        if any(whole in together for whole in self.wholes):
            return True
        return any(list(run) == words[place : place + len(run)] for run in self.exact for place in range(len(words) - len(run) + 1))

    def joined(self, other: "Forbidden") -> "Forbidden":
        """Return both together."""
        return Forbidden(wholes=self.wholes | other.wholes, exact=self.exact | other.exact, parts=self.parts | other.parts)

    def without(self, texts: Iterable[str]) -> "Forbidden":
        """Leave out what stands in texts that are not the case's, such as the law: those words identify nobody."""
        said = {word for text in texts for word in words_of(text)}
        return Forbidden(
            wholes=frozenset(one for one in self.wholes if one not in said),
            exact=frozenset(run for run in self.exact if not said.issuperset(run)),
            parts=frozenset(part for part in self.parts if not any(part in word for word in said)),
        )


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
    return Forbidden(wholes=frozenset(wholes), exact=frozenset(exact), parts=frozenset(parts))


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
    """Give the words that are written like names: with a capital, or in a script that has none; every word where none is."""
    words = WORD.findall(unicodedata.normalize("NFC", segment))
    capitals = any(word[:1].isupper() for word in words)
    for word in words:
        if not capitals or not word[:1].islower():
            yield from words_of(word)
