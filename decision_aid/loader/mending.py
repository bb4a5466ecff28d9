"""A questionnaire with faulty fields, mended just far enough that everything else can be checked.

A text that cannot be read is replaced by "?"; anything else that cannot be read is left out, the smallest piece
first. What would be no fault without the mending is known, so that nobody is told of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from decision_aid.core.errors import Fault
from decision_aid.core.schema.texts import Texts
from decision_aid.loader.document import Path, found_at

_NOBODY = "unreadable"
_TEXTS = (
    "title", "label", "brief", "brief_why", "why", "hint", "say", "specific", "vague", "note", "text", "ask",
    "meaning", "word", "publisher", "population", "period", "product", "phase", "design", "goal", "result", "about",
    "reason", "intro", "subgroup",
)  # fmt: skip
_DATES = ("review_by", "read_on", "as_of")
_FILLS: dict[str, Any] = {
    **dict.fromkeys(_TEXTS, "?"),
    "address": "not public",
    "date": "not reported",
    "asks": "self",
    "gravity": 99,
    "people": 1,
    "met": "not reported",
    "trial": "NCT00000000",
}
_TOP_FILLS: dict[str, Any] = {
    "schema_version": 1,
    "id": "x",
    "version": "2000.1",
    "published": "2000-01-01",
    "language": "en",
    "title": "?",
    **{key: [] for key in ("scales", "notes", "evidence", "facts", "glossary", "ipdas")},
}
_ROLE = {"question": _NOBODY}
_SECTIONS: dict[str, dict[str, Any]] = {
    "roles": {
        "respondent": {**_ROLE, "helper": []},
        "length": {**_ROLE, "full": _NOBODY},
        "offers": {**_ROLE, "count": {}},
        "offer_name": _NOBODY,
        "offer_kind": _NOBODY,
        "decline": {"total": _NOBODY, "scored_on": _NOBODY, "onset": _NOBODY, "maximum": 48},
    },
    "printout": {
        "decision": _NOBODY,
        "due": _NOBODY,
        "box": [{**_ROLE, "label": "?"}],
        "numbers": [],
        "matters": [],
        "wants": _NOBODY,
    },
}
# Lists of pieces with an id of their own: one that is left out tears nothing else.
_PIECES = {
    "parts", "pages", "questions", "scales", "topics", "warning_signs", "notes", "evidence", "facts", "glossary",
    "sources", "ipdas", "rows", "gates",
}  # fmt: skip


class Mended:
    """The data with what has been replaced and left out; all paths kept are those of the file."""

    def __init__(self, data: Any) -> None:
        self._given = data
        self._filled: dict[Path, Any] = {}
        self._dropped: set[Path] = set()
        self._names: set[str] = {_NOBODY}

    def data(self) -> Any:
        """Return the data as mended so far."""
        return self._rebuilt(self._given, ())

    def mend(self, paths: list[Path]) -> bool:
        """Mend what is at these paths of the mended data; tell whether that could be done."""
        places = {self._file_path(path) for path in paths}
        mended = [self._mend(place) for place in places]
        return bool(mended) and all(mended)

    def original(self, fault: Fault) -> Fault:
        """Return a fault found in the mended data with its path in the file."""
        return replace(fault, path=self._file_path(fault.path))

    def caused(self, fault: Fault) -> bool:
        """Tell whether a fault may be there only because something was mended."""
        if self._names.intersection(fault.rests_on):
            return True
        return any(self._tears(place, fault.path) for place in (*self._filled, *self._dropped))

    def _tears(self, place: Path, path: Path) -> bool:
        if path[: len(place)] == place:
            return True
        if place not in self._dropped:
            return False
        if _is_piece(place):
            return path == place[:-1]
        return _owner(place) == _owner(path)

    def _mend(self, place: Path) -> bool:
        if not place:
            return False
        if place[0] == "texts":
            self._filled["texts",] = _spare(Texts)
            return True
        self._names |= set(_texts(found_at(self._given, place)))
        if len(place) == 1:
            self._names.add(str(place[0]))
        fill = self._fill(place)
        if fill is not None:
            self._filled[place] = fill
            return True
        self._filled.pop(place, None)
        if place not in self._dropped and found_at(self._given, place) is not None:
            self._dropped.add(place)
            return True
        return self._mend(place[:-1])

    def _fill(self, place: Path) -> Any:
        if place in self._filled or place[:1] in self._filled:
            return None
        return self._section(place) if place[0] in _SECTIONS else self._field(place)

    def _section(self, place: Path) -> Any:
        fill: Any = _SECTIONS[str(place[0])]
        for step in place[1:]:
            fill = fill.get(step) if isinstance(fill, dict) else None
        return fill

    def _field(self, place: Path) -> Any:
        if len(place) == 1:
            return _TOP_FILLS.get(str(place[0]))
        key = place[-1]
        if key in _DATES:
            return self._filled.get(("published",)) or found_at(self._given, ("published",))
        return _FILLS.get(str(key)) or _read_as_word(found_at(self._given, place))

    def _rebuilt(self, value: Any, path: Path) -> Any:
        if path in self._filled:
            return self._filled[path]
        if isinstance(value, dict):
            kept = {key: self._rebuilt(inner, (*path, key)) for key, inner in value.items() if self._keeps(path, key)}
            return kept | {place[-1]: fill for place, fill in self._filled.items() if place[:-1] == path}
        if isinstance(value, list):
            return [self._rebuilt(inner, (*path, at)) for at, inner in enumerate(value) if self._keeps(path, at)]
        return value

    def _keeps(self, path: Path, step: str | int) -> bool:
        return (*path, step) not in self._dropped

    def _file_path(self, path: Path) -> Path:
        found: Path = ()
        for step in path:
            found = (*found, self._file_position(found, step) if isinstance(step, int) else step)
        return found

    def _file_position(self, path: Path, step: int) -> int:
        many = len(value) if isinstance(value := found_at(self._given, path), list) else 0
        kept = [at for at in range(many) if self._keeps(path, at)]
        return kept[step] if step < len(kept) else step


def _read_as_word(value: Any) -> str | None:
    """Return the code an editor meant by a yes or no without quotes, so that what waits for it is no fault."""
    return ("yes" if value else "no") if isinstance(value, bool) else None


def _spare(model: type[BaseModel]) -> dict[str, Any]:
    """Return data for texts that nothing between the pieces depends on."""
    return {name: _spare_text(info.annotation) for name, info in model.model_fields.items()}


def _spare_text(kind: Any) -> Any:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _spare(kind)
    return "?" if kind is str else ["?"]


def _is_piece(place: Path) -> bool:
    return len(place) > 1 and place[-2] in _PIECES and isinstance(place[-1], int)


def _owner(path: Path) -> Path:
    """Return the path of the nearest piece with an id around this path, or of its section of the file."""
    around = path
    while around and not _is_piece(around):
        around = around[:-1]
    return around or path[:1]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (key, *_texts(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
