"""Of which questionnaire a database's drafts are: noted once, and no other form starts on them."""

from __future__ import annotations

import pytest

from decision_aid.core.errors import SettingInvalid
from decision_aid.store.belonging import claim
from decision_aid.store.database import Where
from decision_aid.store.drafts import SealedDrafts

from .conftest import StandingClock, saying


def test_a_form_starts_again_on_its_own_drafts(where: Where, store: SealedDrafts, clock: StandingClock) -> None:
    claim(where, "als", clock().date())
    store.start(saying("mine"))
    claim(where, "als", clock().date())


def test_another_form_does_not_start_on_them(where: Where, store: SealedDrafts, clock: StandingClock) -> None:
    claim(where, "als", clock().date())
    store.start(saying("mine"))
    for _ in range(2):
        with pytest.raises(SettingInvalid, match="to the questionnaire als, and DECISION_AID_QUESTIONS names knee"):
            claim(where, "knee", clock().date())


def test_it_does_once_their_day_is_past(where: Where, store: SealedDrafts, clock: StandingClock) -> None:
    claim(where, "als", clock().date())
    store.start(saying("mine"))
    clock.pass_days(31)
    claim(where, "knee", clock().date())
    store.start(saying("the knee's"))
    with pytest.raises(SettingInvalid, match="to the questionnaire knee"):
        claim(where, "als", clock().date())
