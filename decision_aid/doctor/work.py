"""Whether the form could do its work: ask its questions and print."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from decision_aid import bootstrap, loader
from decision_aid.core import review
from decision_aid.core.errors import DecisionAidError, QuestionnaireInvalid
from decision_aid.remarks import Remark, careful, ok, wrong
from decision_aid.services import Paper
from decision_aid.settings import Settings


def remarks(settings: Settings) -> Iterator[Remark]:
    """Give remarks on the questionnaire and on printing; a blank form is really printed."""
    try:
        questionnaire = loader.load(settings.questions).questionnaire
        bootstrap.exchanging(settings).close()
    except QuestionnaireInvalid as invalid:
        count = len(invalid.lines)
        yield wrong(f"The questionnaire has {count} faults: decision-aid check {settings.questions} lists them.")
        return
    yield ok(f"The questionnaire, version {questionnaire.version}, has no faults.")
    yield _reviewed(review.overdue(questionnaire, bootstrap.now().date()))
    yield _printing(settings)


def _reviewed(overdue: tuple[str, ...]) -> Remark:
    if overdue:
        return careful(
            f"Texts past the day on which they should be read again: {len(overdue)}. See decision-aid check."
        )
    return ok("No text is past the day on which it should be read again.")


def _printing(settings: Settings) -> Remark:
    try:
        with closing(bootstrap.printing(settings)) as press:
            printed = press.blank(Paper(settings.paper)).startswith(b"%PDF")
    except DecisionAidError as error:
        return wrong(f"Printing fails: {error} If it stays so, look after memory, fonts and Pango (README).")
    return ok("Printing works.") if printed else wrong("Printing gave no PDF: install the program anew.")
