"""From a summary to the HTML of its two pages and annex."""

from __future__ import annotations

import re
from collections.abc import Callable

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from decision_aid import assets
from decision_aid.core import local
from decision_aid.core.schema import Questionnaire
from decision_aid.core.summary import Summary
from decision_aid.core.text import clean
from decision_aid.core.words import Words, leading
from decision_aid.paper.annex import Annex, annex
from decision_aid.paper.blank import blank
from decision_aid.paper.cut import rightwards
from decision_aid.paper.fit import Fit
from decision_aid.paper.front import Front, front
from decision_aid.paper.letterhead import Letterhead
from decision_aid.paper.letters import Numbers
from decision_aid.paper.links import linked
from decision_aid.paper.qr import drawn
from decision_aid.paper.tongues import tongue

_PIECE = 12
_BREAK = "\u200b"
_LONG_WORD = re.compile(r"[!-~\u00a1-\u024f]{30,}")


class Sheet:
    """Writes documents as HTML, in the interface words it was given. Safe to share between threads."""

    def __init__(self, words: Words, letterhead: Letterhead) -> None:
        self._words = words
        self._letterhead = letterhead
        self._templates = _environment(words)

    def summary(self, summary: Summary, fit: Fit, shown: Numbers | None = None) -> str:
        """Return the printout: `fit` says how much its two pages hold, `shown` what stands for letters without font."""
        pages = front(summary, fit)
        return self._pages(summary, pages, annex(summary, pages), shown or {})

    def front(self, summary: Summary, fit: Fit, shown: Numbers | None = None) -> str:
        """Return the two pages alone, to see whether they hold."""
        return self._pages(summary, front(summary, fit), None, shown or {})

    def blank(self, questionnaire: Questionnaire) -> str:
        """Return the empty questionnaire, to be filled in by hand."""
        return self._templates.get_template("blank.html").render(
            form=blank(questionnaire),
            letterhead=self._letterhead,
            local=local.changes(questionnaire, self._words),
        )

    def _pages(self, summary: Summary, pages: Front, full: Annex | None, shown: Numbers) -> str:
        html = self._templates.get_template("summary.html").render(
            summary=summary,
            texts=summary.texts,
            front=pages,
            annex=full,
            letterhead=self._letterhead,
            note=self._note(shown),
        )
        return html.translate(shown) if shown else html

    def _note(self, shown: Numbers) -> str:
        """Return the line at the foot of the page that explains the numbers shown for letters; without any, nothing."""
        number = next(iter(shown.values()), "")
        sentence = "A sign that could not be drawn is shown by its number, like {number}."
        return self._words.ui(sentence, number=number) if number else ""


def _environment(words: Words) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(assets.templates() / "paper"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_=_marked(words), say=words, drawn=drawn)
    environment.filters.update(own=own, linked=linked, leading=leading, day=lambda day: words.day(day.isoformat()))
    return environment


def _marked(words: Words) -> Callable[..., Markup]:
    """Return what writes the interface's sentences as HTML, with values that may be HTML."""

    def ui(sentence: str, **values: object) -> Markup:
        return escape(words.interface(sentence)).format(**values)

    return ui


def own(text: str) -> Markup:
    """Return people's words as text, never markup, in the direction and language of their script."""
    words = escape(_LONG_WORD.sub(_breakable, clean(text)))
    spoken = Markup(' lang="{}"').format(tongue(text)) if tongue(text) else ""
    turned = Markup(' dir="rtl"') if rightwards(text) else ""
    return Markup("<span{}{}>{}</span>").format(turned, spoken, words) if turned or spoken else words


def _breakable(word: re.Match[str]) -> str:
    """Return a long word with places where it may break; finding them is very slow work for the engine."""
    letters = word.group()
    return _BREAK.join(letters[at : at + _PIECE] for at in range(0, len(letters), _PIECE))
