"""A share that is there late: after the start of the machine it takes some seconds until it is mounted."""

from __future__ import annotations

from tests.deploy.machine import Machine

FOLDER = "/srv/share"
_UNITS = "/etc/systemd/system"
_SLOW = "[Unit]\nDefaultDependencies=no\n[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=sleep 8\n"
_MOUNT = (
    "[Unit]\nDefaultDependencies=no\nBefore=remote-fs.target umount.target\nConflicts=umount.target\n"
    "Requires=far.service\nAfter=far.service\n"
    f"[Mount]\nWhat=/srv/far\nWhere={FOLDER}\nType=none\nOptions=bind\n[Install]\nWantedBy=remote-fs.target\n"
)
_DROP_IN = f"[Service]\nEnvironment=DECISION_AID_QUESTIONS={FOLDER}/questions.yaml\n"


def hold_questions(clinic: Machine) -> None:
    """Let the form take its questions from there, from its next start on."""
    files = {"far.service": _SLOW, "srv-share.mount": _MOUNT, "decision-aid.service.d/far.conf": _DROP_IN}
    for name, text in files.items():
        path = clinic.root / _UNITS[1:] / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    clinic.said(
        f"mkdir --parents /srv/far {FOLDER}\n"
        "cp /opt/decision-aid/lib/python3*/site-packages/decision_aid/questions.yaml /srv/far/\n"
        "systemctl daemon-reload; systemctl enable srv-share.mount remote-fs.target"
    )
