"""What a walk asks of a browser's tab, in Playwright's words: any engine that answers to them can be walked through."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol


class Keys(Protocol):
    def press(self, key: str, /) -> None: ...


class Control(Protocol):
    """What a selector finds; `first` and `nth` are one of several."""

    @property
    def first(self) -> Control: ...

    def nth(self, index: int, /) -> Control: ...

    def check(self) -> None: ...

    def click(self) -> None: ...

    def fill(self, value: str, /) -> None: ...

    def inner_text(self) -> str: ...


class Saved(Protocol):
    def path(self) -> Path: ...


class Download(Protocol):
    @property
    def value(self) -> Saved: ...


class Browsing(Protocol):
    """Windows that share their cookies."""

    def new_page(self) -> Tab: ...


class Tab(Protocol):
    @property
    def url(self) -> str: ...

    @property
    def context(self) -> Browsing: ...

    @property
    def keyboard(self) -> Keys: ...

    def goto(self, url: str, /) -> object: ...

    def locator(self, selector: str, /) -> Control: ...

    def evaluate(self, expression: str, /) -> Any: ...

    def set_input_files(self, selector: str, files: Path, /) -> None: ...

    def expect_navigation(self) -> AbstractContextManager[object]: ...

    def expect_download(self) -> AbstractContextManager[Download]: ...

    def wait_for_timeout(self, timeout: float, /) -> None: ...

    def close(self) -> None: ...
