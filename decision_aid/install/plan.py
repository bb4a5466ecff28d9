"""Where a form is to run, by which name and as whom."""

from __future__ import annotations

import os
import pwd
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from decision_aid import walls
from decision_aid.core.errors import SettingInvalid

_LABEL: Final = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST: Final = re.compile(rf"(?=.{{1,253}}$){_LABEL}(\.{_LABEL})*")
_PATH: Final = re.compile(r"/[\w./-]*[\w-]", re.ASCII)


@dataclass(frozen=True, slots=True)
class Plan:
    """Absolute folders, a user of this machine, and the program's own environment."""

    host: str
    user: str
    config: Path
    state: Path
    port: int
    program: Path

    @property
    def settings(self) -> Path:
        """Return the file of settings."""
        return self.config / "settings.env"

    @property
    def owner(self) -> pwd.struct_passwd:
        return pwd.getpwnam(self.user)


def check(plan: Plan) -> None:
    """Raise SettingInvalid, with the mend, for what cannot be made or would not run."""
    if not _HOST.fullmatch(plan.host):
        raise SettingInvalid(
            f"{plan.host} is not a host name. Give the one that browsers use, like form.clinic.example."
        )
    for path in (plan.config, plan.state, plan.program):
        if not _PATH.fullmatch(str(path)):
            raise SettingInvalid(
                f"{path} cannot stand in a unit: take a path from / on, of letters, digits, dots, dashes and "
                "underscores."
            )
    if plan.config.resolve() == plan.state.resolve():
        raise SettingInvalid(
            f"{plan.config} cannot hold both settings and drafts: the state folder is closed to all but the form. Give "
            "--config and --state a folder each."
        )
    _check_user(plan)


def _check_user(plan: Plan) -> None:
    try:
        owner = plan.owner
    except KeyError:
        raise SettingInvalid(
            f"There is no user {plan.user}. This makes it: "
            f"adduser --system --group --no-create-home --home {plan.state} {plan.user}"
        ) from None
    if os.geteuid() not in {0, owner.pw_uid}:
        raise SettingInvalid(
            f"Only root, or {plan.user} itself, can make what belongs to {plan.user}: run this as root."
        )


def check_seen(plan: Plan) -> None:
    """Raise SettingInvalid for a state folder in a home: the unit would run on another one there, or on none."""
    if walls.is_home(plan.state):
        raise SettingInvalid(
            f"The unit closes /home and /root to the form, and {plan.state} is there: give another --state, like "
            "/var/lib/decision-aid."
        )


def unseen(plan: Plan) -> str:
    """Return what the unit would not let the form see, in a sentence, or nothing."""
    hidden = [path for path in (plan.config, plan.state, plan.program) if walls.hide(path)]
    if not hidden:
        return ""
    return (
        f"The unit closes /home, /root and /tmp to the form, and {hidden[0]} is there: with the unit, choose another."
    )
