"""The whole run about paper, row after row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from decision_aid import bootstrap
from decision_aid.bench.paper import ahead, loads
from decision_aid.bench.paper.documents import Documents
from decision_aid.bench.paper.race import Race
from decision_aid.bench.paper.ways import process
from decision_aid.bench.paper.worker import begin_plainly
from decision_aid.bench.table import Row
from decision_aid.settings import Settings


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each kind of thing is measured; `lengths` are those of notes, for documents of more and more pages."""

    rounds: int = 9
    renders: int = 500
    together: int = 16
    clicks: int = 40
    pages: int = 300
    lengths: tuple[int, ...] = (1600, 6500)
    rivals: bool = True


USUAL = Counts()
QUICK = Counts(rounds=1, renders=4, together=2, clicks=2, pages=20, lengths=(1600,), rivals=False)


def run(settings: Settings, counts: Counts) -> Iterator[Row]:
    """Go through all rows. Drafts are kept in a folder of its own, taken away after."""
    with TemporaryDirectory(prefix="decision-aid-bench-") as name:
        quiet = settings.model_copy(update={"state": Path(name) / "state"})
        running = bootstrap.build(quiet)
        with running.closing:
            documents = Documents(running.services)
            yield from _printing(documents, running.services.questionnaire.language, quiet.paper, counts)
            yield from ahead.rows(quiet, running.services, counts.clicks, counts.pages)


def _printing(documents: Documents, language: str, paper: str, counts: Counts) -> Iterator[Row]:
    short, fullest = documents.short(), documents.fullest()
    with ExitStack() as ending:
        ours = ending.enter_context(process(language, paper))
        plain = ending.enter_context(process(language, paper, begin=begin_plainly))
        race = Race(ours, plain, ending, counts.rounds, others=counts.rivals)
        for document in (short, fullest):
            yield from race.rows(document)
        yield loads.search(ours, fullest, counts.rounds)
        longer = [documents.nothing(), fullest, *map(documents.fullest, counts.lengths)]
        yield loads.linear(ours, longer, counts.rounds)
        yield loads.long_answer(ours, short, documents.long_answer(10_000), counts.rounds)
        yield loads.growth(ours, short, counts.renders)
    yield loads.two_workers(language, paper, short, counts.together, counts.rounds)
