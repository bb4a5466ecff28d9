"""Mozilla's Observatory gives the form, behind TLS, the best grade; it notices each header that is taken away."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests import npm
from tests.reliability.certificates import Certified, certified
from tests.reliability.front import Front, ToHttps, running
from tests.reliability.observatory import Judgement, Ways, scanned
from tests.serving import free_port, wait_for

HOST = "form.clinic.test"
LIST = Path(__file__).with_name("observatory.sha512")
BONUSES = {
    "content-security-policy": 10,
    "cookies": 5,
    "cross-origin-resource-policy": 10,
    "referrer-policy": 5,
    "x-frame-options": 5,
}
Scan = Callable[..., Judgement]


@pytest.fixture(scope="module")
def packages() -> Path:
    return npm.packages(LIST, "observatory")


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Serve the form as behind a clinic's TLS, and give its port."""
    folder, port = tmp_path_factory.mktemp("behind-tls"), free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DECISION_AID_")}
    settings = {"STATE": str(folder / "var"), "TLS_PROXY": "1", "TRUSTED_HOSTS": HOST}
    with subprocess.Popen(
        [sys.executable, "-m", "decision_aid", "serve", "--port", str(port)],
        cwd=folder,
        env=kept | {f"DECISION_AID_{name}": value for name, value in settings.items()},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            wait_for(process, f"http://127.0.0.1:{port}/readyz")
            yield port
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Certified:
    return certified(tmp_path_factory.mktemp("certificates"), HOST)


@pytest.fixture(scope="module")
def scan(packages: Path, form: int, shown: Certified) -> Iterator[Scan]:
    """Scan the form behind a front that takes the given headers away."""
    with ExitStack() as fronts:
        http = fronts.enter_context(running(ToHttps()))

        def judge(*without: str, authority: Path | None = shown.authority) -> Judgement:
            https = fronts.enter_context(running(Front(form, without=without, tls=shown.tls)))
            return scanned(packages, HOST, Ways(http, https), authority)

        yield judge


@pytest.fixture(scope="module")
def judgement(scan: Scan) -> Judgement:
    return scan()


def test_the_observatory_gives_its_best_grade(judgement: Judgement) -> None:
    print(judgement)  # noqa: T201 - a judgement to read
    assert judgement.grade == "A+"
    assert judgement.score >= 135


def test_every_test_of_the_observatory_is_passed_and_every_bonus_won(judgement: Judgement) -> None:
    assert [test for test in judgement.tests if not test.passed] == []
    assert {test.name: test.points for test in judgement.tests if test.points} == BONUSES


def test_the_observatory_met_our_host_by_tls_and_was_sent_there(judgement: Judgement) -> None:
    assert judgement.found["strict-transport-security"] == "hsts-implemented-max-age-at-least-six-months"
    assert judgement.found["redirection"] == "redirection-to-https"


def test_the_observatory_asked_for_no_other_host(judgement: Judgement) -> None:
    assert judgement.outside == ()


@pytest.mark.parametrize(
    ("header", "grade", "test", "found"),
    [
        ("Content-Security-Policy", "B", "content-security-policy", "csp-not-implemented"),
        ("Strict-Transport-Security", "B+", "strict-transport-security", "hsts-not-implemented"),
    ],
)
def test_the_grade_is_lower_without(scan: Scan, header: str, grade: str, test: str, found: str) -> None:
    judgement = scan(header)
    assert judgement.found[test] == found
    assert judgement.grade == grade


def test_a_certificate_that_nobody_vouches_for_is_noticed(scan: Scan) -> None:
    judgement = scan(authority=None)
    assert judgement.found["strict-transport-security"] == "hsts-invalid-cert"
    assert judgement.grade != "A+"
