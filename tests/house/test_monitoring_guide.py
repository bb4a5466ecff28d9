"""The guide to looking after a running form names every number, event and field, and none that is not there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from decision_aid import logs
from decision_aid.counted import Refusal
from decision_aid.logs import Event
from decision_aid.monitoring.metrics import READINGS, Metrics
from decision_aid.monitoring.readiness import LITTLE, MIB, TOO_LITTLE
from tests.house.checkout import ROOT

GUIDE = (ROOT / "docs/monitoring.md").read_text(encoding="utf-8")
PREFIX = "decision_aid_"


def section(title: str) -> str:
    return GUIDE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def in_rows(part: str) -> set[str]:
    """Return what stands between ticks in the first cells of a section's tables."""
    cells = [line.split("|")[1] for line in section(part).splitlines() if line.startswith("| `")]
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def families() -> set[str]:
    metrics = Metrics({"version": "1"})
    metrics.look_at(dict.fromkeys(READINGS, lambda: 0.0), dict)
    found = text_string_to_metric_families(metrics.text().decode())
    return {f"{family.name}_total" if family.type == "counter" else family.name for family in found}


def test_every_number_stands_in_its_table_and_no_other() -> None:
    assert {name for name in in_rows("The numbers") if name.startswith(PREFIX)} == {
        name for name in families() if name.startswith(PREFIX)
    }


@pytest.mark.parametrize("kind", list(Refusal))
def test_every_kind_of_refusal_is_explained(kind: Refusal) -> None:
    assert f"`{kind.value}`" in section("The numbers")


def test_every_field_and_event_of_the_log_stands_in_its_table_and_no_other() -> None:
    assert in_rows("The log") == {"time", "level", "event", *logs.FIELDS, *(event.value for event in Event)}


def test_the_example_is_a_line_that_the_log_can_write() -> None:
    (line,) = (json.loads(each) for each in section("The log").splitlines() if each.startswith("    {"))
    assert set(line) == {"time", "level", "event", "endpoint", "status", "ms", "request", "draft"}
    assert line["event"] in set(Event)


def test_the_thresholds_are_those_of_the_program() -> None:
    assert f"less than {TOO_LITTLE // MIB} MiB | less than {LITTLE // MIB} MiB" in section("Is it alive, can it serve")


@pytest.mark.parametrize("file", ["alerts.yaml", "dashboard.json"])
def test_what_is_deployed_is_linked(file: str) -> None:
    assert f"(../deploy/{file})" in GUIDE
    assert Path(ROOT / "deploy" / file).is_file()
