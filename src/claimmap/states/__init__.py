"""States: who was a Party to the Rome Statute on which day, and what each State has accepted.

Every fact carries its source, how far it can be trusted, and the day it was last compared with a source.
Field names are the keys of a State file with `_` for `-`. Nothing here reads files.
Days are whole days; the first day of a period belongs to it, and so does the last.
"""

from claimmap.states.amendments import Amendment, AmendmentAcceptance, AmendmentPart, AmendmentsFile
from claimmap.states.declarations import (
    Declaration,
    OptOut,
    TerritorialDeclaration,
    WarCrimesDeclaration,
    WithoutEffect,
)
from claimmap.states.membership import SIXTY_DEPOSITS, WAITING_DAYS, Membership, Withdrawal, entry_into_force
from claimmap.states.referrals import CarveOut, CouncilFile, CouncilReferral, Deferral, Referral
from claimmap.states.state import State, Status
from claimmap.states.table import States
from claimmap.states.terms import FIRST_DAY, Confidence, Instrument, Lean, Standing, Validity
from claimmap.states.territory import CountriesFile, Country, Extension, Predecessor, Statehood

__all__ = [
    "FIRST_DAY",
    "SIXTY_DEPOSITS",
    "WAITING_DAYS",
    "Amendment",
    "AmendmentAcceptance",
    "AmendmentPart",
    "AmendmentsFile",
    "CarveOut",
    "Confidence",
    "CouncilFile",
    "CouncilReferral",
    "CountriesFile",
    "Country",
    "Declaration",
    "Deferral",
    "Extension",
    "Instrument",
    "Lean",
    "Membership",
    "OptOut",
    "Predecessor",
    "Referral",
    "Standing",
    "State",
    "Statehood",
    "States",
    "Status",
    "TerritorialDeclaration",
    "Validity",
    "WarCrimesDeclaration",
    "Withdrawal",
    "WithoutEffect",
    "entry_into_force",
]
