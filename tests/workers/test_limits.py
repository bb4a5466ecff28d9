import pytest

from decision_aid.workers.errors import Failed, TooLong
from decision_aid.workers.pool import Pool
from tests.workers import jobs
from tests.workers.conftest import MIB, SECONDS


def test_too_much_memory_fails_the_job_alone_and_its_process_is_replaced(pool: Pool) -> None:
    before = pool.run(jobs.number, seconds=SECONDS)
    with pytest.raises(Failed) as failed:
        pool.run(jobs.take_memory, 256 * MIB, seconds=SECONDS)
    assert failed.value.kind == "MemoryError"
    assert pool.run(jobs.take_memory, MIB, seconds=SECONDS) == MIB
    assert pool.run(jobs.number, seconds=SECONDS) != before


def test_too_large_a_file_fails_the_job_alone(pool: Pool) -> None:
    with pytest.raises(Failed) as failed:
        pool.run(jobs.write_much, MIB + 1, seconds=SECONDS)
    assert failed.value.kind == "OSError"
    assert pool.run(jobs.write_much, MIB, seconds=SECONDS) == MIB


def test_too_many_open_files_fail_the_job_alone(pool: Pool) -> None:
    assert pool.run(jobs.open_many, 8, seconds=SECONDS) == 8
    with pytest.raises(Failed) as failed:
        pool.run(jobs.open_many, 32, seconds=SECONDS)
    assert failed.value.kind == "OSError"


def test_a_job_over_its_processor_time_is_ended_and_its_process_replaced(own: Pool) -> None:
    first = own.run(jobs.number, seconds=SECONDS)
    with pytest.raises(TooLong):
        own.run(jobs.run_on, seconds=SECONDS)
    assert own.run(jobs.number, seconds=SECONDS) != first


def test_processor_time_is_each_jobs_own(own: Pool) -> None:
    first = own.run(jobs.number, seconds=SECONDS)
    for _ in range(4):
        own.run(jobs.work_for, 0.5, seconds=SECONDS)
    assert own.run(jobs.number, seconds=SECONDS) == first


def test_no_process_leaves_a_core_dump(pool: Pool) -> None:
    assert pool.run(jobs.core_dump_size, seconds=SECONDS) == 0
