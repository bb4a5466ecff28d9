import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from decision_aid import assets
from decision_aid.workers import landlock
from decision_aid.workers.errors import Failed
from decision_aid.workers.limits import Limits
from decision_aid.workers.pool import Pool
from tests.house.checkout import ROOT
from tests.workers import jobs
from tests.workers.conftest import SECONDS


def refused(pool: Pool, job: Callable[..., object], *arguments: object) -> bool:
    with pytest.raises(Failed) as failed:
        pool.run(job, *arguments, seconds=SECONDS)
    return failed.value.kind == "Refused"


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Listen on a port; whoever connects is found by `accept`."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield server


def port(listener: socket.socket) -> int:
    return int(listener.getsockname()[1])


def nobody_called(listener: socket.socket) -> bool:
    try:
        listener.accept()
    except BlockingIOError:
        return True
    return False


def test_no_connection_is_made(pool: Pool, listener: socket.socket) -> None:
    assert refused(pool, jobs.connect, port(listener))
    assert nobody_called(listener)


@pytest.mark.parametrize("job", [jobs.listen, jobs.look_up])
def test_no_socket_is_made(pool: Pool, job: Callable[[], None]) -> None:
    assert refused(pool, job)


@pytest.mark.parametrize(
    "job", [jobs.run_program, jobs.run_shell, jobs.fork, jobs.become_another, jobs.load_library, jobs.end_parent]
)
def test_no_program_is_started_or_ended(pool: Pool, job: Callable[[], None]) -> None:
    assert refused(pool, job)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret"
    path.write_text("answers")
    return path


@pytest.mark.parametrize("job", [jobs.read, jobs.write, jobs.append_by_number, jobs.remove, jobs.rename])
def test_a_file_elsewhere_is_neither_read_nor_changed(pool: Pool, secret: Path, job: Callable[[str], object]) -> None:
    assert refused(pool, job, str(secret))
    assert secret.read_text() == "answers"


@pytest.mark.parametrize("job", [jobs.listed, jobs.make_folder])
def test_a_folder_elsewhere_is_neither_listed_nor_filled(
    pool: Pool, secret: Path, job: Callable[[str], object]
) -> None:
    assert refused(pool, job, str(secret.parent))
    assert list(secret.parent.iterdir()) == [secret]


@pytest.mark.parametrize("path", ["/etc/passwd", "/proc/self/environ", str(ROOT / "pyproject.toml"), __file__])
def test_what_is_not_ours_is_not_read(pool: Pool, path: str) -> None:
    assert refused(pool, jobs.read, path)


def test_a_link_in_its_own_folder_leads_nowhere_else(pool: Pool, secret: Path) -> None:
    link = Path(pool.run(jobs.working_folder, seconds=SECONDS)) / "link"
    link.symlink_to(secret)
    assert refused(pool, jobs.read, str(link))
    assert refused(pool, jobs.write, str(link))


def test_its_own_folder_and_our_files_are_open_to_it(pool: Pool) -> None:
    own = Path(pool.run(jobs.working_folder, seconds=SECONDS)) / "own"
    assert pool.run(jobs.write, str(own), seconds=SECONDS)
    assert pool.run(jobs.read, str(own), seconds=SECONDS) == b"written"
    style = assets.templates() / "paper" / "paper.css"
    assert pool.run(jobs.read, str(style), seconds=SECONDS) == style.read_bytes()


def test_a_process_may_read_what_its_beginning_names(secret: Path) -> None:
    pool = Pool(1, Limits(), jobs.allow, (str(secret.parent),))
    assert pool.run(jobs.read, str(secret), seconds=SECONDS) == b"answers"
    assert refused(pool, jobs.write, str(secret))
    pool.close()


needs_landlock = pytest.mark.skipif(not landlock.version(), reason="this kernel has no Landlock")


@needs_landlock
def test_native_code_reads_nothing_elsewhere(pool: Pool, secret: Path) -> None:
    own = Path(pool.run(jobs.working_folder, seconds=SECONDS)) / "own"
    own.write_text("own")
    assert pool.run(jobs.read_natively, str(own), seconds=SECONDS) >= 0
    assert pool.run(jobs.read_natively, str(secret), seconds=SECONDS) == -1


@needs_landlock
def test_native_code_connects_nowhere(pool: Pool, listener: socket.socket) -> None:
    if landlock.version() >= 4:  # older kernels cannot refuse TCP
        assert pool.run(jobs.connect_natively, port(listener), seconds=SECONDS) == -1
        assert nobody_called(listener)
