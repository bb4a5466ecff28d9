"""The files of `deploy/` with the values of this machine in place of their examples."""

from __future__ import annotations

import grp
import re
from typing import Final

from decision_aid import assets
from decision_aid.install.plan import Plan

_SYSTEM: Final = "/var/lib/"
_ELSEWHERE: Final = frozenset({"Containerfile"})  # to build a container, not for a machine that runs the form


def files(plan: Plan) -> dict[str, str]:
    """Return the text of each file by its name."""
    values = _values(plan)
    examples = re.compile("|".join(rf"{re.escape(one)}(?![\w-])" for one in sorted(values, key=len, reverse=True)))
    paths = sorted(path for path in assets.deploy().iterdir() if path.name not in _ELSEWHERE)
    texts = {path.name: path.read_text(encoding="utf-8") for path in paths}
    return {name: examples.sub(lambda found: values[found[0]], text) for name, text in texts.items()}


def _values(plan: Plan) -> dict[str, str]:
    """Return what stands in the place of each example. Every example is whole, so that none is found in another."""
    group = grp.getgrgid(plan.owner.pw_gid).gr_name
    return {
        "form.clinic.example": plan.host,
        "127.0.0.1:8000": f"127.0.0.1:{plan.port}",
        "--port 8000": f"--port {plan.port}",
        "/etc/decision-aid": str(plan.config),
        "/var/lib/decision-aid": str(plan.state),
        "/opt/decision-aid": str(plan.program),
        "User=decision-aid": f"User={plan.user}",
        "Group=decision-aid": f"Group={group}",
        "runuser -u decision-aid": f"runuser -u {plan.user}",
        "StateDirectory=decision-aid": _writable(plan),
    }


def _writable(plan: Plan) -> str:
    """Return the line that lets the form write its state folder, and makes it if it stands where systemd can."""
    below = str(plan.state).removeprefix(_SYSTEM)
    return f"StateDirectory={below}" if below != str(plan.state) else f"ReadWritePaths={plan.state}"
