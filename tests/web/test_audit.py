"""Each event of a visit is one line of the log: that it happened, to whom under today's tag, and no more."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from decision_aid.core import codes
from decision_aid.logs import Line
from decision_aid.services import Kept
from tests.web.fakes import FakeExchange, PassingClock, TroubledStore
from tests.web.page import fields
from tests.web.visitor import Visitor
from tests.web.ways import code_of, opened, resumed, session_of

SAID = "Kolibri-7731"
OF_A_DRAFT = {"time", "level", "event", "endpoint", "request", "draft"}


@dataclass
class Log:
    """What the log has been told; reading takes it away."""

    written: io.StringIO

    def lines(self) -> list[dict[str, str]]:
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


def finish(visitor: Visitor) -> None:
    visitor.press(visitor.get("/finish"), action="/finish")


@pytest.mark.parametrize(
    ("act", "event", "endpoint"),
    [
        (start, "draft-created", "start.start"),
        (save_a_page, "page-saved", "questions.answer_person_page"),
        (save_it_in_two_windows, "conflict", "questions.answer_person_page"),
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


def test_a_code_that_opens_nothing_is_a_line_without_it(visitor: Visitor, log: Log) -> None:
    wrong = codes.written(codes.made(b"0123456789"))
    assert resumed(visitor, wrong).status == 422
    (line,) = log.lines()
    assert set(line) == OF_A_DRAFT - {"draft"}
    assert (line["event"], line["endpoint"]) == ("resume-failed", "keeping.come_back")
    assert wrong not in json.dumps(line)


def test_who_comes_back_with_a_kept_file_is_in_the_log(
    visitor: Visitor, store: TroubledStore, exchange: FakeExchange, log: Log
) -> None:
    visitor.begin()
    visit = store.open(session_of(visitor))
    assert visit
    exchange.kept[b"file"] = Kept(visit.draft, "2026.11", current=True)
    shown = opened(visitor, b"file")
    log.lines()
    visitor.post("/resume", fields(next(form for form in shown.page.all("form") if "no" not in fields(form))))
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
