"""docs/install.md and docs/operate.md, every command of them in their order, in a fresh Debian under systemd.

Nothing stands in for anything: systemctl, journalctl and nginx are the real ones. What is told to need the network runs
on the network of who runs these tests, where pip finds the packages in a folder; everything else has no way out.
"""

from __future__ import annotations

import json
import re
import shutil
from contextlib import closing
from itertools import chain
from pathlib import Path

import pytest

from tests.deploy import guide, machine, misconfigured, nightly, outside, releases
from tests.deploy.conftest import NEXT
from tests.deploy.machine import Machine
from tests.reliability.writers import NOTED, Browser
from tests.test_envfile import READ

pytestmark = pytest.mark.skipif(bool(machine.why_not()), reason=machine.why_not())

INSTALL, OPERATE = guide.blocks("install.md"), guide.blocks("operate.md")
UP_TO_RESTORE = OPERATE[: 1 + max(at for at, block in enumerate(OPERATE) if block.section == "Restore")]
NIGHTLY = next(block for block in OPERATE if block.section == "Back up")
DAILY = next(block for block in OPERATE if "enable --now /etc/decision-aid/decision-aid-certificate" in block.script)
UP_TO_UPDATE = OPERATE[: 1 + max(at for at, block in enumerate(OPERATE) if block.section == "Update")]
MOVE = [block for block in OPERATE if block.section == "Move to another machine"]
NEW_MACHINE = [block for block in INSTALL if block.section == "3. State, secrets, settings"][:1]
TO_START = [block for block in INSTALL if block.section[:1] in {"5", "6"}]
REMOVE = [block for block in OPERATE if block.section == "Remove"]
JOURNAL = "journalctl --sync; journalctl"  # the service writes on after a unit has ended
PORT, NOTE = 8000, "Kolibri, kept over everything"
LET = {
    "write the state folder",
    "write a temporary file",
    "limit itself",
    "be polite",
    "talk on this machine",
    "listen for databases",
    "is watched by a filter",
}


@pytest.fixture(scope="module")
def person() -> dict[str, str]:
    """Return what somebody in the middle of the form holds: a code, and the cookies of a browser."""
    return {}


def note_of(browser: Browser) -> str:
    address, question, _ = NOTED[0]
    return browser.form(address)[f"{question}-note"][0]


def cookies_of(person: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in person.items() if name != "code"}


def note_by(clinic: Machine, code: str) -> str:
    """Come back with a code, as at another machine, and return the note."""
    with clinic.inside(), closing(Browser(PORT)) as elsewhere:
        elsewhere.come_back(code)
        return note_of(elsewhere)


@pytest.mark.parametrize("name", ["install.md", "operate.md"])
def test_a_guide_holds_no_command_that_is_not_run(name: str) -> None:
    assert guide.kinds(name) <= guide.KINDS
    assert guide.unfenced(name) == []
    carried_out = {str(block) for block in chain(INSTALL, UP_TO_UPDATE, MOVE, REMOVE)}
    assert {str(block) for block in guide.blocks(name)} <= carried_out


def test_the_guide_installs_this_version() -> None:
    assert f"decision_aid-{releases.VERSION}-py3-none-any.whl" in guide.text("install.md")


@pytest.mark.parametrize("block", INSTALL, ids=str)
def test_a_command_of_the_installation_works_as_it_is_written(clinic: Machine, block: guide.Block) -> None:
    said = guide.carry_out(clinic, block)
    if "https://" in block.script:
        assert said.endswith("200\n")
    if "decision-aid doctor" in block.script:
        assert "Printing works." in said
        assert "WRONG" not in said


def test_the_guides_that_the_form_names_lie_on_the_server(clinic: Machine) -> None:
    assert clinic.said("cd /usr/local/share/doc/decision-aid; ls README.md docs/registry.md examples/local/clinic.yaml")


def test_what_init_says_comes_next_stands_in_the_guide(clinic: Machine) -> None:
    made = "/opt/decision-aid/bin/decision-aid init form.clinic.example --config /srv/try/c --state /srv/try/s"
    said = clinic.said(f"mkdir /srv/try; {made}").replace("/srv/try/c", "/etc/decision-aid")
    assert guide.indented(said) == [*guide.after_init(), "decision-aid doctor"]


def test_the_unit_is_sound_and_exposed_at_most_2_of_10(clinic: Machine) -> None:
    assert clinic.said("systemd-analyze verify /etc/decision-aid/*.service /etc/decision-aid/*.timer") == ""
    others = [f"--offline=yes /etc/decision-aid/decision-aid-{name}.service" for name in ("backup", "certificate")]
    for unit in ("decision-aid", *others):
        clinic.said(f"systemd-analyze security --no-pager --threshold=20 {unit}")
    loose = "sed '/^Protect/d; /^SystemCall/d' /etc/decision-aid/decision-aid.service > /srv/loose.service"
    assert clinic.run(f"{loose}; systemd-analyze security --offline=yes --threshold=20 /srv/loose.service").returncode


def test_the_unit_lets_the_form_do_its_work_and_nothing_else(clinic: Machine) -> None:
    shutil.copy(Path(__file__).with_name("probe.py"), clinic.root / "srv/probe.py")
    clinic.said(
        "install -d -m 777 /srv/open; echo open > /home/open; ip address add 192.0.2.1/32 dev lo\n"
        "sed 's|^ExecStart=.*|ExecStart=/opt/decision-aid/bin/python /srv/probe.py /var/lib/decision-aid|; "
        "s/^Type=.*/Type=oneshot/; s/^Restart=.*//' /etc/decision-aid/decision-aid.service "
        "> /run/systemd/system/probe.service"
    )
    free = json.loads(clinic.told("runuser -u decision-aid -- python3 /srv/probe.py /var/lib/decision-aid"))
    held = json.loads(clinic.told(f"systemctl start probe; {JOURNAL} --output=cat --unit=probe | grep '^{{'"))
    assert {name for name, let in held.items() if let} == LET
    assert {name for name, let in free.items() if not let} == {"is watched by a filter"}


def test_systemd_reads_a_file_of_settings_as_the_program_does(clinic: Machine) -> None:
    lines = [(f"V{at}{line.strip()[1:]}", value) for at, (line, value) in enumerate(READ)]
    (clinic.root / "srv/read.env").write_text("".join(f"{line}\n" for line, _ in lines), encoding="utf-8")
    show = "/usr/bin/python3 -c 'import json, os; print(json.dumps(dict(os.environ)))'"
    told = json.loads(clinic.told(f"systemd-run --quiet --pipe --wait -p EnvironmentFile=/srv/read.env {show}"))
    assert [told.get(f"V{at}") for at in range(len(lines))] == [value for _, value in lines]


def test_somebody_begins_and_gets_as_far_as_a_note(clinic: Machine, person: dict[str, str]) -> None:
    address, question, choice = NOTED[0]
    with clinic.inside(), closing(Browser(PORT)) as ours:
        ours.begin()
        sent = ours.post(address, {**ours.form(address), f"{question}-codes": choice, f"{question}-note": NOTE})
        assert sent.status == 303
        (code,) = re.findall(r'<p class="code"><bdi>([^<]+)', ours.get("/keep").html)
        person |= {"code": code, **ours.cookies}
    assert NOTE.encode() not in b"".join(
        path.read_bytes() for path in (clinic.root / "var/lib/decision-aid").glob("*.*")
    )


def test_under_its_unit_too_a_running_form_is_seen_by_who_would_move_its_database(clinic: Machine) -> None:
    done = clinic.run("DECISION_AID_DATABASE=postgresql://db.clinic.example/drafts decision-aid move-database")
    assert done.returncode == 1
    assert "cannot be looked into: stop the form" in done.stderr


def test_what_only_somebody_can_mend_is_not_tried_again(clinic: Machine) -> None:
    assert misconfigured.ended(clinic) == [{"ActiveState=failed", "ExecMainStatus=78"}] * 2


def test_nginx_may_hold_as_many_connections_as_it_is_told_to(clinic: Machine) -> None:
    limits = clinic.said("cat /proc/$(cut -d ' ' -f 1 /proc/$(cat /run/nginx.pid)/task/*/children)/limits")
    (most,) = re.findall(r"^Max open files\s+(\d+)", limits, re.MULTILINE)
    assert int(most) >= 2 * 4096


def test_after_a_power_cut_the_form_comes_back_by_itself_with_what_was_acknowledged(
    clinic: Machine, person: dict[str, str]
) -> None:
    clinic.cut_power()
    clinic.start()
    clinic.said("systemctl is-active decision-aid nginx")
    with clinic.inside(), closing(Browser(PORT, cookies_of(person))) as still_open:
        assert note_of(still_open) == NOTE


@pytest.mark.parametrize("block", UP_TO_RESTORE, ids=str)
def test_a_command_of_every_day_works_as_it_is_written(clinic: Machine, block: guide.Block) -> None:
    clinic.said("mkdir --parents /media/key")  # where a stick would be
    said = guide.carry_out(clinic, block)
    assert "WRONG" not in said
    assert NOTE not in said


def test_after_the_restore_the_code_opens_what_was_backed_up_and_no_cookie_does(
    clinic: Machine, person: dict[str, str]
) -> None:
    with clinic.inside(), closing(Browser(PORT, cookies_of(person))) as before, closing(Browser(PORT)) as back:
        assert NOTE not in before.get(NOTED[0][0]).html
        back.come_back(person["code"])
        assert note_of(back) == NOTE
        person |= back.cookies


def test_each_night_has_a_backup_of_its_own_and_what_is_30_days_old_goes(clinic: Machine) -> None:
    nightly.put(clinic, "2026-01-01-old", 31)
    nightly.put(clinic, "2026-01-01-young", 29)
    nightly.put(clinic, "kept", 31)
    there = nightly.names(clinic)
    timer = "decision-aid-backup.timer"
    clinic.said(f"systemctl is-active {timer}; systemctl is-enabled {timer}; systemctl start decision-aid-backup")
    (new,) = nightly.names(clinic) - there
    assert there - nightly.names(clinic) == {"2026-01-01-old"}
    assert nightly.files(clinic, new) == [("drafts.sqlite", 0o600)]


def test_a_backup_that_fails_is_seen_and_deletes_nothing(clinic: Machine) -> None:
    nightly.put(clinic, "2026-01-01-old", 31)
    clinic.said(f"chmod 500 {nightly.FOLDER}")
    assert clinic.run("systemctl start decision-aid-backup").returncode
    clinic.said(f"systemctl is-failed decision-aid-backup; chmod 700 {nightly.FOLDER}")
    assert "2026-01-01-old" in nightly.names(clinic)
    assert "The backup cannot be written to" in clinic.said(f"{JOURNAL} --output=cat --unit=decision-aid-backup")


@pytest.mark.parametrize("block", UP_TO_UPDATE[len(UP_TO_RESTORE) :], ids=str)
def test_a_command_of_later_days_works_as_it_is_written(clinic: Machine, theirs: Path, block: guide.Block) -> None:
    if block.section == "Update":
        shutil.copytree(theirs, clinic.root / "root", dirs_exist_ok=True)
    said = guide.carry_out(clinic, block)
    assert "WRONG" not in said
    assert NOTE not in said


@pytest.mark.parametrize(("days", "state"), [(15, "inactive"), (13, "failed"), (0, "failed")])
def test_a_certificate_with_less_than_14_days_is_seen_among_the_failed_units(
    clinic: Machine, days: int, state: str
) -> None:
    held = "/etc/ssl/decision-aid"
    clinic.said(f"mv {held}/fullchain.pem {held}/good.pem")
    if days:  # none at all is seen as well
        sign = f"openssl req -x509 -days {days} -key {held}/privkey.pem -subj /CN=form.clinic.example"
        clinic.said(f"{sign} -out {held}/fullchain.pem")
    clinic.run("systemctl start decision-aid-certificate")
    assert clinic.run("systemctl is-active decision-aid-certificate").stdout.strip() == state
    assert ("decision-aid-certificate" in clinic.said("systemctl --failed --plain --no-legend")) == (state == "failed")
    clinic.said(f"mv {held}/good.pem {held}/fullchain.pem; systemctl start decision-aid-certificate")


def test_after_the_update_somebody_in_the_middle_goes_on(clinic: Machine, person: dict[str, str]) -> None:
    assert NEXT in clinic.said("/opt/decision-aid/bin/pip show decision-aid")
    assert [name[:2] for name in nightly.names(clinic) if "before" in name] == ["20"] * 2
    with clinic.inside(), closing(Browser(PORT, cookies_of(person))) as before:
        assert note_of(before) == NOTE
    assert note_by(clinic, person["code"]) == NOTE


def test_an_older_version_refuses_as_the_guide_says_and_changes_nothing(clinic: Machine, ours: Path) -> None:
    shutil.copytree(ours, clinic.root / "srv/older")
    install = "/opt/decision-aid/bin/pip install --no-deps"
    clinic.said(f"systemctl stop decision-aid; {install} /srv/older/*.whl")
    before = (clinic.root / "var/lib/decision-aid/drafts.sqlite").read_bytes()
    started = clinic.run("systemctl start decision-aid")
    clinic.said("systemctl stop decision-aid")
    assert started.returncode == 1
    (sentence,) = guide.quoted("operate.md")
    assert sentence in clinic.said(f"{JOURNAL} --output=cat --unit=decision-aid --lines=20").splitlines()
    assert sentence.partition(" was written")[2] in clinic.run("decision-aid doctor").stdout
    assert (clinic.root / "var/lib/decision-aid/drafts.sqlite").read_bytes() == before
    clinic.said(f"{install} /root/decision_aid-{NEXT}-py3-none-any.whl; systemctl start decision-aid")


@pytest.mark.parametrize("block", [MOVE[0], *NEW_MACHINE, *MOVE[1:], *TO_START, NIGHTLY, DAILY], ids=str)
def test_a_command_to_move_works_as_it_is_written(clinic: Machine, block: guide.Block) -> None:
    """Both machines are this one: after the first block it is made a new one, where user numbers are others."""
    assert "WRONG" not in guide.carry_out(clinic, block)
    if block is MOVE[0]:
        assert clinic.said("stat --format %a moving.tar") == "600\n"
        clinic.said(
            "rm --recursive /etc/decision-aid /var/lib/decision-aid /var/backups/decision-aid\n"
            "rm /usr/local/sbin/decision-aid /etc/nginx/sites-enabled/decision-aid\n"
            "usermod --uid 742 decision-aid; groupmod --gid 743 decision-aid"
        )
        assert clinic.run("systemctl start decision-aid").returncode


def test_after_the_move_the_code_opens_what_was_kept(clinic: Machine, person: dict[str, str]) -> None:
    clinic.said("systemctl is-enabled decision-aid; decision-aid settings | grep /etc/decision-aid/questions.yaml")
    assert note_by(clinic, person["code"]) == NOTE


@pytest.mark.allow_hosts(["127.0.0.1", "::1", outside.ADDRESS])  # the proxy is this process, in the clinic's network
@pytest.mark.parametrize("way", [outside.PROXY, outside.EVERYWHERE])
def test_the_unit_lets_nothing_out_until_it_is_changed_as_the_guide_of_trial_records_says(
    clinic: Machine, way: str
) -> None:
    with outside.network(clinic) as network:
        network.set_up(way, let_out=False)
        assert outside.TITLE not in network.page()
        assert (network.registry.connections, network.proxy.heads) == (0, [])
        network.set_up(way, let_out=True)
        assert outside.TITLE in network.page()
        assert len(network.proxy.heads) == (way == outside.PROXY)


def test_nothing_that_somebody_wrote_is_in_a_log(clinic: Machine, person: dict[str, str]) -> None:
    said = clinic.said(f"{JOURNAL} --no-pager --output=export; cat /var/log/nginx/*.log")
    assert [secret for secret in (NOTE, person["code"], *person.values()) if secret in said] == []


@pytest.mark.parametrize("block", REMOVE, ids=str)
def test_a_command_to_remove_works_as_it_is_written(clinic: Machine, block: guide.Block) -> None:
    guide.carry_out(clinic, block)
    assert clinic.said("find /etc /opt /usr /var/lib -name '*decision-aid*' -not -path '/usr/share/*'") == ""
