"""Notes that must always be said: that cells may shut somebody out of trials, and where harm can be reported.

Every questionnaire keeps these names, as `docs/content.md` says: `lockout` and `report_harm` in the ids of such notes,
`treated` and `considering` for the questions they look at. One that asks what kind an offer is and who was treated owes
these notes to whoever answers; of another it can only be supposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from decision_aid.core.answers import Answer
from decision_aid.core.conditions import Truth
from decision_aid.core.errors import Fault
from decision_aid.core.known import Given
from decision_aid.core.schema import Note, Questionnaire

_LOCKOUT, _HARM = "lockout", "report_harm"
_TREATED, _CONSIDERING, _OFFER_KIND = "treated", "considering", "offer_kind"
_OWED = {"caution-missing": "caution-lost", "caution-waits": "caution-held-back"}
_PLACE = ("notes",)
_Told = Mapping[str, Answer]


def faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Go through the notes that are not there, or are not said to somebody who left a question out."""
    owed = _OWED if {_TREATED, _OFFER_KIND} <= questionnaire.questions.keys() else {}
    yield from (replace(fault, rule=owed.get(fault.rule, fault.rule)) for fault in _unsaid(questionnaire))


def errors(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Go through those of them that stop the form."""
    yield from (fault for fault in faults(questionnaire) if fault.rule in _OWED.values())


def _unsaid(questionnaire: Questionnaire) -> Iterator[Fault]:
    about_offer = _named(questionnaire, _LOCKOUT, "offer")
    yield from _must(questionnaire, about_offer, "note on the trial lock-out of an offer", [{}])
    treated = _not_denied(questionnaire, _TREATED)
    if treated or _CONSIDERING in questionnaire.questions:
        of_person = _named(questionnaire, _LOCKOUT, "person")
        yield from _must(questionnaire, of_person, "note on the trial lock-out of a person", [{}, *treated])
    if treated:
        harm = [note for about in ("person", "offer") for note in _named(questionnaire, _HARM, about)]
        yield from _must(questionnaire, harm, "note on where to report harm", treated)


def _named(questionnaire: Questionnaire, name: str, about: str) -> list[Note]:
    """Return the notes of this name; one that gives way to a note of another name may be said nowhere."""
    return [
        note
        for note in questionnaire.notes
        if name in note.id and note.about == about and (note.unless is None or name in note.unless)
    ]


def _not_denied(questionnaire: Questionnaire, name: str) -> list[_Told]:
    """Return every answer to a question that is no "no", each alone."""
    question = questionnaire.questions.get(name)
    options = getattr(question, "options", ())
    return [{name: Answer((option.code,))} for option in options if option.state != "no"]


def _must(questionnaire: Questionnaire, notes: list[Note], noun: str, cases: list[_Told]) -> Iterator[Fault]:
    if not notes:
        yield Fault(_PLACE, "", f"there is no {noun}. Add it.", rule="caution-missing")
    elif not all(_is_said(questionnaire, notes, told) for told in cases):
        note = notes[0]
        told = f"note {note.id}: not everybody is told it who left a question out or does not know. {_MEND}"
        place = (*_PLACE, questionnaire.notes.index(note), "when")
        yield Fault(place, note.id, told, rule="caution-waits")


_MEND = "Let its condition hold as well where an answer is not known, with any."


def _is_said(questionnaire: Questionnaire, notes: list[Note], told: _Told) -> bool:
    given = Given(questionnaire, told, {})
    return any(note.when.holds(given) is Truth.YES for note in notes)
