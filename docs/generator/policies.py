"""The page of policies, from the shipped files: every value, where it comes from, and what changing it does."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from claimmap.policy import Admiralty, Clause, Stage
from claimmap.workbench import DEFAULT_POLICY, load_policy
from generator.writing import code, table
from generator.writing import page as page_of

WORDS = Path(__file__).parent / "policies.yml"

INTRODUCTION = """\
A policy says how grades and lines become a result at each standard.
It is a choice of the team that uses it and no law: Rule 63(4) asks for no corroboration, and article 74(2) asks a chamber to weigh the evidence as a whole.
Every report prints the id of its policy and the hash of the file.

How to write one of your own: [change the policy](../how-to/change-the-policy.md).
Every key: [files](files.md)."""


def page() -> str:
    """Return the page of policies."""
    said = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    parts = [INTRODUCTION.replace("files.md", "formats.md#a-policy")]
    for path in sorted(DEFAULT_POLICY.parent.glob("*.yaml")):
        policy = load_policy(path)
        parts += [f"## {policy.id}", f"{policy.title}, `{path.name}`.", "### Grades", table(["code", "grade"], grade_rows(policy.admiralty)), said["grades"]]
        parts += ["### Conclusions", f"`conclusions: {policy.conclusions}`.\n{said['conclusions']}"]
        for stage in policy.stages:
            parts += [f"### {stage.standard}", stage_table(stage), said[stage.standard]]
    parts += ["## What each value does", table(["value", "where it comes from", "what changing it does"], rows_of(said["values"]))]
    parts += ["## What is checked", said["checked"]]
    return page_of("Policies", *parts)


def grade_rows(admiralty: Admiralty) -> Iterator[tuple[str, str]]:
    """Give the letters and digits with their grades."""
    for name in ("letter", "digit"):
        for key, grade in getattr(admiralty, name).items():
            yield f"{'reliability' if name == 'letter' else 'credibility'} {key}", code(grade)


def stage_table(stage: Stage) -> str:
    """Return the values of one standard."""
    clauses = "; or ".join(clause_words(one) for one in stage.pro)
    rows = [("`basis`", stage.basis), ("`pro`", clauses), ("`con`", code(stage.con)), ("`alternatives`", code(stage.alternatives))]
    if stage.con == "answered":
        rows.insert(3, ("`con-hard`", code(stage.con_hard)))
    rows += [("`caps`", ", ".join(f"{tag}: {cap}" for tag, cap in stage.caps.items()) or "none"), ("`pending`", ", ".join(stage.pending) or "none")]
    return table(["key", "value"], rows)


def clause_words(clause: Clause) -> str:
    """Say a clause in words."""
    lines = "1 line" if clause.lines == 1 else f"{clause.lines} lines"
    grade = clause.grade if clause.grade == "high" else f"{clause.grade} or better"
    return f"{lines} of grade {grade}" + (", with a recorded assessment" if clause.assessment else "")


def rows_of(values: list[dict[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Give the rows of the last table."""
    for one in values:
        yield one["value"], one["from"], one["does"]
