"""`settings`: what is set, where it comes from, nothing that is secret, and what the form would refuse."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Final

from decision_aid import envfile
from decision_aid import settings as setting
from decision_aid.remarks import Level
from decision_aid.settings import Settings

_FORMATS: Final = ("text", "env", "json")
HIDDEN: Final = "***"
_WHOLE: Final = f"postgresql://{HIDDEN}"
_HOST: Final = r"(?:[A-Za-z0-9_.-]*|\[[0-9A-Fa-f:.]+\])(?::\d+)?"
_PLACE: Final = re.compile(rf"({_HOST}(?:,{_HOST})*)(/[A-Za-z0-9_.-]*)?(?:\?(.*))?", re.DOTALL)
_USER: Final = re.compile(r"[A-Za-z0-9_.-]*")
# What libpq takes besides, and tells nothing secret; of all others only that they are there.
_SHOWN: Final = frozenset(
    {"application_name", "dbname", "host", "hostaddr", "port", "sslmode", "sslrootcert", "target_session_attrs", "user"}
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One setting as it may be shown."""

    setting: str
    value: str
    source: str
    meaning: str


def add(new: Callable[..., argparse.ArgumentParser]) -> None:
    command = new("settings", help="show every setting, where it comes from, and no secret; say what stops a start")
    command.add_argument("--format", choices=_FORMATS, default="text", help="how they are written (default: text)")
    command.set_defaults(run=_settings)


def _settings(given: argparse.Namespace) -> int:
    settings = setting.read()
    _show(given, tuple(shown(settings)))
    return _told(settings)


def _show(given: argparse.Namespace, found: tuple[Shown, ...]) -> None:
    if given.format == "json":
        print(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
    elif given.format == "env":
        print(*(f"{one.setting}={envfile.quoted(one.value)}" for one in found), sep="\n")
    else:
        widths = [max(len(getattr(one, part)) for one in found) for part in ("setting", "value")]
        print(*(f"{one.setting:{widths[0]}}  {one.value:{widths[1]}}  {one.source}" for one in found), sep="\n")


def _told(settings: Settings) -> int:
    """Say on standard error what the form would refuse to start with; return the exit code."""
    from decision_aid import doctor  # noqa: PLC0415 - only this command and the doctor need the whole program

    wrong = [remark.sentence for remark in doctor.of_settings(settings) if remark.level is Level.WRONG]
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 1 if wrong else 0


def shown(settings: Settings) -> Iterator[Shown]:
    """Go through all settings in their order, with the values that count."""
    given = setting.given()
    for field, about in Settings.model_fields.items():
        name = setting.named(field)
        value = setting.written(field, getattr(settings, field))
        source = str(given.get(name, "default"))
        yield Shown(name, masked(value) if field == "database" else value, source, about.description or "")


def masked(address: str) -> str:
    """Return the address of a database with its user, host and name; of what is not surely one of these, nothing."""
    if not address:
        return ""
    before, at, place = address.partition("://")[2].rpartition("@")
    user, colon, _ = before.partition(":")
    found = _PLACE.fullmatch(place)
    if not found or not _USER.fullmatch(user):
        return _WHOLE
    hosts, name, more = found.groups(default="")
    return f"postgresql://{user}{colon and f':{HIDDEN}'}{at}{hosts}{name}{_options(more)}"


def _options(query: str) -> str:
    said = [_option(*one.partition("=")[::2]) for one in query.split("&") if one]
    return f"?{'&'.join(said)}" if said else ""


def _option(name: str, value: str) -> str:
    is_shown = name in _SHOWN and re.fullmatch(r"[\w./-]*", value, re.ASCII)
    return f"{name}={value}" if is_shown else f"{name}={HIDDEN}" if re.fullmatch(r"[a-z_]+", name) else HIDDEN
