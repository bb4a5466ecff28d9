"""Every kind of page in every state it can be in, made without a server: for those who judge HTML."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from decision_aid.core.errors import DraftNewer, PressBusy, PressFailed, TooOften
from decision_aid.loader import Loaded
from decision_aid.services import Kept, Reading, Services
from decision_aid.settings import Settings
from decision_aid.store.drafts import Keeping, open_passing, open_store
from decision_aid.store.keys import Cost
from decision_aid.store.sessions import Lasting
from decision_aid.store.typed import TypedSealer
from decision_aid.web import create_app
from tests.web.fakes import FakeExchange, FakePress, PassingClock, TroubledStore, full_disk
from tests.web.page import Element, fields
from tests.web.visitor import HOME, OURS, Shown, Visitor
from tests.web.ways import code_of

Named = Iterator[tuple[str, Shown]]
AT_REST = ("/", "/settings", "/options", "/about", "/resume")
OF_A_VISIT = (*AT_REST, "/answers", "/stars", "/summary", "/keep")
WRONG = {"codes": "none such", "note": "x" * 2001, "exact": "a lot", "day": "99", "month": "99", "year": "1"}
ANSWERS = {"nct-codes": "told", "offer_kind-codes": "paid_clinic", "cells-codes": "lab_made", "price-exact": "18500"}
BRANCHES = {"alsfrs-codes": "from_30", "breathing_kind-codes": "fvc", "breathing-exact": "80"}
IN_OWN_WORDS = {"signs_1-codes": ["cure_promised"], "matter_time-codes": "r5", "decision-note": "First & <second>"}
KIOSK = Lasting(idle=timedelta(minutes=12), notice=timedelta(seconds=10))
FROM_ELSEWHERE = {"Sec-Fetch-Site": "cross-site"}
FILE = '--x\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}\r\n'


@dataclass
class House:
    """The form over a real store of its own, with everything around it ready to fail."""

    loaded: Loaded
    folder: Path
    clock: PassingClock = field(default_factory=PassingClock)
    press: FakePress = field(default_factory=FakePress)
    exchange: FakeExchange = field(default_factory=FakeExchange)

    def __post_init__(self) -> None:
        self.store = self._opened(Keeping())

    def _opened(self, keeping: Keeping) -> TroubledStore:
        name = f"{len(list(self.folder.iterdir()))}.sqlite"
        return TroubledStore(open_store(self.folder / name, clock=self.clock, keeping=keeping, cost=Cost(8, 1)))

    def visitor(self, settings: Settings | None = None) -> Visitor:
        grades, loaded = Reading(5.0, 7.0, "a screen", 7.5), self.loaded
        sealer = TypedSealer(self.store.store)
        services = Services(
            loaded.questionnaire,
            loaded.digest,
            self.store,
            sealer,
            self.press,
            self.exchange,
            lambda: grades,
            self.clock,
        )
        return Visitor(create_app(services, settings or Settings()).test_client())

    @contextmanager
    def kept_otherwise(self, settings: Settings) -> Iterator[Visitor]:
        """Serve for a while over another store, as these settings ask."""
        usual = self.store
        passing = open_passing(clock=self.clock, session=KIOSK)
        self.store = TroubledStore(passing) if settings.no_retention else self._opened(Keeping(session=KIOSK))
        yield self.visitor(settings)
        self.store.store.close()
        self.store = usual


def gallery(loaded: Loaded, folder: Path) -> dict[str, str]:
    """Return the HTML of every page by the name of its state."""
    house = House(loaded, folder)
    shown: dict[str, str] = {}
    for room in (before, questions, lists, refused, windows, coming_back, trouble, printing, tablet, elsewhere):
        shown |= {name: _html(name, page) for name, page in room(house)}
    house.store.store.close()
    return shown


def _html(name: str, shown: Shown) -> str:
    assert shown.status != 303, f"{name} leads on to {shown.location}"
    return shown.html


def before(house: House) -> Named:
    visitor = house.visitor()
    for address in AT_REST:
        yield f"{address} before", visitor.get(address)
    yield "no such page", visitor.get("/nowhere")
    yield "finished", visitor.get("/finished")


def questions(house: House) -> Named:
    """Give every question page answered, with everything wrong, and as it is in one press."""
    seen: set[str] = set()
    for offers, known in (("one", ANSWERS | IN_OWN_WORDS), ("none", BRANCHES)):
        visitor = house.visitor()
        asked = {"/q/who", "/q/length", "/q/offers", *visitor.walk(visitor.begin(offers, full=True), known)}
        for address in sorted(asked - seen):
            shown = visitor.get(address)
            yield f"{address} answered", shown
            yield f"{address} wrong", visitor.press(shown, _wrong(shown))
        seen |= asked
    yield "from check answers", visitor.get("/q/decision?then=answers")
    visitor.press(visitor.get("/settings"), {"going": "choice", "buttons": "bigger", "text": "larger"}, "/settings")
    for address in sorted(asked):
        yield f"{address} in one press", visitor.get(address)


def _wrong(shown: Shown) -> dict[str, str]:
    names = {one.get("name") for one in shown.page.form().all("input", "textarea")}
    return {name: WRONG[end] for name in names if (end := name.rpartition("-")[2]) in WRONG}


def lists(house: House) -> Named:
    visitor = house.visitor()
    on = visitor.begin("three", full=True)
    for address in OF_A_VISIT:
        yield f"{address} with nothing answered", visitor.get(address)
    visitor.walk(on, ANSWERS | BRANCHES | IN_OWN_WORDS)
    for address in OF_A_VISIT:
        yield f"{address} with answers", visitor.get(address)
    stars = [box.get("value") for box in visitor.get("/stars").page.all("input") if box.get("name") == "star"]
    yield "four stars", visitor.press(visitor.get("/stars"), {"star": stars[:4]})
    visitor.press(visitor.get("/stars"), {"star": stars[:3]})
    yield "summary with stars", visitor.get("/summary")
    yield "removing", visitor.press(visitor.get("/answers"), action="/offer/1/remove")


def refused(house: House) -> Named:
    """Give what somebody sees whose request came from another place or was no use."""
    visitor = house.visitor()
    yield "start from elsewhere", visitor.post("/start", {}, FROM_ELSEWHERE)
    visitor.begin("two")
    for address in ("/settings", "/stars", "/offer/add", "/offer/1/remove", "/finish", "/resume", "/q/decision"):
        yield f"{address} from elsewhere", visitor.post(address, {}, FROM_ELSEWHERE)
    adding = visitor.get("/answers")
    visitor.press(adding, action="/offer/add")
    yield "a fourth offer", visitor.press(adding, action="/offer/add")
    yield "too much", visitor.post("/q/decision", {"decision-note": "x" * (256 * 1024)})
    yield "used another way", visitor.get("/finish")
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
    yield "off the path", visitor.press(price, {"price-exact": "a lot", "price-note": "A price"})
    late = visitor.get(address)
    visitor.press(visitor.get("/settings"), action="/finish")
    yield "after the end", visitor.press(late, {"decision-note": "Not lost"})


def coming_back(house: House) -> Named:
    visitor = house.visitor()
    for name, code in {
        "a slip": "0000-0000-0000-0001",
        "no code": "",
        "an unknown code": "0000-0000-0000-0000",
    }.items():
        yield name, visitor.post("/resume", fields(_coding(visitor.get("/resume"))) | {"code": code})
    late = visitor.get(visitor.begin())
    cookie = visitor.client.get_cookie("__Host-decision-aid", domain="localhost")
    visit = house.store.open(cookie.value if cookie else "")
    assert visit
    another = house.visitor()
    another.begin()
    other = fields(_coding(visitor.get("/resume"))) | {"code": code_of(another)}
    yield "other answers", visitor.post("/resume", other)
    yield "no file of ours", _opened(visitor, "rubbish")
    house.exchange.kept[b"file"] = Kept(visit.draft, "2026.11", current=True)
    yield "a kept file", _opened(visitor, "file")
    old = replace(house.exchange.kept[b"file"], version="2025.3", current=False, left_out=("An old question",))
    house.exchange.kept[b"older"] = replace(old, draft=replace(old.draft, asked={"length": "00000000"}))
    yield "an older file", _opened(visitor, "older")
    house.clock.pass_days(2)
    yield "sealed", visitor.press(late, {"decision-note": "Not lost"})


def _coding(shown: Shown) -> Element:
    return next(form for form in shown.page.all("form") if "code" in fields(form))


def _opened(visitor: Visitor, file: str) -> Shown:
    (token,) = fields(_coding(visitor.get("/resume")))["token"]
    body = FILE.format(name="token", more="", value=token)
    body += FILE.format(name="file", more='; filename="kept.pdf"', value=file) + "--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    return Shown(visitor.client.post("/resume", data=body, content_type=kind, headers=OURS, base_url=HOME))


def trouble(house: House) -> Named:
    visitor = house.visitor()
    shown = visitor.get(visitor.begin())
    errors = {"full disk": full_disk(), "too often": TooOften(20), "newer": DraftNewer("newer"), "fault": KeyError("x")}
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
        for address in (*OF_A_VISIT, "/pause"):
            yield f"{address} on a tablet", visitor.get(address)
        house.clock.pass_days(1)
        yield "over on a tablet", visitor.get("/ended")


def elsewhere(house: House) -> Named:
    """Give the pages as other settings change them, and as they are when facts are overdue."""
    with house.kept_otherwise(Settings(no_retention=True)) as visitor:
        visitor.begin()
        for address in OF_A_VISIT:
            yield f"{address} where nothing is kept", visitor.get(address)
    branded = Settings(clinic_name="A & B Clinic", accent="#00aa77", clinic_contact=("Room 4", "Ask at the desk"))
    house.clock.pass_days(2000)
    for address in AT_REST:
        yield f"{address} in a clinic, overdue", house.visitor(branded).get(address)
