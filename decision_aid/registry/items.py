"""The items of a JSON list in a file that is too large to be read at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

import ijson

from decision_aid.registry.nesting import Shallow
from decision_aid.registry.sources import Source
from decision_aid.registry.stream import READ_OF_ONE, Bounded, TooLong

TOO_LARGE: Final = object()
_OPENING: Final = frozenset({"start_map", "start_array"})
_CLOSING: Final = frozenset({"end_map", "end_array"})


def items(source: Source, key: str = "") -> Iterator[Any]:
    """Go through the items of the list in a file, or with a key of the list that stands there in an object.

    TOO_LARGE stands for one that is larger than a record may be. Raises Unreadable, and what ijson raises where the
    file is no whole JSON.
    """
    count = 0
    try:
        with source.stream() as stream:
            for item in ijson.items(Shallow(stream), f"{key}.item" if key else "item", use_float=True):
                count += 1
                stream.begin_record()
                yield item
    except TooLong:
        # What a parser has of such an item is lost with it: another one begins anew, and builds each piece by piece.
        with source.stream() as stream:
            yield from islice(piece_by_piece(stream, key), count, None)


def piece_by_piece(stream: Bounded, key: str = "") -> Iterator[Any]:
    """Do the same more slowly, with each item built only as far as it may be; one text may be as long as a record."""
    builder, begun = ijson.ObjectBuilder(), 0
    for event, value, ends in _pieces(stream, key):
        begun = begun or stream.count
        if fits := stream.count - begun <= READ_OF_ONE:
            builder.event(event, value)
        if ends:
            yield builder.value if fits else TOO_LARGE
            builder, begun = ijson.ObjectBuilder(), 0


def _pieces(stream: Bounded, key: str) -> Iterator[tuple[str, Any, bool]]:
    """Go through the pieces of all items, and tell of each whether an item ends with it.

    No piece is named by its whole path, as ijson can do: long keys inside each other would fill the memory.
    """
    outside, depth, listed, last = 2 if key else 1, 0, False, ""
    for event, value in ijson.basic_parse(Shallow(stream), use_float=True):
        stream.begin_record()
        depth -= event in _CLOSING
        if depth < outside:
            last = value if event == "map_key" else last
            listed = event == "start_array" and depth == outside - 1 and last == key
        elif listed:
            yield event, value, depth == outside and event not in _OPENING
        depth += event in _OPENING
