"""`init`: everything that a form needs on a new machine, and the commands that follow."""

from __future__ import annotations

import argparse
import getpass
import ipaddress
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from decision_aid import settings as setting
from decision_aid.cli.naming import path
from decision_aid.cli.serving import port

_USER = "decision-aid"


def add(new: Callable[..., argparse.ArgumentParser]) -> None:
    init = new(
        "init", help="make the state folder, secrets, settings, unit and nginx site; change nothing that is there"
    )
    init.add_argument("host", nargs="?", metavar="HOST", help="the name by which browsers reach the form")
    init.add_argument("--user", help=f"the user that runs the form (default: {_USER}; you, if you are not root)")
    init.add_argument("--config", type=_absolute, default=Path("/etc/decision-aid"), help="the folder of the settings")
    init.add_argument("--state", type=_absolute, default=Path("/var/lib/decision-aid"), help="the state folder")
    init.add_argument("--port", type=_port, default=8000, help="port of this machine that the form listens on")
    init.add_argument("--state-only", action="store_true", help="make only database and secrets, by the settings")
    init.set_defaults(run=_init, parser=init)


def _absolute(text: str) -> Path:
    return path(text).absolute()


def _port(text: str) -> int:
    found = port(text)
    if not found:  # any that is free: the proxy could not know which
        raise argparse.ArgumentTypeError("0 is no port that a proxy can reach: use a number from 1 on")
    return found


def _init(given: argparse.Namespace) -> int:
    from decision_aid.install import making  # noqa: PLC0415 - only this command needs it
    from decision_aid.install.plan import Plan  # noqa: PLC0415 - as above

    if given.state_only:
        print(making.kept_here(setting.read()).sentence)
        return 0
    if not given.host:
        given.parser.error("say by which name browsers reach the form: decision-aid init form.clinic.example")
    user = given.user or (_USER if os.geteuid() == 0 else getpass.getuser())
    plan = Plan(given.host.lower(), user, given.config, given.state, given.port, Path(sys.prefix))
    changed = False
    for made in making.made(plan):
        print(made.sentence)
        changed = changed or made.new
    print(_next(plan.host, plan.config) if changed else "Nothing was changed.")
    return 0


def _kind(host: str) -> str:
    """Return what a certificate calls this: browsers look for an address among addresses alone."""
    with suppress(ValueError):
        ipaddress.ip_address(host)
        return "IP"
    return "DNS"


def _next(host: str, config: Path) -> str:
    """Return the commands of docs/install.md from here on."""
    return rf"""
Next, as root: name the clinic in {config}/settings.env; then

    ln -s {config}/decision-aid.sh /usr/local/sbin/decision-aid
    decision-aid settings

A key, and a request for your authority; put its answer into /etc/ssl/decision-aid/fullchain.pem:

    install --directory --mode 700 /etc/ssl/decision-aid
    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN={host} \
        -addext subjectAltName={_kind(host)}:{host} -keyout /etc/ssl/decision-aid/privkey.pem -out form.csr

With the certificate in its place:

    systemctl enable --now {config}/decision-aid.service
    rm --force /etc/nginx/sites-enabled/default
    ln -s {config}/nginx.conf /etc/nginx/sites-enabled/decision-aid
    sed -i \
        's/^worker_processes auto;$/& worker_rlimit_nofile 9000;/; s/worker_connections 768/worker_connections 4096/' \
        /etc/nginx/nginx.conf
    nginx -t
    systemctl reload nginx
    decision-aid doctor"""
