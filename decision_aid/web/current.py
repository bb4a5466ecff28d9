"""This browser's visit: its session, its draft and the words it reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType

from flask import current_app, g, request, url_for
from flask_babel import get_locale

from decision_aid.core import changes, journey, removed
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.carrying import carried
from decision_aid.core.changes import Changes
from decision_aid.core.draft import Draft
from decision_aid.core.errors import DraftOfAnother
from decision_aid.core.journey import Step, Walk
from decision_aid.core.schema import Questionnaire, Voice
from decision_aid.core.words import Words
from decision_aid.locales import day_in, number_in
from decision_aid.services import Services, Visit
from decision_aid.settings import Settings
from decision_aid.web.blanks import Kept
from decision_aid.web.languages import Language
from decision_aid.web.look import Look


def services() -> Services:
    found: Services = current_app.extensions["decision_aid.services"]
    return found


def settings() -> Settings:
    found: Settings = current_app.extensions["decision_aid.settings"]
    return found


def questionnaire() -> Questionnaire:
    return services().questionnaire


def today() -> date:
    """Return the day it is where the form stands: the one a person knows and a page is dated by."""
    return services().clock().astimezone().date()


def last_day(visit: Visit) -> date:
    """Return the last day on which a draft is kept to its end where the form stands: it goes by Greenwich's day.

    On the day on which it goes this is that day: none that is past helps anybody.
    """
    end = datetime.combine(visit.last_day, time(), UTC) + timedelta(days=1)
    return max(today(), end.astimezone().date() - timedelta(days=1))


def visit(*, touch: bool = True) -> Visit | None:
    """Return this browser's opened draft as it is kept, or nothing; asked of the store once for a request.

    Without `touch` the session does not count as used. Raises DraftOfAnother.
    """
    if "visit" not in g:
        token = g.get("token", "")
        g.visit = _ours(services().drafts.open(token, touch=touch)) if token else None
    found: Visit | None = g.visit
    return found


def _ours(visit: Visit | None) -> Visit | None:
    if visit and is_of_another(visit):
        raise DraftOfAnother("These answers were given in another questionnaire. They are kept as they are.")
    return visit


def is_of_another(visit: Visit) -> bool:
    """Tell whether a draft is of another questionnaire: its answers are not to be read in the words of this one."""
    return visit.draft.questionnaire[0] not in {"", questionnaire().id}


def leave_another_aside() -> bool:
    """Go on without a draft of another questionnaire, which stays as it is; tell whether this browser has one."""
    try:
        visit()
    except DraftOfAnother:
        make_do()
        return True
    return False


def enter(token: str) -> Visit | None:
    """Return the visit of a token that was just made, now this request's own; not used yet: it may still be lost."""
    _forget()
    g.visit = _ours(services().drafts.open(token, touch=False))
    found: Visit | None = g.visit
    return found


def _forget() -> None:
    """Forget what this request has worked out of its draft."""
    for name in ("visit", "draft", "words", "walk"):
        g.pop(name, None)


def fitted(draft: Draft) -> Draft:
    """Return a draft as the present questionnaire can show it; what does not fit it is left as it is where it is kept.

    Of several servers one may have the questionnaire that an answer fits.
    """
    digest = services().questionnaire_hash
    if draft.questionnaire[2] == digest:
        return draft
    asked = questionnaire()
    return replace(
        draft, answers=carried(asked, draft.answers, today()), questionnaire=(asked.id, asked.version, digest)
    )


def named(draft: Draft) -> Draft:
    """Return a draft with the name of the present questionnaire; with its hash only where every answer fits it."""
    shown = fitted(draft)
    identity, version, digest = shown.questionnaire
    fits = shown.answers == draft.answers
    return replace(draft, questionnaire=(identity, version, digest if fits else ""))


def asked_now() -> Mapping[str, str]:
    """Return what every question of the questionnaire is now, as drafts keep it."""
    return kept().get(("asked",), lambda: changes.fingerprints(questionnaire()))


def news() -> Changes:
    """Return what is new or changed on this person's path since they were last asked."""
    found, on_path = changes.changes(asked_now(), draft().asked), _on_path()
    return Changes(*(tuple(name for name in names if name in on_path) for names in found))


def gone() -> tuple[Answer, ...]:
    """Return what was answered to questions that are not asked here any more."""
    return tuple(found.answer for found in removed.answered(questionnaire(), answers()))


def _on_path() -> frozenset[str]:
    pages = (questionnaire().page[step.page][1] for step in steps())
    return frozenset(question.id for page in pages for question in page.questions)


def new_draft() -> Draft:
    """Return an empty draft of the present questionnaire."""
    asked = questionnaire()
    return Draft(
        questionnaire=(asked.id, asked.version, services().questionnaire_hash),
        asked=MappingProxyType(dict(asked_now())),
    )


def visit_name() -> str:
    """Return this draft's name as its pages carry it."""
    found = visit()
    return services().sealer.name_of(found) if found else ""


def entrance() -> str:
    """Return where somebody goes who has no open visit: the ways back if their visit has ended, else the start."""
    return url_for("keeping.resume_page" if g.get("token") else "start.start_page")


def is_page_of(visit: Visit) -> bool:
    """Tell whether the page that was sent was one of this visit, as far as it says."""
    name = request.form.get("visit", "")
    return not name or services().sealer.names(name, visit)


def is_kept(name: str) -> bool:
    """Tell whether a page was of a draft that is still kept and can be come back to."""
    return bool(services().sealer.seal(name, b""))


def make_do() -> None:
    """Go on without the draft where it could not be opened: a page about a fault needs none."""
    g.setdefault("visit", None)


def draft() -> Draft:
    """Return this browser's draft as it is shown, an empty one where it has none."""
    if "draft" not in g:
        kept = visit()
        g.draft = fitted(kept.draft) if kept else Draft()
    found: Draft = g.draft
    return found


def answers() -> Answers:
    return draft().answers


def keep(visit: Visit) -> None:
    """Make a visit the one of this request, as after it was saved."""
    _forget()
    g.visit = visit


def walk() -> Walk:
    """Return what is asked with the present answers; gone through once for a request."""
    if "walk" not in g:
        g.walk = journey.walk(questionnaire(), answers())
    found: Walk = g.walk
    return found


def steps() -> tuple[Step, ...]:
    """Return the path of the present answers."""
    return walk().steps


def look() -> Look:
    """Return how this browser wants pages to look and speak."""
    if "look" not in g:
        g.look = Look.read(request.cookies.get(Look.COOKIE, ""))
    found: Look = g.look
    return found


def languages() -> Mapping[str, Language]:
    """Return every language that can be chosen, the questionnaire's own first."""
    found: Mapping[str, Language] = current_app.extensions["decision_aid.languages"]
    return found


def language() -> Language:
    """Return the language of this request."""
    if "language" not in g:
        known = languages()
        g.language = known.get(look().language) or next(iter(known.values()))
    found: Language = g.language
    return found


def kept() -> Kept:
    """Return what is rendered once for everybody."""
    found: Kept = current_app.extensions["decision_aid.kept"]
    return found


def said(sentence: str) -> str:
    """Return one of the program's own sentences in the language of this request."""
    return words().interface(sentence)


def words() -> Words:
    """Return the accessor for everything that is read in this request."""
    if "words" not in g:
        voice = look().voice or journey.voice(questionnaire(), answers())
        g.words = words_in(voice)
    found: Words = g.words
    return found


def words_in(voice: Voice) -> Words:
    """Return the words of a voice in the language of this request; made once, for they hold nothing of a person."""
    spoken = language()
    return kept().get(("words", spoken.code, voice), lambda: _words_of(spoken, voice))


def _words_of(spoken: Language, voice: Voice) -> Words:
    return Words(voice, spoken.content, spoken.interface, day_in(get_locale()), number_in(get_locale()))
