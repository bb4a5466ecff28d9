"""What a preview shows: always the last questionnaire that could be used, and what is told of its files now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

from decision_aid import bootstrap, chart, wsgi
from decision_aid.cli.looking import Looked, look
from decision_aid.core.answers import Answers
from decision_aid.core.schema import Questionnaire
from decision_aid.lint.answering import TooMany
from decision_aid.lint.finding import Finding, Severity
from decision_aid.lint.reach import Reach
from decision_aid.lint.reading import Measured
from decision_aid.services import Services
from decision_aid.settings import Settings
from decision_aid.web.preview import State, Told

_PAGE = ("parts", "pages")


class Stage:
    """The form of a preview, which a server calls; `look_again` brings it up to date, in any thread.

    A visit goes on over every change. Raises QuestionnaireInvalid where there is nothing to show yet.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ending = ExitStack()
        running = bootstrap.build(settings)
        self._ending.enter_context(running.closing)
        self._content = ExitStack()
        self._looked = look(settings.questions, settings.local)
        self.app: Any
        self._services: Services
        self._state: State
        self._show(running.services, 1)

    def __call__(self, environ: Any, start: Any) -> Any:
        return self.app(environ, start)

    def close(self) -> None:
        self._content.close()
        self._ending.close()

    @property
    def services(self) -> Services:
        """Return what the form shown now is made of."""
        return self._services

    @property
    def state(self) -> State:
        """Return what is told to somebody who looks at a page now."""
        return self._state

    def look_again(self) -> Looked:
        """Look at the files and show them, or what is wrong with them above what was shown before."""
        number, looked = self._state.number + 1, look(self._settings.questions, self._settings.local)
        if looked.loaded is None or not looked.is_usable:
            stopping = (one for one in looked.findings if one.rule.severity is Severity.ERROR)
            self._state = replace(self._state, number=number, trouble=tuple(map(_told, stopping)))
            return looked
        self._looked = looked
        renewed = bootstrap.renewed(self._services, self._settings, looked.loaded)
        before, self._content = self._content, renewed.closing
        self._show(renewed.services, number)
        before.close()
        return looked

    def _show(self, services: Services, number: int) -> None:
        asked, files = services.questionnaire, (self._settings.questions, self._settings.local)
        self._services = services
        self._state = State(
            number=number,
            files=tuple(str(file) for file in files if file),
            ways=dict(_ways(asked)),
            told=_by_page(asked, self._looked.findings),
            grades=_grades(self._looked.measured),
            chart=chart.svg(asked),
        )
        self.app = wsgi.previewing(services, self._settings, lambda: self._state)


def _ways(asked: Questionnaire) -> Iterator[tuple[str, Answers]]:
    """Go through the pages that can be come to, each with the fewest answers that lead there."""
    reach = Reach(asked)
    for name in asked.page:
        try:
            way = reach.way(name)
        except TooMany:
            continue
        if way is not None:
            yield name, Answers().merged(None, way.person).merged(1, way.offer)


def _grades(measured: Measured | None) -> Mapping[str, float]:
    return {one.name: round(one.grade, 1) for one in measured.screens} if measured else {}


def _by_page(asked: Questionnaire, findings: Iterable[Finding]) -> Mapping[str, tuple[Told, ...]]:
    """Return what is told of each page by its id; what is of no page, by the empty name. Notes are left out."""
    found: dict[str, list[Told]] = {"": []}
    for one in findings:
        if one.rule.severity is not Severity.NOTE:
            found.setdefault(_page_of(asked, one), []).append(_told(one))
    return {name: tuple(told) for name, told in found.items()}


def _page_of(asked: Questionnaire, one: Finding) -> str:
    if one.path[:3:2] != _PAGE:
        return ""
    part, page = one.path[1], one.path[3]
    return asked.parts[int(part)].pages[int(page)].id


def _told(one: Finding) -> Told:
    place = ":".join(str(part) for part in (one.file, one.line) if part)
    stops = one.rule.severity is Severity.ERROR
    return Told(place, f"{one.rule.code} {one.rule.name}", one.sentence, one.mend, stops)
