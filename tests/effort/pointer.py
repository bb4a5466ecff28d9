"""Somebody with a pointer alone, on a telephone's screen: presses what is in view, and scrolls where it is not."""

from __future__ import annotations

from dataclasses import dataclass

from tests.effort.view import PAGE_KEY, PHONE, View
from tests.effort.walker import Walker

WHERE = """(place) => {
  const one = document.querySelector(`[data-press="${place}"]`), row = (one.closest('label') || one)
  const {left, top, width, height} = row.getBoundingClientRect()
  return {across: left + width / 2, down: top + height / 2, above: top < 0, below: top + height > innerHeight}
}"""
LOWEST = "() => document.documentElement.scrollHeight - innerHeight"
MOST_LOOKS, LOOKS_A_KEY, ROUNDING = 500, 100, 1


@dataclass
class Pointer(Walker):
    """Counts what a mouse really does, beside what is worked out from where things lie."""

    clicks: int = 0
    scrolled: int = 0

    def _activate(self, view: View) -> int:
        self.page.set_viewport_size(PHONE)
        self._have_read()
        for place in range(len(view.order) - 1):
            self._click(str(place))
        last = str(len(view.order) - 1)
        if not view.at_once and view.order:
            self._click(last)
        with self.page.expect_navigation():
            self._click(last if view.at_once else "way")
        return 0

    def _click(self, place: str) -> None:
        while (found := self.page.evaluate(WHERE, place))["below"]:
            self._scroll()
        assert not found["above"]
        self.clicks += 1
        self.page.mouse.click(found["across"], found["down"])

    def _scroll(self) -> None:
        """Press Page Down and wait until the page rests; a busy browser drops a key, then press it again."""
        self.scrolled += 1
        before = self._top()
        reached = min(before + PHONE["height"] * PAGE_KEY, self.page.evaluate(LOWEST))
        for look in range(MOST_LOOKS):
            now = self._top()
            if abs(now - reached) <= ROUNDING:
                return
            if now == before and look % LOOKS_A_KEY == 0:
                self.page.keyboard.press("PageDown")
            self.page.wait_for_timeout(20)
        raise AssertionError(f"{self.here}: Page Down leads from {before} to {self._top()}, not to {reached}")

    def _top(self) -> float:
        return float(self.page.evaluate("() => scrollY"))
