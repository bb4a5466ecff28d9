"""The dashboard: every query is one that Prometheus understands, of numbers and labels that the form really gives."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from decision_aid.monitoring.lately import Lately
from decision_aid.monitoring.metrics import READINGS, Metrics
from decision_aid.remarks import ok
from tests.deploy.promtool import promtool
from tests.deploy.test_alerts import ALERTS
from tests.house.checkout import ROOT

FILE = ROOT / "deploy" / "dashboard.json"
BOARD: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
PANELS: list[dict[str, Any]] = BOARD["panels"]
GUIDE = ROOT / "docs" / "monitoring.md"
COLUMNS = 24
FROM_PROMETHEUS = {"instance", "job"}  # labels it adds by itself
GIVEN_BY_GRAFANA = {"$__rate_interval": "5m", "$instance": ".*"}
NAMES = re.compile(r"\b((?:decision_aid|process|python)_\w+)")
LABELS = re.compile(r"[{,]\s*(\w+)\s*(?:=~|!~|!=|=)")
GROUPED = re.compile(r"\b(?:by|on)\s*\(([^)]*)\)")
LEGEND = re.compile(r"{{\s*(\w+)\s*}}")


def queries() -> dict[str, str]:
    """Return every query of the dashboard by where it stands."""
    found = {f"{panel['title']} {target['refId']}": target["expr"] for panel in PANELS for target in panel["targets"]}
    return found | {f"annotation {each['name']}": each["expr"] for each in BOARD["annotations"]["list"]}


def understood(query: str) -> str:
    for name, value in GIVEN_BY_GRAFANA.items():
        query = query.replace(name, value)
    return query


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    """Everything that the form gives, after one request and one document."""
    metrics = Metrics({"version": "1", "questionnaire": "2", "hash": "3"})
    metrics.look_at(dict.fromkeys(READINGS, Lately(lambda: 1.0, 1.0)), lambda: {"store": ok("")})
    metrics.answered("public.about_page", 200, 0.1)
    families = text_string_to_metric_families(metrics.text().decode())
    return [sample for family in families for sample in family.samples]


def asked_of(query: str) -> Iterator[str]:
    yield from NAMES.findall(query)


@pytest.mark.parametrize("place", sorted(queries()))
def test_a_query_asks_for_numbers_and_labels_that_there_are(place: str, samples: list[Sample]) -> None:
    query = queries()[place]
    names = set(asked_of(query))
    assert names
    assert names <= {sample.name for sample in samples}
    labels = {label for sample in samples if sample.name in names for label in sample.labels} | FROM_PROMETHEUS
    grouped = {name.strip() for group in GROUPED.findall(query) for name in group.split(",")}
    assert set(LABELS.findall(query)) | grouped <= labels


@pytest.mark.parametrize("name", sorted(ALERTS))
def test_a_rule_asks_for_numbers_that_there_are(name: str, samples: list[Sample]) -> None:
    assert set(asked_of(ALERTS[name]["expr"])) <= {sample.name for sample in samples}


@pytest.mark.parametrize("name", sorted(READINGS))
def test_every_reading_is_on_the_dashboard_or_in_a_rule(name: str) -> None:
    everything = " ".join([*queries().values(), *(rule["expr"] for rule in ALERTS.values()), GUIDE.read_text("utf-8")])
    assert f"decision_aid_{name}" in everything


@pytest.mark.parametrize("part", ["event", "status", "outcome", "reply"])
def test_a_value_that_is_asked_for_is_one_there_can_be(part: str, samples: list[Sample]) -> None:
    there = {sample.labels[part] for sample in samples if part in sample.labels} | {"5xx"}
    everything = [*queries().values(), *(rule["expr"] for rule in ALERTS.values())]
    asked = {each for query in everything for each in re.findall(rf'\b{part}=~?"([^"]*)"', query)}
    assert asked
    assert {each for values in asked for each in values.split("|")} <= there


def test_prometheus_understands_every_query(tmp_path: Path) -> None:
    assert checked(tmp_path, [understood(query) for query in queries().values()]) == ""


def test_a_query_with_a_slip_is_found_out(tmp_path: Path) -> None:
    assert "could not parse expression" in checked(tmp_path, ["sum(rate(decision_aid_events_total[5m])"])
    assert "expected type range vector" in checked(tmp_path, ["rate(decision_aid_events_total)"])


def checked(folder: Path, expressions: list[str]) -> str:
    rules = [{"record": f"query:number:{number}", "expr": each} for number, each in enumerate(expressions)]
    file = folder / "queries.yaml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "x", "rules": rules}]}), encoding="utf-8")
    done = promtool("check", "rules", str(file))
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_each_panel_is_told_apart_described_and_shows_something() -> None:
    assert len({panel["id"] for panel in PANELS}) == len({panel["title"] for panel in PANELS}) == len(PANELS)
    for panel in PANELS:
        assert panel["type"] in {"timeseries", "stat"}
        assert panel["description"].endswith(".")
        assert panel["targets"]
        assert len({target["refId"] for target in panel["targets"]}) == len(panel["targets"])
        assert len({target["legendFormat"] for target in panel["targets"]}) == len(panel["targets"])


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: str(panel["title"]))
def test_a_legend_names_labels_that_its_query_keeps(panel: dict[str, Any]) -> None:
    for target in panel["targets"]:
        grouped = {name.strip() for group in GROUPED.findall(target["expr"]) for name in group.split(",")}
        assert set(LEGEND.findall(target["legendFormat"])) <= grouped | FROM_PROMETHEUS


def test_no_panel_lies_on_another_or_beside_the_board() -> None:
    places = [panel["gridPos"] for panel in PANELS]
    assert all(place["x"] >= 0 and place["x"] + place["w"] <= COLUMNS for place in places)
    for one, other in combinations(places, 2):
        beside = one["x"] + one["w"] <= other["x"] or other["x"] + other["w"] <= one["x"]
        above = one["y"] + one["h"] <= other["y"] or other["y"] + other["h"] <= one["y"]
        assert beside or above


def test_any_prometheus_can_be_chosen() -> None:
    """No data source of ours is written into it, so that an import asks for the clinic's own."""
    sources = [place["datasource"] for panel in PANELS for place in (panel, *panel["targets"])]
    sources += [each["datasource"] for each in BOARD["annotations"]["list"]]
    assert sources
    assert all(source == {"type": "prometheus", "uid": "${datasource}"} for source in sources)
    assert [variable["name"] for variable in BOARD["templating"]["list"]] == ["datasource", "instance"]
    assert set(re.findall(r"\$(\w+)", " ".join(queries().values()))) == {"instance", "__rate_interval"}
