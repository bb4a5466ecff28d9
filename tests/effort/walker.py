"""Somebody who goes through a form by keyboard alone while everything that it takes is counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.browser.keyboard import MOST_TABS, Keyboard
from tests.effort.tally import Stop, Tally
from tests.effort.view import DESK, PHONE, View, look, scrolls, stops

# "there", or "near" on another choice of the same group of radios
REACHED = """(place) => {
  const at = document.activeElement, goal = document.querySelector(`[data-press="${place}"]`)
  if (at.dataset.press === String(place)) return 'there'
  return at.type === 'radio' && at.name === goal.name ? 'near' : ''
}"""
SINCE_IT_CAME = "() => performance.now() - performance.getEntriesByType('navigation')[0].responseStart"
CONTINUE = "main button.main"
READING = 800  # milliseconds: a press within the first half second was meant for the page before


@dataclass
class Walker:
    """Goes from page to page; `chosen` gives the values to choose where it is not the first, by control name."""

    page: Page
    chosen: dict[str, str] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)

    def __post_init__(self) -> None:
        self.keys = Keyboard(self.page)

    @property
    def here(self) -> str:
        return self.keys.here

    def answer(self) -> None:
        """Answer every question of the page and go on."""
        self._pass(CONTINUE, None)

    def press(self, way: str, *first: str, questions: int = 0) -> None:
        """Press these controls, and then what leads on; the page asks this many questions."""
        self._pass(way, first, questions)

    def _pass(self, way: str, given: tuple[str, ...] | None, questions: int = 0) -> None:
        place, before, typed = self.here, self.keys.presses, self.keys.typed
        phone, view = self._seen(way, given, PHONE["width"]), self._seen(way, given, DESK["width"])
        count = stops(self.page)
        tabs = self._activate(view)
        self.tally.pages.append(
            Stop(
                place=place,
                questions=questions if given is not None else view.questions,
                presses=len(view.order) + (0 if view.at_once else 1),
                keys=self.keys.presses - before,
                tabs=tabs,
                typed=self.keys.typed - typed,
                stops=count,
                at_once=view.at_once,
                desk=scrolls(view, DESK["height"]),
                phone=scrolls(phone, PHONE["height"]),
            )
        )
        self.keys.wait_out_the_limit()

    def _seen(self, way: str, given: tuple[str, ...] | None, width: int) -> View:
        self.page.set_viewport_size(DESK if width == DESK["width"] else PHONE)
        return look(self.page, way, self.chosen, given)

    def _activate(self, view: View) -> int:
        """Press everything in its order; return how many Tabs led to the first."""
        before, first = self.keys.presses, 0
        for place in range(len(view.order)):
            near = self._tab_to(str(place))
            first = first or self.keys.presses - before
            if not view.at_once:
                self._choose(str(place), near=near)
        if not view.order:
            self._tab_to("way")
            first = self.keys.presses - before
        if view.at_once or not view.order:
            self._have_read()
        self.keys.go()
        return first

    def _have_read(self) -> None:
        """Wait as long as the form expects of anybody who reads a page before they answer or leave it as it is."""
        self.page.wait_for_timeout(max(0, READING - self.page.evaluate(SINCE_IT_CAME)))

    def _choose(self, place: str, *, near: bool) -> None:
        if not near:
            self.keys.press("Space")
        while near and self.page.evaluate(REACHED, place) != "there":
            self.keys.press("ArrowDown")

    def _tab_to(self, place: str) -> bool:
        """Press Tab until this is reached; tell whether it is only near, on another choice of its group."""
        for _ in range(MOST_TABS):
            self.keys.press("Tab")
            if reached := self.page.evaluate(REACHED, place):
                return bool(reached == "near")
        raise AssertionError(f"{self.here}: Tab never leads to {place}")
