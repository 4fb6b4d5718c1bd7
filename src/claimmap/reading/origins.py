"""Where the values of a set of files stand."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, final

from claimmap.problems import Place, Problem
from claimmap.reading.bounds import Path_, SourceFile
from claimmap.reading.marking import Marked, Node


@final
class Origins:
    """Where the values of a merged set of files stand.

    Places are found by reading the files again, only when asked.
    """

    def __init__(
        self, files: Sequence[SourceFile], spans: Mapping[str, Sequence[tuple[int, int]]], owner: Mapping[str, int]
    ) -> None:
        self.files = tuple(files)
        self.spans = spans
        self.owner = owner
        self._nodes: dict[int, tuple[Node | None, list[str]]] = {}

    def locate(self, path: Path_) -> tuple[int, Path_]:
        """Return the file and the path inside it, for a path in the merged value."""
        if not path or not isinstance(path[0], str):
            return 0, path
        if len(path) > 1 and isinstance(path[1], int) and path[0] in self.spans:
            chosen, start = 0, 0
            for first, index in self.spans[path[0]]:
                if first <= path[1]:
                    chosen, start = index, first
            return chosen, (path[0], path[1] - start, *path[2:])
        if len(path) > 1 and f"{path[0]}.{path[1]}" in self.owner:
            return self.owner[f"{path[0]}.{path[1]}"], path
        return self.owner.get(path[0], 0), path

    def place(self, path: Path_, *, key: bool = False) -> tuple[Place, str | None]:
        """Return the place of a value (or of its key) and the line itself."""
        index, local = self.locate(path)
        if index not in self._nodes:
            marked = Marked(self.files[index])
            self._nodes[index] = (marked.read(), marked.lines)
        root, lines = self._nodes[index]
        name = self.files[index].name
        if root is None:
            return Place(file=name), None
        node = root.at(local, key=key)
        return Place(file=name, line=node.line, column=node.column), lines[node.line - 1] if node.line <= len(lines) else None

    def problem(self, path: Path_, rule: str, message: str, hint: str | None = None, *, key: bool = False,
                severity: Any = "error", also: Iterable[Path_] = ()) -> Problem:  # fmt: skip
        """Make a problem about the value at *path*."""
        place, excerpt = self.place(path, key=key)
        return Problem(
            place=place, rule=rule, message=message, hint=hint, severity=severity, excerpt=excerpt,
            also=tuple(self.place(other)[0] for other in also),
        )  # fmt: skip
