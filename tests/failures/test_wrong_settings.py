"""Every setting given wrongly, names that are none, and settings that do not go together: refused before anything."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from decision_aid.settings import Settings
from tests.serving import free_port

from .conftest import Said, Trial
from .guide import documented, failures

LONG = "x" * 81
# what is written: what happened, as the guide has it
WRONG = {
    "`DECISION_AID_STATE=~/form`": {"state": "~/form"},
    "`DECISION_AID_DATABASE=mysql://…`": {"database": "mysql://CANARY:CANARY@db/drafts"},
    "`DECISION_AID_DATABASE` with a stray `%`": {"database": "postgresql://CANARY:CANARY%zz@db/drafts"},
    "`DECISION_AID_DATABASE` with a port that is none": {"database": "postgresql://form:CANARY@db:99999/drafts"},
    "`DECISION_AID_KEEP_DAYS=0`": {"keep_days": "0"},
    "`DECISION_AID_KEEP_DAYS=91`": {"keep_days": "91"},
    "`DECISION_AID_KEEP_DAYS=a month`": {"keep_days": "a month"},
    "`DECISION_AID_NO_RETENTION=perhaps`": {"no_retention": "perhaps"},
    "`DECISION_AID_KIOSK=perhaps`": {"kiosk": "perhaps"},
    "`DECISION_AID_QUESTIONS` names no file": {"questions": "/nowhere/questions.yaml"},
    "`DECISION_AID_LOCAL` names no file": {"local": "/nowhere/local.yaml"},
    "`DECISION_AID_CLINIC_NAME` is too long": {"clinic_name": LONG},
    "`DECISION_AID_CLINIC_CONTACT` has a line that is too long": {"clinic_contact": LONG},
    "`DECISION_AID_CLINIC_CONTACT` has four lines": {"clinic_contact": "a|b|c|d"},
    "`DECISION_AID_CLINIC_CONTACT` says that something is safe": {
        "clinic_contact": "Desk: 555-0100|Our cells are safe."
    },
    "`DECISION_AID_CLINIC_NAME` says that something works": {"clinic_name": "Stem cells cure ALS"},
    "`DECISION_AID_CLINIC_LOGO` names no picture": {"clinic_logo": "/nowhere/logo.png"},
    "`DECISION_AID_ACCENT=blue`": {"accent": "blue"},
    "`DECISION_AID_AUTHORING=perhaps`": {"authoring": "perhaps"},
    "`DECISION_AID_PAPER=legal`": {"paper": "legal"},
    "`DECISION_AID_TRUSTED_HOSTS=https://form.clinic.example`": {"trusted_hosts": "https://form.clinic.example"},
    "`DECISION_AID_TLS_PROXY=perhaps`": {"tls_proxy": "perhaps"},
    "`DECISION_AID_ALLOW_INSECURE_HTTP=perhaps`": {"allow_insecure_http": "perhaps"},
    "`DECISION_AID_THREADS=33`": {"threads": "33"},
    "`DECISION_AID_DRAFTS_PER_HOUR=10`": {"drafts_per_hour": "10"},
    "`DECISION_AID_RESUMES_PER_MINUTE=1`": {"resumes_per_minute": "1"},
    "`DECISION_AID_RESUMES_PER_ADDRESS=many`": {"resumes_per_address": "many"},
    "`DECISION_AID_PRINT_WORKERS=0`": {"print_workers": "0"},
    "`DECISION_AID_METRICS_TOKEN_FILE` names no file": {"metrics_token_file": "/nowhere/token"},
    "`DECISION_AID_FHIR_SNOMED=perhaps`": {"fhir_snomed": "perhaps"},
    "`DECISION_AID_REGISTRY_LIVE=perhaps`": {"registry_live": "perhaps"},
    "`DECISION_AID_REGISTRY_PROXY=proxy.clinic.example`": {"registry_proxy": "proxy.clinic.example"},
    "`DECISION_AID_REGISTRY_PROXY` with a port that is none": {"registry_proxy": "http://proxy.clinic.example:65536"},
    "`DECISION_AID_ACENT`, a slip of the pen": {"acent": "#123456"},
    "`DECISION_AID_RETENTION_DAYS`, a name for `DECISION_AID_KEEP_DAYS`": {"retention_days": "7"},
    "`DECISION_AID_XYZ`, like no setting": {"xyz": "1"},
    "`DECISION_AID_TLS_PROXY=1` without `DECISION_AID_TRUSTED_HOSTS`": {"tls_proxy": "1"},
    "`DECISION_AID_TLS_PROXY=1` with `DECISION_AID_ALLOW_INSECURE_HTTP=1`": {
        "tls_proxy": "1",
        "allow_insecure_http": "1",
        "trusted_hosts": "form.clinic.example",
    },
    "`DECISION_AID_NO_RETENTION=1` with `DECISION_AID_DATABASE`": {
        "no_retention": "1",
        "database": "postgresql://form@db/drafts",
    },
}


@pytest.mark.parametrize("happened", WRONG)
def test_a_wrong_setting_is_refused_and_nothing_is_made(serve: Trial, state: Path, happened: str) -> None:
    done = serve(**WRONG[happened])
    assert done.code == os.EX_CONFIG  # so that the unit does not try again
    said = done.refused(os.EX_CONFIG)
    assert "CANARY" not in said
    documented(happened, said)
    assert list(state.iterdir()) == []


def test_the_secrets_have_a_folder_of_their_own(serve: Trial, state: Path) -> None:
    documented("`DECISION_AID_SECRETS` is the state folder", serve(secrets=str(state)).refused(os.EX_CONFIG))
    (state / "file").touch()
    said = serve(secrets=str(state / "file")).refused()
    documented("`DECISION_AID_SECRETS` is a file", said, example={state: "/var/lib/decision-aid"})


def test_a_state_folder_that_is_a_file_is_refused(serve: Trial, state: Path) -> None:
    (state / "file").touch()
    said = serve(state=str(state / "file")).refused()
    documented("`DECISION_AID_STATE` is a file", said, example={state: "/srv"})


def test_a_password_file_that_is_not_there_is_refused(serve: Trial, state: Path) -> None:
    said = serve(database="postgresql://form@localhost/drafts", database_password_file=str(state / "word")).refused()
    happened = "`DECISION_AID_DATABASE_PASSWORD_FILE` names no file"
    documented(happened, said, example={state: "/etc/decision-aid"})


@pytest.mark.parametrize(("mode", "is_open"), [(0o644, True), (0o602, True), (0o640, False), (0o600, False)])
def test_a_password_that_others_can_read_is_refused(serve: Trial, state: Path, mode: int, *, is_open: bool) -> None:
    word = state / "word"
    word.write_text("long and random")
    word.chmod(mode)
    nobody = f"postgresql://form@127.0.0.1:{free_port()}/drafts"
    said = serve(database=nobody, database_password_file=str(word)).refused()
    if is_open:
        happened = "the file of `DECISION_AID_DATABASE_PASSWORD_FILE` is open to others"
        documented(happened, said, example={state: "/etc/decision-aid"})
    else:
        assert "does not answer" in said


def test_a_setting_in_small_letters_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "decision_aid", "serve"],
        env={**os.environ, "decision_aid_accent": "#004400"},
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    documented(
        "`decision_aid_accent` in the environment",
        Said(done.returncode, done.stdout, done.stderr).refused(os.EX_CONFIG),
    )


def test_a_form_that_others_can_reach_needs_tls(serve: Trial) -> None:
    said = serve("--host", "192.0.2.11").refused(os.EX_CONFIG)
    documented("`--host` that other machines reach, without TLS", said)


def test_every_setting_has_its_failure_in_the_guide() -> None:
    told = " ".join(failures())
    assert [name for name in Settings.model_fields if f"DECISION_AID_{name.upper()}" not in told] == []
