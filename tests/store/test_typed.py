"""What was typed when the session was over: it comes back in its own draft, byte for byte, and nowhere else."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decision_aid.services import Sealer
from decision_aid.store import rows
from decision_aid.store.database import Where
from decision_aid.store.drafts import SealedDrafts
from decision_aid.store.passing import open_passing
from decision_aid.store.sessions import Lasting
from decision_aid.store.typed import TypedSealer

from .conftest import Opening, StandingClock, opened, saying
from .rows import give_up_code

TYPED = "typed näh 中 \r\n\0".encode()
DAY = date(2026, 11, 23)
shared_store = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def sealer(store: SealedDrafts) -> TypedSealer:
    return TypedSealer(store)


def test_what_was_typed_comes_back_after_the_right_code(
    store: SealedDrafts, sealer: TypedSealer, clock: StandingClock
) -> None:
    visit = opened(store, store.start(saying("mine")))
    sealed = sealer.seal(sealer.name_of(visit), TYPED)
    clock.pass_days(3)
    back = opened(store, store.resume(visit.code) or "")
    assert sealer.unseal(back, sealed) == TYPED


@shared_store
@given(typed=st.binary(max_size=3000))
def test_any_bytes_come_back_as_they_were(store: SealedDrafts, sealer: TypedSealer, typed: bytes) -> None:
    visit = opened(store, store.start(saying("mine")))
    assert sealer.unseal(visit, sealer.seal(sealer.name_of(visit), typed)) == typed
    store.purge()


def test_another_drafts_code_does_not_bring_it_back(store: SealedDrafts, sealer: TypedSealer) -> None:
    mine, other = (opened(store, store.start(saying(note))) for note in ("mine", "other"))
    sealed = sealer.seal(sealer.name_of(mine), TYPED)
    assert sealer.unseal(other, sealed) is None
    assert sealer.unseal(mine, sealed) == TYPED


def test_a_new_code_and_further_saves_do_not_lose_it(store: SealedDrafts, sealer: TypedSealer) -> None:
    token = store.start(saying("mine"))
    visit = opened(store, token)
    sealed = sealer.seal(sealer.name_of(visit), TYPED)
    store.save(visit, saying("more"))
    fresh = store.reissue(token)
    assert sealer.unseal(opened(store, fresh), sealed) == TYPED


def test_nothing_is_sealed_for_a_draft_that_is_gone(store: SealedDrafts, sealer: TypedSealer) -> None:
    token = store.start(saying("mine"))
    name = sealer.name_of(opened(store, token))
    store.finish(token)
    assert sealer.seal(name, TYPED) == ""


def test_nothing_is_sealed_for_a_draft_past_its_day(
    store: SealedDrafts, sealer: TypedSealer, clock: StandingClock
) -> None:
    name = sealer.name_of(opened(store, store.start(saying("mine"))))
    clock.pass_days(31)
    assert sealer.seal(name, TYPED) == ""


def test_nothing_is_sealed_for_a_draft_that_no_code_leads_to(
    store: SealedDrafts, sealer: TypedSealer, where: Where
) -> None:
    token = store.start(saying("mine"))
    give_up_code(where, token)
    visit = opened(store, token)
    assert sealer.seal(sealer.name_of(visit), TYPED) == ""


@pytest.mark.parametrize("name", ["", "x", "A" * 60, "é" * 60, "=" * 60, "\0"])
def test_a_made_up_name_gets_nothing(sealer: TypedSealer, name: str) -> None:
    assert sealer.seal(name, TYPED) == ""


@pytest.mark.parametrize("sealed", ["", "x", "A" * 60, "é" * 60, "=" * 60, "\0"])
def test_made_up_text_opens_as_nothing(store: SealedDrafts, sealer: TypedSealer, sealed: str) -> None:
    assert sealer.unseal(opened(store, store.start(saying("mine"))), sealed) is None


def test_every_altered_sign_keeps_it_shut(store: SealedDrafts, sealer: TypedSealer) -> None:
    visit = opened(store, store.start(saying("mine")))
    name, sealed = sealer.name_of(visit), sealer.seal(sealer.name_of(visit), TYPED)
    for at in range(len(sealed.rstrip("=")) - 1):
        other = "B" if sealed[at] == "A" else "A"
        assert sealer.unseal(visit, sealed[:at] + other + sealed[at + 1 :]) is None
    for at in range(len(name.rstrip("=")) - 1):
        other = "B" if name[at] == "A" else "A"
        assert sealer.seal(name[:at] + other + name[at + 1 :], TYPED) == ""


def test_a_name_is_no_typed_text_and_typed_text_no_name(store: SealedDrafts, sealer: TypedSealer) -> None:
    visit = opened(store, store.start(saying("mine")))
    name = sealer.name_of(visit)
    assert sealer.unseal(visit, name) is None
    assert sealer.seal(sealer.seal(name, rows.opened(visit).draft), TYPED) == ""


def test_a_name_shows_no_draft_and_is_another_each_time(store: SealedDrafts, sealer: TypedSealer) -> None:
    visit = opened(store, store.start(saying("mine")))
    names = {sealer.name_of(visit) for _ in range(10)}
    assert len(names) == 10
    assert all(name.isascii() and rows.opened(visit).draft.hex() not in name for name in names)


def test_another_server_of_this_form_brings_it_back(store: SealedDrafts, sealer: TypedSealer, opening: Opening) -> None:
    visit = opened(store, store.start(saying("mine")))
    second = opening()
    sealed = TypedSealer(second).seal(sealer.name_of(visit), TYPED)
    assert sealer.unseal(visit, sealed) == TYPED
    second.close()


def test_another_installation_does_not(store: SealedDrafts, sealer: TypedSealer, clock: StandingClock) -> None:
    visit = opened(store, store.start(saying("mine")))
    passing = open_passing(clock=clock, session=Lasting())
    other = TypedSealer(passing)
    assert other.unseal(visit, sealer.seal(sealer.name_of(visit), TYPED)) is None
    assert sealer.seal(other.name_of(visit), TYPED) == ""
    passing.close()


def test_what_a_file_brings_opens_with_the_form_of_its_page_alone(store: SealedDrafts, sealer: TypedSealer) -> None:
    sealed = sealer.enclose({"note": "a file \ud800"}, "form")
    assert "a file" not in sealed
    assert sealer.enclosed(sealed, "form") == {"note": "a file \ud800"}
    assert sealer.enclosed(sealed, "another form") is None
    assert sealer.unseal(opened(store, store.start(saying("mine"))), sealed) is None


def test_every_altered_sign_keeps_a_file_shut(sealer: TypedSealer) -> None:
    sealed = sealer.enclose({"note": "a file"}, "form")
    for at in range(0, len(sealed.rstrip("=")) - 1, 5):
        other = "B" if sealed[at] == "A" else "A"
        assert sealer.enclosed(sealed[:at] + other + sealed[at + 1 :], "form") is None


def test_a_log_calls_a_draft_otherwise_each_day(store: SealedDrafts, sealer: TypedSealer) -> None:
    one, other = (opened(store, store.start(saying("x"))) for _ in range(2))
    tags = {sealer.tag(one, DAY), sealer.tag(one, date(2026, 11, 24)), sealer.tag(other, DAY)}
    assert len(tags) == 3
    assert {len(tag) for tag in tags} == {8}
    assert sealer.tag(one, DAY) in tags
    assert rows.opened(one).draft.hex()[:8] not in tags


def test_it_is_what_the_services_ask_for(sealer: TypedSealer) -> None:
    asked: Sealer = sealer  # mypy compares the shapes
    assert asked.seal("", b"") == ""
