"""The file of settings as `init` writes it: every setting with its meaning; those that need no value as remarks."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from pydantic.fields import FieldInfo

from decision_aid import envfile
from decision_aid import settings as setting
from decision_aid.install.plan import Plan
from decision_aid.settings import Settings

_BEGINNING = """\
# Settings of the form, one NAME=VALUE on a line; a remark needs a line of its own. They are read when the form starts:
# after a change, systemctl restart decision-aid. To see what is in force: decision-aid settings.
# A # before a setting's name switches its line off; the value on that line is the one used until you set another.
"""
_WIDTH = 118


def text(plan: Plan) -> str:
    """Return the whole file for this plan."""
    return _BEGINNING + "".join(_paragraphs(_set(plan)))


def _set(plan: Plan) -> Mapping[str, str]:
    return {"state": str(plan.state), "trusted_hosts": plan.host, "tls_proxy": "1"}


def _paragraphs(values: Mapping[str, str]) -> Iterator[str]:
    for field, about in Settings.model_fields.items():
        meaning = textwrap.fill(about.description or "", _WIDTH, initial_indent="# ", subsequent_indent="# ")
        value = values.get(field, _usual(field, about))
        yield f"\n{meaning}\n{'' if field in values else '#'}{setting.named(field)}={envfile.quoted(value)}\n"


def _usual(field: str, about: FieldInfo) -> str:
    """Return the value of a setting that is not set; nothing where the start finds it, as a shipped file."""
    return "" if about.default_factory else setting.written(field, about.default)
