"""What runs in the processes that are measured: one document at a time, warm, timed where it is made.

All are processes as in production. Times are of the processor, the kernel's part and the collecting of what is left
over included.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from time import process_time

from decision_aid.bench.paper import plain
from decision_aid.core.summary import Summary
from decision_aid.core.words import Words
from decision_aid.locales import day_in, number_in
from decision_aid.paper import fit
from decision_aid.paper.engine import Engine
from decision_aid.paper.fit import Fit
from decision_aid.paper.fonts import folders
from decision_aid.paper.job import Job
from decision_aid.paper.letterhead import Letterhead
from decision_aid.paper.setting import Setting
from decision_aid.paper.sheet import Sheet

_CLINIC = Letterhead("Northside ALS Clinic", "Tel. 555 0100")
_NO_FIT = "The two pages could not be made to hold these answers."

Steps = tuple[int, int]
Spent = tuple[float, bytes]


class _Place:
    """What a process keeps from one document to the next."""

    sheet: Sheet
    setting: Setting


def begin(language: str) -> Iterable[str]:
    """Make ready to print our way; return where fonts are."""
    fonts = begin_plainly(language)
    _Place.setting = Setting(_Place.sheet, Engine())
    return fonts


def begin_plainly(language: str) -> Iterable[str]:
    """Make ready to print the plain way: nothing is kept but how to write HTML."""
    _Place.sheet = Sheet(Words(day=day_in(language), number=number_in(language)), _CLINIC)
    return folders()


def number() -> int:
    """Return this process's number."""
    return os.getpid()


def steps(summary: Summary, paper: str) -> Steps:
    """Return the first fit that holds this summary, so that every way prints the same."""
    tried: Fit | None = fit.begin(summary)
    while tried:
        found = _Place.setting.engine.printed(Job(_Place.sheet.front(summary, tried), paper, trial=True))
        if not (found.first_over or found.second_over):
            return tried.first, tried.second
        tried = tried.tighter(first=found.first_over, second=found.second_over)
    raise ValueError(_NO_FIT)


def html(summary: Summary, held: Steps) -> str:
    """Return the document as our engine reads it."""
    return _Place.sheet.summary(summary, Fit(*held))


def ours(summary: Summary, data: bytes, paper: str, held: Steps) -> Spent:
    """Print our way at the fit that holds."""
    before = process_time()
    document = _Place.sheet.summary(summary, Fit(*held))
    job = Job(document, paper, data=data, day=summary.identity.made_on.isoformat())
    pdf = _Place.setting.engine.printed(job).pdf
    return process_time() - before, pdf


def in_production(summary: Summary, data: bytes, paper: str) -> Spent:
    """Print as for a person: with the search for the fit."""
    before = process_time()
    pdf = _Place.setting.summary(summary, data, paper).pdf
    return process_time() - before, pdf


def plainly(summary: Summary, data: bytes, paper: str, held: Steps) -> Spent:
    """Print the plain way, from the same HTML."""
    return _plainly(lambda: plain.plain(html(summary, held), paper), data)


def with_tables(summary: Summary, data: bytes, paper: str, held: Steps) -> Spent:
    """Print the plain way, with tables where ours has lists of answers."""
    return _plainly(lambda: plain.plain(plain.tables(html(summary, held)), paper), data)


def _plainly(write: Callable[[], str], data: bytes) -> Spent:
    before = process_time()
    pdf = plain.printed(write(), data)
    return process_time() - before, pdf
