"""What differs between two versions, piece by piece, and what that means for answers that are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import chain

from decision_aid.compare.difference import Difference, Kind
from decision_aid.compare.drafts import Affected, affected
from decision_aid.compare.pieces import Piece, pieces
from decision_aid.core.schema import Questionnaire

_ORDER = {kind: place for place, kind in enumerate(Kind)}
_DATES = {"review_by", "read_on", "date", "as_of", "published"}
_CHOICES = ("options.", "signs", "exact.", "none")
_BY_FIELD = {
    **dict.fromkeys(("when", "also_when", "unless"), Kind.CONDITION),
    **dict.fromkeys(("gravity", "number"), Kind.GRAVITY),
    "primary_endpoint.met": Kind.GOAL,
}
_IN_ORDER = ("part", "page", "question")
_Pieces = Mapping[tuple[str, str], Piece]


@dataclass(frozen=True, slots=True)
class Edition:
    """Which version it is; `digest` names the exact content, `local` the version of a clinic's own file over it."""

    id: str
    version: str
    digest: str
    local: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both editions, all differences by kind, and the kept answers they touch."""

    old: Edition
    new: Edition
    differences: tuple[Difference, ...]
    drafts: Affected

    @property
    def keeps_its_version(self) -> bool:
        """Tell whether another content goes by the same version."""
        old, new = self.old, self.new
        return old.digest != new.digest and (old.id, old.version, old.local) == (new.id, new.version, new.local)


def compared(old: tuple[Questionnaire, str], new: tuple[Questionnaire, str], today: date) -> Comparison:
    """Return what differs between two questionnaires, each given with its digest."""
    before, now = old[0], new[0]
    found = sorted(_Comparing(before, now).differences(), key=lambda one: _ORDER[one.kind])
    return Comparison(_edition(*old), _edition(*new), tuple(found), affected(before, now, today))


def _edition(questionnaire: Questionnaire, digest: str) -> Edition:
    local = questionnaire.local.version if questionnaire.local else ""
    return Edition(questionnaire.id, questionnaire.version, digest, local)


def _by_name(questionnaire: Questionnaire) -> dict[tuple[str, str], Piece]:
    return {(piece.noun, piece.name): piece for piece in pieces(questionnaire)}


class _Comparing:
    def __init__(self, old: Questionnaire, new: Questionnaire) -> None:
        self._old, self._new = _by_name(old), _by_name(new)

    def differences(self) -> Iterator[Difference]:
        for key, piece in self._new.items():
            if key not in self._old and not piece.alone:
                yield Difference(Kind.NEW, piece.noun, piece.name, piece.home, new=piece.title)
        for key, piece in self._old.items():
            if key not in self._new and not piece.alone:
                yield Difference(Kind.REMOVED, piece.noun, piece.name, piece.home, old=piece.title)
        yield from chain.from_iterable(map(self._moved, _IN_ORDER))
        for key, piece in self._new.items():
            if key in self._old:
                yield from self._fields(self._old[key], piece)

    def _moved(self, noun: str) -> Iterator[Difference]:
        before, now = (_placed(these, others, noun) for these, others in _both_ways(self._old, self._new))
        stayed = _in_step(before, now)
        for (home, name), place in now.items():
            if (home, name) not in stayed:
                was = next(told for (_, other), told in before.items() if other == name)
                yield Difference(Kind.MOVED, noun, name, "", was, place)

    def _fields(self, old: Piece, new: Piece) -> Iterator[Difference]:
        for field in dict.fromkeys((*old.fields, *new.fields)):
            before, now = old.fields.get(field, ""), new.fields.get(field, "")
            if old.tells(field) != new.tells(field):
                yield Difference(_kind(new, field, old.said | new.said), new.noun, new.name, field, before, now)
        if _choices(old.fields) != _choices(new.fields) and {*_choices(old.fields)} == {*_choices(new.fields)}:
            orders = ("; ".join(_choices(old.fields)), "; ".join(_choices(new.fields)))
            yield Difference(Kind.ANSWERS, new.noun, new.name, "order", *orders)


def _kind(piece: Piece, field: str, said: frozenset[str]) -> Kind:
    """Return what sort of difference it is if a field of a piece is another; `said` are those read as texts."""
    last = field.rpartition(".")[2]
    if (piece.noun, piece.name) == ("section", "printout"):
        return Kind.PAPER
    if field in _BY_FIELD:
        return _BY_FIELD[field]
    if field.startswith(_CHOICES):
        return Kind.ANSWERS
    if last == "sources":
        return Kind.SOURCES
    if last in _DATES:
        return Kind.DATES
    return Kind.REWORDED if field in said else Kind.OTHER


def _choices(fields: Mapping[str, str]) -> list[str]:
    """Return the codes of a piece's options in their order."""
    return list(dict.fromkeys(field.split(".")[1] for field in fields if field.startswith("options.")))


def _both_ways(old: _Pieces, new: _Pieces) -> tuple[tuple[_Pieces, _Pieces], tuple[_Pieces, _Pieces]]:
    return (old, new), (new, old)


def _placed(these: _Pieces, others: _Pieces, noun: str) -> dict[tuple[str, str], str]:
    """Return where each piece of a kind stands that is in both, by its home and name, in order."""
    found: dict[tuple[str, str], str] = {}
    last: dict[str, str] = {}
    for (kind, name), piece in these.items():
        if kind == noun and (kind, name) in others:
            after = f"after {last[piece.home]}" if piece.home in last else "first"
            found[piece.home, name] = f"{after} in {piece.home}" if piece.home else after
            last[piece.home] = name
    return found


def _in_step(old: Iterable[tuple[str, str]], new: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return what stands in the same order in both, each thing among those of its own home."""
    stayed: set[tuple[str, str]] = set()
    for home in {home for home, _ in old}:
        before, now = ([name for at, name in order if at == home] for order in (old, new))
        blocks = SequenceMatcher(None, before, now, autojunk=False).get_matching_blocks()
        stayed |= {(home, before[block.a + step]) for block in blocks for step in range(block.size)}
    return stayed
