"""This browser's visit: its session, its draft and the words it reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from flask import current_app, g, request, url_for
from flask_babel import get_locale

from decision_aid.core import changes, journey
from decision_aid.core.answers import Answers
from decision_aid.core.carrying import carried
from decision_aid.core.changes import Changes
from decision_aid.core.draft import Draft
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
    return services().clock().date()


def visit(*, touch: bool = True) -> Visit | None:
    """Return this browser's opened draft, or nothing; asked of the store once for a request.

    Without `touch` the session does not count as used.
    """
    if "visit" not in g:
        token = g.get("token", "")
        g.visit = _carried(services().drafts.open(token, touch=touch)) if token else None
    found: Visit | None = g.visit
    return found


def _carried(visit: Visit | None) -> Visit | None:
    """Return the visit with its answers as the present questionnaire takes them."""
    digest = services().questionnaire_hash
    if visit is None or visit.draft.questionnaire[2] == digest:
        return visit
    asked = questionnaire()
    answers = carried(asked, visit.draft.answers, today())
    return replace(visit, draft=replace(visit.draft, answers=answers, questionnaire=(asked.id, asked.version, digest)))


def enter(token: str) -> Visit | None:
    """Return the visit of a token that was just made, now this request's own."""
    for name in ("visit", "words", "walk"):
        g.pop(name, None)
    g.visit = _carried(services().drafts.open(token))
    found: Visit | None = g.visit
    return found


def asked_now() -> Mapping[str, str]:
    """Return what every question of the questionnaire is now, as drafts keep it."""
    return kept().get(("asked",), lambda: changes.fingerprints(questionnaire()))


def news() -> Changes:
    """Return what is new or changed on this person's path since they were last asked."""
    found, on_path = changes.changes(asked_now(), draft().asked), _on_path()
    return Changes(*(tuple(name for name in names if name in on_path) for names in found))


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
    """Return where somebody goes who has no open visit: the ways back for whom a visit has ended, else the start."""
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
    """Return this browser's draft, an empty one where it has none."""
    found = visit()
    return found.draft if found else Draft()


def answers() -> Answers:
    return draft().answers


def keep(visit: Visit) -> None:
    """Make a visit the one of this request, as after it was saved."""
    g.visit = visit
    g.pop("words", None)
    g.pop("walk", None)


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
