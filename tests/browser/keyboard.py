"""Somebody who can press four kinds of key: Tab, Space, an arrow, Enter. Nothing is ever typed."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.browser.tab import Tab

FOCUSED = """() => {
  const at = document.activeElement
  return {tag: at.tagName, type: at.type || '', name: at.name || '', value: at.value || '',
          href: at.getAttribute('href') || '', text: at.textContent, class: at.className}
}"""
GROUPS = """() => {
  const inputs = [...document.querySelectorAll('main input')].filter(one => one.type !== 'hidden')
  const radios = inputs.filter(one => one.type === 'radio').map(one => one.name)
  return {radios: [...new Set(radios)], boxes: inputs.filter(one => one.type === 'checkbox').length}
}"""
MOST_TABS = 400
TOO_OFTEN = "That was too often"


@dataclass
class Keyboard:
    """Counts every key, those that would type a character, and the question pages answered."""

    page: Tab
    presses: int = 0
    typed: int = 0
    pages: int = 0

    @property
    def here(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def focused(self) -> dict[str, str]:
        found: dict[str, str] = self.page.evaluate(FOCUSED)
        return found

    def press(self, key: str) -> None:
        self.presses += 1
        self.typed += len(key) == 1  # every key that leads somewhere has a longer name
        self.page.keyboard.press(key)

    def go(self) -> None:
        """Press Enter and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.press("Enter")

    def wait_out_the_limit(self) -> None:
        """Somebody this quick meets the limit of saves: the page says so, and its button sends everything again."""
        while self.page.locator("h1").inner_text() == TOO_OFTEN:
            self.page.wait_for_timeout(1000)
            with self.page.expect_navigation():
                self.page.locator("main button.main").click()

    def tab_to(self, **wanted: str) -> int:
        """Press Tab until something like this has the focus; return how often."""
        for count in range(1, MOST_TABS):
            self.press("Tab")
            now = self.focused
            if all(text in now[name] for name, text in wanted.items()):
                return count
        raise AssertionError(f"{self.here}: Tab never leads to {wanted}")

    def begin(self) -> None:
        """Press Start, and go on from the page that tells how to come back."""
        self.tab_to(tag="BUTTON")
        self.go()
        self.tab_to(tag="A", text="Go on to the first question")
        self.go()

    def choose(self, arrows: int = 0) -> None:
        """Choose in every group of the page, `arrows` below its first choice, and press Continue."""
        groups = self.page.evaluate(GROUPS)
        if groups["boxes"]:
            self.tab_to(type="checkbox")
            self.press("Space")
        else:
            self._choose_each(groups["radios"], arrows)
        self.pages += 1
        self.go()
        self.wait_out_the_limit()

    def _choose_each(self, names: list[str], arrows: int) -> None:
        for name in names:
            self.tab_to(type="radio", name=name)
            self.press("Space")
            for _ in range(arrows):
                self.press("ArrowDown")
