"""Our way beside the others: each of their documents is printed right after one of ours, on the same machine's mood."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

from decision_aid.bench.paper import chromium, office, typst_way
from decision_aid.bench.paper.documents import Document
from decision_aid.bench.paper.plain import standing_alone
from decision_aid.bench.paper.ways import Missing, Process
from decision_aid.bench.paper.worker import Spent, Steps
from decision_aid.bench.table import Row

_UNIT = "times ours"
_MS = 1000
_KIB = 1024

Print = Callable[[], Spent]
Pair = tuple[Spent, Spent]
Way = TypeVar("Way")


@dataclass(frozen=True, slots=True)
class Rival:
    """Another way of printing one document; without `print` it is not on this machine and `install` says what is."""

    name: str
    print: Print | None
    target: float | None = None
    install: str = ""


class Race:
    """Prints documents our way and in other ways in turns."""

    def __init__(self, ours: Process, plain: Process, ending: ExitStack, rounds: int, *, others: bool) -> None:
        self._ours = ours
        self._plain = plain
        self._rounds = rounds
        self._chromium = _opened(lambda: ending.enter_context(chromium.opened()), wanted=others)
        self._office = _opened(lambda: ending.enter_context(office.opened()), wanted=others)
        self._typst = _opened(typst_way.opened, wanted=others)

    def rows(self, document: Document) -> Iterator[Row]:
        """Go through how many times our CPU time each other way takes for this document."""
        held = self._ours.steps(document)
        rivals = [*self._of_the_engine(document, held), *self._others(document, held)]
        pairs: dict[str, list[Pair]] = {rival.name: [] for rival in rivals}
        for _ in range(self._rounds + 1):
            for rival in rivals:
                if rival.print:
                    pairs[rival.name].append((self._ours.printed(document, held), rival.print()))
        return (_row(document, rival, pairs[rival.name]) for rival in rivals)

    def _of_the_engine(self, document: Document, held: Steps) -> Iterator[Rival]:
        yield Rival("the plain way, same HTML", lambda: self._plain.plainly(document, held), 1.8)
        yield Rival("the plain way, answers in tables", lambda: self._plain.with_tables(document, held), 2.2)

    def _others(self, document: Document, held: Steps) -> Iterator[Rival]:
        html = self._ours.html(document, held)
        plain = standing_alone(html, self._ours.paper)
        office_, chromium_, typst_ = self._office, self._chromium, self._typst
        yield _rival("LibreOffice, a process each", office_, lambda way: way.printed(plain), 4)
        yield _rival("LibreOffice, kept open", office_, lambda way: way.printed_among_many(plain))
        yield _rival("Chromium, kept open", chromium_, lambda way: way(plain))
        yield _rival("Typst, kept open", typst_, lambda way: way(html, document.data, self._ours.paper))


def _opened(start: Callable[[], Way], *, wanted: bool) -> Way | Missing:
    if not wanted:
        return Missing("left out of a quick run")
    try:
        return start()
    except Missing as missing:
        return missing


def _rival(name: str, way: Way | Missing, use: Callable[[Way], Spent], target: float | None = None) -> Rival:
    if isinstance(way, Missing):
        return Rival(name, None, target, str(way))
    return Rival(name, lambda: use(way), target)


def _row(document: Document, rival: Rival, pairs: list[Pair]) -> Row:
    """Return the median of the ratios. The first pair only warms, if there is another."""
    what, pairs = f"{rival.name}: {document.name}", pairs[1:] or pairs
    if not pairs:
        return Row(what, None, _UNIT, rival.target, rival.install, at_least=True)
    ratio = median(theirs[0] / ours[0] for ours, theirs in pairs)
    ours, theirs = (median(side[0] for side in one) * _MS for one in zip(*pairs, strict=True))
    sizes = " beside ".join(f"{len(side[1]) / _KIB:.0f}" for side in reversed(pairs[-1]))
    return Row(what, ratio, _UNIT, rival.target, f"{theirs:.0f} ms beside {ours:.0f} ms; {sizes} KB", at_least=True)
