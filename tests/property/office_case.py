"""Cases that the tests of office formats share: one that passes on single links, and one with hostile text everywhere."""

import io
import re
import zipfile
from pathlib import Path

import openpyxl

from claimmap import editing, outputs, workbench
from claimmap.case import Case
from claimmap.law import Law
from claimmap.library import CaseFiles
from claimmap.report.dossier import Dossier

CRIMES = ("7(1)(d)", "7(1)(a)")
MODE = "25(3)(a)/co-perpetration"

HEAD = """\
format: claimmap/case-1
id: crossing
title: Expulsions across a river (fictional)
as-of: 2026-11-21
standard: reasonable-basis
people:
  - id: commander-a
contexts:
  - id: clearance
    kind: attack
    title: The clearance
events:
  - id: august
    title: The crossing in August
claims:
"""


def passing_text(law: Law) -> str:
    """Return a case in which every element of two claims rests on exactly one link, each from an item of its own."""
    lines = [HEAD.rstrip()]
    links: list[tuple[str, str | None]] = []
    shared: set[str] = set()
    for number, crime in enumerate(CRIMES, 1):
        lines += [f"  - id: claim-{number}", f"    title: Claim {number}", f"    crime: {crime}", "    modes:", f"      - {MODE}",
                  "    people:", "      - commander-a", "    events:", "      - august", "    context: clearance"]  # fmt: skip
        for element in (*law.crime(crime).elements, *law.mode(MODE).elements):
            if element.scope == "context":
                if element.same_as in shared:
                    continue
                shared.add(str(element.same_as))
                links.append((element.address, None))
            elif element.limbs:
                links.append((f"{element.address}({element.limbs[0].letter})" if element.limbs_combine == "any" else element.address, f"claim-{number}"))
            else:
                links.append((element.address, f"claim-{number}"))
    lines.append("evidence:")
    for number, (address, claim) in enumerate(links, 1):
        lines += [f"  - id: item-{number}", f"    title: Item {number}", "    kind: photograph", "    from: self", "    grade: high",
                  "    access: public  # comments stay", "    supports:", f"      - element: {address}", f"        shows: Fact {number}.",
                  f"        at: p. {number}"]  # fmt: skip
        if claim:
            lines.append(f"        claim: {claim}")
    return "\n".join(lines) + "\n"


def write_case(folder: Path, text: str, name: str = "case.yaml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def load(folder: Path, law: Law) -> Case:
    return workbench.open_case(CaseFiles(main=folder / "case.yaml"), law).case


def dossier_of(folder: Path, law: Law, **more: object) -> Dossier:
    return outputs.dossier_of(load(folder, law), law=law, **more)  # type: ignore[arg-type]


def xlsx_rows(data: bytes, sheet: str) -> list[dict[str, object]]:
    """Return the rows of a sheet by the names of its columns."""
    found = list(openpyxl.load_workbook(io.BytesIO(data))[sheet].iter_rows(values_only=True))
    return [dict(zip(found[0], row, strict=True)) for row in found[1:]]


def _runs(part: str) -> str:
    return "".join(text or "\n" for text, _ in re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(</w:p>)", part))


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&#13;", "\r").replace("&amp;", "&")


def all_text(data: bytes) -> str:
    """Return what anybody could read in a file: its bytes, or those of the parts of an archive."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    joined = [_runs(part) for name, part in parts.items() if name.startswith("word/")]
    return unescape("\n".join([*parts, *parts.values(), *joined]))


HOSTILE = (
    "<script>alert(1)</script>", '=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", "\u202ereversed\u202c", "& < > \" ' ]]>", "{{ 7*7 }}",
    "**bold** [link](http://x) | cell |", "_x0041_ and _x000D_", "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd", "\U0001f4a3 \u4e2d\u6587",
    "tab\there", "one\ntwo", "null", "%s %n {0}", "x" * 100_000,
)  # fmt: skip


def hostile_text() -> str:
    """Return a case with hostile text in every field that holds text."""
    def quoted(number: int) -> str:
        return editing.quoted(HOSTILE[number % len(HOSTILE)])

    lines = ["format: claimmap/case-1", "id: hostile", f"title: {quoted(0)}", "as-of: 2026-11-21", "people:", "  - id: p1", f"    name: {quoted(5)}",
             "events:", "  - id: e1", f"    title: {quoted(6)}", "alternatives:", "  - id: other", "    element: 7(1)(d)/3", f"    text: {quoted(1)}",
             "leads:", "  - for: 7(1)(d)/1", f"    who: {quoted(2)}", f"    why: {quoted(3)}", "claims:"]  # fmt: skip
    for number in range(2):
        lines += [f"  - id: c{number}", f"    title: {quoted(number + 1)}", "    crime: 7(1)(d)", f"    note: {quoted(number + 4)}",
                  "    people:", "      - p1", "    events:", "      - e1"]  # fmt: skip
    lines.append("evidence:")
    for number in range(len(HOSTILE)):
        lines += [f"  - id: item-{number}", f"    title: {quoted(number)}", f"    by: {quoted(number + 1)}", "    kind: video", "    access: public",
                  "    from: self", "    grade: medium", f"    note: {quoted(number + 2)}", "    supports:", "      - element: 7(1)(d)/1",
                  f"        shows: {quoted(number)}", f"        at: {quoted(number + 3)}", "        claim: c0"]  # fmt: skip
    return "\n".join(lines) + "\n"
