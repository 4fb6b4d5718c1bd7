"""The floor: fold YAML files over PyYAML's C events into plain values and do nothing else: python benchmarks/fold.py FILE..."""

import gc
import sys
from pathlib import Path
from typing import Any

from yaml.cyaml import CParser
from yaml.events import MappingStartEvent, ScalarEvent, SequenceStartEvent


def fold(data: bytes) -> Any:
    """Fold one document; every scalar stays text."""
    get = CParser(data).get_event

    def value(event: Any) -> Any:
        kind = event.__class__
        if kind is ScalarEvent:
            return event.value
        if kind is SequenceStartEvent:
            items = []
            while hasattr(event := get(), "anchor"):
                items.append(value(event))
            return items
        if kind is MappingStartEvent:
            pairs = {}
            while hasattr(event := get(), "anchor"):
                pairs[event.value] = value(get())
            return pairs
        raise ValueError(event)

    get()
    get()
    return value(get())


if __name__ == "__main__":
    gc.disable()
    for name in sys.argv[1:]:
        fold(Path(name).read_bytes())
