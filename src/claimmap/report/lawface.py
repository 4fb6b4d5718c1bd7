"""The faces of the law in a notebook: plain text, Markdown and static HTML without scripts."""

from collections import Counter
from html import escape
from typing import Any, Final

from claimmap.law import Crime, Element, Law, Mode, Provision
from claimmap.problems import printable
from claimmap.report.lawplain import crime_plain, element_plain, mode_plain, provision_plain, source_plain
from claimmap.report.lawtext import note_words, show, source_words

LEFT: Final = 'style="text-align:left"'


def bundle(one: Any) -> dict[str, str]:
    """Return the faces of a crime, an element, a mode, a provision or a whole instrument by their types.

    Raises:
        TypeError: *one* is none of these.
    """
    if isinstance(one, Law):
        return law_bundle(one)
    found = plain_of(one)
    return {"text/plain": show(found, "text"), "text/markdown": show(found, "md"), "text/html": to_html(found)}


def plain_of(one: Any) -> dict[str, Any]:
    """Return what something says of itself, as the JSON values that writers show."""
    if isinstance(one, Crime):
        return {"address": one.address} | crime_plain(one)
    if isinstance(one, Mode):
        return {"address": one.address} | mode_plain(one)
    if isinstance(one, Provision):
        return {"address": one.address} | provision_plain(one)
    if isinstance(one, Element):
        return {"address": one.address, "title": f"{one.kind} element", "source": source_plain(one.source), "elements": [element_plain(one)]}
    message = f"nothing shows a {type(one).__name__}"
    raise TypeError(message)


def cell(text: str) -> str:
    """Escape text for HTML."""
    return escape(printable(text))


def to_html(found: dict[str, Any]) -> str:
    """Return what stands at an address as static HTML; notes and means of proof open without a script."""
    out = [f"<div><h3>{cell(found['address'])} {cell(found['title'])}</h3>"]
    source = found["source"]
    out.append(f"<p>{cell(source_words(source))}</p>")
    out += [f"<p>{cell(found[key])}</p>" for key in ("no_elements", "statement") if found.get(key)]
    if found.get("conditions"):
        out += ["<ul>", *(f"<li>({cell(one['number'])}) {cell(one['statement'])}</li>" for one in found["conditions"]), "</ul>"]
    if found["elements"]:
        out += ["<table><thead><tr>", *(f'<th scope="col" {LEFT}>{name}</th>' for name in ("element", "kind", "statement")), "</tr></thead><tbody>"]
        for one in found["elements"]:
            limbs = "".join(f"<br>({cell(limb['letter'])}) {cell(limb['statement'])}" for limb in one["limbs"])
            same = f"<br>= {cell(one['same_as'])}" if one["same_as"] else ""
            out.append(f'<tr><th scope="row" {LEFT}>{cell(one["address"])}{same}</th><td>{cell(one["kind"])}, by {cell(one["scope"])}</td>')
            out.append(f"<td {LEFT}>{cell(one['statement'])}{limbs}<br><em>Mental: {cell(one['mental'])}</em>{_more(one)}</td></tr>")
        out.append("</tbody></table>")
    return "".join(out) + "</div>"


def _more(one: dict[str, Any]) -> str:
    if not one["means"] and not one["notes"]:
        return ""
    means = "".join(f"<li>Means of proof: {cell(text)}</li>" for text in one["means"])
    notes = "".join(f"<li>Note: {cell(note_words(note))}</li>" for note in one["notes"])
    return f"<details><summary>means of proof and notes</summary><ul>{means}{notes}</ul></details>"


def law_bundle(law: Law) -> dict[str, str]:
    """Return the faces of a whole instrument: what it holds, article by article; no crime is read for it."""
    counts = Counter(name.split("(")[0] for name in law.crime_index)
    rows = [(f"article {article}", f"{count} {'crime' if count == 1 else 'crimes'}") for article, count in sorted(counts.items())]
    rows += [("modes of liability", str(len(law.mode_index))), ("other provisions", str(len(law.provisions)))]
    head = f"{law.instrument.title}, version {law.version}" + (f", law as of {law.as_of}" if law.as_of else "")
    text = "\n".join([head, *(f"  {name}: {count}" for name, count in rows)])
    body = "".join(f'<tr><th scope="row" {LEFT}>{cell(name)}</th><td {LEFT}>{cell(count)}</td></tr>' for name, count in rows)
    names = "".join(f'<th scope="col" {LEFT}>{name}</th>' for name in ("where", "what it holds"))
    html = f"<div><strong>{cell(head)}</strong><table><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table></div>"
    markdown = "\n".join([f"**{head}**", "", *(f"- {name}: {count}" for name, count in rows)])
    return {"text/plain": text, "text/markdown": markdown, "text/html": html}
