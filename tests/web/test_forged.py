"""A form that is not ours changes nothing at the ways back, even with the visit's own cookie."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from decision_aid.services import Kept
from tests.web.fakes import FakeExchange, TroubledStore
from tests.web.page import Element, fields
from tests.web.visitor import OURS, Shown, Values, Visitor
from tests.web.ways import code_of, opened, resumed, session_of, way

COOKIE = "__Host-decision-aid"
MINE, THEIRS = "what I gave", "what somebody else gave"
FORGED = [
    pytest.param({"Sec-Fetch-Site": "cross-site"}, True, id="another site that knows the token"),
    pytest.param({"Sec-Fetch-Site": "same-site"}, True, id="a neighbour that knows the token"),
    pytest.param({"Origin": "https://evil.example"}, True, id="another origin that knows the token"),
    pytest.param(OURS, False, id="ourselves without the token"),
]


def sent(visitor: Visitor, form: Element, changes: Values, headers: Mapping[str, str], *, token: bool) -> Shown:
    """Send a form of this visit's own pages from elsewhere, or without its token."""
    values = {**fields(form), **changes}
    if not token:
        del values["token"]
    return visitor.post(form.get("action"), values, headers)


def assert_refused_and_as_before(visitor: Visitor, shown: Shown, before: str) -> None:
    assert shown.status == 403
    assert not any(COOKIE in line for line in shown.response.headers.getlist("Set-Cookie"))
    assert session_of(visitor) == before
    assert MINE in visitor.get("/answers").text


@pytest.mark.parametrize(("headers", "token"), FORGED)
def test_a_new_code_cannot_be_forged(
    visitor: Visitor, other: Visitor, headers: Mapping[str, str], *, token: bool
) -> None:
    visitor.answer(visitor.begin(), {"decision-note": MINE})
    old, before = code_of(visitor), session_of(visitor)
    shown = sent(visitor, visitor.get("/keep").page.form("/keep"), {}, headers, token=token)
    assert_refused_and_as_before(visitor, shown, before)
    assert code_of(visitor) == old
    assert resumed(other, old).status == 303
    assert MINE in other.get("/answers").text


@pytest.mark.parametrize(("headers", "token"), FORGED)
def test_coming_to_other_answers_cannot_be_forged(
    visitor: Visitor, other: Visitor, headers: Mapping[str, str], *, token: bool
) -> None:
    visitor.answer(visitor.begin(), {"decision-note": MINE})
    other.answer(other.begin(), {"decision-note": THEIRS})
    before, form = session_of(visitor), way(visitor.get("/resume"), "code")
    shown = sent(visitor, form, {"code": code_of(other)}, headers, token=token)
    assert_refused_and_as_before(visitor, shown, before)
    assert code_of(other) not in shown.html


@pytest.mark.parametrize(("headers", "token"), FORGED)
def test_taking_a_kept_file_over_cannot_be_forged(
    visitor: Visitor,
    other: Visitor,
    store: TroubledStore,
    exchange: FakeExchange,
    headers: Mapping[str, str],
    *,
    token: bool,
) -> None:
    other.answer(other.begin(), {"decision-note": THEIRS})
    theirs = store.open(session_of(other))
    assert theirs
    exchange.kept[b"file"] = Kept(theirs.draft, "2026.11", current=True)
    visitor.answer(visitor.begin(), {"decision-note": MINE})
    old, before, shown = code_of(visitor), session_of(visitor), opened(visitor, b"file")
    form = shown.page.form("/resume")
    assert_refused_and_as_before(visitor, sent(visitor, form, {}, headers, token=token), before)
    assert code_of(visitor) == old
    assert sent(visitor, form, {}, OURS, token=True).status == 303  # it waits for who means it
    assert THEIRS in visitor.get("/answers").text
