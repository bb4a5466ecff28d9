"""The exchange that the web is given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from decision_aid.core import journey
from decision_aid.core.errors import KeptFileRefused
from decision_aid.fhir import naming
from decision_aid.fhir.exchange import FhirExchange, open_exchange
from decision_aid.fhir.kept_file import PLACES
from decision_aid.loader import Loaded
from decision_aid.services import Exchange
from tests.fhir import pdfs
from tests.fhir.clients import visits
from tests.fhir.damaging import DAY, full_visit


@pytest.fixture(scope="module")
def exchange(shipped: Loaded) -> Iterator[FhirExchange]:
    opened = open_exchange(shipped.questionnaire, shipped.digest)
    yield opened
    opened.close()


def test_the_questionnaire_is_made_once(exchange: Exchange, shipped: Loaded) -> None:
    made = exchange.questionnaire()
    assert exchange.questionnaire() is made
    assert made.endswith(b"}\n")
    assert json.loads(made)["url"] == naming.canonical(shipped.questionnaire)


def test_snomed_codes_are_there_only_when_asked_for(shipped: Loaded) -> None:
    plain = open_exchange(shipped.questionnaire, shipped.digest)
    coded = open_exchange(shipped.questionnaire, shipped.digest, snomed=True)
    assert b"snomed" not in plain.questionnaire()
    assert b"http://snomed.info/sct" in coded.questionnaire()


def test_the_same_draft_and_day_give_the_same_bytes(exchange: Exchange, shipped: Loaded) -> None:
    again = open_exchange(shipped.questionnaire, shipped.digest)
    assert exchange.response(full_visit(), DAY) == again.response(full_visit(), DAY)


@pytest.mark.parametrize("seed", range(5))
def test_the_data_file_and_the_pdf_bring_back_the_same(exchange: Exchange, shipped: Loaded, seed: int) -> None:
    draft = visits.by_chance(seed)
    data = exchange.response(draft, DAY)
    kept = exchange.read(data, DAY)
    assert exchange.read(pdfs.carrying(data), DAY) == kept
    asked = shipped.questionnaire
    assert journey.asked_only(asked, kept.draft.answers).person == journey.asked_only(asked, draft.answers).person


def test_many_files_at_once_are_all_read(exchange: Exchange) -> None:
    files = [pdfs.carrying(exchange.response(visits.by_chance(seed), DAY)) for seed in range(PLACES)]
    with ThreadPoolExecutor(PLACES) as threads:
        together = list(threads.map(lambda file: exchange.read(file, DAY), files))
    assert together == [exchange.read(file, DAY) for file in files]


def test_a_pdf_that_carries_something_else_is_refused(exchange: Exchange) -> None:
    with pytest.raises(KeptFileRefused, match="This file holds no answers, so nothing was taken over"):
        exchange.read(pdfs.carrying(exchange.questionnaire()), DAY)
