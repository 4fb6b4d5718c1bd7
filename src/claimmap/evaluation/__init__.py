"""How evidence becomes not-met, open or met.

Grades are intervals on an ordered scale without arithmetic; support is counted in independent lines; a policy turns
lines into a result at each standard.

Literature:
    Kleene's strong three-valued logic.
"""

from claimmap.evaluation.claims import ClaimResult, asked_rows, claim_result, claim_results, standards_of, worst_of
from claimmap.evaluation.profiles import (
    MET,
    NOT_MET,
    OPEN,
    RESULTS,
    Bounds,
    Evaluation,
    Profile,
    Result,
    RowResult,
    Unit,
    UnitResult,
    assessed,
    compare_lines,
    is_settled,
    result_of,
    units_of,
    vector,
)
from claimmap.evaluation.rows import EXACT_UP_TO, Counter, evaluate, reevaluate

__all__ = [
    "EXACT_UP_TO",
    "MET",
    "NOT_MET",
    "OPEN",
    "RESULTS",
    "Bounds",
    "ClaimResult",
    "Counter",
    "Evaluation",
    "Profile",
    "Result",
    "RowResult",
    "Unit",
    "UnitResult",
    "asked_rows",
    "assessed",
    "claim_result",
    "claim_results",
    "compare_lines",
    "evaluate",
    "is_settled",
    "reevaluate",
    "result_of",
    "standards_of",
    "units_of",
    "vector",
    "worst_of",
]
