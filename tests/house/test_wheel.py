"""The wheel and the source archive hold what they should: no more, no less."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import decision_aid
from tests.house.checkout import ROOT, configuration, tracked

VERSION = configuration()["project"]["version"]
NAME = f"decision_aid-{VERSION}"
INFORMATION = ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE", "licenses/NOTICE")
SHIPPED_BESIDE = ("templates", "questions.yaml", "translations", "deploy")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel and the source archive."""
    folder = tmp_path_factory.mktemp("built")
    command = [
        sys.executable,
        "-m",
        "build",
        "--no-isolation",
        "--wheel",
        "--sdist",
        "--outdir",
        str(folder),
        str(ROOT),
    ]
    outcome = subprocess.run(command, capture_output=True, check=False, text=True)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    return folder


def expected_in_wheel() -> set[str]:
    own = {str(path) for path in tracked("decision_aid")}
    beside = {f"decision_aid/{path}" for path in tracked(*SHIPPED_BESIDE)}
    return own | beside | {f"{NAME}.dist-info/{name}" for name in INFORMATION}


def test_the_wheel_holds_exactly_the_shipped_files(built: Path) -> None:
    with zipfile.ZipFile(built / f"{NAME}-py3-none-any.whl") as wheel:
        assert sorted(wheel.namelist()) == sorted(expected_in_wheel())


def test_the_source_archive_holds_every_tracked_file_once(built: Path) -> None:
    with tarfile.open(built / f"{NAME}.tar.gz") as archive:
        names = [member.name.removeprefix(f"{NAME}/") for member in archive.getmembers() if member.isfile()]
    assert sorted(names) == sorted([str(path) for path in tracked()] + ["PKG-INFO"])


def test_the_wheel_carries_the_licence(built: Path) -> None:
    with zipfile.ZipFile(built / f"{NAME}-py3-none-any.whl") as wheel:
        assert wheel.read(f"{NAME}.dist-info/licenses/LICENSE").startswith(b"MIT License")
        assert b"SIL OPEN FONT LICENSE" in wheel.read("decision_aid/fonts/OFL.txt")


@pytest.mark.skipif("WHEEL_UNDER_TEST" not in os.environ, reason="only scripts/test installs the wheel")
def test_the_tests_see_the_installed_wheel_and_not_the_checkout() -> None:
    where = Path(decision_aid.__file__).resolve()
    assert "site-packages" in where.parts
    assert not where.is_relative_to(ROOT / "decision_aid")
    assert str(ROOT) not in map(os.path.realpath, sys.path)
