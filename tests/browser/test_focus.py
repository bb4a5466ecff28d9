"""The ring around what has the focus, measured in pictures of each kind of control (WCAG 2.2, 2.4.13).

What changes with the focus by 3:1 or more must be as large as a line of 2 CSS px around the control, and stand that
thick on each of its sides.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from math import ceil, floor

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from decision_aid.accent import contrast
from tests.browser.conftest import Window
from tests.browser.states import HOME, come, give
from tests.browser.test_axe import AS_USUAL, LOOKS
from tests.browser.test_reading import WEAR
from tests.web.gallery import Gallery

THICK, LEAST = 2, 3
ROOM = 10  # CSS px around a control; the ring is 8 wide
KINDS = {  # the state and the first of what is meant
    "a link": ("summary with stars", ".back a"),
    "a link in a row": ("/answers with answers", ".change a"),
    "a link as a button": ("/keep with answers", "a.button.main"),
    "a link of the error summary": ("/q/alsfrs wrong", ".errors a"),
    "the main button": ("/q/alsfrs answered", "button.main"),
    "a second button": ("/resume before", "button.second"),
    "a button as a link": ("/q/alsfrs answered", "main button.big-link"),
    "the button of the foot": ("/q/alsfrs answered", "footer button"),
    "the main button of a clinic": ("/q/who in a clinic", "button.main"),
    "a choice": ("/q/who answered", ".choice input"),
    "a tick": ("/q/devices answered", ".choice input"),
    "a choice that goes on": ("/q/who in one press", "button.choice"),
    "a field for a number": ("/q/alsfrs answered", "#alsfrs-exact"),
    "a field with a mistake": ("/q/alsfrs wrong", "#alsfrs-exact"),
    "a field for text": ("/q/decision answered", "#decision-note"),
    "a file": ("/resume before", "#file"),
    "the error summary": ("four stars", ".errors"),
}
RINGS = {
    "none": "* { outline: none !important; box-shadow: none !important }",
    "thin": "* { outline-width: 1px !important; box-shadow: none !important }",
    "pale": "* { outline-color: #a0a0a0 !important; box-shadow: none !important }",
    "on one side alone": "* { outline: none !important; box-shadow: 8px 0 0 0 #000 !important }",
}
SHOWN = "xpath=ancestor-or-self::label[contains(@class, 'choice')]"
BLUR = "() => document.activeElement.blur()"
Box = tuple[int, int, int, int]  # left, top, right, bottom
Point = tuple[int, int]


@pytest.fixture
def page(window: Window, made: Gallery) -> Page:
    opened = window(at=HOME)
    opened.set_viewport_size({"width": 1280, "height": 6000})  # nothing has to be scrolled
    give(made, opened)
    return opened


def place(control: Locator) -> Box:
    """Return where a control is, a choice with its whole row."""
    row = control.locator(SHOWN)
    box = (row if row.count() else control).bounding_box()
    assert box
    return floor(box["x"]), floor(box["y"]), ceil(box["x"] + box["width"]), ceil(box["y"] + box["height"])


def colours(page: Page, box: Box) -> list[str]:
    """Return the colours of a control and of what is around it, line by line."""
    left, top, right, bottom = box
    wide, high = right - left + 2 * ROOM, bottom - top + 2 * ROOM
    shot = page.screenshot(clip={"x": left - ROOM, "y": top - ROOM, "width": wide, "height": high})
    picture = Image.open(BytesIO(shot)).convert("RGB")
    assert picture.size == (wide, high)
    dots = picture.tobytes()
    return [f"#{dots[at : at + 3].hex()}" for at in range(0, len(dots), 3)]


@cache
def is_strong(one: str, other: str) -> bool:
    return contrast(one, other) >= LEAST


def changed(page: Page, control: Locator, box: Box) -> set[Point]:
    """Give a control the focus; return where that changes the picture strongly, from the control's own corner."""
    page.evaluate(BLUR)
    before = colours(page, box)
    page.keyboard.press("Shift")  # a key: the focus is shown as to somebody at a keyboard
    control.focus()
    expect(control).to_be_focused()
    wide = box[2] - box[0] + 2 * ROOM
    pairs = enumerate(zip(before, colours(page, box), strict=True))
    return {(at % wide - ROOM, at // wide - ROOM) for at, pair in pairs if is_strong(*pair)}


def faults(page: Page, control: Locator) -> list[str]:
    """Return what the ring of this control lacks."""
    box = place(control)
    found, wide, high = changed(page, control, box), box[2] - box[0], box[3] - box[1]
    sides = {
        "left": [(-away, high // 2) for away in range(1, ROOM)],
        "right": [(wide - 1 + away, high // 2) for away in range(1, ROOM)],
        "top": [(wide // 2, -away) for away in range(1, ROOM)],
        "bottom": [(wide // 2, high - 1 + away) for away in range(1, ROOM)],
    }
    line = wide * high - (wide - 2 * THICK) * (high - 2 * THICK)
    wrong = [f"thin on the {side}" for side, points in sides.items() if len(found.intersection(points)) < THICK]
    return [*wrong, f"{len(found)} dots of {line}"] if len(found) < line else wrong


def all_faults(page: Page, look: str, ring: str = "") -> dict[str, list[str]]:
    page.emulate_media(**{**AS_USUAL, **LOOKS[look]})
    found = {}
    for kind, (state, selector) in KINDS.items():
        come(page, state)
        page.evaluate(WEAR, ring)
        found[kind] = faults(page, page.locator(selector).first)
    return {kind: wrong for kind, wrong in found.items() if wrong}


@pytest.mark.parametrize("look", LOOKS)
def test_the_ring_is_strong_and_goes_all_around(page: Page, look: str) -> None:
    assert all_faults(page, look) == {}


@pytest.mark.parametrize("ring", RINGS)
def test_a_ring_that_is_missing_thin_pale_or_not_whole_is_found(page: Page, ring: str) -> None:
    assert set(all_faults(page, "light", RINGS[ring])) == set(KINDS)
