"""The printing processes, asked for paper."""

import pytest

from decision_aid.core.errors import PressBusy, PressFailed
from decision_aid.paper.job import Job
from decision_aid.paper.pool import Pool
from decision_aid.services import Paper, Printout
from decision_aid.workers.limits import Limits
from tests.paper import pdf, summaries
from tests.paper.conftest import CLINIC

SECONDS = 60.0
MIB = 1024 * 1024
WORD = "<!DOCTYPE html><html lang=en><title>t</title><p>Hello</p></html>"
# A table without fixed widths makes breaking one long word quadratic: minutes of work.
ENDLESS = (
    "<!DOCTYPE html><html lang=en><title>t</title><table style='table-layout: auto; overflow-wrap: anywhere'><tr><td>"
    + "W" * 60_000
    + "</td></tr></table></html>"
)


def test_a_document_past_its_deadline_is_put_off_and_the_next_is_printed(pool: Pool) -> None:
    pool.run(Job(WORD, "a4"), SECONDS)
    with pytest.raises(PressBusy, match="too long"):
        pool.run(Job(ENDLESS, "a4"), 0.5)
    assert pool.run(Job(WORD, "a4"), SECONDS).pdf.startswith(b"%PDF-")


def test_a_document_over_its_processor_time_is_put_off() -> None:
    pool = Pool(1, "en", CLINIC, Limits(cpu_seconds=1))
    with pytest.raises(PressBusy, match="too long"):
        pool.run(Job(ENDLESS, "a4"), SECONDS)
    assert pool.run(Job(WORD, "a4"), SECONDS).pdf
    pool.close()


def test_a_document_that_needs_too_much_memory_fails_alone() -> None:
    pool = Pool(1, "en", CLINIC, Limits(memory=400 * MIB))
    with pytest.raises(PressFailed):
        pool.run(Job(WORD.replace("Hello", "<b>Hello</b> " * 150_000), "a4"), SECONDS)
    assert pool.run(Job(WORD, "a4"), SECONDS).pdf
    pool.close()


def test_a_closed_pool_prints_nothing(pool: Pool) -> None:
    pool.close()
    with pytest.raises(PressFailed):
        pool.run(Job(WORD, "a4"), SECONDS)


def test_an_error_tells_nothing_of_the_document(pool: Pool) -> None:
    with pytest.raises(PressFailed) as failed:
        pool.run(Job("<p>secret words</p>", "no such paper"), SECONDS)
    assert "secret" not in repr(failed.value)
    assert failed.value.__context__ is None or "secret" not in repr(failed.value.__context__)


def test_a_process_writes_in_the_language_and_with_the_letterhead_it_began_with() -> None:
    pool = Pool(1, "en", CLINIC)
    printed = pool.summary(Printout(summaries.some(), b"{}\n"), Paper.A4, SECONDS)
    text = "".join(pdf.pages(printed.pdf))
    pool.close()
    assert pdf.bare(CLINIC.name) in text
    assert "23November2026" in text


def test_the_document_carries_the_data_it_was_given(pool: Pool) -> None:
    printed = pool.summary(Printout(summaries.some(), b'{"answers": "as data"}\n'), Paper.LETTER, SECONDS)
    assert [*pdf.reader(printed.pdf).attachments.values()] == [[b'{"answers": "as data"}\n']]
