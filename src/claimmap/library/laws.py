"""The law by its id: an instrument with the others within reach, as of a day, beside an official text."""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, TypeVar

import attrs

from claimmap.dates import as_day
from claimmap.law import Crime, Law, Mode, Provision
from claimmap.library.folders import statutes_folder
from claimmap.library.instruments import instruments_in, load_instrument
from claimmap.library.lazy import Lazy
from claimmap.officialtext import Outline
from claimmap.problems import ClaimmapError, InvalidFiles, Place, Problem, UnknownId
from claimmap.reading import read_bytes

Dated = TypeVar("Dated", Crime, Mode, Provision)


def load_law(
    name: str | Path = "rome-statute", *more: str | Path, as_of: dt.date | str | None = None, text: str | Path | Iterable[str | Path] = ()
) -> Law:
    """Load an instrument by its id or from a folder, with the other shipped instruments within reach by their prefix.

    Args:
        name: Id of a shipped instrument, or a path to a folder that holds `instrument.yaml` or one folder that does.
        more: Further folders of instruments.
        as_of: A day; what had not entered into force for any State by then is left out, and `Law.as_of` says so.
        text: One or more files with an official text, plain text in any language, to show beside our statements.

    Raises:
        UnknownId: there is no such instrument.
        InvalidFiles: its files cannot be read.
        ValueError: *as_of* is not a day.

    >>> rome = load_law()
    >>> rome["7(1)(d)"].title
    'Crime against humanity of deportation or forcible transfer of population'
    """
    shipped = {path.parent.name: path.parent for path in sorted(statutes_folder().glob("*/instrument.yaml"))}
    ids = {SHORT_NAMES.get(folder, folder): path for folder, path in shipped.items()}
    for folder in more:
        ids.update(instruments_in(Path(folder)))
    chosen = str(name)
    if chosen not in ids:
        if not _is_folder(chosen):
            raise UnknownId("instrument", chosen, ids)
        found = instruments_in(Path(chosen))
        if len(found) > 1:
            raise ClaimmapError(f"{chosen} holds several instruments; name the folder of one: " + ", ".join(str(one) for one in found.values()))
        ids.update(found)
        (chosen,) = found
    day = None if as_of is None else as_day(as_of)

    def load(one: str) -> Law:
        law = load_instrument(ids[one])
        return law if day is None else in_force_on(law, day)

    law = attrs.evolve(load(chosen), others=Lazy([one for one in ids if one != chosen], load))
    files = [text] if isinstance(text, str | Path) else list(text)
    return with_official(law, files) if files else law


def in_force_on(law: Law, day: dt.date) -> Law:
    """Return a law without the crimes, modes and provisions that had not entered into force for any State on a day."""
    later: dict[str, dt.date] = {}

    def kept(index: Mapping[str, Dated]) -> dict[str, Dated]:
        out = {}
        for address, one in index.items():
            start = law.first_day(one)
            if start is not None and start > day:
                later[address] = start
            else:
                out[address] = one
        return out

    crimes, modes, provisions = kept(law.crime_index), kept(law.mode_index), kept(law.provisions)
    return attrs.evolve(law, crime_index=crimes, mode_index=modes, provisions=provisions, as_of=day, not_yet=later)


def with_official(law: Law, files: Iterable[str | Path]) -> Law:
    """Return a law that shows the wording of official texts beside its own statements.

    Raises:
        InvalidFiles: a file cannot be read as text.
    """
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in map(Path, files):
        source = read_bytes(path, str(path))
        if isinstance(source, Problem):
            problems.append(source)
            continue
        try:
            texts[str(path)] = source.data.decode("utf-8-sig")
        except UnicodeDecodeError:
            problems.append(Problem(place=Place(file=str(path)), rule="not-text", message="the file is not plain text in UTF-8",
                                    hint="save the text of the document as plain text in UTF-8"))  # fmt: skip
    if problems:
        raise InvalidFiles(problems)
    from claimmap.officialtext.aligning import align  # noqa: PLC0415 - only where somebody gives a text

    return attrs.evolve(law, official=align(texts, outline_of(law)))


def outline_of(law: Law) -> Outline:
    """Return what a law holds, for aligning an official text with it."""
    crimes = law.crimes()
    return Outline(
        elements={
            crime.address: () if crime.no_elements else tuple(one.number for one in crime.elements if one.number is not None) for crime in crimes
        },
        limbs={one.address: tuple(limb.letter for limb in one.limbs) for crime in crimes for one in crime.elements if one.limbs},
        provisions=frozenset({*law.crime_index, *law.mode_index, *law.provisions}),
    )


def _is_folder(text: str) -> bool:
    try:
        return Path(text).is_dir()
    except OSError:  # the text is no path at all
        return False


SHORT_NAMES: Final = {"rules-of-procedure-and-evidence": "rpe", "convention-against-torture": "cat"}
"""Folders whose instrument has a shorter id."""
