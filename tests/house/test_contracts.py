"""Every import contract of pyproject.toml refuses a planted breach."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.checkout import ROOT, configuration

LINT = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"

# contract: its breaches as (module of the package, line put at its end)
BREACHES = {
    "rooms": [
        ("core.errors", "import decision_aid.services"),
        ("services", "import decision_aid.settings"),
        ("assets", "import decision_aid.services"),
        ("settings", "import decision_aid.web"),
        ("store.crypto", "import decision_aid.loader"),
        ("web", "import decision_aid.bootstrap"),
        ("bootstrap", "import decision_aid.web"),
        ("workers.pool", "import decision_aid.paper"),
        ("fhir.reading", "import decision_aid.paper"),
        ("logs", "import decision_aid.services"),
        ("monitoring.readiness", "import decision_aid.store"),
        ("doctor", "import decision_aid.cli"),
        ("cellar", "import decision_aid.core"),
    ],
    "core": [
        ("core.schema.wording", "import decision_aid.core.answers"),
        ("core.conditions", "import decision_aid.core.schema"),
        ("core.journey", "import decision_aid.core.findings"),
        ("core.findings", "import decision_aid.core.summary"),
        ("core.cupboard", ""),
    ],
    "store": [
        ("store.crypto", "import decision_aid.store.tables"),
        ("store.tables", "import decision_aid.store.crypto"),
        ("store.tables", "import decision_aid.store.drafts"),
    ],
    "web": [
        ("web.forms", "import decision_aid.web.questions"),
        ("web.current", "import decision_aid.web.forms"),
    ],
    "pure-core": [
        ("core.answers", "import os"),
        ("core.findings", "import logging"),
        ("core.journey", "from pathlib import Path"),
        ("core.schema.rules", "import yaml"),
    ],
    "bootstrap-knows-no-web": [("bootstrap", "import flask")],
    "cli-knows-no-engines": [("cli.keeping", "import sqlalchemy"), ("doctor.work", "import weasyprint")],
    "weasyprint-door": [("store.drafts", "import weasyprint"), ("web.downloads", "import pydyf")],
    "pypdf-door": [("web.data", "import pypdf"), ("paper.press", "import pypdf")],
    "store-door": [("paper", "import sqlalchemy"), ("web.current", "import cryptography")],
    "server-door": [("store.drafts", "import psycopg"), ("store.postgresql", "import psycopg")],
    "prometheus-door": [("web.audit", "import prometheus_client"), ("bootstrap", "import prometheus_client")],
    "registry-door": [("web.current", "import urllib3"), ("bootstrap", "import cachetools")],
    "web-door": [("paper", "import flask"), ("loader", "import wtforms")],
    "yaml-door": [("store.drafts", "import yaml")],
    "outer-rooms": [
        ("web.current", "import decision_aid.store"),
        ("wsgi", "import decision_aid.paper"),
        ("wsgi", "import decision_aid.loader"),
        ("cli.keeping", "import decision_aid.store"),
        ("doctor", "import decision_aid.paper"),
    ],
    "no-cycles": [
        ("core.schema.texts", "import decision_aid.core.schema.rules\nimport decision_aid.core.schema.questionnaire")
    ],
}
CASES = [(contract, module, line) for contract, breaches in BREACHES.items() for module, line in breaches]
OUTER = {"loader", "lint", "paper", "fhir", "registry", "store"}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a folder with a copy of the package and of the contracts."""
    shutil.copytree(ROOT / "decision_aid", tmp_path / "decision_aid", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINT, "--no-cache", "--no-logo", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, text=True)


def contracts() -> list[dict[str, object]]:
    return list(configuration()["tool"]["importlinter"]["contracts"])


def test_the_package_keeps_every_contract(copy: Path) -> None:
    outcome = lint(copy)
    assert outcome.returncode == 0, outcome.stdout
    assert f"{len(contracts())} kept, 0 broken" in outcome.stdout


def file_of(module: str, package: Path) -> Path:
    """Return the file of a module, existing or new."""
    path = package.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@pytest.mark.parametrize(("contract", "module", "line"), CASES)
def test_a_planted_breach_is_refused(copy: Path, contract: str, module: str, line: str) -> None:
    with file_of(module, copy / "decision_aid").open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    outcome = lint(copy, "--contract", contract)
    assert outcome.returncode == 1, outcome.stdout
    assert "0 kept, 1 broken" in outcome.stdout, outcome.stdout


def test_every_contract_has_a_planted_breach() -> None:
    assert {contract["id"] for contract in contracts()} == set(BREACHES)


def test_every_outer_room_is_kept_for_bootstrap() -> None:
    rooms = {path.stem for path in (ROOT / "decision_aid").iterdir()} & OUTER
    kept = next(contract for contract in contracts() if contract["id"] == "outer-rooms")
    assert kept["protected_modules"] == [f"decision_aid.{room}" for room in sorted(rooms)]
