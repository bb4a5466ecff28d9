"""The real unit, started with a setting that only somebody can mend."""

from __future__ import annotations

from tests.deploy.machine import Machine

_WRONG = ("DECISION_AID_KEEP_DAYS=0", "DECISION_AID_QUESTIONS=/nowhere/questions.yaml")
_DROP_IN = "/run/systemd/system/decision-aid.service.d/wrong.conf"


def ended(clinic: Machine) -> list[set[str]]:
    """Return what systemd says of the form after a start with a wrong setting, and with a questionnaire amiss."""
    return [_started(clinic, wrong) for wrong in _WRONG]


def _started(clinic: Machine, wrong: str) -> set[str]:
    """Return what systemd says of the form after a start with this setting; the form runs again afterwards."""
    clinic.said(f"mkdir -p $(dirname {_DROP_IN}); echo '[Service]\nEnvironment={wrong}' > {_DROP_IN}")
    clinic.said("systemctl daemon-reload")
    assert clinic.run("systemctl restart decision-aid").returncode
    shown = clinic.said("systemctl show -p ActiveState -p ExecMainStatus decision-aid")
    clinic.said(f"rm {_DROP_IN}; systemctl daemon-reload; systemctl start decision-aid")
    return set(shown.split())
