"""Taking pictures: at the widths of a telephone and of a desk, long pages in several pieces, few colours."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page

PIECE = 1440  # what is read of a page at one look: more would be too small to read beside a text
SPARE = 360  # a page that is longer by no more than this stays one picture
HEIGHTS = {360: 740, 1280: 800}
PHONE = 360
COLOURS = 32  # enough for text and lines; the pictures stay small
PAPER_DOTS = 90  # per inch
GREYS = 16  # of the printed pages
# pages whose end is of interest too; of all others, their top is enough
WITH_THEIR_END = frozenset(
    {"start", "question", "number", "evidence", "signs", "keep", "resume", "answers", "stars", "settings", "options"}
    | {"trials", "trial-record", "listing-match", "same-study", "trials-found"}
    | {"about", "every-error", "summary", "ended-sealed", "state-an-opened-file", "kiosk-summary"}
)
# the headings of a long page, counted from 0, at which a piece of interest begins between its top and its end
HEADINGS = {("summary", 1280): (3, 5), ("summary", 360): (4,)}


@dataclass
class Camera:
    """Puts pictures into a folder, by name."""

    folder: Path

    def both(self, page: Page, name: str) -> None:
        """Take a page at both widths."""
        for width in HEIGHTS:
            self.wide(page, name, width)

    def wide(self, page: Page, name: str, width: int) -> None:
        """Take a page at one width, in as many pieces as are of interest."""
        height = _settled(page, width)
        if height <= PIECE + SPARE:
            self._take(page, f"{name}-{width}", (width, 0, height))
            return
        places = [0, height - PIECE] if name in WITH_THEIR_END else [0]
        places += [_top(page.locator("main > h2").nth(number)) for number in HEADINGS.get((name, width), ())]
        for number, top in enumerate(sorted(places), 1):
            piece = f"{name}-{width}" if number == 1 else f"{name}-{width}-{number}"
            self._take(page, piece, (width, top, min(PIECE, height - top)))

    def part(self, page: Page, name: str, selector: str) -> None:
        """Take what begins with this element, at both widths."""
        for width in HEIGHTS:
            height = _settled(page, width)
            top = _top(page.locator(selector).first)
            self._take(page, f"{name}-{width}", (width, top, min(PIECE, height - top)))

    def printed(self, document: Path, name: str, number: int) -> None:
        """Take one page of a printed document."""
        pages = ["-f", str(number), "-l", str(number), "-singlefile"]
        target = self.folder / name
        command = ["pdftoppm", "-png", "-gray", "-r", str(PAPER_DOTS), *pages, str(document), str(target)]
        subprocess.run(command, check=True)
        _lessened(target.with_suffix(".png"), GREYS)

    def _take(self, page: Page, name: str, place: tuple[int, int, int]) -> None:
        width, top, height = place
        target = self.folder / f"{name}.png"
        page.screenshot(path=target, full_page=True, clip={"x": 0, "y": top, "width": width, "height": height})
        _lessened(target, COLOURS)


def _lessened(target: Path, colours: int) -> None:
    with Image.open(target) as taken:
        taken.convert("RGB").quantize(colours).save(target, optimize=True)


def _top(element: Locator) -> int:
    place = element.bounding_box()
    assert place, f"{element} is not on the page"
    return int(place["y"])


def _settled(page: Page, width: int) -> int:
    """Have the page at this width, with nothing pointed at; return its height."""
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(0, 0)
    return int(page.evaluate("document.documentElement.scrollHeight"))
