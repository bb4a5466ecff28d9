"""The wheel, put somewhere else, serves the form and prints."""

import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.checkout import ROOT
from tests.serving import free_port, wait_for

PRINTING = 60  # seconds a first printout may take on a slow machine


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds the built wheel's files and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("elsewhere")
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, capture_output=True, check=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    return folder


def environment(folder: Path) -> dict[str, str]:
    """Return this environment with the folder first on the import path and no settings but the state's place."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DECISION_AID_")}
    return kept | {"PYTHONPATH": str(folder / "site"), "DECISION_AID_STATE": str(folder / "var")}


@pytest.fixture(scope="module")
def served(elsewhere: Path) -> Iterator[str]:
    """Serve the form from elsewhere and give its address."""
    port = free_port()
    command = [sys.executable, "-P", "-m", "decision_aid", "serve", "--port", str(port)]
    with subprocess.Popen(
        command,
        cwd=elsewhere,
        env=environment(elsewhere),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            wait_for(process, f"http://127.0.0.1:{port}/healthz")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def fetched(address: str) -> tuple[str, bytes]:
    with urllib.request.urlopen(address, timeout=PRINTING) as response:
        return response.headers["Content-Type"], response.read()


def test_the_program_elsewhere_is_not_the_checkout(elsewhere: Path) -> None:
    command = [sys.executable, "-P", "-c", "import decision_aid; print(decision_aid.__file__)"]
    where = subprocess.run(command, env=environment(elsewhere), capture_output=True, check=True, text=True).stdout
    assert Path(where.strip()).is_relative_to(elsewhere)


def test_the_start_page_is_served(served: str) -> None:
    kind, page = fetched(f"{served}/")
    assert kind.startswith("text/html")
    assert len(re.findall(rb"<h1[ >]", page)) == 1


def test_the_blank_paper_form_is_served(served: str) -> None:
    kind, document = fetched(f"{served}/questions.pdf")
    assert kind == "application/pdf"
    assert document.startswith(b"%PDF-")
