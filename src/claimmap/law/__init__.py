"""The law as values: instruments, crimes, elements, modes of liability, provisions, standards of proof.

Every class is frozen and does no I/O.
Field names are the keys of a statute file with `_` for `-`.
"""

from claimmap.law.crimes import Crime, CrimeFile, Judgment, Neighbour, SharedFile, Variant
from claimmap.law.elements import Element, ElementText, Limb, fingerprint_of, resolve_element
from claimmap.law.instrument import InstrumentFile, Law
from claimmap.law.modes import Mode, ModeFile
from claimmap.law.provisions import Condition, Provision
from claimmap.law.resolving import AmbiguousAddress, Resolution, UnknownElement
from claimmap.law.standards import StandardOfProof, StandardsFile
from claimmap.law.terms import Asks, Combine, ElementKind, Mental, Note, Part, Scope, SourceText

__all__ = [
    "AmbiguousAddress",
    "Asks",
    "Combine",
    "Condition",
    "Crime",
    "CrimeFile",
    "Element",
    "ElementKind",
    "ElementText",
    "InstrumentFile",
    "Judgment",
    "Law",
    "Limb",
    "Mental",
    "Mode",
    "ModeFile",
    "Neighbour",
    "Note",
    "Part",
    "Provision",
    "Resolution",
    "Scope",
    "SharedFile",
    "SourceText",
    "StandardOfProof",
    "StandardsFile",
    "UnknownElement",
    "Variant",
    "fingerprint_of",
    "resolve_element",
]
