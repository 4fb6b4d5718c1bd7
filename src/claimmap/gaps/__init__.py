"""What is missing for each element, why, and what would close it: plain values.

A gap is a finding, not an error, and never a judgment on the claim.
"""

from claimmap.gaps.behind import Cone, Counted, Tally
from claimmap.gaps.claims import claim_gaps, jurisdiction_gaps
from claimmap.gaps.kinds import (
    FAILED_BEFORE,
    KINDS,
    MOST_NAMED,
    SOURCES,
    STATUS_KINDS,
    STATUSES,
    Gap,
    Status,
    count_of,
    gap,
    lead_words,
    named,
    phrase,
    scope_words,
    sentence,
)
from claimmap.gaps.rows import GapFinder, RowFinding, condition_rows, frozen_table, rows_by_element, status_of

__all__ = [
    "FAILED_BEFORE",
    "KINDS",
    "MOST_NAMED",
    "SOURCES",
    "STATUSES",
    "STATUS_KINDS",
    "Cone",
    "Counted",
    "Gap",
    "GapFinder",
    "RowFinding",
    "Status",
    "Tally",
    "claim_gaps",
    "condition_rows",
    "count_of",
    "frozen_table",
    "gap",
    "jurisdiction_gaps",
    "lead_words",
    "named",
    "phrase",
    "rows_by_element",
    "scope_words",
    "sentence",
    "status_of",
]
