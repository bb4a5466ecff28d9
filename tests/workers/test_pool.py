from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from decision_aid.workers.errors import Broken, Failed, TooLong
from decision_aid.workers.limits import Limits
from decision_aid.workers.pool import Pool
from tests.workers import jobs
from tests.workers.conftest import LARGE_REPLY, SECONDS, process


@pytest.mark.parametrize("data", [None, True, -1, 0.5, "é", b"\x00", (1, [2, {"three": (3,)}]), "x" * LARGE_REPLY])
def test_plain_data_comes_back_as_it_is(pool: Pool, data: object) -> None:
    assert pool.run(jobs.same, data, seconds=SECONDS) == data


def test_of_an_error_only_its_type_is_told(pool: Pool) -> None:
    with pytest.raises(Failed) as failed:
        pool.run(jobs.bad, "secret words", seconds=SECONDS)
    assert failed.value.kind == "ValueError"
    assert "secret" not in repr((failed.value, failed.value.__cause__, failed.value.__context__))


def test_a_reply_with_a_class_in_it_is_not_read(own: Pool) -> None:
    with pytest.raises(Broken):
        own.run(jobs.no_data, seconds=SECONDS)
    assert own.run(jobs.same, 1, seconds=SECONDS) == 1


def test_a_job_past_its_deadline_is_killed_and_its_process_replaced(own: Pool) -> None:
    first = own.run(jobs.number, seconds=SECONDS)
    with pytest.raises(TooLong):
        own.run(jobs.wait_for_a_signal, seconds=0.2)
    assert own.run(jobs.number, seconds=SECONDS) != first


def test_waiting_for_a_process_counts_towards_the_deadline(own: Pool) -> None:
    with ThreadPoolExecutor() as threads:
        first = threads.submit(own.run, jobs.wait_for_a_signal, seconds=3.0)
        while own.idle:
            pass
        with pytest.raises(TooLong):
            own.run(jobs.number, seconds=0.1)
        with pytest.raises(TooLong):
            first.result()


def test_a_process_killed_while_it_rests_costs_nobody_a_job(own: Pool) -> None:
    victim = process(own.run(jobs.number, seconds=SECONDS))
    victim.kill()
    victim.join()
    assert own.run(jobs.number, seconds=SECONDS) != victim.pid


def test_a_process_killed_at_work_is_replaced(own: Pool) -> None:
    victim = process(own.run(jobs.number, seconds=SECONDS))
    begun = Path(own.run(jobs.working_folder, seconds=SECONDS)) / "begun"
    with ThreadPoolExecutor() as threads:
        running = threads.submit(own.run, jobs.wait_for_a_signal, seconds=SECONDS)
        while not begun.exists():
            pass
        victim.kill()
        with pytest.raises(Broken):
            running.result()
    assert own.run(jobs.number, seconds=SECONDS) != victim.pid


@pytest.fixture
def short_lived() -> Iterator[Pool]:
    one = Pool(1, Limits(), jobs.allow, jobs_per_process=2)
    yield one
    one.close()


def test_a_process_is_replaced_after_many_jobs(short_lived: Pool) -> None:
    first, second, third = (short_lived.run(jobs.number, seconds=SECONDS) for _ in range(3))
    assert first == second != third


def test_jobs_run_side_by_side_in_as_many_processes_as_were_asked_for() -> None:
    two = Pool(2, Limits(), jobs.allow)
    with ThreadPoolExecutor() as threads:
        waiting = threads.submit(two.run, jobs.wait_for_a_signal, seconds=SECONDS)
        while two.idle == 2:
            pass
        assert two.idle == 1
        two.run(jobs.number, seconds=SECONDS)
        two.close()
        with pytest.raises(Broken):
            waiting.result()


def test_a_closed_pool_does_nothing_and_leaves_neither_process_nor_file(own: Pool) -> None:
    worked = process(own.run(jobs.number, seconds=SECONDS))
    folder = Path(own.run(jobs.working_folder, seconds=SECONDS))
    assert folder.is_dir()
    own.close()
    assert not worked.is_alive()
    assert not folder.exists()
    assert own.idle == 0
    with pytest.raises(Broken):
        own.run(jobs.number, seconds=SECONDS)


@pytest.mark.filterwarnings("ignore")
def test_a_pool_whose_processes_cannot_begin_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    pool = Pool(1, Limits(), jobs.fail_to_begin)
    with pytest.raises(Broken):
        pool.run(jobs.number, seconds=SECONDS)
    pool.close()
    assert "RuntimeError" in capfd.readouterr().err
