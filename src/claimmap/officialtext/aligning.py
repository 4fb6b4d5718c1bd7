"""How the lines of an official text are aligned with the articles and elements of the law; misalignment is reported, never guessed."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, final

from attrs import frozen

from claimmap.address import BadAddress, order_key, parse
from claimmap.officialtext import Kind, Level, Misfit, Official, Outline

WRAPPED: Final = 160
"""A text of which hardly any line is longer than this has broken its paragraphs over lines."""


FULL: Final = 0.75
"""A line at least this full, measured against the longest, goes on in the next one."""


MOST_TITLE_LINES: Final = 3


ENDS: Final = (".", ";", ":", "!", "?", "\u3002", "\uff1b", "\uff1a", "\u061b", "\u06d4")


@final
@frozen
class _Line:
    number: int
    text: str


@final
@frozen
class _Section:
    """One heading with the lines under it, up to the next."""

    address: str
    title: str
    line: int
    body: tuple[_Line, ...]


@final
@frozen
class _Item:
    """One labelled piece of text: its path of labels, such as ("2", "a", "ii"), and its lines."""

    path: tuple[str, ...]
    line: int
    text: str


_HEADING: Final = re.compile(
    r"^[\s=#*>]*(?P<word>[^\W\d_][\w\u0300-\u036f.]{0,20}?\.?|\u00a7|\u7b2c)\s*"
    r"(?P<article>[1-9][0-9]{0,2}(?=bis|ter|quater|\u6761|\W|$)|[IVX]+(?![\w.]))\s*(?:[-\s]?\s*(?P<bis>bis|ter|quater)\b\.?)?\s*(?:\u6761)?"
    r"(?P<parts>(?:[\s,.-]*\(?\b(?:[0-9]{1,2}(?:\s?bis)?|[a-z]|[ivx]+)\))*(?:\s?-\s?[0-9]{1,2}\b)?)"
    r"(?P<marks>(?:\s*\[\^?\w+\])*)(?P<rest>.*)$"
)


_PART: Final = re.compile(r"\(?\s*([0-9]{1,2}(?:\s?bis)?|[a-z]|[ivx]+)\s*\)|-\s?([0-9]{1,2})")


_NUMBER: Final = re.compile(
    r"^\s*(?:(?P<plain>[0-9]{1,3})\s?(?P<bis>bis|ter|quater)?\s?[.)]"
    r"|\((?P<round>[0-9]{1,3})\s?(?P<round_bis>bis|ter|quater)?\))(?=\s|$)\s*"
)


_LETTER: Final = re.compile(r"^\s*(?:\((?P<round>[a-z]{1,7})\)|(?P<plain>[a-z]{1,7})\)(?=\s|$))\s*")


_MARKS: Final = re.compile(r"\[\^?\w{1,4}\](?:\s*,\s*(?=\[\^?\w))?|[\u00b9\u00b2\u00b3\u2070-\u2079]+")


_FOOTNOTE: Final = re.compile(r"^\s*\[\^?\w{1,4}\]\s")


_OTHER_HEADING: Final = re.compile(r"^\s*(?:={2,}|#{1,6})\s*\S")


_BRACKETED: Final = re.compile(r"^\s*\[[^\]]{0,300}\]?\s*$")


_ROMANS: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx",
                  "xxi", "xxii", "xxiii", "xxiv", "xxv", "xxvi", "xxvii", "xxviii", "xxix", "xxx")  # fmt: skip


def align(texts: Mapping[str, str], outline: Outline) -> Official:
    """Align official texts with what a law holds.

    Args:
        texts: Plain text of each file by its name.
        outline: What the law holds.
    """
    wordings: dict[str, str] = {}
    titles: dict[str, str] = {}
    misfits: list[Misfit] = []
    beyond: list[str] = []
    kinds: set[Kind] = set()
    for name, text in texts.items():
        found = _Text(name, text, outline)
        kinds.update(found.kinds)
        for address, words in found.wordings.items():
            if address in wordings and wordings[address] != words:
                misfits.append(Misfit(address=address, why="two texts word it differently; the first is shown", file=name))
            wordings.setdefault(address, words)
        titles.update({address: title for address, title in found.titles.items() if address not in titles})
        misfits += found.misfits
        beyond += found.beyond
    said = {one.address for one in misfits}
    misfits += [one for one in _missing(outline, kinds, wordings) if one.address not in said]
    return Official(
        files=tuple(texts), wordings=wordings, titles=titles, misfits=tuple(sorted(misfits, key=_misfit_order)),
        beyond=tuple(dict.fromkeys(beyond)),
    )  # fmt: skip


def _misfit_order(one: Misfit) -> tuple[object, int, str]:
    try:
        return order_key(parse(one.address).address), one.line, one.why
    except BadAddress:
        return ("", ()), one.line, one.why


def _missing(outline: Outline, kinds: set[Kind], wordings: Mapping[str, str]) -> Iterator[Misfit]:
    """List what of ours no text words: elements where a text of elements was given, provisions where one of articles was."""
    if "elements" in kinds:
        for crime, numbers in outline.elements.items():
            lost = [number for number in numbers if f"{crime}/{number}" not in wordings]
            if lost and len(lost) == len(numbers):
                yield Misfit(address=crime, why=f"the text has no entry for its {len(numbers)} elements")
            else:
                yield from (Misfit(address=f"{crime}/{number}", why="the text has no wording for this element") for number in lost)
    if "articles" in kinds:
        found = Official(files=("",), wordings=wordings)
        for address in outline.provisions:
            if found.wording(address) is None:
                yield Misfit(address=address, why="the text has nothing at this address")


@final
class _Text:
    """One text, taken apart."""

    def __init__(self, name: str, text: str, outline: Outline) -> None:
        self.name = name
        self.outline = outline
        self.wordings: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        self.misfits: list[Misfit] = []
        self.beyond: list[str] = []
        self.kinds: set[Kind] = set()
        lines = [_Line(number, unicodedata.normalize("NFC", line).rstrip()) for number, line in enumerate(text.splitlines(), 1)]
        lengths = sorted(len(line.text) for line in lines if line.text.strip())
        longest = lengths[int(len(lengths) * 0.95)] if lengths else 0
        self.width = longest if longest <= WRAPPED else 0
        sections = self._sections(lines)
        held = {crime for crime, numbers in outline.elements.items() if numbers}
        self.of_elements = sum(section.address in held and "(" in section.address for section in sections) > len(sections) // 4
        for section in self._unique(sections):
            if self.of_elements:
                self._elements(section)
            else:
                self._articles(section)

    def misfit(self, address: str, why: str, line: int) -> None:
        self.misfits.append(Misfit(address=address, why=why, file=self.name, line=line))

    # -- headings

    def _sections(self, lines: Sequence[_Line]) -> list[_Section]:
        heads = [(place, found) for place, line in enumerate(lines) if (found := _heading(line.text)) is not None]
        words = Counter(found["word"].rstrip(".").casefold() for _, found in heads)
        if not words:
            return []
        ((usual, _),) = words.most_common(1)
        ends = [place for place, line in enumerate(lines) if _FOOTNOTE.match(line.text) or _OTHER_HEADING.match(line.text)]
        ends += [place for place, _ in heads]
        ends.append(len(lines))
        ends.sort()
        out: list[_Section] = []
        for place, found in heads:
            if found["word"].rstrip(".").casefold() != usual:
                continue
            address = _address_of(found)
            if address is None:
                continue
            end = next(one for one in ends if one > place)
            title = _clean(found["rest"].strip(" \t-\u2013\u2014:"))
            out.append(_Section(address, title, lines[place].number, tuple(line for line in lines[place + 1 : end] if line.text.strip())))
        return out

    def _unique(self, sections: Sequence[_Section]) -> Iterator[_Section]:
        """Return each section once: tables of contents fall away, and what stands twice is refused."""
        grouped: dict[str, list[_Section]] = {}
        for section in sections:
            grouped.setdefault(section.address, []).append(section)
        for address, found in grouped.items():
            full = [one for one in found if _has_text(one)]
            if len(full) > 1:
                self.misfit(address, f"the text has {len(full)} entries for it; none was taken", full[1].line)
            elif full:
                yield full[0]
            elif address in self.outline.provisions and self.outline.elements.get(address):
                yield found[-1]

    # -- texts of elements

    def _elements(self, section: _Section) -> None:
        crime = section.address
        numbers = self.outline.elements.get(crime)
        if numbers is None:
            return
        self.kinds.add("elements")
        if section.title:
            self.titles[crime] = section.title
        runs = [run for run in self._runs(section) if run]
        if not numbers:
            if runs:
                self.misfit(crime, f"the text has {len(runs[-1])} elements; the law here has none", section.line)
            return
        if not runs:
            self.misfit(crime, f"the entry has no numbered elements; {len(numbers)} are due", section.line)
            return
        run = runs[-1]  # an introduction may be numbered too; the elements stand last
        found = [int(item.path[0]) for item, _ in run]
        if found != list(numbers):
            listed = ", ".join(map(str, found))
            self.misfit(crime, f"the text has elements {listed}; the law here has {', '.join(map(str, numbers))}; none was taken", run[0][0].line)
            return
        for item, limbs in run:
            address = f"{crime}/{item.path[0]}"
            self.wordings[address] = " ".join([item.text, *(f"({limb.path[1]}) {limb.text}" for limb in limbs)]).strip()
            ours = self.outline.limbs.get(address, ())
            theirs = tuple(limb.path[1] for limb in limbs)
            if ours and theirs == ours:
                self.wordings.update({f"{address}({limb.path[1]})": limb.text for limb in limbs})
            elif ours:
                here = ", ".join(theirs) or "none"
                self.misfit(address, f"the text has limbs {here}; the law here has {', '.join(ours)}: the element was taken as a whole", item.line)

    def _runs(self, section: _Section) -> list[list[tuple[_Item, list[_Item]]]]:
        """Split the numbered paragraphs of an entry into runs that each begin with 1, limbs with their numbers."""
        runs: list[list[tuple[_Item, list[_Item]]]] = []
        for item in self._items(section, elements=True):
            if len(item.path) == 1:
                if item.path[0] == "1" or not runs:
                    runs.append([])
                runs[-1].append((item, []))
            elif runs and runs[-1]:
                runs[-1][-1][1].append(item)
        return runs

    # -- texts of articles

    def _articles(self, section: _Section) -> None:
        article = section.address
        relevant = any(one == article or one.startswith((article + "(", article + "/")) for one in self.outline.provisions)
        if relevant:
            self.kinds.add("articles")
        if section.title:
            self.titles[article] = section.title
        seen: set[str] = set()
        found = self._items(section, elements=False, report=relevant)
        for place, item in enumerate(found):
            address = article + "".join(f"({part})" for part in item.path)
            try:
                address = str(parse(address).address)
            except BadAddress:
                if relevant:
                    self.misfit(article, f"the label {item.path[-1]!r} fits no address", item.line)
                continue
            if address in seen:
                if relevant:
                    self.misfit(address, "the text has this label twice; the first was taken", item.line)
                continue
            seen.add(address)
            words = item.text or (_joined(found[place + 1 :], item.path) if item.path else "")
            if not words:
                continue
            if address in self.outline.provisions or any(one.startswith((address + "/", address + "-")) for one in self.outline.provisions):
                self.wordings[address] = words
            else:
                self.beyond.append(address)

    # -- labelled paragraphs

    def _items(self, section: _Section, *, elements: bool, report: bool = True) -> list[_Item]:
        """Take a section apart by its labels; what belongs to no label for certain is listed."""
        body = self._titled(section)
        labels = _labels(body)
        path = _Path(elements=elements)
        items: list[_Item] = []
        current: list[str] = []
        here: tuple[tuple[str, ...], int] = ((), section.line)
        last = ""
        for place, (line, found, rest) in enumerate(labels):
            if not found:
                if not elements and _is_page_number(line.text):
                    continue
                if elements and (_BRACKETED.match(line.text) or _is_page_number(line.text) or not path.path):
                    continue
                if current and self._loose(last, line.text) and path.kinds[-1:] not in ((), ("number",)):
                    if report:
                        self.misfit(section.address, "a paragraph without a label stands after " + _label_words(section.address, here[0]) +
                                    "; it may belong to it or to what stands above, and was left out", line.number)  # fmt: skip
                    last = line.text
                    continue
                current.append(line.text.strip())
                last = line.text
                continue
            for depth, label in enumerate(found):
                coming = found[depth + 1 :] or _next_labels(labels, place)
                taken = path.step(label, coming)
                if taken is None:
                    break
                items.append(_Item(here[0], here[1], _clean(" ".join(current))))
                current, here = [], (taken, line.number)
            else:
                current.append(rest.strip())
                last = line.text
                continue
            if report:
                self.misfit(section.address, f"the label {label!r} does not follow " + (_label_words(section.address, path.path) or "anything") +
                            "; from there on nothing of this entry was taken", line.number)  # fmt: skip
            break
        items.append(_Item(here[0], here[1], _clean(" ".join(current))))
        return [item for item in items if item.path or (item.text and not elements)]

    def _loose(self, before: str, line: str) -> bool:
        """Tell whether a line without a label begins a paragraph of its own."""
        if not before.rstrip().endswith(ENDS) or line.strip()[:1].islower():
            return False
        return self.width == 0 or len(before) < FULL * self.width

    def _titled(self, section: _Section) -> tuple[_Line, ...]:
        """Drop the title that stands on lines of its own under a heading, and keep it."""
        body = section.body
        if section.title or not body:
            return body
        taken = 0
        for line in body[:MOST_TITLE_LINES]:
            text = line.text.strip()
            starts_low = text[:1].islower() or text[:1] in "(["
            if _NUMBER.match(text) or (_LETTER.match(text) and taken) or text.endswith(ENDS) or (taken and not starts_low):
                break
            taken += 1
        if taken == len(body):
            return body if len(body) > 1 else ()
        if taken:
            self.titles[section.address] = _clean(" ".join(line.text.strip() for line in body[:taken]))
        return body[taken:]


@final
class _Path:
    """Follows labels through paragraphs, letters and roman numerals, or through elements and their limbs."""

    def __init__(self, *, elements: bool) -> None:
        self.elements = elements
        self.path: tuple[str, ...] = ()
        self.kinds: tuple[Level, ...] = ()

    def step(self, label: str, coming: Sequence[str]) -> tuple[str, ...] | None:
        """Return the path at a label; None where it does not follow."""
        level = self._level(label, coming)
        if level is None:
            return None
        depth = self.kinds.index(level) if level in self.kinds else len(self.kinds)
        if level == "letter" and "roman" in self.kinds and "letter" not in self.kinds:
            return None
        self.path, self.kinds = (*self.path[:depth], label), (*self.kinds[:depth], level)
        return self.path

    def _last(self, level: Level) -> str | None:
        return self.path[self.kinds.index(level)] if level in self.kinds else None

    def _level(self, label: str, coming: Sequence[str]) -> Level | None:
        if label[0].isdigit():
            return "number" if self._number_follows(label) else None
        letter, roman = self._last("letter"), self._last("roman")
        as_letter = len(label) == 1 and (label == "a" if letter is None else ord(label) == ord(letter) + 1)
        as_roman = label in _ROMANS and (letter is not None or "number" in self.kinds) and (
            label == "i" if roman is None else _ROMANS.index(label) == _ROMANS.index(roman) + 1
        )  # fmt: skip
        if as_letter and as_roman:
            after = coming[0] if coming else ""
            return "roman" if after == "ii" else "letter"  # a list of one is no list
        return "letter" if as_letter else "roman" if as_roman else None

    def _number_follows(self, label: str) -> bool:
        last = self._last("number")
        if last is None:
            return True
        (now, now_bis), (then, then_bis) = _number(label), _number(last)
        if self.elements and now == 1 and not now_bis:
            return True
        next_one = (now == then + 1 and not now_bis) or (now == then and now_bis == then_bis + 1)
        return next_one or (not self.elements and now > then)


def _joined(after: Sequence[_Item], path: tuple[str, ...]) -> str:
    """Join what stands under a label that has no words of its own."""
    under = []
    for item in after:
        if item.path[: len(path)] != path:
            break
        under.append(f"({item.path[-1]}) {item.text}".strip())
    return " ".join(under)


def _number(label: str) -> tuple[int, int]:
    digits = re.match(r"\d+", label)
    return int(digits[0]) if digits else 0, {"": 0, "bis": 1, "ter": 2, "quater": 3}[re.sub(r"\d", "", label)]


def _heading(text: str) -> re.Match[str] | None:
    """Match the heading of an article or entry; a sentence that begins like one is none."""
    found = _HEADING.match(text)
    if found is None or _NUMBER.match(text):
        return None
    rest = found["rest"].strip()
    if rest[:1].islower() or rest[:1] in {",", ";", ")", "/"} or (rest.endswith((".", ";")) and len(rest) > 1) or rest == ".":
        return None
    return found


def _address_of(found: re.Match[str]) -> str | None:
    parts = [f"({one[1].replace(' ', '')})" if one[1] else f"-{one[2]}" for one in _PART.finditer(found["parts"])]
    text = found["article"] + (found["bis"] or "") + "".join(parts)
    try:
        parsed = parse(text)
    except BadAddress:
        return None
    return None if parsed.notes else str(parsed.address)


def _labels(body: Sequence[_Line]) -> list[tuple[_Line, list[str], str]]:
    """Return each line with the labels at its beginning and what follows them."""
    out = []
    for line in body:
        rest = line.text
        found: list[str] = []
        while True:
            number = _NUMBER.match(rest)
            letter = None if number else _LETTER.match(rest)
            if number and not found:
                found.append((number["plain"] or number["round"]) + (number["bis"] or number["round_bis"] or ""))
                rest = rest[number.end() :]
            elif letter and ((word := letter["round"] or letter["plain"]) in _ROMANS or len(word) == 1):
                found.append(word)
                rest = rest[letter.end() :]
            else:
                break
        out.append((line, found, rest))
    return out


def _next_labels(labels: Sequence[tuple[_Line, list[str], str]], place: int) -> list[str]:
    return next((found for _, found, _ in labels[place + 1 :] if found), [])


def _label_words(article: str, path: Sequence[str]) -> str:
    return article + "".join(f"({part})" for part in path) if path else ""


def _is_page_number(text: str) -> bool:
    return bool(re.fullmatch(r"\s*-?\s*[0-9]{1,4}\s*-?\s*", text))


def _has_text(section: _Section) -> bool:
    """Tell whether anything but a title or a page number stands under a heading."""
    body = [line.text for line in section.body if not _is_page_number(line.text)]
    return any(_NUMBER.match(line) or _LETTER.match(line) or line.strip().endswith(ENDS) or _BRACKETED.match(line) for line in body)


def _clean(text: str) -> str:
    """Drop footnote markers and doubled spaces."""
    return re.sub(r"\s+", " ", _MARKS.sub("", text)).strip()
