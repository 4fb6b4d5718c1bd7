"""Where a State stands towards the Court: every dated fact, as JSON values, text and Markdown."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from claimmap.law import Law
from claimmap.report.markdown import escape
from claimmap.states import State

Row = tuple[str, str, str]


def state_document(law: Law, code: str, on: dt.date | str | None = None) -> dict[str, Any]:
    """Return every dated fact about a State, and where it stood on a day, as the JSON values of `claimmap/law-state-1`.

    Raises:
        UnknownId: the code names no State.
        ValueError: *on* is not a day.
    """
    state = law.state(code)
    status = None if on is None else law.states.on(code, on)
    return {
        "format": "claimmap/law-state-1", "state": state.code, "name": state.name, "kind": state.kind, "part_of": state.part_of,
        "instrument": law.id,
        "on": None if status is None else {
            "day": status.day.isoformat(), "standing": status.standing, "party": status.party, "accepting": status.accepting,
            "because": status.because, "declarations": [plain(one) for one in status.declarations],
        },
        "timeline": [{"day": day, "fact": fact, "trust": trust} for day, fact, trust in timeline(state)],
        "facts": {
            key.replace("_", "-"): plain(getattr(state, key))
            for key in ("membership", "withdrawals", "declarations", "article_124", "article_15bis_4", "amendments", "territory", "referrals",
                        "council_referrals", "extension", "predecessor", "statehood", "without_effect")
            if getattr(state, key)
        },
    }  # fmt: skip


def plain(value: Any) -> Any:
    """Return a value as JSON values, keys in snake case."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if attrs.has(type(value)):
        return {one.name.rstrip("_"): plain(getattr(value, one.name)) for one in attrs.fields(type(value))}
    return value


def timeline(state: State) -> list[Row]:
    """Return every dated fact in order: the day, the fact in words, how far it can be trusted."""
    return sorted(_facts(state), key=lambda row: (row[0] or "9999", row[1]))


def _day(day: dt.date | None) -> str:
    return "" if day is None else day.isoformat()


def _facts(state: State) -> Iterator[Row]:
    one = state.membership
    if one is not None:
        if one.signed:
            yield _day(one.signed), "signed the Statute", one.confidence
        yield _day(one.deposited), f"deposited its instrument of {one.instrument}", one.confidence
        yield _day(one.in_force), "Party from this day" + (", by succession" if one.basis == "succession" else f" (art. {one.basis})"), one.confidence
    for left in state.withdrawals:
        yield _day(left.notified), "notified its withdrawal (art. 127)", left.confidence
        if left.effective:
            yield _day(left.effective), "withdrawal takes effect: no longer a Party from this day", left.confidence
        if left.revoked:
            yield _day(left.revoked), "revoked its withdrawal", left.confidence
    for declared in state.declarations:
        period = f"{_day(declared.from_) or '?'} to {_day(declared.to) or 'open'}"
        scope = "" if declared.confirms is None else f", confirming the one of {declared.confirms}"
        validity = "" if declared.validity == "alleged" else f"; validity {declared.validity}"
        yield _day(declared.lodged), f"declaration under article 12(3), {period}, over {declared.over}{scope}{validity}", declared.confidence
    for kept in state.article_124:
        yield _day(kept.lodged), f"declaration under article 124, {kept.from_} to {kept.to}, {kept.limbs}", kept.confidence
    for out in state.article_15bis_4:
        withdrawn = f", withdrawn {out.withdrawn}" if out.withdrawn else ""
        yield _day(out.lodged), f"declaration under article 15 bis(4): aggression not accepted{withdrawn}", out.confidence
    for accepted in state.amendments:
        crimes = f" for {', '.join(accepted.crimes)}" if accepted.crimes else ""
        since = f"in force for it from {accepted.in_force}" if accepted.in_force else "day of entry into force not known"
        yield _day(accepted.deposited), f"accepted amendment {accepted.amendment}{crimes}: {since}", accepted.confidence
    for words in state.territory:
        yield _day(words.lodged), f"territorial declaration, {words.what}: {', '.join(words.territories)}", words.confidence
    for referral in state.referrals:
        since = f", from {referral.from_}" if referral.from_ else ""
        yield _day(referral.received), f"situation referred by {', '.join(referral.by)} (art. 14){since}", referral.confidence
    for void in state.without_effect:
        yield "", f"without effect ({void.article}): {void.what}. {void.why}", void.confidence


def show_state(found: Mapping[str, Any], format_: str) -> str:
    """Show a State's facts as text or Markdown."""
    markdown = format_ == "md"

    def say(text: str) -> str:
        return escape(text) if markdown else text

    out = [("## " if markdown else "") + say(f"{found['state']} {found['name']}"), ""]
    if found["on"]:
        out += [say(f"On {found['on']['day']}: {found['on']['standing']}. {found['on']['because']}")]
        out += [say(f"Declaration under article 12(3) in reach: {one['what']}") for one in found["on"]["declarations"]]
        out += [""]
    out += [("- " if markdown else "  ") + say(f"{row['day'] or 'no day':10}  {row['fact']} ({row['trust']})") for row in found["timeline"]]
    if not found["timeline"]:
        out.append(say(f"{found['name']} has never been a Party and has accepted nothing."))
    councils = found["facts"].get("council-referrals", ())
    out += [("- " if markdown else "  ") + say(f"referred by the Security Council: resolution {one}") for one in councils]
    return "\n".join(out) + "\n"
