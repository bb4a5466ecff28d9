"""The bill of materials names all that a clinic installs, in the form that scanners read."""

import json
import re
import subprocess
import sys
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.house.checkout import ROOT, configuration

PROJECT = configuration()["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the bill of materials as it stands beside the wheel."""
    folder = tmp_path_factory.mktemp("bill")
    made = subprocess.run(
        [sys.executable, str(ROOT / "scripts/sbom"), str(folder)], capture_output=True, check=False, text=True
    )
    assert made.returncode == 0, made.stderr
    assert made.stdout + made.stderr == ""
    return (folder / f"decision_aid-{PROJECT['version']}.cdx.json").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def bill(written: str) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(written)
    return held


def locked() -> dict[tuple[str, str], set[str]]:
    """Return the sums of each package and version in the lock, read line by line."""
    found: dict[tuple[str, str], set[str]] = {}
    sums: set[str] = set()
    for line in LOCK.splitlines():
        if pinned := re.match(r"([\w.-]+)(?:\[.*\])?==(\S+)", line):
            sums = found[pinned[1], pinned[2]] = set()
        elif line.strip().startswith("--hash=sha256:"):
            sums.add(line.strip().removeprefix("--hash=sha256:").removesuffix(" \\"))
    return found


def needs(bill: dict[str, Any]) -> dict[str, list[str]]:
    return {one["ref"]: one.get("dependsOn", []) for one in bill["dependencies"]}


def test_every_locked_package_is_in_it_with_its_version_and_all_its_sums(bill: dict[str, Any]) -> None:
    told = {
        (part["name"], part["version"]): {one["content"] for one in part["externalReferences"][0]["hashes"]}
        for part in bill["components"]
    }
    assert told == locked()
    assert all(told.values())


def test_a_scanner_gets_the_name_that_it_looks_a_package_up_by(bill: dict[str, Any]) -> None:
    told = {part["purl"] for part in bill["components"]}
    assert told == {f"pkg:pypi/{name}@{version}" for name, version in locked()}


def test_it_is_about_this_program_with_its_version_and_licence(bill: dict[str, Any]) -> None:
    program = bill["metadata"]["component"]
    assert (program["name"], program["version"]) == (PROJECT["name"], PROJECT["version"])
    assert [one["license"]["id"] for one in program["licenses"]] == [PROJECT["license"]]


def test_it_says_what_the_program_needs_and_why_each_other_package_is_there(bill: dict[str, Any]) -> None:
    direct = {re.match(r"[\w.-]+", one)[0] for one in PROJECT["dependencies"]}  # type: ignore[index] # each has a name
    program = needs(bill)[bill["metadata"]["component"]["bom-ref"]]
    assert {ref.removeprefix("pkg:pypi/").partition("@")[0] for ref in program} == direct
    needed = {ref for refs in needs(bill).values() for ref in refs}
    assert {part["bom-ref"] for part in bill["components"]} == needed


def test_the_licence_of_an_installed_package_is_said(bill: dict[str, Any]) -> None:
    licences = {part["name"]: part.get("licenses") for part in bill["components"]}
    assert licences["flask"] == [{"license": {"id": "BSD-3-Clause"}}]
    assert [name for name, told in licences.items() if told][10:]


def test_it_keeps_to_the_schema_of_its_form(written: str) -> None:
    check = JsonStrictValidator(SchemaVersion.V1_6)
    assert check.validate_str(written) is None
    assert check.validate_str(written.replace('"bomFormat"', '"form"')) is not None
