"""Rules on claims: variants, modes, contexts and groups that fit the law."""

from collections.abc import Iterator

from claimmap.address import BadAddress
from claimmap.case import Case
from claimmap.checks.addresses import LONGEST_ADDRESS
from claimmap.checks.findings import Finding
from claimmap.law import Crime, Law, Mode
from claimmap.problems import UnknownId, did_you_mean, one_of


def applies(mode: Mode, crime: Crime) -> bool:
    """Tell whether a mode of liability applies to a crime.

    Source:
        Rome Statute, arts. 25(3)(e) (genocide only) and 25(3bis) (aggression only).
    """
    return mode.crimes == "any" or crime.article == {"genocide": "6", "aggression": "8bis"}[mode.crimes]


def check_claims_fit_the_law(case: Case, law: Law) -> Iterator[Finding]:
    """A claim's variant exists, its modes apply to its crime, and it says what its crime needs."""
    for number, claim in enumerate(case.claims):
        if claim.crime == "none":
            if claim.label is None:
                yield Finding(path=("claims", number), rule="missing-key", message="a claim of no crime lacks 'label'", hint="write the name under which the conduct is alleged")
            continue
        if len(claim.crime) > LONGEST_ADDRESS:
            continue
        try:
            crime = law.crime(claim.crime)
        except (UnknownId, BadAddress):
            continue
        variants = [one.id for one in crime.variants]
        if claim.variant is not None and claim.variant not in variants:
            yield Finding(path=("claims", number, "variant"), rule="unknown-value", message=f"{claim.variant!r} is not a variant of {crime.address}",
                          hint=did_you_mean(claim.variant, variants) or "it has none")  # fmt: skip
        for place, text in enumerate(claim.modes):
            if len(text) > LONGEST_ADDRESS:
                continue
            try:
                mode = law.mode(text)
            except (UnknownId, BadAddress):
                continue
            if not applies(mode, crime):
                yield Finding(path=("claims", number, "modes", place), rule="mode-does-not-apply", message=f"{mode.address} does not apply to {crime.address}",
                              hint=f"it applies to {mode.crimes} only")  # fmt: skip
        if claim.context is None and len(case.contexts) > 1:
            wanted = "armed-conflict" if crime.article == "8" else "attack"
            fitting = [one.id for one in case.contexts if one.kind == wanted]
            if len(fitting) != 1:
                yield Finding(path=("claims", number), rule="no-context", severity="warning", message=f"the claim {claim.id!r} names no context, and the case has several",
                              hint="write `context:` with one of " + one_of([one.id for one in case.contexts]))  # fmt: skip
        if claim.group is None and case.groups and crime.article == "6":
            yield Finding(path=("claims", number), rule="no-group", severity="warning", message=f"the claim {claim.id!r} of genocide names no group",
                          hint="write `group:`; evidence about other groups never counts for it")  # fmt: skip
