"""A tab of Firefox that answers to Playwright's words (`tests.browser.tab`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import Any, NamedTuple, TypeVar

from tests.firefox.marionette import Marionette, MarionetteError

PATIENCE = 30.0  # seconds, for a page, a control or a file
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Space": " ", "ArrowDown": "\ue015"}
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # what WebDriver calls a reference to an element
LOADED = "return document.readyState === 'complete'"
CHECKED = "return arguments[0].checked"
WIDTH = "return innerWidth"
ZOOM = "ZoomManager.setZoomForBrowser(gBrowser.selectedBrowser, arguments[0])"
Element = dict[str, str]
Found = TypeVar("Found")


def wait_until(look: Callable[[], Found | None], what: str) -> Found:
    """Return the first answer that is not empty."""
    until = monotonic() + PATIENCE
    while monotonic() < until:
        if found := look():
            return found
        sleep(0.02)
    raise AssertionError(f"{what}: not within {PATIENCE:.0f} seconds")


@dataclass(frozen=True)
class FirefoxControl:
    """The nth of those that a selector finds, looked for anew each time."""

    driver: Marionette
    selector: str
    place: int = 0

    @property
    def first(self) -> FirefoxControl:
        return self.nth(0)

    def nth(self, index: int, /) -> FirefoxControl:
        return FirefoxControl(self.driver, self.selector, index)

    def check(self) -> None:
        if not self.driver.run(CHECKED, self._element()):
            self.click()

    def click(self) -> None:
        """Click on it once it takes clicks: a choice does not for half a second."""
        wait_until(self._clicked, f"{self.selector} takes no click")

    def _clicked(self) -> bool:
        try:
            self.driver.send("WebDriver:ElementClick", id=self._element()[ELEMENT])
        except MarionetteError as error:
            if "intercepted" not in str(error):
                raise
            return False
        return True

    def fill(self, value: str, /) -> None:
        self.driver.send("WebDriver:ElementClear", id=self._element()[ELEMENT])
        self.type(value)

    def type(self, text: str) -> None:
        self.driver.send("WebDriver:ElementSendKeys", id=self._element()[ELEMENT], text=text)

    def inner_text(self) -> str:
        return str(self.driver.send("WebDriver:GetElementText", id=self._element()[ELEMENT]))

    def _element(self) -> Element:
        return wait_until(self._found, self.selector)

    def _found(self) -> Element | None:
        found = self.driver.send("WebDriver:FindElements", using="css selector", value=self.selector)
        return found[self.place] if len(found) > self.place else None


@dataclass(frozen=True)
class FirefoxKeys:
    driver: Marionette

    def press(self, key: str, /) -> None:
        actions = [{"type": kind, "value": KEYS[key]} for kind in ("keyDown", "keyUp")]
        self.driver.send("WebDriver:PerformActions", actions=[{"type": "key", "id": "keys", "actions": actions}])


class SavedFile(NamedTuple):
    file: Path

    def path(self) -> Path:
        return self.file


@dataclass
class Coming:
    """A file on its way; `value` is there once it is whole."""

    folder: Path
    before: set[Path]

    @property
    def value(self) -> SavedFile:
        return SavedFile(wait_until(self._new, "a saved file"))

    def _new(self) -> Path | None:
        new = set(self.folder.iterdir()) - self.before
        whole = not any(file.suffix == ".part" for file in new) and all(file.stat().st_size for file in new)
        return new.pop() if whole and new else None


@dataclass
class FirefoxTab:
    """One tab of a Firefox that saves files into a folder; `home` stands before every address."""

    driver: Marionette
    home: str
    downloads: Path
    handle: str = field(default="")

    def __post_init__(self) -> None:
        self.handle = self.handle or str(self.driver.send("WebDriver:GetWindowHandle"))

    @property
    def url(self) -> str:
        return str(self._here().send("WebDriver:GetCurrentURL"))

    @property
    def context(self) -> FirefoxTab:
        return self

    @property
    def keyboard(self) -> FirefoxKeys:
        return FirefoxKeys(self._here())

    def new_page(self) -> FirefoxTab:
        handle = self.driver.send("WebDriver:NewWindow", type="tab")["handle"]
        return FirefoxTab(self.driver, self.home, self.downloads, handle)

    def goto(self, url: str, /) -> None:
        self._here().send("WebDriver:Navigate", url=self.home + url if url.startswith("/") else url)

    def locator(self, selector: str, /) -> FirefoxControl:
        return FirefoxControl(self._here(), selector)

    def evaluate(self, expression: str, /) -> Any:
        """Call a function of the page and return what it returns."""
        return self._here().run(f"return ({expression})()")

    def wait_for(self, script: str) -> Any:
        """Run the body of a function in the page and return what it hands to its argument."""
        return self._here().run_until_called(script)

    def set_input_files(self, selector: str, files: Path, /) -> None:
        self.locator(selector).type(str(files))

    @contextmanager
    def expect_navigation(self) -> Iterator[None]:
        (left,) = self._here().send("WebDriver:FindElements", using="css selector", value=":root")
        yield
        wait_until(lambda: self._has_left(left) and self._is_loaded(), "another page")

    @contextmanager
    def expect_download(self) -> Iterator[Coming]:
        coming = Coming(self.downloads, set(self.downloads.iterdir()))
        yield coming
        assert coming.value

    def wait_for_timeout(self, timeout: float, /) -> None:
        sleep(timeout / 1000)

    def close(self) -> None:
        """Close this tab; another one is in front then."""
        left = self._here().send("WebDriver:CloseWindow")
        self.driver.send("WebDriver:SwitchToWindow", handle=left[0])

    def magnify(self, times: float, width: int) -> None:
        """Enlarge the page, as a person does with Ctrl and plus, until it is so many CSS px wide."""
        self._here().run_inside(ZOOM, times)
        wait_until(lambda: self.driver.run(WIDTH) == width, f"a page of {width} px")

    def _here(self) -> Marionette:
        self.driver.send("WebDriver:SwitchToWindow", handle=self.handle)
        return self.driver

    def _has_left(self, root: Element) -> bool:
        try:
            self.driver.send("WebDriver:GetElementTagName", id=root[ELEMENT])
        except MarionetteError:
            return True
        return False

    def _is_loaded(self) -> bool:
        try:
            return bool(self.driver.run(LOADED))
        except MarionetteError:  # between two pages
            return False
