import multiprocessing
from pathlib import Path

import pytest

from decision_aid.core.errors import PressFailed
from decision_aid.paper.job import Job
from decision_aid.paper.pool import Pool
from decision_aid.paper.worker import MEMORY, Limits

WORD = "<!DOCTYPE html><html lang=en><title>t</title><p>Hello</p></html>"
# A table without fixed widths makes breaking one long word quadratic: minutes of work.
ENDLESS = (
    "<!DOCTYPE html><html lang=en><title>t</title><table style='table-layout: auto; overflow-wrap: anywhere'><tr><td>"
    + "W" * 60_000
    + "</td></tr></table></html>"
)


def processes() -> list[int]:
    return [child.pid or 0 for child in multiprocessing.active_children() if child.name == "pebble_pool_worker"]


def own(before: list[int]) -> int:
    (found,) = set(processes()) - set(before)
    return found


def test_a_job_past_its_deadline_is_killed_and_the_next_is_printed(pool: Pool) -> None:
    before = processes()
    pool.run(Job(WORD, "a4"), 30)
    first = own(before)
    with pytest.raises(PressFailed, match="too long"):
        pool.run(Job(ENDLESS, "a4"), 0.5)
    assert pool.run(Job(WORD, "a4"), 30).pdf.startswith(b"%PDF-")
    assert own(before) != first


def test_a_process_that_uses_too_much_processor_time_is_replaced() -> None:
    pool = Pool(1, Limits(cpu_seconds=1))
    with pytest.raises(PressFailed, match="could not be printed"):
        pool.run(Job(ENDLESS, "a4"), 60)
    assert pool.run(Job(WORD, "a4"), 30).pdf
    pool.close()


def test_a_process_killed_while_idle_is_replaced(pool: Pool) -> None:
    before = processes()
    pool.run(Job(WORD, "a4"), 30)
    (victim,) = [child for child in multiprocessing.active_children() if child.pid == own(before)]
    victim.kill()
    victim.join()
    assert _printed_at_last(pool)


def _printed_at_last(pool: Pool) -> bytes:
    """A job that the dead process should have taken may fail; one after it must not."""
    try:
        return pool.run(Job(WORD, "a4"), 30).pdf
    except PressFailed:
        return pool.run(Job(WORD, "a4"), 30).pdf


def test_the_processes_memory_is_bounded(pool: Pool) -> None:
    before = processes()
    pool.run(Job(WORD, "a4"), 30)
    limits = Path(f"/proc/{own(before)}/limits").read_text(encoding="ascii")
    (space,) = [line for line in limits.splitlines() if line.startswith("Max address space")]
    assert space.split()[3:5] == [str(MEMORY), str(MEMORY)]


def test_a_document_that_needs_too_much_memory_fails_alone() -> None:
    pool = Pool(1, Limits(memory=400 * 1024 * 1024))
    with pytest.raises(PressFailed):
        pool.run(Job(WORD.replace("Hello", "<b>Hello</b> " * 150_000), "a4"), 60)
    assert pool.run(Job(WORD, "a4"), 30).pdf
    pool.close()


def test_a_closed_pool_prints_nothing_and_leaves_no_process(pool: Pool) -> None:
    before = processes()
    pool.run(Job(WORD, "a4"), 30)
    pool.close()
    assert set(processes()) <= set(before)
    with pytest.raises(PressFailed):
        pool.run(Job(WORD, "a4"), 30)


def test_an_error_tells_nothing_of_the_document(pool: Pool) -> None:
    with pytest.raises(PressFailed) as failed:
        pool.run(Job("<p>secret words</p>", "no such paper"), 30)
    assert "secret" not in repr(failed.value)
    assert failed.value.__context__ is None or "secret" not in repr(failed.value.__context__)
