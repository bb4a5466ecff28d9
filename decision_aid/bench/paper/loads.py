"""Much of one thing: many pages, a long answer, many documents in one process, two processes at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from time import perf_counter

from decision_aid.bench.paper.documents import Document
from decision_aid.bench.paper.size import pages
from decision_aid.bench.paper.ways import Process, process
from decision_aid.bench.processes import memory
from decision_aid.bench.table import Row

_MS = 1000
_WARMING = 20


def search(ours: Process, document: Document, rounds: int) -> Row:
    """Return how much longer a person waits than one printing takes, since what fits two pages must be found."""
    held = ours.steps(document)
    pairs = [(ours.in_production(document)[0], ours.printed(document, held)[0]) for _ in range(rounds)]
    more = f"{_milliseconds(one for one, _ in pairs):.0f} ms in all"
    return Row(f"with the search for what fits: {document.name}", _ratio(pairs), "times one printing", None, more)


def linear(ours: Process, documents: Sequence[Document], rounds: int) -> Row:
    """Return the CPU of a page of the last document, the longest, against that of a page of the second."""
    held = [ours.steps(document) for document in documents]
    turns = [[ours.printed(*one) for one in zip(documents, held, strict=True)] for _ in range(rounds + 1)]
    counts = [pages(pdf) for _, pdf in turns[0]]
    each = [[spent / count for (spent, _), count in zip(turn, counts, strict=True)] for turn in turns]
    times = (_milliseconds(column) for column in zip(*each, strict=True))
    told = ", ".join(f"{count} pages {time:.0f} ms" for count, time in zip(counts, times, strict=True))
    return Row(
        "CPU of a page, longest against fullest", _ratio((turn[-1], turn[1]) for turn in each), "times", 1.2, told
    )


def long_answer(ours: Process, usual: Document, long: Document, rounds: int) -> Row:
    """Return how many times the CPU of the usual document one with a very long answer takes."""
    held, longer = ours.steps(usual), ours.steps(long)
    pairs = [(ours.printed(long, longer)[0], ours.printed(usual, held)[0]) for _ in range(rounds)]
    return Row("one answer of 10,000 letters", _ratio(pairs), "times the short document", 3)


def growth(ours: Process, document: Document, renders: int) -> Row:
    """Return how much a process grows while it prints so many documents, after the first few."""
    held, number = ours.steps(document), ours.number()
    for _ in range(min(_WARMING, renders)):
        ours.printed(document, held)
    before, _ = memory(number)
    for _ in range(renders):
        ours.printed(document, held)
    after, _ = memory(number)
    return Row(
        f"growth of a process over {renders} documents", after - before, "MB", 5, f"from {before:.0f} MB resident"
    )


def two_workers(one: Process, language: str, document: Document, together: int, rounds: int) -> Row:
    """Return how many times as many documents two processes print in a time as one does."""
    held = one.steps(document)
    with process(language, one.paper, workers=2) as two:
        for some in (one, two):
            _duration(some, document, held, together)
        pairs = [
            (_duration(one, document, held, together), _duration(two, document, held, together)) for _ in range(rounds)
        ]
    more = f"{together / median(pair[1] for pair in pairs) * 60:.0f} documents a minute"
    return Row("two workers against one", _ratio(pairs), "times the documents", 1.7, more, at_least=True)


def _duration(some: Process, document: Document, held: tuple[int, int], together: int) -> float:
    """Return the seconds on the clock that so many documents take, asked for all at once."""
    before = perf_counter()
    with ThreadPoolExecutor(together) as threads:
        for future in [threads.submit(some.printed, document, held) for _ in range(together)]:
            future.result()
    return perf_counter() - before


def _ratio(pairs: Iterable[tuple[float, float]]) -> float:
    return median(one / other for one, other in pairs)


def _milliseconds(seconds: Iterable[float]) -> float:
    return median(seconds) * _MS
