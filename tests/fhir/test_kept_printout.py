"""The printout itself is the kept file: what the engine attaches, the reader finds."""

import pytest

from decision_aid.core import journey
from decision_aid.fhir.exchange import FhirExchange
from decision_aid.fhir.kept_file import KeptFiles
from decision_aid.loader import Loaded
from decision_aid.paper.engine import Engine
from decision_aid.paper.job import Job
from tests.fhir.clients import visits
from tests.fhir.damaging import DAY

HTML = """<!DOCTYPE html><html lang="en" data-foot="Foot" data-page="Page" data-of="of" data-note="">
<head><title>Answers</title></head><body><h1>Answers</h1><p>In words</p></body></html>"""


# WeasyPrint 70.0 leaves its colour profile open until it is collected
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore:.*sRGB2014:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", ["nothing", "full, three offers", "notes in many scripts", "longest notes"])
def test_a_printed_file_brings_every_answer_back(shipped: Loaded, name: str) -> None:
    asked, draft = shipped.questionnaire, visits.chosen()[name]
    exchange = FhirExchange(asked, shipped.digest, KeptFiles())
    try:
        data = exchange.response(draft, DAY)
        printed = Engine().printed(Job(HTML, "letter", data=data, day=DAY.isoformat()))
        kept = exchange.read(printed.pdf, DAY)
    finally:
        exchange.close()
    assert kept.current
    assert journey.asked_only(asked, kept.draft.answers) == journey.asked_only(asked, draft.answers)
    assert exchange.response(kept.draft, DAY) == data
