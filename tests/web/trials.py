"""The form with trial records in it, as somebody goes to them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from decision_aid import assets
from decision_aid.loader import load
from tests.registry.fakes import NUMBER, record
from tests.serving import serving_here
from tests.web.house import House
from tests.web.page import Element, fields
from tests.web.visitor import Shown, Visitor

AS_WRITTEN = f"{NUMBER[:3].lower()} {NUMBER[3:7]} {NUMBER[7:]}"
ASKED = "/offer/1/q/nct"
SAME = "/offer/1/q/same-study"
MATCH = "/offer/1/q/listing-match"
NAME = "A university"


@contextmanager
def with_a_record(folder: Path) -> Iterator[str]:
    """Serve the form with a record, and give its address."""
    house = House(load(assets.questions()), folder)
    house.registry.records = (record(),)
    with serving_here(house.app()) as address:
        yield address
    house.store.store.close()


def offered(visitor: Visitor, note: str = AS_WRITTEN, offers: str = "one") -> str:
    """Begin with an offer, and write this beside the question for its number; return where that leads."""
    visitor.begin(offers, full=True)
    visitor.answer("/offer/1/q/offer", {"offer_kind-codes": "clinical_trial", "offer_name-note": NAME})
    return visitor.answer(ASKED, {"nct-codes": "told", "nct-note": note})


def sought(visitor: Visitor, typed: str, **more: str) -> Shown:
    """Type this on the page where trials are looked up, and press its button."""
    return visitor.press(visitor.get("/trials"), {"words": typed, **more}, "/trials")


def pressed(visitor: Visitor, shown: Shown, label: str) -> Shown:
    """Press the button with this label, whichever form it is in."""
    form, button = button_of(shown, label)
    fields_of = {one.get("name"): one.get("value") for one in form.all("input") if is_sent(one)}
    return visitor.post(form.get("action"), {**fields_of, button.get("name"): button.get("value")})


def button_of(shown: Shown, label: str) -> tuple[Element, Element]:
    found = [(form, button) for form in shown.page.all("form") for button in form.all("button") if button.text == label]
    assert len(found) == 1, f"{label}: {[button.text for button in shown.page.all('button')]}"
    return found[0]


def is_sent(control: Element) -> bool:
    return control.get("type") not in {"checkbox", "radio"} or "checked" in control.attributes


def columns(shown: Shown) -> list[list[str]]:
    """Return the cells of each row beside a record."""
    return [[cell.text for cell in row.all("td")] for row in shown.page.all("tr") if list(row.all("td"))]


def buttons(shown: Shown) -> list[str]:
    """Return what the buttons of a page are called, but that of its foot."""
    return [button.text for button in shown.page.one("main").all("button")]


def note(visitor: Visitor) -> str:
    """Return what stands beside the question for the number of the first offer."""
    return fields(visitor.get(ASKED).page.form())["nct-note"][0]
