"""Every kind of page in every state it can be in, made without a server: for those who judge HTML."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from decision_aid.core.errors import DraftNewer, DraftOfAnother, PressBusy, PressFailed, TooOften
from decision_aid.loader import Loaded
from decision_aid.services import Kept, LeftOut, Visit
from decision_aid.settings import Settings
from decision_aid.store.typed import TypedSealer
from tests.web import trials_gallery
from tests.web.fakes import full_disk
from tests.web.house import File, House
from tests.web.page import fields
from tests.web.visitor import HOME, OURS, Shown, Visitor
from tests.web.ways import code_of, opened, resumed, session_of, way

Named = Iterator[tuple[str, Shown]]
AT_REST = ("/", "/settings", "/options", "/about", "/about/facts", "/resume")
WHEN_BEGUN = ("/answers", "/stars", "/summary", "/keep", "/finish")
OF_A_VISIT = (*AT_REST, *WHEN_BEGUN)
FORMS = ("/settings", "/stars", "/offer/add", "/offer/1/remove", "/finish", "/keep", "/resume", "/q/decision")
WRONG = {"codes": "none such", "note": "x" * 2001, "exact": "a lot", "day": "99", "month": "99", "year": "1"}
ANSWERS = {"nct-codes": "told", "offer_kind-codes": "paid_clinic", "cells-codes": "lab_made", "price-exact": "18500"}
BRANCHES = {"alsfrs-codes": "from_30", "breathing_kind-codes": "fvc", "breathing-exact": "80"}
IN_OWN_WORDS = {"signs_1-codes": ["cure_promised"], "matter_time-codes": "r5", "decision-note": "First & <second>"}
A_NUMBER = {"nct-note": "NCT01234567"}
ACCENT = "#00aa77"  # of the clinic
FROM_ELSEWHERE = {"Sec-Fetch-Site": "cross-site"}


@dataclass(frozen=True)
class Gallery:
    """The HTML of every page by the name of its state, the files that pages name, and the templates rendered."""

    pages: dict[str, str]
    files: dict[str, File]
    templates: frozenset[str]

    def sheets(self) -> dict[str, str]:
        """Return the stylesheets by their addresses."""
        return {address: file.content.decode() for address, file in self.files.items() if address.endswith(".css")}


def gallery(loaded: Loaded, folder: Path) -> Gallery:
    """Return every page in every state."""
    house = House(loaded, folder)
    pages: dict[str, str] = {}
    files: dict[str, File] = {}
    for room in ROOMS:
        for name, shown in room(house):
            pages[name] = _html(name, shown)
            files |= {address: house.file(address) for address in _named(shown) if address not in files}
    house.store.store.close()
    return Gallery(pages, files, frozenset(house.rendered))


def _html(name: str, shown: Shown) -> str:
    assert shown.status != 303, f"{name} leads on to {shown.location}"
    return shown.html


def _named(shown: Shown) -> Iterator[str]:
    for one in shown.page.all("link", "img", "script"):
        yield one.get("href") or one.get("src")


def before(house: House) -> Named:
    visitor = house.visitor()
    for address in AT_REST:
        yield f"{address} before", visitor.get(address)
    yield "no such page", visitor.get("/nowhere")
    yield "finished", visitor.get("/finished")


def questions(house: House) -> Named:
    """Give every question page answered, with everything wrong, and as it is in one press."""
    seen: set[str] = set()
    for offers, known in (("one", ANSWERS | A_NUMBER | IN_OWN_WORDS), ("none", BRANCHES)):
        visitor = house.visitor()
        asked = {"/q/who", "/q/length", "/q/offers", *visitor.walk(visitor.begin(offers, full=True), known)}
        for address in sorted(asked - seen):
            shown = visitor.get(address)
            yield f"{address} answered", shown
            yield f"{address} wrong", visitor.press(shown, _wrong(shown))
        seen |= asked
    yield "Back with a mistake", visitor.press(visitor.get("/q/visit"), {"visit-note": "x" * 2001, "pause": "back"})
    yield "from check answers", visitor.get("/q/decision?then=answers")
    visitor.press(visitor.get("/settings"), {"going": "choice", "buttons": "bigger", "text": "larger"}, "/settings")
    for address in sorted(asked):
        yield f"{address} in one press", visitor.get(address)


def _wrong(shown: Shown) -> dict[str, str]:
    names = {one.get("name") for one in shown.page.form().all("input", "textarea")}
    return {name: WRONG[end] for name in names if (end := name.rpartition("-")[2]) in WRONG}


def in_haste(house: House) -> Named:
    """Give the page whose answer was pressed as it came, by a hand that meant the page before."""
    visitor, usual = house.visitor(), house.clock.step
    visitor.begin("one")
    visitor.press(visitor.get("/settings"), {"going": "choice"}, "/settings")
    house.clock.step = timedelta(milliseconds=10)
    yield "a press at once", visitor.press(visitor.get("/offer/1/q/ind"), {"ind-codes": "written"})
    house.clock.step = usual


def lists(house: House) -> Named:
    visitor = house.visitor()
    on = visitor.begin("three", full=True)
    for address in OF_A_VISIT:
        yield f"{address} with nothing answered", visitor.get(address)
    visitor.walk(on, ANSWERS | BRANCHES | IN_OWN_WORDS)
    for address in OF_A_VISIT:
        yield f"{address} with answers", visitor.get(address)
    stars = [box.get("value") for box in visitor.get("/stars").page.all("input") if box.get("name") == "star"]
    yield "four stars", visitor.press(visitor.get("/stars"), {"star": stars[:4], "more": "answers"})
    yield "a star that is gone", visitor.press(visitor.get("/stars"), {"star": [*stars[1:3], "gone"]})
    visitor.press(visitor.get("/stars"), {"star": stars[:3]})
    yield "summary with stars", visitor.get("/summary")
    yield "removing", visitor.press(visitor.get("/answers"), action="/offer/1/remove")


def refused(house: House) -> Named:
    """Give what somebody sees whose request came from another place or was no use."""
    visitor = house.visitor()
    yield "start from elsewhere", visitor.post("/start", {}, FROM_ELSEWHERE)
    visitor.begin("two")
    for address in FORMS:
        yield f"{address} from elsewhere", visitor.post(address, {}, FROM_ELSEWHERE)
    adding = visitor.get("/answers")
    visitor.press(adding, action="/offer/add")
    yield "a fourth offer", visitor.press(adding, action="/offer/add")
    yield "too much", visitor.post("/q/decision", {"decision-note": "x" * (256 * 1024)})
    yield "used another way", visitor.get("/start")
    yield "another host", Shown(visitor.client.get("/", base_url="https://evil.example"))
    unreadable = visitor.client.post(
        "/q/decision", base_url=HOME, headers=OURS, data=b"a=%ff", content_type="application/x-www-form-urlencoded"
    )
    yield "unreadable", Shown(unreadable)


def windows(house: House) -> Named:
    visitor = house.visitor()
    address = visitor.begin("one")
    first, second, price = visitor.get(address), visitor.get(address), visitor.get("/offer/1/q/price")
    visitor.press(first, {"decision-codes": "which", "decision-note": "Here first"})
    yield "a conflict", visitor.press(second, {"decision-codes": "trial", "decision-note": "Here\nsecond"})
    visitor.answer("/q/offers", {"how_many-codes": "none"})
    yield "a page left out meanwhile", visitor.post("/q/gone", {"gone-note": "Not lost & <kept>"})
    yield "a choice left out meanwhile", visitor.post("/q/gone", {"gone-codes": "yes"})
    yield "off the path", visitor.press(price, {"price-exact": "a lot", "price-note": "A price"})
    late = visitor.get(address)
    visitor.press(visitor.get("/finish"), action="/finish")
    yield "after the end", visitor.press(late, {"decision-note": "Not lost"})


def coming_back(house: House) -> Named:
    visitor = house.visitor()
    typed = {"a slip": "0000-0000-0000-0001", "no code": "", "an unknown code": "0000-0000-0000-0000"}
    for name, code in typed.items():
        yield name, resumed(visitor, code)
    visitor.begin()
    visit = _visit(house, visitor)
    another = house.visitor()
    another.begin()
    yield "other answers", resumed(visitor, code_of(another))
    yield "no file of ours", opened(visitor, b"rubbish")
    house.exchange.kept[b"file"] = Kept(visit.draft, "2026.11", current=True)
    yield "a file with the answers that are open", opened(visitor, b"file")
    another.answer("/q/decision", {"decision-note": "Other words"})
    yield "a kept file", opened(another, b"file")
    old = replace(
        house.exchange.kept[b"file"],
        version="2025.3",
        current=False,
        left_out=(LeftOut("An old question", 2, "A word"),),
    )
    house.exchange.kept[b"older"] = replace(old, draft=replace(old.draft, asked={"length": "00000000"}))
    yield "an older file", opened(another, b"older")


def _visit(house: House, visitor: Visitor) -> Visit:
    visit = house.store.open(session_of(visitor))
    assert visit
    return visit


def ended(house: House) -> Named:
    """Give what somebody sees whose visit has ended meanwhile, and who comes back to what was on its last page."""
    visitor = house.visitor()
    late, finishing, code = visitor.get(visitor.begin()), visitor.get("/finish"), code_of(visitor)
    gone = _sealed_on_a_page_that_is_gone(house, visitor)
    house.clock.pass_days(2)
    yield "nothing cleared", visitor.press(finishing, action="/finish")
    sealed = visitor.press(late, {"decision-note": "Not lost"})
    yield "sealed", sealed
    yield "not open here yet", visitor.post("/resume", fields(way(sealed, "here")))
    back = visitor.post("/resume", {**fields(way(sealed, "code")), "code": code})
    yield "welcome back", back
    yield "an unknown field", visitor.press(back, {"decision-extra": "x"})
    again = fields(way(visitor.get("/resume"), "code"))
    yield "a page that is gone", visitor.post("/resume", {**again, "code": code, "sealed": gone})


def _sealed_on_a_page_that_is_gone(house: House, visitor: Visitor) -> str:
    typed = {"step": ["gone", None], "form": [["gone-note", "Not lost & <kept>"]], "revision": 1}
    sealer = TypedSealer(house.store.store)
    return sealer.seal(sealer.name_of(_visit(house, visitor)), json.dumps(typed).encode())


def once_more(house: House) -> Named:
    """Give the start page asked for by a link or by who has begun, and answers to questions that have changed since."""
    yield "by a link from elsewhere", house.visitor().get("/", FROM_ELSEWHERE)
    visitor = house.visitor()
    visitor.begin("one")
    yield "start again", visitor.press(visitor.get("/"), action="/start")
    visit = _visit(house, visitor)
    asked = {name: mark for name, mark in visit.draft.asked.items() if name != "who"} | {"length": "00000000"}
    house.store.save(visit, replace(visit.draft, asked=asked))
    yield "/answers with news", visitor.get("/answers")


def trouble(house: House) -> Named:
    visitor = house.visitor()
    shown = visitor.get(visitor.begin())
    errors = {"full disk": full_disk(), "too often": TooOften(20), "newer": DraftNewer("newer"), "fault": KeyError("x")}
    errors["another"] = DraftOfAnother("another")
    for name, error in errors.items():
        house.store.cannot_save = error
        yield name, visitor.press(shown, {"decision-note": "Not lost & <kept>"})
    house.store.cannot_save = None


def printing(house: House) -> Named:
    visitor = house.visitor()
    visitor.begin()
    for house.press.trouble in (PressBusy, PressFailed):
        for address in ("/summary.pdf", "/questions.pdf"):
            yield f"{address} {house.press.trouble.__name__}", visitor.get(address)
    house.press.trouble = None


def tablet(house: House) -> Named:
    with house.kept_otherwise(Settings(kiosk=True)) as visitor:
        visitor.begin("one")
        for address in (*OF_A_VISIT, "/summary.pdf", "/questions.pdf", "/pause"):
            yield f"{address} on a tablet", visitor.get(address)
        house.clock.pass_days(1)
        yield "over on a tablet", visitor.get("/ended")


def elsewhere(house: House) -> Named:
    """Give the pages as other settings change them, and as they are when facts are overdue."""
    with house.kept_otherwise(Settings(no_retention=True)) as visitor:
        visitor.begin()
        for address in OF_A_VISIT:
            yield f"{address} where nothing is kept", visitor.get(address)
    house.clock.pass_days(2000)
    visitor = house.visitor(_of_a_clinic(house))
    for address in AT_REST:
        yield f"{address} in a clinic, overdue", visitor.get(address)
    visitor.begin("one")
    for address in (*WHEN_BEGUN, "/q/who"):
        yield f"{address} in a clinic", visitor.get(address)


def _of_a_clinic(house: House) -> Settings:
    said = ("Room 4", "Ask at the desk")
    return Settings(clinic_name="A & B Clinic", accent=ACCENT, clinic_contact=said, clinic_logo=house.logo())


def for_authors(house: House) -> Named:
    yield "every error", house.visitor(Settings(authoring=True)).get("/errors")


ROOMS: tuple[Callable[[House], Named], ...] = (
    before,
    questions,
    in_haste,
    lists,
    refused,
    windows,
    coming_back,
    ended,
    once_more,
    trouble,
    printing,
    tablet,
    trials_gallery.states,
    elsewhere,
    for_authors,
)
