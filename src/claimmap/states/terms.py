"""Words that the files of States choose among."""

import datetime as dt
from typing import Literal

Confidence = Literal["source-checked", "partly-source-checked", "secondary", "inferred", "memory"]
Validity = Literal["alleged", "negated", "disputed", "unknown"]
Lean = Literal["alleged", "negated"]
Standing = Literal["party", "not-yet-party", "withdrawn", "never-party", "not-extended", "unknown"]
Instrument = Literal["ratification", "acceptance", "approval", "accession", "succession"]

FIRST_DAY = dt.date(2002, 7, 1)
"""The day the Statute entered into force: nothing done before it is within reach (art. 11(1))."""
