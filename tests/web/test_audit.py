"""Each event of a visit is one line of the log: that it happened, to whom under today's tag, and no more."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from decision_aid.core import codes
from decision_aid.core.errors import PressBusy, PressFailed
from decision_aid.logs import Line
from decision_aid.services import Kept
from tests.registry.fakes import NUMBER
from tests.web.fakes import FakeExchange, FakePress, PassingClock, TroubledStore, full_disk
from tests.web.trials import sought
from tests.web.visitor import HOME, Visitor
from tests.web.ways import code_of, opened, resumed, session_of, taking

SAID = "Kolibri-7731"
FORM = "application/x-www-form-urlencoded"
OF_A_DRAFT = {"time", "level", "event", "endpoint", "status", "ms", "request", "draft"}


@dataclass
class Log:
    """What the log has been told; reading takes it away."""

    written: io.StringIO

    def lines(self) -> list[dict[str, Any]]:
        lines = self.written.getvalue().splitlines()
        self.written.seek(0)
        self.written.truncate()
        return [json.loads(line) for line in lines]


@pytest.fixture
def log() -> Iterator[Log]:
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(Line())
    ours = logging.getLogger("decision_aid")
    before = ours.level
    ours.addHandler(handler)
    ours.setLevel(logging.INFO)
    yield Log(handler.stream)
    ours.removeHandler(handler)
    ours.setLevel(before)


def start(visitor: Visitor) -> None:
    visitor.press(visitor.get("/"), {"sure": "yes"}, "/start")


def save_a_page(visitor: Visitor) -> None:
    visitor.answer("/q/decision", {"decision-codes": "which", "decision-note": SAID})


def save_it_in_two_windows(visitor: Visitor) -> None:
    shown = visitor.get("/q/decision")
    visitor.press(shown, {"decision-note": "mine"})
    assert visitor.press(shown, {"decision-note": SAID}).status == 409


def print_the_summary(visitor: Visitor) -> None:
    assert visitor.get("/summary.pdf").status == 200


def ask_for_a_new_code(visitor: Visitor) -> None:
    visitor.press(visitor.get("/keep"), action="/keep")


def come_back(visitor: Visitor) -> None:
    assert resumed(visitor, code_of(visitor)).status == 303


def look_a_trial_up(visitor: Visitor) -> None:
    assert sought(visitor, f"{NUMBER} {SAID}").status == 200


def finish(visitor: Visitor) -> None:
    visitor.press(visitor.get("/finish"), action="/finish")


@pytest.mark.parametrize(
    ("act", "event", "endpoint"),
    [
        (start, "draft-created", "start.start"),
        (save_a_page, "page-saved", "questions.answer_person_page"),
        (save_it_in_two_windows, "conflict", "questions.answer_person_page"),
        (look_a_trial_up, "trial-looked-up", "trials.look_up"),
        (print_the_summary, "pdf-made", "downloads.summary_pdf"),
        (ask_for_a_new_code, "code-reissued", "keeping.new_code"),
        (come_back, "draft-resumed", "keeping.come_back"),
        (finish, "draft-finished", "start.finish"),
    ],
)
def test_what_happens_to_a_draft_is_one_line_without_a_word_of_it(
    visitor: Visitor, log: Log, act: Callable[[Visitor], None], event: str, endpoint: str
) -> None:
    visitor.begin()
    log.lines()
    act(visitor)
    *_, line = log.lines()
    assert set(line) == OF_A_DRAFT
    assert (line["level"], line["event"], line["endpoint"]) == ("info", event, endpoint)
    assert re.fullmatch("[0-9a-f]{8}", line["request"])
    assert re.fullmatch("[0-9a-f]{8}", line["draft"])


def test_a_saved_page_is_not_named(visitor: Visitor, log: Log) -> None:
    visitor.begin()
    log.lines()
    save_a_page(visitor)
    (line,) = log.lines()
    assert not {"decision", "which", SAID} & set(re.split(r"\W", json.dumps(line)))


def test_a_trial_that_is_looked_up_without_a_visit_is_a_line_without_its_number(visitor: Visitor, log: Log) -> None:
    look_a_trial_up(visitor)
    (line,) = log.lines()
    assert set(line) == OF_A_DRAFT - {"draft"}
    assert not {NUMBER, SAID} & set(re.split(r"\W", json.dumps(line)))


def test_a_code_that_opens_nothing_is_a_line_without_it(visitor: Visitor, log: Log) -> None:
    wrong = codes.written(codes.made(b"0123456789"))
    assert resumed(visitor, wrong).status == 422
    (line,) = log.lines()
    assert set(line) == OF_A_DRAFT - {"draft"}
    assert (line["event"], line["endpoint"]) == ("resume-failed", "keeping.come_back")
    assert wrong not in json.dumps(line)


def test_a_request_that_is_refused_is_a_line_without_what_was_sent(visitor: Visitor, log: Log) -> None:
    visitor.begin()
    log.lines()
    visitor.post("/q/decision", {"token": SAID, "decision-note": SAID})
    visitor.client.post("/q/decision", base_url=HOME, data=f"{SAID}=%ff", content_type=FORM)
    visitor.post("/q/decision", {"decision-note": SAID * 50_000})
    lines = log.lines()
    assert [(line["event"], line["level"], line["status"]) for line in lines] == [
        ("request-refused", "warning", status) for status in (403, 400, 413)
    ]
    assert all(set(line) == OF_A_DRAFT - {"draft"} for line in lines)
    assert SAID not in json.dumps(lines)


def test_an_address_that_leads_nowhere_and_an_answer_to_correct_are_no_lines(visitor: Visitor, log: Log) -> None:
    visitor.begin()
    log.lines()
    visitor.get(f"/{SAID}")
    assert visitor.press(visitor.get("/q/decision"), {"decision-codes": SAID}).status == 422
    assert log.lines() == []


def test_a_store_that_cannot_be_written_is_a_line_with_the_place_and_no_word(
    visitor: Visitor, store: TroubledStore, log: Log
) -> None:
    shown = visitor.get(visitor.begin())
    log.lines()
    store.cannot_save = full_disk()
    visitor.press(shown, {"decision-note": SAID})
    (line,) = log.lines()
    assert set(line) == OF_A_DRAFT - {"draft"} | {"error", "place"}
    assert (line["event"], line["level"], line["status"]) == ("store-unavailable", "error", 503)
    assert SAID not in json.dumps(line)


@pytest.mark.parametrize(("trouble", "event"), [(PressBusy, "print-busy"), (PressFailed, "print-failed")])
def test_who_gets_no_paper_is_a_line(
    visitor: Visitor, press: FakePress, log: Log, trouble: type[PressBusy | PressFailed], event: str
) -> None:
    visitor.begin()
    log.lines()
    press.trouble = trouble
    visitor.get("/summary.pdf")
    (line,) = log.lines()
    assert (line["event"], line["level"], line["status"]) == (event, "warning", 503)


def test_who_comes_back_with_a_kept_file_is_in_the_log(
    visitor: Visitor, other: Visitor, store: TroubledStore, exchange: FakeExchange, log: Log
) -> None:
    visitor.begin()
    visit = store.open(session_of(visitor))
    assert visit
    exchange.kept[b"file"] = Kept(visit.draft, "2026.11", current=True)
    shown = opened(other, b"file")
    log.lines()
    other.post("/resume", taking(shown))
    (line,) = log.lines()
    assert set(line) == OF_A_DRAFT
    assert line["event"] == "draft-resumed"


def test_a_draft_has_one_tag_for_a_day_and_another_tomorrow(visitor: Visitor, clock: PassingClock, log: Log) -> None:
    visitor.begin()
    first, *others = [line["draft"] for line in log.lines()]
    assert set(others) == {first}
    clock.pass_days(1)
    clock.time = clock.time.replace(hour=1)
    save_a_page(visitor)
    assert log.lines()[0]["draft"] != first
