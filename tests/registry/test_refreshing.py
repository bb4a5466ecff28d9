"""`registry refresh` as somebody types it, through a proxy that leads to a registry with the real one's name."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from decision_aid.registry.snapshot import SnapshotRegistry
from decision_aid.registry.wire import HOST as REAL
from tests.test_cli import COMMAND, environment

from .server import STUDIES, Proxy, Registry, data, plain, proxying, serving, study

FIRST, SECOND = "NCT00000001", "NCT00000002"


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def registry(authority: trustme.CA) -> Iterator[Registry]:
    with serving(REAL, signed_by=authority) as registry:
        registry.answers["/api/v2/version"] = data({"apiVersion": "2.0.5", "dataTimestamp": "2026-11-27T09:00:05"})
        registry.answers["/api/v2/studies"] = data({"totalCount": len(STUDIES), "studies": STUDIES})
        yield registry


@pytest.fixture
def proxy(registry: Registry) -> Iterator[Proxy]:
    with proxying(registry.port) as proxy:
        yield proxy


class Machine:
    """A machine with a state folder, that trusts an authority and has a proxy."""

    def __init__(self, folder: Path, proxy: Proxy, authority: trustme.CA) -> None:
        self.folder = folder
        self.proxy = proxy
        authority.cert_pem.write_to_path(folder / "authority.pem")

    def run(self, *arguments: str, code: int = 0) -> str:
        """Run `registry` with these words and return what it said."""
        named = environment(self.folder, {"registry_proxy": self.proxy.address})
        done = subprocess.run(
            [*COMMAND, "registry", *arguments],
            cwd=self.folder,
            env={**named, "SSL_CERT_FILE": str(self.folder / "authority.pem"), "SSL_CERT_DIR": os.devnull},
            capture_output=True,
            check=False,
            text=True,
            timeout=60,
        )
        assert done.returncode == code, done
        return done.stdout + done.stderr

    def holds(self) -> int:
        return SnapshotRegistry(self.folder / "var" / "registry.sqlite").holding().records


@pytest.fixture
def machine(tmp_path: Path, proxy: Proxy, authority: trustme.CA) -> Machine:
    return Machine(tmp_path, proxy, authority)


def test_a_condition_fills_the_list(machine: Machine, registry: Registry) -> None:
    said = machine.run("refresh", "--condition", "Amyotrophic Lateral Sclerosis", "--all-statuses")
    assert f"{len(STUDIES)} of {len(STUDIES)} studies" in said
    assert f"New: {len(STUDIES)}." in said
    assert machine.holds() == len(STUDIES)
    assert [each.path.partition("?")[0] for each in registry.asked] == ["/api/v2/version", "/api/v2/studies"]


def test_the_known_are_fetched_anew(machine: Machine, registry: Registry) -> None:
    registry.answers["/api/v2/studies"] = data({"totalCount": 2, "studies": [study(FIRST), study(SECOND)]})
    machine.run("refresh", "--ids", f"{FIRST}, {SECOND}")
    registry.asked.clear()
    assert "In place of older ones: 2." in machine.run("refresh", "--known")
    assert f"filter.ids={FIRST},{SECOND}&" in registry.asked[1].path


def test_a_number_that_the_registry_has_not_is_named(machine: Machine, registry: Registry) -> None:
    registry.answers["/api/v2/studies"] = data({"totalCount": 1, "studies": [study(FIRST)]})
    assert f"{SECOND}: the registry has no such study." in machine.run("refresh", "--ids", FIRST, SECOND)


def test_a_file_is_carried_over(machine: Machine) -> None:
    said = machine.run("refresh", "--condition", "ALS", "--output", "records.json")
    assert "decision-aid registry import records.json" in said
    assert machine.holds() == 0
    assert len(json.loads((machine.folder / "records.json").read_text("utf-8"))["studies"]) == len(STUDIES)
    machine.run("import", "records.json")
    assert machine.holds() == len(STUDIES)


def test_a_failure_leaves_list_and_file_as_they_were(machine: Machine, registry: Registry) -> None:
    machine.run("refresh", "--condition", "ALS")
    (machine.folder / "records.json").write_text("of yesterday")
    registry.answers["/api/v2/studies"] = plain("500 Oh")
    assert machine.run("refresh", "--condition", "ALS", code=1).startswith("ClinicalTrials.gov has trouble")
    machine.run("refresh", "--condition", "ALS", "--output", "records.json", code=1)
    assert machine.holds() == len(STUDIES)
    assert (machine.folder / "records.json").read_text() == "of yesterday"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--condition", "ALS", "--known"],
        ["--condition", " "],
        ["--known", "--intervention", "cells"],
        ["--ids", FIRST, "--all-statuses"],
    ],
)
def test_a_wrong_call_is_refused_before_anything_is_asked(machine: Machine, proxy: Proxy, arguments: list[str]) -> None:
    assert "usage: " in machine.run("refresh", *arguments, code=2)
    assert proxy.heads == []
