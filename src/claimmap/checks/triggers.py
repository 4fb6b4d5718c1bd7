"""Rules on how article 13 is engaged."""

from collections.abc import Iterator

from claimmap.case import Case
from claimmap.checks.findings import Finding
from claimmap.law import Law


def check_triggers_say_who(case: Case, law: Law) -> Iterator[Finding]:
    """A referral says which State made it, and one of the Council by which resolution."""
    for number, trigger in enumerate(case.triggers):
        if trigger.route == "13(a)" and trigger.by is None:
            yield Finding(path=("triggers", number), rule="missing-key", message="a referral under 13(a) does not say which State made it",
                          hint="write `by:` and its code, such as COM")  # fmt: skip
        if trigger.route == "13(b)" and trigger.resolution is None:
            yield Finding(path=("triggers", number), rule="no-resolution", severity="warning", message="a referral under 13(b) does not name the resolution",
                          hint='write `resolution: "1593"`, so that its area and dates are known')  # fmt: skip
        if trigger.date is None and trigger.stage != "hypothetical":
            yield Finding(path=("triggers", number), rule="no-date", severity="warning", message=f"the trigger {trigger.route} has no date",
                          hint="write `date:`; what came before a withdrawal depends on it")  # fmt: skip
