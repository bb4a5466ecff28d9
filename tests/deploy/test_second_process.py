"""docs/postgresql.md's commands in a fresh Debian under systemd: a proxy elsewhere, and two processes of the form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.deploy import far_mount, guide, machine, releases
from tests.deploy.conftest import NEXT
from tests.deploy.machine import Machine

pytestmark = pytest.mark.skipif(bool(machine.why_not()), reason=machine.why_not())

GUIDE = guide.blocks("postgresql.md")
ELSEWHERE = [block for block in GUIDE if block.section == "The servers of the form"]
SECOND = [block for block in GUIDE if block.section == "A second process on the same machine"]
IS_UPDATED = next(at for at, block in enumerate(SECOND) if "SHA256SUMS" in block.script)
TO_UPDATE, GO_BACK = SECOND[IS_UPDATED:-1], SECOND[-1]
BOTH = ("decision-aid", "decision-aid@8001")
PROXY, OURS, STRANGER = "192.0.2.10", "192.0.2.11", "192.0.2.12"  # the first two as in the guide
PAGE = (
    "curl --silent --output /dev/null --write-out '%{http_code}\\n' --cacert /etc/ssl/decision-aid/fullchain.pem "
    "--resolve form.clinic.example:443:127.0.0.1 https://form.clinic.example/"
)
HEALTH = "curl --silent --show-error --max-time 3 --header 'Host: form.clinic.example' http://192.0.2.11:8000/healthz"


@pytest.fixture(scope="module")
def installed(clinic: Machine) -> Machine:
    """Return a machine that is installed as its guide says."""
    for block in guide.blocks("install.md"):
        guide.carry_out(clinic, block)
    return clinic


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what the next version is installed from, which changes no tables."""
    folder = tmp_path_factory.mktemp("later")
    releases.wheel(releases.next_version(tmp_path_factory.mktemp("source"), NEXT, tables=False), folder)
    return folder


@contextmanager
def watched(clinic: Machine) -> Iterator[list[str]]:
    """Ask for a page through nginx again and again meanwhile; give the status of each answer at the end."""
    statuses: list[str] = []
    ask = f"until [ -e /srv/over ]; do {PAGE}; sleep 0.1; done > /srv/statuses"
    clinic.said(f"rm --force /srv/over; systemd-run --quiet --unit=watch bash -c {json.dumps(ask)}")
    yield statuses
    clinic.said("touch /srv/over; while systemctl --quiet is-active watch; do sleep 0.1; done")
    statuses += clinic.told("cat /srv/statuses").split()


def test_the_guide_has_these_commands_and_no_others() -> None:
    assert guide.kinds("postgresql.md") <= guide.KINDS
    assert [*ELSEWHERE, *SECOND] == GUIDE


def test_with_the_questions_on_a_share_that_comes_late_the_form_comes_back_by_itself(installed: Machine) -> None:
    far_mount.hold_questions(installed)
    installed.cut_power()
    installed.start()
    installed.said("systemctl is-active decision-aid; mountpoint /srv/share")
    installed.said("rm --recursive /etc/systemd/system/decision-aid.service.d; systemctl daemon-reload")


def test_a_server_with_a_proxy_elsewhere_answers_it_and_itself_and_nobody_else(installed: Machine) -> None:
    installed.said("".join(f"ip address add {one}/32 dev lo\n" for one in (PROXY, OURS, STRANGER)))
    for block in ELSEWHERE:
        guide.carry_out(installed, block)
    for caller in (PROXY, OURS):
        assert "ok" in installed.said(f"{HEALTH} --interface {caller}")
    assert installed.run(f"{HEALTH} --interface {STRANGER}").returncode == 28  # nothing came within the time
    installed.said("rm --recursive /etc/systemd/system/decision-aid.service.d; systemctl daemon-reload")
    installed.said("systemctl restart decision-aid")


@pytest.mark.parametrize("block", SECOND[:IS_UPDATED], ids=str)
def test_a_command_for_two_processes_works_as_it_is_written(installed: Machine, block: guide.Block) -> None:
    assert "WRONG" not in guide.carry_out(installed, block)


def test_both_answer_and_while_either_is_stopped_the_page_still_comes(installed: Machine) -> None:
    for port in (8000, 8001):
        installed.said(f"curl --fail --silent http://127.0.0.1:{port}/readyz")
    with watched(installed) as statuses:
        for unit in BOTH:
            installed.said(f"systemctl stop {unit}")
            assert installed.said(PAGE) == "200\n"
            installed.said(f"systemctl start {unit}")
    assert len(statuses) > len(BOTH)
    assert set(statuses) == {"200"}


def test_with_both_stopped_somebody_is_told(installed: Machine) -> None:
    """The control of the watch: it sees what is not answered."""
    with watched(installed) as statuses:
        installed.said(f"systemctl stop {' '.join(BOTH)}; sleep 1; systemctl start {' '.join(BOTH)}")
    assert "502" in statuses


def test_an_update_of_one_after_the_other_is_seen_by_nobody(installed: Machine, later: Path) -> None:
    for path in later.iterdir():
        (installed.root / "root" / path.name).write_bytes(path.read_bytes())
    with watched(installed) as statuses:
        for block in TO_UPDATE:
            assert "WRONG" not in guide.carry_out(installed, block)
    assert set(statuses) == {"200"}
    for environment in ("decision-aid", "decision-aid-8001"):
        assert f"Version: {NEXT}\n" in installed.said(f"/opt/{environment}/bin/pip show decision-aid")


def test_after_a_power_cut_both_come_back_by_themselves(installed: Machine) -> None:
    installed.cut_power()
    installed.start()
    for unit in BOTH:
        installed.said(f"systemctl is-active {unit}")


def test_the_way_back_leaves_one_process_and_nothing_of_the_other(installed: Machine) -> None:
    with watched(installed) as statuses:
        guide.carry_out(installed, GO_BACK)
    assert set(statuses) == {"200"}
    assert installed.said("find /etc /opt -name '*8001*' -o -name '*decision-aid@*' -o -name '*.one'") == ""
    assert installed.run("curl --fail --silent http://127.0.0.1:8001/readyz").returncode == 7  # nobody listens
