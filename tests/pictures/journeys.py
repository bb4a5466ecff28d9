"""The visits that pictures are taken of: the made-up one, one in a clinic, and one written from right to left."""

from __future__ import annotations

from pathlib import Path

from tests.browser.places import SITUATIONS, answer_some, begin, refused, turn
from tests.pictures.camera import HEIGHTS, PHONE, Camera
from tests.pictures.window import Window

KINDS = {
    "question": "/offer/1/q/nct",
    "several": "/q/devices",
    "ratings": "/q/matters",
    "number": "/q/alsfrs",
    "date": "/q/onset",
    "own-words": "/q/visit",
    "first-of-offer": "/offer/1/q/offer",
    "price": "/offer/1/q/price",
    "evidence": "/offer/1/q/proof-people",
    "signs": "/offer/1/q/signs-1",
    "keep": "/keep",
    "resume": "/resume",
    "answers": "/answers",
    "answers-of-an-offer": "/answers?offer=1",
    "stars": "/stars",
    "settings": "/settings",
    "options": "/options",
    "about": "/about",
    "facts": "/about/facts",
    "every-error": "/errors",
}
ERRORS = {"an error", "a conflict", "four stars", "a slip in a code"}
LOOKS = {
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active", "color_scheme": "dark"},
}
AS_USUAL = {"color_scheme": "light", "forced_colors": "none"}
IN_LOOKS = {"question": "/offer/1/q/nct", "answers": "/answers", "stars": "/stars", "summary": "/summary"}
LARGER = {"question": "/offer/1/q/nct", "date": "/q/onset", "answers": "/answers", "stars": "/stars"}
TURNED = {"question": "/offer/1/q/nct", "date": "/q/onset", "signs": "/offer/1/q/signs-1", "answers": "/answers"}
IN_A_CLINIC = {
    "start": "/",
    "question": "/offer/1/q/nct",
    "keep": "/keep",
    "answers": "/answers",
    "summary": "/summary",
}
AT_A_DESK = {"start", "question", "summary"}
OF_THE_THIRD = ("offer", "product", "cells", "ind", "nct", "price")
CLINIC = {
    "clinic_name": "Harbour Hill ALS Clinic",
    "clinic_contact": "Ask for Nurse Kim|Telephone 555 0100",
    "accent": "#00aa77",
}
LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">
<rect width="48" height="48" rx="10" fill="#00aa77"/>
<path d="M6 36 20 16l8 10 5-6 9 16z" fill="#fff"/></svg>"""


def whole(window: Window, camera: Camera, scratch: Path) -> None:
    """Go through the made-up visit; each kind of page, each look and each state, the last of which ends it."""
    to_the_answers(window, camera)
    star(window)
    camera.both(window.page, "summary")
    paper(window, camera, scratch, "paper", (1, 2))
    for name, place in KINDS.items():
        window.open(place)
        camera.both(window.page, name)
    window.open("/nowhere", refused=True)
    camera.both(window.page, "no-such-page")
    in_looks(window, camera)
    with_a_third_offer(window, camera)
    chosen(window, camera)
    situations(window, camera)


def to_the_answers(window: Window, camera: Camera) -> None:
    window.open("/")
    camera.both(window.page, "start")
    window.go_on()
    window.page.get_by_role("link", name="Go on to the first question").click()
    window.answer_to_the_end()


def star(window: Window) -> None:
    """Star three questions, and come to the summary."""
    window.open("/stars")
    for box in window.page.locator("input[name=star]").all()[:3]:
        box.check()
    window.go_on()


def paper(window: Window, camera: Camera, scratch: Path, name: str, numbers: tuple[int, ...]) -> None:
    """Print from the summary, and take these pages of it."""
    document = scratch / f"{name}.pdf"
    window.saved("/summary.pdf", document)
    for number in numbers:
        camera.printed(document, f"{name}-{number}", number)


def in_looks(window: Window, camera: Camera) -> None:
    """Take a few pages in the dark and in the colours of somebody's own."""
    for look, asked in LOOKS.items():
        window.page.emulate_media(**{**AS_USUAL, **asked})  # type: ignore[arg-type]  # words of its own kind
        several(window, camera, look, IN_LOOKS)
        refused(window.page)
        window.check("A wrong number", refused=True)
        camera.wide(window.page, f"{look}-error", PHONE)
    window.page.emulate_media(**AS_USUAL)  # type: ignore[arg-type]  # as above


def several(window: Window, camera: Camera, before: str, places: dict[str, str]) -> None:
    """Take pages that are shown as usual too: at a desk only those that change most there."""
    for name, place in places.items():
        window.open(place)
        widths = HEIGHTS if name in AT_A_DESK else (PHONE,)
        for width in widths:
            camera.wide(window.page, f"{before}-{name}", width)


def with_a_third_offer(window: Window, camera: Camera) -> None:
    """Add an offer, answer a little about it, and take what the summary says of all three side by side."""
    window.open("/answers")
    with window.page.expect_navigation():
        window.page.locator("form[action='/offer/add'] button").click()
    for name in OF_THE_THIRD:
        window.open(f"/offer/3/q/{name}")
        window.answer()
        window.go_on()
    window.open("/summary")
    camera.part(window.page, "three-offers", "h2:has(+ .compared)")


def chosen(window: Window, camera: Camera) -> None:
    """Choose bigger buttons with larger text, then one press for each answer, then all as usual again."""
    choose(window, "bigger", "larger")
    several(window, camera, "larger", LARGER)
    choose(window, "choice")
    window.open(KINDS["question"])
    camera.both(window.page, "one-press")
    choose(window)


def choose(window: Window, *values: str) -> None:
    window.open("/settings")
    usual = window.page.locator("input[name=buttons], input[name=text], input[name=going]")
    for name in {box.get_attribute("name") for box in usual.all()}:
        window.page.locator(f"input[name={name}]").first.check()
    for value in values:
        window.page.check(f"input[value={value}]")
    window.go_on()


def situations(window: Window, camera: Camera) -> None:
    for name, come in SITUATIONS.items():
        come(window.page)
        window.check(name, refused=name in ERRORS)
        camera.both(window.page, f"state-{name.replace(' ', '-')}")


def in_a_clinic(window: Window, camera: Camera, scratch: Path) -> None:
    """Show the name, the logo and the colour that a clinic can set, on a few pages and on paper."""
    begin(window.page, "two")
    answer_some(window.page)
    several(window, camera, "clinic", IN_A_CLINIC)
    paper(window, camera, scratch, "clinic-paper", (1,))


def right_to_left(window: Window, camera: Camera) -> None:
    turn(window.page)
    begin(window.page, "two")
    answer_some(window.page)
    several(window, camera, "rtl", TURNED | {"summary": "/summary"})
    refused(window.page)
    window.check("A wrong number", refused=True)
    camera.wide(window.page, "rtl-error", PHONE)
