"""One YAML document to dicts, lists and text: quickly, without places, and only if nothing is wrong with it."""

from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out
from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from claimmap.reading.bounds import MAX_DEPTH, MAYBE_ANCHOR, NULLS, SHORT, UTF_16, NeedsPlaces


def fold(data: bytes) -> Any:
    """Fold a YAML document into dicts, lists and text.

    Nulls are dropped from mappings.

    Raises:
        NeedsPlaces: there is any problem at all.
    """
    try:
        if data.startswith(UTF_16):
            raise NeedsPlaces  # the parser would read it; files are UTF-8
        if any(mark in data for mark in (b"&", b"*", b"!")) and MAYBE_ANCHOR.search(data):
            _refuse_anchors(data)
        get: Any = CParser(data).get_event
        repeated: dict[str, str] = {}
        intern = repeated.setdefault

        def scalar(event: Any) -> str | None:
            text: str = event.value
            if text in NULLS:
                if not text or not event.implicit[0]:
                    if not text:
                        raise NeedsPlaces
                    return text
                return None
            return intern(text, text) if len(text) < SHORT else text

        def mapping(depth: int) -> dict[str, Any]:
            pairs: dict[str, Any] = {}
            count = nothing = 0
            while (event := get()).__class__ is ScalarEvent:
                key = event.value
                count += 1
                event = get()
                kind = event.__class__
                if kind is ScalarEvent:
                    text = event.value
                    if text in NULLS:
                        nothing += 1
                        pairs[key] = scalar(event)
                    else:
                        pairs[key] = intern(text, text) if len(text) < SHORT else text
                elif kind is SequenceStartEvent:
                    pairs[key] = sequence(depth + 1)
                elif kind is MappingStartEvent:
                    pairs[key] = mapping(depth + 1)
                else:
                    raise NeedsPlaces
            if event.__class__ is not MappingEndEvent or len(pairs) != count or depth > MAX_DEPTH:
                raise NeedsPlaces
            return {key: inner for key, inner in pairs.items() if inner is not None} if nothing else pairs

        def sequence(depth: int) -> list[Any]:
            out: list[Any] = []
            while (kind := (event := get()).__class__) is not SequenceEndEvent:
                if kind is ScalarEvent:
                    out.append(scalar(event))
                elif kind is MappingStartEvent:
                    out.append(mapping(depth + 1))
                elif kind is SequenceStartEvent:
                    out.append(sequence(depth + 1))
                else:
                    raise NeedsPlaces
            if depth > MAX_DEPTH or None in out:
                raise NeedsPlaces
            return out

        get()
        if get().__class__ is not DocumentStartEvent or get().__class__ is not MappingStartEvent:
            raise NeedsPlaces
        result = mapping(1)
        get()
        if get().__class__ is not StreamEndEvent:
            raise NeedsPlaces
    except (yaml.YAMLError, RecursionError) as error:
        raise NeedsPlaces from error
    return result


def _refuse_anchors(data: bytes) -> None:
    """Raise NeedsPlaces if any event carries an anchor, an alias or a tag."""
    get = CParser(data).get_event
    while (event := get()).__class__ is not StreamEndEvent:
        if getattr(event, "anchor", None) is not None or (getattr(event, "tag", None) is not None):
            raise NeedsPlaces
