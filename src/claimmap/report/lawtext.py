"""What the law says at an address, as text and as Markdown."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from claimmap.precedents import TRUST_WORDS
from claimmap.report.lawplain import document, title_of
from claimmap.report.markdown import escape

__all__ = ["document", "show", "show_misfits", "show_precedents", "title_of"]

MOST_STATES: Final = 8
"""States named on one line of text; Markdown and JSON name all."""


def source_words(source: Mapping[str, Any]) -> str:
    """Say a source and whether it was checked."""
    return f"{source['title']}, {source['cite']} ({'checked ' + source['checked'] if source['checked'] else 'not checked'})"


class _Page:
    """Lines of a page, as text or as Markdown."""

    def __init__(self, format_: str) -> None:
        self.markdown = format_ == "md"
        self.lines: list[str] = []

    def say(self, text: str) -> str:
        return escape(text) if self.markdown else text

    def head(self, level: int, text: str) -> None:
        if self.lines:
            self.lines.append("")
        self.lines.append(("#" * level + " " if self.markdown else "") + self.say(text))

    def paragraph(self, text: str, indent: str = "") -> None:
        self.lines += ["", self.say(text)] if not indent or self.markdown else [indent + self.say(text)]

    def item(self, text: str, depth: int = 1) -> None:
        self.lines.append(("- " if self.markdown else "  " * depth + "* ") + self.say(text))

    def items(self, label: str, texts: Iterator[str] | list[str]) -> None:
        for text in texts:
            self.item(f"{label}: {text}")

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


def show(found: Mapping[str, Any], format_: str) -> str:
    """Show a document as text or Markdown."""
    page = _Page(format_)
    page.head(2, f"{found['address']} {found['title']}")
    if found.get("official_title"):
        page.paragraph(f"Official title: {found['official_title']}")
    if found.get("source"):
        page.paragraph(source_words(found["source"]))
    page.paragraph(_in_force_words(found)) if _in_force_words(found) else None
    for key in ("no_elements", "statement"):
        if found.get(key):
            page.paragraph(found[key])
    if found.get("official"):
        page.paragraph(f"Official: {found['official']}")
    for one in found.get("conditions", ()):
        page.item(f"({one['number']}) {one['statement']}")
    if found.get("conditions") and found.get("combine"):
        page.item(f"Conditions: {found['combine']}")
    for one in found["elements"]:
        _element(page, one)
    if found.get("routes"):
        page.paragraph("Routes: " + " or ".join("+".join(route) for route in found["routes"]))
    _rest(page, found)
    if found.get("under"):
        page.lines.append("")
        for one in found["under"]:
            count = f" ({one['elements']} elements)" if one["elements"] else ""
            page.item(f"{one['address']}  {one['title']}{count}")
    return page.text()


def _in_force_words(found: Mapping[str, Any]) -> str:
    words = []
    if found.get("in_force"):
        words.append("In force from " + ", ".join(found["in_force"]) + (" for the first State" if found.get("amendment") else ""))
    if found.get("as_of"):
        words.append(f"law as of {found['as_of']}")
    return "; ".join(words) + "." if words else ""


def _element(page: _Page, one: Mapping[str, Any]) -> None:
    same = f" = {one['same_as']}" if one["same_as"] and one["same_as"] != one["address"] else ""
    page.head(3, f"{one['address']}{same}  {one['kind']}, by {one['scope']}")
    page.paragraph(one["statement"], "  ")
    if one.get("official"):
        page.paragraph(f"Official: {one['official']}", "  ")
    if page.markdown:
        page.lines.append("")
    for limb in one["limbs"]:
        page.lines.append(("- " if page.markdown else "    ") + page.say(f"({limb['letter']}) {limb['statement']}"))
        if limb.get("official"):
            page.lines.append(("  " if page.markdown else "        ") + page.say(f"Official: {limb['official']}"))
    if one["limbs"]:
        page.item(f"Limbs: {one['limbs_combine']}")
    page.item(f"Mental: {one['mental']}" + (f", about {', '.join(map(str, one['about']))}" if one["about"] else ""))
    page.items("Means of proof", one["means"])
    page.items("Note", [note_words(note) for note in one["notes"]])


def note_words(note: Mapping[str, Any]) -> str:
    """Say a note with its source, and whether the two were compared."""
    return f"{note['text']} [{note['cite']}{'' if note['checked'] else '; not checked'}]"


def _rest(page: _Page, found: Mapping[str, Any]) -> None:
    if any(found.get(key) for key in ("variants", "judgment", "what_excludes", "neighbours", "notes", "modes", "bound", "precedents")):
        page.lines.append("")
    page.items("Variant", [f"{one['id']}: {one['title']}" for one in found.get("variants", ())])
    page.items("Left to people", [f"{one['question']} {one['why']}" for one in found.get("judgment", ())])
    page.items("Excluded by", list(found.get("what_excludes", ())))
    page.items("Near", [f"{one['address']}: {one['why']}" for one in found.get("neighbours", ())])
    page.items("Note", [note_words(note) for note in found.get("notes", ())])
    if found.get("modes"):
        page.item("Modes of liability: " + ", ".join(one["address"] for one in found["modes"]))
    if found.get("bound"):
        _bound(page, found["bound"])
    if found.get("precedents"):
        page.items("Decided", [f"{one['name']}: {one['outcome_words']}" + (f"; failed here: {one['failed']['what']}" if one["failed_here"] else "")
                               for one in found["precedents"]])  # fmt: skip


def _bound(page: _Page, bound: Mapping[str, Any]) -> None:
    accepted = bound["accepted"]
    if bound["amendment"] is None:
        page.item(f"Binds: {bound['rule']}")
        return
    page.item(f"Binds: {bound['rule']}; amendment {bound['amendment']}, {bound['title']}; {len(accepted)} acceptances")
    named = accepted if page.markdown else accepted[:MOST_STATES]
    for one in named:
        page.item(f"{one['name']} ({one['state']}): {_since(one)}", 2)
    if len(named) < len(accepted):
        page.item(f"and {len(accepted) - len(named)} more (--format md or json names all)", 2)


def _since(one: Mapping[str, Any]) -> str:
    if one["in_force"]:
        words = f"from {one['in_force']}"
    elif one["in_force_earliest"]:
        words = f"from a day between {one['in_force_earliest']} and {one['in_force_latest']}"
    else:
        words = "day of entry into force not known"
    return words + (f", without {', '.join(one['excludes'])}" if one["excludes"] else "") + f" ({one['confidence']})"


def show_precedents(address: str, found: list[dict[str, Any]], format_: str) -> str:
    """Show where something has failed before, as text or Markdown."""
    page = _Page(format_)
    page.head(2, f"{address}: {len(found)} decided {'count' if len(found) == 1 else 'counts'} failed here")
    for one in found:
        trust = ", ".join(f"{fact.replace('_', ' ')} {TRUST_WORDS[value]}" for fact, value in one["trust"].items() if fact != "note")
        page.head(3, f"{one['name']} ({one['case_number']}): {one['crime']}, {one['cited']}")
        page.item(f"Accused: {one['accused']}; {one['situation']}")
        page.item(f"Mode charged: {one['mode_charged']}")
        page.item(f"Outcome: {one['outcome_words']}")
        page.item(f"Failed on: {one['failed']['what']}" + (f" [{', '.join(one['failed']['on'])}]" if one["failed"]["on"] else ""))
        if one["failed"]["why"]:
            page.item(f"Why: {one['failed']['why']}")
        page.item(f"Trust: {trust}" + (f". {one['trust']['note']}" if one["trust"]["note"] else ""))
    return page.text()


def show_misfits(found: Mapping[str, Any], format_: str) -> str:
    """Show how far official texts could be aligned, as text or Markdown."""
    page = _Page(format_)
    page.head(2, f"{', '.join(found['texts'])} beside {found['instrument']}")
    page.paragraph(
        f"{found['elements_aligned']} of {found['elements']} elements and {found['aligned'] - found['elements_aligned']} other entries aligned; "
        f"{len(found['beyond'])} entries of the text stand where this law holds nothing."
    )
    if found["misfits"]:
        page.paragraph(f"Not aligned ({len(found['misfits'])}):")
    for one in found["misfits"]:
        place = f" [{one['file']}:{one['line']}]" if one["line"] else ""
        page.item(f"{one['address']}: {one['why']}{place}")
    return page.text()
