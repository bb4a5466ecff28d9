"""Every import contract of pyproject.toml refuses a planted breach."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.checkout import ROOT, configuration

LINT = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"

# contract: every breach as (file in the package, line put at its end)
BREACHES = {
    "rooms": [
        ("core/errors.py", "import decision_aid.services"),
        ("services.py", "import decision_aid.settings"),
        ("assets.py", "import decision_aid.services"),
        ("settings.py", "import decision_aid.web"),
        ("store/crypto.py", "import decision_aid.loader"),
        ("web/__init__.py", "import decision_aid.bootstrap"),
        ("bootstrap.py", "import decision_aid.web"),
        ("cellar.py", "import decision_aid.core"),
    ],
    "core": [
        ("core/schema/wording.py", "import decision_aid.core.answers"),
        ("core/conditions.py", "import decision_aid.core.schema"),
        ("core/journey.py", "import decision_aid.core.findings"),
        ("core/findings.py", "import decision_aid.core.summary"),
        ("core/cupboard.py", ""),
    ],
    "store": [
        ("store/crypto.py", "import decision_aid.store.tables"),
        ("store/tables.py", "import decision_aid.store.crypto"),
        ("store/tables.py", "import decision_aid.store.drafts"),
    ],
    "web": [
        ("web/forms.py", "import decision_aid.web.journey"),
        ("web/current.py", "import decision_aid.web.forms"),
    ],
    "pure-core": [
        ("core/answers.py", "import os"),
        ("core/findings.py", "import logging"),
        ("core/journey.py", "from pathlib import Path"),
        ("core/schema/rules.py", "import yaml"),
    ],
    "bootstrap-knows-no-web": [("bootstrap.py", "import flask")],
    "cli-knows-no-engines": [("cli/__init__.py", "import sqlalchemy")],
    "weasyprint-door": [("store/drafts.py", "import weasyprint")],
    "store-door": [("paper/__init__.py", "import sqlalchemy"), ("web/current.py", "import cryptography")],
    "web-door": [("paper/__init__.py", "import flask"), ("loader/__init__.py", "import wtforms")],
    "yaml-door": [("store/drafts.py", "import yaml")],
    "outer-rooms": [
        ("web/current.py", "import decision_aid.store"),
        ("wsgi.py", "import decision_aid.paper"),
        ("wsgi.py", "import decision_aid.loader"),
    ],
    "no-cycles": [
        ("core/schema/texts.py", "import decision_aid.core.schema.rules\nimport decision_aid.core.schema.questionnaire")
    ],
}
CASES = [(contract, file, line) for contract, breaches in BREACHES.items() for file, line in breaches]
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


@pytest.mark.parametrize(("contract", "file", "line"), CASES)
def test_a_planted_breach_is_refused(copy: Path, contract: str, file: str, line: str) -> None:
    with (copy / "decision_aid" / file).open("a", encoding="utf-8") as module:
        module.write(f"\n{line}\n")
    outcome = lint(copy, "--contract", contract)
    assert outcome.returncode == 1, outcome.stdout
    assert "0 kept, 1 broken" in outcome.stdout, outcome.stdout


def test_every_contract_has_a_planted_breach() -> None:
    assert {contract["id"] for contract in contracts()} == set(BREACHES)


def test_every_outer_room_is_kept_for_bootstrap() -> None:
    rooms = {path.stem for path in (ROOT / "decision_aid").iterdir()} & OUTER
    kept = next(contract for contract in contracts() if contract["id"] == "outer-rooms")
    assert kept["protected_modules"] == [f"decision_aid.{room}" for room in sorted(rooms)]
