"""The codes under which an audience sees what it may not see by name."""

import hashlib
import hmac
from collections.abc import Sequence
from typing import Final

from claimmap.case import Case
from claimmap.report.audience.closing import Closed
from claimmap.report.audience.names import Forbidden

CODE_LETTERS: Final = str.maketrans("0123456789abcdef", "bcdfghjkmnpqrstv")
"""Codes are made of consonants, so that they spell no word."""
CODE_LENGTH: Final = 8


def key_of(secret: bytes, case: str, audience: str) -> bytes:
    """Return the key of the codes of a case for an audience."""
    return hmac.new(secret, f"claimmap/audience-1\0{case}\0{audience}".encode(), hashlib.sha256).digest()


def digest(key: bytes, kind: str, name: str) -> str:
    """Return the letters of which the code of an id is the first ones."""
    return hmac.new(key, f"{kind}\0{name}".encode(), hashlib.sha256).hexdigest().translate(CODE_LETTERS)


def codes_of(several: Sequence[Case], closed: Closed, forbidden: Forbidden, key: bytes) -> dict[tuple[str, str], str]:
    """Give a code to everything that is shown by code, and to every id that would identify somebody."""
    wanted: dict[tuple[str, str], str] = {}
    used: set[str] = set()
    for case in several:
        named = [("node", one.id, "s", one.id in closed.sources) for one in case.sources]
        named += [("node", one.id, "e", one.id in closed.items) for one in case.evidence]
        named += [("event", one.id, "i", one.id in closed.events) for one in case.events]
        named += [("part", part.id, "t", one.id in closed.events) for one in case.events for part in one.parts if part.id]
        named += [("person", one.id, "p", False) for one in case.people]
        named += [("group", one.id, "g", False) for one in case.groups]
        named += [("context", one.id, "x", False) for one in case.contexts]
        named += [("claim", one.id, "c", False) for one in case.claims]
        named += [("filing", one.id, "f", False) for one in case.filings]
        named += [("alternative", one.id, "a", False) for one in case.alternatives]
        for kind, name, letter, coded in named:
            if coded or forbidden.found_in(name) or closed.details.joined_in(name):
                wanted.setdefault((kind, name), letter)
            else:
                used.add(name)
    out: dict[tuple[str, str], str] = {}
    for (kind, name), letter in sorted(wanted.items()):
        letters = digest(key, kind, name)
        length = CODE_LENGTH
        while (code := f"{letter}-{letters[:length]}") in used:
            length += 1
        used.add(code)
        out[kind, name] = code
    return out
