"""Which crime it is, on the facts alleged: articles 5 to 8 bis."""

import functools
from typing import Final

from claimmap.case import Claim, Dispute
from claimmap.jurisdiction.conditions import All, Fact, Node, failed, met, missing
from claimmap.jurisdiction.crimes import CrimeFacts, canonical, within_article_5
from claimmap.jurisdiction.register import Register
from claimmap.jurisdiction.standing import SIDES

NOT_ASKED: Final = Fact(
    article="5",
    outcome="n/a",
    because="The incident is in no claim: which crime it may be is not asked.",
    source="Rome Statute, art. 5",
)
"""The subject matter of an incident that is in no claim."""


def subject_matter(claim: Claim, crime: CrimeFacts | None, register: Register) -> Node:
    """Tell whether the facts alleged make out a crime within article 5.

    Args:
        claim: The claim.
        crime: Another crime than the one claimed, to ask of it what is alleged on the elements that it shares.
        register: The contested points.

    Every element counts as alleged unless the claim says otherwise. An element whose presence is disputed in law is
    contested, with the lean that the claim states.

    Source:
        Rome Statute, arts. 5, 6, 7, 8, 8 bis, 9.
    """
    address = claim.crime if crime is None else crime.address
    if address == "none" or not within_article_5(address):
        label = claim.label or ("the conduct alleged" if address == "none" else address)
        return failed("5", f"Article 5 holds no crime named {label}.", "Rome Statute, art. 5", label)
    fact = _is_a_crime(address)
    if not claim.alleges:
        return fact
    said = sorted((one, said) for one, said in claim.alleges.items() if crime is None or one in crime.kinds)
    return All((fact, *(_element(register, canonical(one), dispute) for one, dispute in said)))


@functools.lru_cache(maxsize=1_000)
def _is_a_crime(address: str) -> Fact:
    return met("5", f"{address} is a crime within article 5.", "Rome Statute, art. 5", address)


def _element(register: Register, address: str, said: Dispute) -> Fact:
    source = "the allegations of the claim"
    if said.value == "alleged":
        return met(address, f"{address} is alleged.", source, address)
    if said.value == "negated":
        return failed(address, f"The facts alleged exclude {address}.", source, address)
    point = register.about_element(address)
    topic = point.id if point is not None else None
    if said.value == "unknown":
        return missing(
            address,
            f"Whether the facts alleged include {address} is not known.",
            source,
            f"facts that bear on {address}",
            address,
            words=("if they show it", "if they exclude it"),
            topic=topic,
        )
    return Fact(
        article=address,
        about=address,
        outcome="contested",
        prevailing=SIDES[said.prevailing] if said.prevailing else None,
        because=f"Whether the facts alleged meet {address} is disputed.",
        source=source,
        point=f"element {address}",
        topic=topic,
    )
