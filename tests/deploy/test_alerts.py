"""The alert rules: Prometheus takes them, each fires when it should, and is silent just beside it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml

from tests.deploy.promtool import promtool
from tests.house.checkout import ROOT

RULES = ROOT / "deploy" / "alerts.yaml"
GUIDE = ROOT / "docs" / "monitoring.md"
GROUPS: list[dict[str, Any]] = yaml.safe_load(RULES.read_text("utf-8"))["groups"]
ALERTS: dict[str, dict[str, Any]] = {rule["alert"]: rule for group in GROUPS for rule in group["rules"]}
REQUESTS = 'decision_aid_request_seconds_count{instance="a", endpoint="questions.person_page", status="%s"}'
BUCKET = 'decision_aid_request_seconds_bucket{instance="a", endpoint="%s", le="%s"}'
MIB = 1024 * 1024
DAY = 86400


@dataclass(frozen=True)
class Case:
    """What is measured each minute where an alert fires, and just beside; looked at after so many minutes."""

    loud: dict[str, str]
    quiet: dict[str, str]
    minutes: int = 30


def counted(name: str, **labels: str) -> str:
    shown = ", ".join(f'{key}="{value}"' for key, value in labels.items())
    return f"decision_aid_{name}{{{shown}}}"


def requests(*, fine: str, failed: str) -> dict[str, str]:
    return {REQUESTS % "2xx": fine, REQUESTS % "5xx": failed}


def taking(endpoint: str, *, within_a_second: str, every: str = "0+6x60") -> dict[str, str]:
    buckets = {"1.0": within_a_second, "2.5": every, "+Inf": every}
    return {BUCKET % (endpoint, le): values for le, values in buckets.items()} | {REQUESTS % "2xx": every}


STORE = counted("events_total", event="store-unavailable")
PURGE, HELD = (counted("events_total", event=f"purge-{outcome}") for outcome in ("failed", "held"))
FAILED, BUSY = (counted("print_seconds_count", outcome=outcome) for outcome in ("failed", "busy"))
LIMITS, CONFLICTS = (counted("refusals_total", kind=kind, instance="a") for kind in ("limit", "conflict"))
SILENT, ANSWERED = (
    counted("registry_replies_total", reply=each, instance="a") for each in ("unreachable", "not-found")
)
READY = counted("ready", part="store")
UP = 'up{job="decision-aid", instance="a"}'
CASES = {
    "FormDown": Case({UP: "1x20 0x20"}, {UP: "1x28 0x20"}),
    "FormNotWatched": Case({'up{job="other"}': "1x40"}, {UP: "0x40"}),
    "FormNotReady": Case({READY: "1x20 0x20"}, {READY: "1x20 0 1x20"}),
    "AnswersNotKept": Case({STORE: "0x28 1x20"}, {STORE: "0x10 1x40"}),
    "FormFails": Case(
        requests(fine="0+60x60", failed="0+3x60"), requests(fine="0+60x60", failed="0+0.5x60"), minutes=30
    ),
    "FormSlow": Case(
        taking("questions.person_page", within_a_second="0+5x60"),
        taking("questions.person_page", within_a_second="0+6x60"),
    ),
    "PrintingFails": Case({FAILED: "0x20 2x20"}, {FAILED: "0x5 2x40"}),
    "PrintingBusy": Case({BUSY: "0x20 5x20"}, {BUSY: "0x20 1x20"}),
    "LimitsReached": Case({LIMITS: "0+5x60"}, {LIMITS: "0+1x60", CONFLICTS: "0+9x60"}),
    "RegistryUnanswered": Case({SILENT: "0x20 5x400"}, {SILENT: "0x20 5x400", ANSWERED: "0x30 1x400"}, minutes=60),
    "PurgeFailed": Case({PURGE: "0x100 1x1000"}, {PURGE: "0x1000"}, minutes=600),
    "PurgeHeld": Case({HELD: "0x100 1x1000"}, {HELD: "0x1000", PURGE: "0x100 1x1000"}, minutes=600),
    "PurgeOverdue": Case(
        {counted("purge_age_seconds"): f"{3 * DAY + 60}x100"}, {counted("purge_age_seconds"): f"{3 * DAY}x100"}, 90
    ),
    "BackupOverdue": Case(
        {counted("backup_age_seconds"): "129660x100"}, {counted("backup_age_seconds"): "129600x100"}, 90
    ),
    "DiskLow": Case({counted("disk_free_bytes"): f"{199 * MIB}x40"}, {counted("disk_free_bytes"): f"{201 * MIB}x40"}),
    "ContentDueSoon": Case(
        {counted("content_review_seconds"): f"{29 * DAY}x100"},
        {counted("content_review_seconds"): f"{31 * DAY}x100"},
        minutes=90,
    ),
    "ContentOutOfDate": Case({counted("content_overdue"): "3x100"}, {counted("content_overdue"): "0x100"}, minutes=90),
}


def tried(folder: Path, rules: str, tests: list[dict[str, Any]]) -> str:
    """Return what promtool finds wrong about these tests of these rules; nothing when all is well."""
    (folder / "rules.yaml").write_text(rules, encoding="utf-8")
    file = {"rule_files": ["rules.yaml"], "evaluation_interval": "1m", "tests": tests}
    (folder / "tests.json").write_text(json.dumps(file), encoding="utf-8")  # JSON is YAML
    done = promtool("test", "rules", "tests.json", folder=folder)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def trial(name: str, series: dict[str, str], minutes: int, *, fires: bool) -> dict[str, Any]:
    return {
        "name": f"{name} {'fires' if fires else 'is silent'}",
        "interval": "1m",
        "input_series": [{"series": each, "values": values} for each, values in series.items()],
        "promql_expr_test": [
            {
                "expr": f'count(ALERTS{{alertname="{name}", alertstate="firing"}})',
                "eval_time": f"{minutes}m",
                "exp_samples": [{"labels": "{}", "value": 1}] if fires else [],
            }
        ],
    }


def cases(name: str) -> list[dict[str, Any]]:
    case = CASES[name]
    return [
        trial(name, case.loud, case.minutes, fires=True),
        trial(name, case.quiet, case.minutes, fires=False),
    ]


def test_prometheus_takes_the_rules() -> None:
    done = promtool("check", "rules", "--lint=all", "--lint-fatal", str(RULES))
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_alert_is_tried() -> None:
    assert set(CASES) == set(ALERTS)


@pytest.mark.parametrize("name", sorted(CASES))
def test_an_alert_fires_when_it_should_and_is_silent_beside_it(name: str, tmp_path: Path) -> None:
    assert tried(tmp_path, RULES.read_text("utf-8"), cases(name)) == ""


@pytest.mark.parametrize("name", sorted(CASES))
def test_rules_that_never_fire_or_always_do_are_found_out(name: str, tmp_path: Path) -> None:
    """The control: with another condition in place of the alert's own, the same tests fail."""
    for expression in ("vector(1) > 2", "vector(1)"):
        rules = yaml.safe_dump({"groups": [{"name": "x", "rules": [{**ALERTS[name], "expr": expression}]}]})
        assert "FAILED" in tried(tmp_path, rules, cases(name))


def test_paper_and_codes_which_take_long_are_not_what_makes_pages_slow(tmp_path: Path) -> None:
    for endpoint in ("downloads.summary_pdf", "keeping.come_back"):
        series = taking(endpoint, within_a_second="0+1x60")
        assert tried(tmp_path, RULES.read_text("utf-8"), [trial("FormSlow", series, 30, fires=False)]) == ""


def test_what_is_said_names_the_server_and_the_part(tmp_path: Path) -> None:
    alert = {
        "exp_labels": {"severity": "critical", "instance": "a:8000", "part": "store"},
        "exp_annotations": {
            "summary": "The form on a:8000 cannot serve: store.",
            "description": "Ask its /readyz, then run decision-aid doctor there.",
        },
    }
    test = {
        "interval": "1m",
        "input_series": [{"series": counted("ready", part="store", instance="a:8000"), "values": "0x20"}],
        "alert_rule_test": [{"alertname": "FormNotReady", "eval_time": "10m", "exp_alerts": [alert]}],
    }
    assert tried(tmp_path, RULES.read_text("utf-8"), [test]) == ""


@pytest.mark.parametrize("elsewhere", [False, True])
def test_prometheus_takes_the_job_of_the_guide(elsewhere: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a case
    guide = GUIDE.read_text("utf-8")
    job = dedent("    scrape_configs:\n" + guide.partition("    scrape_configs:\n")[2].partition("\n\n")[0])
    if elsewhere:  # the lines that are notes there
        job = re.sub(r"^(\s+)# (\w+: .*)$", r"\1\2", job, flags=re.MULTILINE)
        assert "credentials_file" in str(yaml.safe_load(job))
    (tmp_path / "prometheus.yaml").write_text(f"{job}\nrule_files: [{RULES}]\n", encoding="utf-8")
    done = promtool("check", "config", *(("--syntax-only",) if elsewhere else ()), "prometheus.yaml", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", sorted(ALERTS))
def test_an_alert_says_what_is_so_and_what_to_do(name: str) -> None:
    rule = ALERTS[name]
    assert rule["labels"]["severity"] in {"critical", "warning"}
    assert set(rule["annotations"]) == {"summary", "description"}
    assert re.search(rf"^\| `{name}` \|", GUIDE.read_text("utf-8"), re.MULTILINE), f"{name} is not in {GUIDE.name}"
