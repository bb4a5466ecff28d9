"""Makes what is not there, and says of each thing what became of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Final

from decision_aid import bootstrap
from decision_aid import settings as setting
from decision_aid.core.errors import SettingInvalid
from decision_aid.install import commented, filled, placing
from decision_aid.install.placing import Made
from decision_aid.install.plan import Plan, check, check_seen, unseen
from decision_aid.settings import Settings

_NOWHERE: Final = "No module named"  # what Python says of files that it may not read


def made(plan: Plan) -> Iterator[Made]:
    """Make everything that is missing. Raises SettingInvalid, StoreRefused or SecretsRefused with the mend."""
    check(plan)
    check_seen(plan)
    placing.check_parent(plan.config)
    placing.check_parent(plan.state, plan.config)
    placing.check_private(plan.state, plan.owner)
    yield placing.folder(plan.config)
    yield _settings(plan)
    for name, text in filled.files(plan).items():
        yield placing.file(plan.config / name, text, 0o755 if name.endswith(".sh") else 0o644)
    yield placing.private_folder(plan.state, plan.owner)
    yield _kept(plan)
    if sentence := unseen(plan):
        yield Made(new=False, sentence=sentence)


def kept_here(settings: Settings) -> Made:
    """Make database and secrets by these settings, as the user who runs this."""
    if settings.no_retention:
        return Made(new=False, sentence="Nothing is kept on any disk, so no database and no secrets are made.")
    secrets = settings.secrets_folder
    if (secrets / "salt").exists() and (settings.on_server or settings.database_file.exists()):
        return Made(new=False, sentence=f"{secrets} has its secrets already.")
    bootstrap.storing(settings).close()
    return Made(new=True, sentence=f"{secrets} is made, with secrets in it: back them up, apart from the database.")


def _settings(plan: Plan) -> Made:
    """Write the settings; of those that are there, only look whether they are for this plan."""
    path = plan.settings
    if not path.exists():
        return placing.file(path, commented.text(plan), 0o640, plan.owner.pw_gid)
    found = setting.read({setting.FILE: str(path)})
    if found.state != plan.state:
        raise SettingInvalid(f"{path} says {setting.named('state')}={found.state}: give --state {found.state} as well.")
    if plan.host not in found.trusted_hosts:
        raise SettingInvalid(
            f"{path} does not name {plan.host} in {setting.named('trusted_hosts')}: write it there first, or give a "
            "name that stands there."
        )
    told = path.read_text(encoding="utf-8-sig")
    unsaid = [name for name in setting.names() if not re.search(rf"\b{name}\b", told)]
    more = f" Settings that it says nothing of: {', '.join(unsaid)}." if unsaid else ""
    return Made(new=False, sentence=f"{path} is there already, and stays as it is.{more}")


def _kept(plan: Plan) -> Made:
    """Let the plan's user make what is to be its own."""
    environment = {setting.FILE: str(plan.settings)}
    if os.geteuid() == plan.owner.pw_uid:
        return kept_here(setting.read(environment))
    try:
        done = _as_owner(plan, environment)
    except PermissionError:
        raise SettingInvalid(_unreadable(plan)) from None
    if done.returncode:
        raise SettingInvalid(_unreadable(plan) if _NOWHERE in done.stderr else done.stderr.strip())
    return Made("is made" in done.stdout, done.stdout.strip())


def _as_owner(plan: Plan, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "decision_aid", "init", "--state-only"],
        capture_output=True,
        check=False,
        cwd=plan.state,
        encoding="utf-8",
        env=environment | {name: os.environ[name] for name in ("LANG", "PYTHONPATH") if name in os.environ},
        extra_groups=(),
        group=plan.owner.pw_gid,
        user=plan.owner.pw_uid,
    )


def _unreadable(plan: Plan) -> str:
    return (
        f"{plan.user} cannot run the program in {plan.program}: install it where everybody may read, like below /opt."
    )
