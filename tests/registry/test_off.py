"""Unless a clinic turns it on, nothing is asked: no socket, no thread, not even the client that could ask."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from decision_aid import bootstrap
from decision_aid.core.record import Search
from decision_aid.registry.live import LiveRegistry
from decision_aid.registry.snapshot import SnapshotRegistry
from decision_aid.registry.waiting import WAITING
from decision_aid.services import Registry
from decision_aid.settings import Settings

NUMBER = "NCT01051882"
# A hook cannot be taken out again, hence a process of its own.
QUIET = f"""
import sys, threading
sys.addaudithook(lambda event, _: print(event) if event.startswith("socket.") else None)
from decision_aid import bootstrap
from decision_aid.core.record import Search
from decision_aid.settings import read
registry = bootstrap.registry_of(read())
registry.look_up(["{NUMBER}"])
registry.search(Search("stem cells"))
registry.holding()
print([thread.name for thread in threading.enumerate()])
print("urllib3" in sys.modules, "cachetools" in sys.modules)
"""


def said(state: Path, **settings: str) -> list[str]:
    environment = {f"DECISION_AID_{name.upper()}": value for name, value in settings.items()}
    done = subprocess.run(
        [sys.executable, "-P", "-c", QUIET],
        env={"PATH": "", "PYTHONPATH": ":".join(sys.path), "DECISION_AID_STATE": str(state), **environment},
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout.splitlines()


def test_off_nothing_is_opened_and_no_thread_runs(tmp_path: Path) -> None:
    assert said(tmp_path) == ["['MainThread']", "False False"]


def test_on_a_look_up_does_open_a_socket(tmp_path: Path) -> None:
    """The control of the test above: port 9 of this machine, where nobody listens, is the proxy."""
    lines = said(tmp_path, registry_live="1", registry_proxy="http://127.0.0.1:9")
    assert "socket.connect" in lines
    assert "'registry'" in lines[-2]  # and perhaps the thread that asks for the proxy's name
    assert lines[-1] == "True True"


@pytest.fixture
def closing() -> Iterator[ExitStack]:
    with ExitStack() as closing:
        yield closing


def made(closing: ExitStack, state: Path, *, live: bool) -> Registry:
    return bootstrap.registry_of(Settings(state=state, registry_live=live), closing=closing)


def test_off_is_the_default(closing: ExitStack, tmp_path: Path) -> None:
    assert not Settings().registry_live
    assert isinstance(made(closing, tmp_path, live=False), SnapshotRegistry)


def test_on_the_registry_is_asked_once_there_is_a_number(closing: ExitStack, tmp_path: Path) -> None:
    before = threading.active_count()
    registry = made(closing, tmp_path, live=True)
    assert isinstance(registry, LiveRegistry)
    registry.search(Search("stem cells"))
    assert registry.holding().live
    assert threading.active_count() == before


def test_the_thread_ends_with_the_form(closing: ExitStack, tmp_path: Path) -> None:
    nobody = Settings(state=tmp_path, registry_live=True, registry_proxy="http://127.0.0.1:9")
    assert bootstrap.registry_of(nobody, closing=closing).look_up([NUMBER])[NUMBER].unreachable
    assert "registry" in [thread.name for thread in threading.enumerate()]
    closing.close()
    assert "registry" not in [thread.name for thread in threading.enumerate()]


def test_a_server_has_a_thread_for_each_who_may_wait(tmp_path: Path) -> None:
    off, on = (bootstrap.serving_threads(Settings(state=tmp_path, registry_live=live)) for live in (False, True))
    assert on - off == WAITING
