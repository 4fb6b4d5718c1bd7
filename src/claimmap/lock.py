"""Which statements of the law a case was written against.

`claimmap lock` writes the fingerprint of every element that the case links to into a file beside the case file.
When the law's statement of such an element changes, the links made to the old one are to be reviewed: only a person
can say whether they still fit.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final, Literal, final

from attrs import frozen

from claimmap.address import BadAddress
from claimmap.case import Case
from claimmap.checks import Finding
from claimmap.law import Law, Provision
from claimmap.problems import UnknownId
from claimmap.reading import Path_

RULE: Final = "to-be-reviewed"
SUFFIX: Final = ".lock"
ENTRIES: Final = ("alternatives", "settled", "assessments")
"""Beside links, what is written about one element and may no longer fit when its statement changes."""


@final
@frozen(kw_only=True)
class Locked:
    """The statement that links were made to.

    Attributes:
        fingerprint: Changes whenever the statement does.
        statement: The statement itself, so that the two can be compared.
    """

    fingerprint: str
    statement: str


@final
@frozen(kw_only=True)
class LockFile:
    """A lock: what the law said when the links of a case were made.

    Attributes:
        case: Id of the case.
        law: Id of the instrument.
        version: Its version when the lock was written.
        elements: By address; an element common to an article stands under its own, such as `7/attack`.
    """

    format: Literal["claimmap/lock-1"] = "claimmap/lock-1"
    case: str
    law: str
    version: str
    elements: Mapping[str, Locked]

    def to_text(self) -> str:
        """Return the file's text: JSON, one line an entry."""
        plain = {
            "format": self.format, "case": self.case, "law": self.law, "version": self.version,
            "elements": {address: {"fingerprint": one.fingerprint, "statement": one.statement} for address, one in self.elements.items()},
        }  # fmt: skip
        return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def path_of(case_file: Path) -> Path:
    """Return where the lock of a case file stands: `case.lock` beside `case.yaml`."""
    return case_file.with_suffix(SUFFIX)


def key_and_statement(text: str, law: Law) -> tuple[str, Locked] | None:
    """Return the address under which an element is locked and its present statement; None where it has none."""
    try:
        found = law.resolve(text)
        if found.kind in ("crime", "mode"):
            return None
        owner = found.owner.rpartition(":")[0]
        prefix = f"{owner}:" if owner else ""
        if found.kind == "provision":
            provision = law[found.address]
            if not isinstance(provision, Provision):  # pragma: no cover - the kind says so
                return None
            words = " ".join([provision.statement, *(one.statement for one in provision.conditions)])
            return found.address, Locked(fingerprint=provision.fingerprint, statement=words)
        element = law.element(found.address)
    except (UnknownId, BadAddress):
        return None
    return prefix + (element.same_as or element.address), Locked(fingerprint=element.fingerprint, statement=element.full_statement())


def mentions(case: Case) -> Iterator[tuple[Path_, str]]:
    """Return every place of a case that says something about one element, with the address as written."""
    for number, item in enumerate(case.evidence):
        for key, links in (("supports", item.supports), ("undermines", item.undermines)):
            for place, link in enumerate(links):
                if link.element is not None:
                    yield ("evidence", number, key, place, "element"), link.element
    for key in ENTRIES:
        for number, one in enumerate(getattr(case, key)):
            yield (key, number, "element"), one.element


def present(case: Case, law: Law) -> dict[str, Locked]:
    """Return the present statement of every element that a case links to, by address in order."""
    found = (key_and_statement(text, law) for text in dict.fromkeys(text for _, text in mentions(case)))
    return dict(sorted({one[0]: one[1] for one in found if one is not None}.items()))


def stale(case: Case, law: Law) -> frozenset[str]:
    """Return the addresses of elements whose statement has changed since the links to them were made."""
    if not case.fingerprints:
        return frozenset()
    now = present(case, law)
    return frozenset(address for address, one in now.items() if case.fingerprints.get(address, one.fingerprint) != one.fingerprint)


def findings(case: Case, law: Law) -> Iterator[Finding]:
    """Name every link that was made to a statement which has changed since."""
    changed = stale(case, law)
    if not changed:
        return
    for path, text in mentions(case):
        found = key_and_statement(text, law)
        if found is not None and found[0] in changed:
            what = {"alternatives": "alternative", "settled": "settled matter", "assessments": "assessment"}.get(str(path[0]), "link")
            yield Finding(
                path=path, rule="to-be-reviewed", severity="warning",
                message=f"the statement of {found[0]} has changed since this {what} was written",
                hint=f"read it again (`claimmap law {found[0]}`), then accept it with `claimmap lock --reviewed {found[0]}`",
            )  # fmt: skip


def updated(old: LockFile | None, case: Case, law: Law, reviewed: Collection[str] = ()) -> LockFile:
    """Return the lock of a case as it should now be written.

    What is new is locked, what is no longer linked is dropped; a changed statement stays as it was locked unless a
    person has reviewed the links to it.

    Args:
        old: The lock that stands beside the case; None where there is none yet.
        case: The case.
        law: The law as it now is.
        reviewed: Addresses whose changed statements were reviewed.
    """
    now = present(case, law)
    kept = {} if old is None else old.elements
    elements = {address: one if address in reviewed else kept.get(address, one) for address, one in now.items()}
    return LockFile(case=case.id, law=law.id, version=law.version, elements=elements)


@final
@frozen(kw_only=True)
class Changed:
    """A statement that has changed since it was locked."""

    address: str
    was: str
    now: str


def changed(lock: LockFile, case: Case, law: Law) -> tuple[Changed, ...]:
    """Return what a lock holds with another statement than the present one, in order."""
    now = present(case, law)
    return tuple(
        Changed(address=address, was=one.statement, now=now[address].statement)
        for address, one in lock.elements.items()
        if address in now and now[address].fingerprint != one.fingerprint
    )
