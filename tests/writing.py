"""Parts of a case file, written short for tests."""

TRIAL = "beyond-reasonable-doubt"


def item(name: str, supports: str | list[str] = (), undermines: str | list[str] = (), **keys: str) -> str:
    """
    Write one item, graded high and its own origin unless said otherwise.

    Args:
        supports, undermines: Links without their braces and their sentence, such as `element: 7(1)(d)/1, event: raid`.
        keys: Further keys, `_` for `-`; `from_` for `from`.
    """
    keys = {"kind": "testimony", "from_": "self", "grade": "high"} | keys
    lines = [f"  - id: {name}", f"    title: Item {name}"]
    lines += [f"    {key.rstrip('_').replace('_', '-')}: {value}" for key, value in keys.items() if value]
    for key, links in (("supports", supports), ("undermines", undermines)):
        found = [links] if isinstance(links, str) else list(links)
        if found:
            lines.append(f"    {key}:")
            lines += [f"      - {{{link}, shows: It.}}" for link in found]
    return "\n".join(lines) + "\n"


def evidence(*items: str) -> str:
    return "evidence:\n" + "".join(items)


def assessment(keys: str, standard: str = TRIAL, finds: str = "satisfied") -> str:
    return f"  - {{{keys}, standard: {standard}, finds: {finds}, by: counsel, at: 2026-11-01, because: Weighed.}}\n"
