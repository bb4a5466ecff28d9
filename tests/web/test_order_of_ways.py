"""The ways back stand in one order, the ones without typing first."""

from tests.web.page import Element
from tests.web.visitor import Visitor

TOLD = ("In this browser", "With your own file", "With the link or the picture", "With the code")


def place(page: Element, element: Element) -> int:
    return next(number for number, each in enumerate(page.all()) if each is element)


def test_the_page_to_come_back_has_the_code_last(visitor: Visitor) -> None:
    visitor.begin()
    page = visitor.get("/resume").page
    assert [heading.text for heading in page.all("h2")] == [f"{n}. {way}" for n, way in enumerate(TOLD, 1)]
    on = next(link for link in page.all("a") if link.text == "Go on where you were")
    scanned = next(words for words in page.all("p") if words.text.startswith("Open the link, or scan the picture."))
    controls = (on, page.by_id("file"), scanned, page.by_id("code"))
    places = [place(page, control) for control in controls]
    assert places == sorted(places)


def test_the_page_that_tells_how_has_the_same_order(visitor: Visitor) -> None:
    visitor.begin()
    listed = [item.text for item in visitor.get("/keep").page.one("ol").all("li")]
    assert len(listed) == len(TOLD)
    assert all(item.startswith(way) for item, way in zip(listed, TOLD, strict=True))
