"""A mapping whose values are loaded when they are first asked for."""

from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from typing import TypeVar, final

V = TypeVar("V")


@final
class Lazy(Mapping[str, V]):
    """A read-only mapping whose values are loaded when first asked for.

    Args:
        load: Loads one value.
        load_all: Loads all of them at once, where that is quicker; used by `items` and `values`.
    """

    def __init__(self, names: Iterable[str], load: Callable[[str], V], load_all: Callable[[], Mapping[str, V]] | None = None) -> None:
        self._names = dict.fromkeys(names)
        self._load = load
        self._load_all = load_all
        self._values: dict[str, V] = {}

    def _fill(self) -> dict[str, V]:
        if len(self._values) < len(self._names):
            loaded = self._load_all() if self._load_all is not None else {}
            self._values = {name: self._values[name] if name in self._values else loaded[name] if name in loaded else self._load(name)
                            for name in self._names}  # fmt: skip
        return self._values

    def items(self) -> ItemsView[str, V]:
        """Return every name with its value, all loaded."""
        return self._fill().items()

    def values(self) -> ValuesView[V]:
        """Return every value, all loaded."""
        return self._fill().values()

    def __getitem__(self, name: str) -> V:
        if name not in self._values:
            if name not in self._names:
                raise KeyError(name)
            self._values[name] = self._load(name)
        return self._values[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
