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
    """How much is measured, and how often; `lengths` are those of notes, for documents of more and more pages."""

    offers: int = 3
    lengths: tuple[int, ...] = (1600, 6500)
    rounds: int = 9
    renders: int = 500
    together: int = 16
    clicks: int = 40
    turns: int = 10
    others: bool = True


USUAL = Counts()
QUICK = Counts(offers=1, lengths=(200,), rounds=1, renders=2, together=2, clicks=1, turns=1, others=False)


def run(settings: Settings, counts: Counts) -> Iterator[Row]:
    """Go through all rows. Drafts are kept in a folder of its own, taken away after."""
    with TemporaryDirectory(prefix="decision-aid-bench-") as name:
        quiet = settings.model_copy(update={"state": Path(name) / "state"})
        running = bootstrap.build(quiet)
        with running.closing:
            documents = Documents(running.services, counts.offers)
            yield from _printing(documents, running.services.questionnaire.language, quiet.paper, counts)
            yield from ahead.rows(quiet, running.services, documents.fullest(), counts.clicks, counts.turns)


def _printing(documents: Documents, language: str, paper: str, counts: Counts) -> Iterator[Row]:
    short, fullest = documents.short(), documents.fullest()
    with ExitStack() as ending:
        ours = ending.enter_context(process(language, paper))
        plain = ending.enter_context(process(language, paper, begin=begin_plainly))
        race = Race(ours, plain, ending, counts.rounds, others=counts.others)
        for document in (short, fullest):
            yield from race.rows(document)
        yield loads.search(ours, short, counts.rounds)
        yield loads.search(ours, fullest, counts.rounds)
        longer = [documents.nothing(), fullest, *map(documents.fullest, counts.lengths)]
        yield loads.linear(ours, longer, counts.rounds)
        yield loads.long_answer(ours, short, documents.long_answer(10_000), counts.rounds)
        yield loads.growth(ours, short, counts.renders)
        yield loads.two_workers(ours, language, short, counts.together, counts.rounds)
