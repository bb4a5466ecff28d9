"""Whether the form could do its work: ask its questions and print."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from decision_aid import bootstrap
from decision_aid.core import review
from decision_aid.core.errors import DecisionAidError, QuestionnaireInvalid
from decision_aid.core.schema import Questionnaire
from decision_aid.remarks import Level, Remark, careful, ok, wrong
from decision_aid.services import Paper
from decision_aid.settings import Settings


def remarks(settings: Settings) -> Iterator[Remark]:
    """Give remarks on the questionnaire and on printing; a blank form is really printed."""
    found = list(of_questions(settings))
    yield from found
    if all(remark.level is not Level.WRONG for remark in found):
        yield _printing(settings)


def of_questions(settings: Settings) -> Iterator[Remark]:
    """Give remarks on the questionnaire, or say that it cannot be used."""
    try:
        questionnaire = bootstrap.reading_in(settings).questionnaire
        bootstrap.exchanging(settings).close()
    except QuestionnaireInvalid as invalid:
        yield wrong(f"The questionnaire has {_listed(len(invalid.lines), _check(settings))}.")
        return
    yield ok(f"The questionnaire, version {_version(questionnaire)}, has no faults.")
    yield _reviewed(review.overdue(questionnaire, bootstrap.now().date()))


def _listed(faults: int, check: str) -> str:
    return f"1 fault: {check} tells it" if faults == 1 else f"{faults} faults: {check} lists them"


def _check(settings: Settings) -> str:
    own = f" --local {settings.local}" if settings.local else ""
    return f"decision-aid check {settings.questions}{own}"


def _version(questionnaire: Questionnaire) -> str:
    local = questionnaire.local
    return f"{questionnaire.version} with this clinic's own file {local.version}" if local else questionnaire.version


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
