"""Where trials are looked up, and the pages with a record of one, in every state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from decision_aid.core.record import Provenance, Site
from decision_aid.settings import Settings
from tests.registry.fakes import NUMBER, record
from tests.web.house import House
from tests.web.trials import ASKED, MATCH, NAME, SAME, offered, pressed, sought
from tests.web.visitor import Shown, Visitor

Named = Iterator[tuple[str, Shown]]
OLD = Provenance(via="sample", obtained=date(2024, 1, 1), data=date(2022, 10, 7))
OTHER = "NCT07654321"
MANY = tuple(record(number=f"NCT{number:08}", title=f"Study {number} of cells") for number in range(100, 157))
LONG = "W" * 300  # a word that no line has room for
HARD = record(
    title=f"<b>Cells</b> & “{LONG}”",
    sponsor=LONG,
    sites=tuple(Site(facility=f"Place {n}", city="Town", country="Country") for n in range(40)),
    conditions=tuple(f"Illness {n}" for n in range(24)),
    why_stopped="<script>stopped()</script>",
    status="SUSPENDED",
    summary="People pay a fee of $15,000 for the treatment.",
)
FOUND = (record(), record(number=OTHER, title="Another study", phases=(), status="COMPLETED", criteria=""))
ON_PAGES = {"same-study": SAME, "listing-match": MATCH, "summary": "/summary"}


def states(house: House) -> Named:
    """Give every state; the house has no records before and after."""
    for room in (_without_a_list, _looked_up, _on_pages, _refused, _of_an_offer, _told_otherwise, _on_a_tablet):
        yield from room(house)
        house.registry.records, house.registry.live = (), False
        house.registry.unreachable = house.registry.sample = False


def _without_a_list(house: House) -> Named:
    visitor = house.visitor()
    yield "/trials without a list", visitor.get("/trials")
    yield "a number without a list", sought(visitor, NUMBER)
    offered(visitor)
    yield "same-study without a list", visitor.get(SAME)
    house.registry.live = house.registry.unreachable = True
    yield "/trials with the registry alone", visitor.get("/trials")
    yield "same-study without an answer of the registry", visitor.get(SAME)


def _looked_up(house: House) -> Named:
    visitor = house.visitor()
    house.registry.records = FOUND
    yield "/trials with a list", visitor.get("/trials")
    yield "words that nothing holds", sought(visitor, "no such words")
    yield "words that the ticks leave out", sought(visitor, "another")
    yield "a record", sought(visitor, NUMBER)
    yield "several numbers", sought(visitor, f"{NUMBER} {OTHER}")
    yield "a number that is not listed", sought(visitor, "NCT00000042")
    house.registry.records = MANY
    yield "studies that were found", sought(visitor, "cells")
    house.registry.records, house.registry.sample = (record(provenance=OLD), HARD), True
    yield "/trials with an old sample", visitor.get("/trials")
    yield "a record of an old sample", sought(visitor, NUMBER)


def _refused(house: House) -> Named:
    visitor = house.visitor()
    house.registry.records = FOUND
    for name, typed in {"nothing to look up": "", "too few digits": "nct 012", "too many words": "x" * 201}.items():
        yield name, sought(visitor, typed)
    yield "/trials from elsewhere", visitor.post("/trials", {"words": "cells"}, {"Sec-Fetch-Site": "cross-site"})


def _on_pages(house: House) -> Named:
    house.registry.records = FOUND
    visitor = house.visitor()
    offered(visitor)
    for name, address in ON_PAGES.items():
        yield f"{name} with a record", visitor.get(address)
    wrong = {"same_study-codes": "none such"}
    yield "same-study with a record, wrong", visitor.press(visitor.get(SAME), wrong)
    first, second = visitor.get(SAME), visitor.get(SAME)
    visitor.press(first, {"same_study-codes": "yes"})
    yield "same-study with a record, in conflict", visitor.press(second, {"same_study-codes": "no"})
    visitor.press(visitor.get("/settings"), {"going": "choice", "buttons": "bigger", "text": "larger"}, "/settings")
    for name, address in {**ON_PAGES, "nct": ASKED}.items():
        yield f"{name} with a record, larger", visitor.get(address)
    house.registry.records = (HARD,)
    for name, address in ON_PAGES.items():
        yield f"{name} with a hard record", visitor.get(address)


def _of_an_offer(house: House) -> Named:
    house.registry.records = FOUND
    visitor = house.visitor()
    offered(visitor, OTHER, offers="three")
    shown = sought(visitor, NUMBER)
    yield "a record to put into an offer", shown
    yield "another number is there", pressed(visitor, shown, f"Put this number into offer 1: {NAME}")


def _told_otherwise(house: House) -> Named:
    house.registry.records = FOUND
    for name, note in {
        "a wrong": "NCT0123",
        "no": "they will send it",
        "an unlisted": "NCT00000042",
        "several": f"{NUMBER} {OTHER}",
    }.items():
        visitor = house.visitor()
        offered(visitor, note)
        for page, address in ON_PAGES.items():
            yield f"{page} with {name} number", visitor.get(address)
    visitor = house.visitor()
    offered(visitor)
    visitor.answer(SAME, {"same_study-codes": "no"})
    for page, address in ON_PAGES.items():
        yield f"{page} of another study", visitor.get(address)


def _on_a_tablet(house: House) -> Named:
    house.registry.records = FOUND
    with house.kept_otherwise(Settings(kiosk=True)) as visitor:
        offered(visitor)
        yield from _tablet(visitor)


def _tablet(visitor: Visitor) -> Named:
    for name, address in {**ON_PAGES, "/trials": "/trials"}.items():
        yield f"{name} with a record on a tablet", visitor.get(address)
    yield "a record on a tablet", sought(visitor, NUMBER)
