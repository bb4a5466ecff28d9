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

    A visit goes on over every change. Until the files can be used for the first time, the findings stand in its place.
    Raises QuestionnaireInvalid where a file is not there.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ending, self._content = ExitStack(), ExitStack()
        self._services: Services | None = None
        self._files = tuple(file for file in (settings.questions, settings.local) if file)
        self._state = State(0, tuple(map(str, self._files)), {}, {}, {}, "")
        self.app: Any = wsgi.waiting(lambda: self._state)
        self._looked = look(settings.questions, settings.local)
        if self._looked.is_usable or not all(file.exists() for file in self._files):
            self._begin(1)
        else:
            self._trouble(1, self._looked)

    def __call__(self, environ: Any, start: Any) -> Any:
        return self.app(environ, start)

    def refusal(self, status: int) -> tuple[list[tuple[str, str]], bytes]:
        """Return headers and body of the page for a request that the server itself refuses with this status."""
        if self.waits:
            return [("Content-Type", "text/plain")], b"The preview cannot take this."
        return wsgi.refusals(self.app)(status)

    def close(self) -> None:
        self._content.close()
        self._ending.close()

    @property
    def looked(self) -> Looked:
        """Return what the last look at the files that could be used found; before there is one, the first look."""
        return self._looked

    @property
    def waits(self) -> bool:
        """Tell whether the files could never yet be used."""
        return self._services is None

    @property
    def state(self) -> State:
        """Return what is told to somebody who looks at a page now."""
        return self._state

    def look_again(self) -> Looked:
        """Look at the files and show them, or what is wrong with them above what was shown before."""
        number, looked = self._state.number + 1, look(self._settings.questions, self._settings.local)
        if looked.loaded is None or not looked.is_usable:
            self._trouble(number, looked)
            return looked
        self._looked = looked
        if self._services is None:
            self._begin(number)
            return looked
        renewed = bootstrap.renewed(self._services, self._settings, looked.loaded)
        before, self._content = self._content, renewed.closing
        self._show(renewed.services, number)
        before.close()
        return looked

    def _begin(self, number: int) -> None:
        running = bootstrap.build(self._settings)
        self._ending.enter_context(running.closing)
        self._show(running.services, number)

    def _trouble(self, number: int, looked: Looked) -> None:
        stopping = (one for one in looked.findings if one.rule.severity is Severity.ERROR)
        self._state = replace(self._state, number=number, trouble=tuple(map(_told, stopping)))

    def _show(self, services: Services, number: int) -> None:
        asked = services.questionnaire
        self._services = services
        self._state = State(
            number=number,
            files=tuple(map(str, self._files)),
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
