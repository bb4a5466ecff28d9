"""Settings that do not go together, or do not do what somebody may have meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from decision_aid.accent import EDGE, PAPER, contrast, has_edge, text_on
from decision_aid.core.errors import SettingInvalid
from decision_aid.remarks import Level, Remark, careful, ok, wrong
from decision_aid.settings import Settings

_A_NAME: Final = re.compile(r"\.?[\w-]+(\.[\w-]+)*|\[[0-9a-f:]+\]", re.IGNORECASE)  # or an address
_ENHANCED: Final = 7  # to 1, WCAG 2.2 success criterion 1.4.6


def remarks(settings: Settings) -> Iterator[Remark]:
    """Give a remark on each, or one that there is none."""
    looks = (_of_transport, _of_names, _of_keeping, _of_paths, _of_looks, of_clinic)
    found = [remark for look in looks for remark in look(settings)]
    yield from found or [ok("The settings go together.")]


def refuse(said: Iterable[Remark]) -> None:
    """Raise SettingInvalid with the first remark on what is wrong."""
    for remark in said:
        if remark.level is Level.WRONG:
            raise SettingInvalid(remark.sentence)


def _of_transport(settings: Settings) -> Iterator[Remark]:
    if settings.allow_insecure_http and settings.tls_proxy:
        yield wrong(
            "DECISION_AID_ALLOW_INSECURE_HTTP=1 takes the protection off the cookies that DECISION_AID_TLS_PROXY=1 "
            "allows: take the first away."
        )
    elif settings.allow_insecure_http:
        yield careful("DECISION_AID_ALLOW_INSECURE_HTTP=1: anyone on the way can read the answers. For tests only.")


def _of_names(settings: Settings) -> Iterator[Remark]:
    if settings.tls_proxy and not settings.trusted_hosts:
        yield wrong("DECISION_AID_TRUSTED_HOSTS is empty, so the form does not start: set it to the form's host name.")
    if settings.trusted_hosts and not (settings.tls_proxy or settings.allow_insecure_http):
        yield careful(
            "DECISION_AID_TRUSTED_HOSTS is set, but only this machine reaches the form: set DECISION_AID_TLS_PROXY=1 "
            "if a TLS proxy is in front."
        )
    for name in settings.trusted_hosts:
        if not _A_NAME.fullmatch(name):
            yield wrong(f"DECISION_AID_TRUSTED_HOSTS: {name} is not a host name. Set it like form.clinic.example.")


def _of_keeping(settings: Settings) -> Iterator[Remark]:
    if settings.kiosk and not settings.clinic_contact:
        yield careful(
            "DECISION_AID_KIOSK=1 without DECISION_AID_CLINIC_CONTACT: the shared tablet does not say whom to ask."
        )
    if settings.kiosk and settings.no_retention:
        yield careful(
            "DECISION_AID_KIOSK=1 with DECISION_AID_NO_RETENTION=1: the tablet gives no file and there is no code, so "
            "nobody can come back. Say beside it that only the printed pages stay, or take one of the two away."
        )
    if settings.no_retention and "keep_days" in settings.model_fields_set:
        yield careful("DECISION_AID_KEEP_DAYS does nothing with DECISION_AID_NO_RETENTION=1: take one of them away.")
    yield from _of_database(settings)
    if settings.secrets and settings.secrets.absolute() == settings.state.absolute():
        yield wrong("DECISION_AID_SECRETS is the state folder: give the secrets a folder of their own.")


def _of_database(settings: Settings) -> Iterator[Remark]:
    if settings.no_retention and settings.on_server:
        yield wrong(
            "DECISION_AID_NO_RETENTION=1 keeps nothing, and DECISION_AID_DATABASE says where to keep it: take one of "
            "them away."
        )
    if settings.database_password_file and not settings.on_server:
        yield careful(
            "DECISION_AID_DATABASE_PASSWORD_FILE does nothing without DECISION_AID_DATABASE: set that, or take it away."
        )


def _of_paths(settings: Settings) -> Iterator[Remark]:
    for name, path in settings:
        if isinstance(path, Path) and str(path).startswith("~"):
            yield wrong(
                f"DECISION_AID_{name.upper()}={path}: only a shell knows what ~ is. Write the whole path, from / on."
            )


def _of_looks(settings: Settings) -> Iterator[Remark]:
    text = text_on(settings.accent)
    ratio = contrast(text, settings.accent)
    if ratio < _ENHANCED:
        name = "white" if text == "#ffffff" else "black"
        yield careful(
            f"DECISION_AID_ACCENT={settings.accent}: the best text on it, {name}, has a contrast of {ratio:.1f} to 1, "
            "and 7 to 1 is what tired eyes need. Take a darker or a lighter colour."
        )
    if not has_edge(settings.accent):
        yield careful(
            f"DECISION_AID_ACCENT={settings.accent}: on the white page it has a contrast of "
            f"{contrast(settings.accent, PAPER):.1f} to 1, so buttons get a grey line around them. Take a darker "
            f"colour, of {EDGE} to 1 or more, for buttons without it."
        )


def of_clinic(settings: Settings) -> Iterator[Remark]:
    """Hold name and contact to what a clinic's own file is held to: they are printed in the same place."""
    said = [("CLINIC_NAME", settings.clinic_name), *(("CLINIC_CONTACT", line) for line in settings.clinic_contact)]
    for setting, text in said:
        is_name = setting == "CLINIC_NAME"
        if claimed := _claimed(text, name=is_name):
            told = f"DECISION_AID_{setting} says “{claimed}”, which may read as a verdict."
            yield wrong(f"{told} Say only what the clinic is called and how to reach it.")
        elif word := _claimed(text) or _beyond(text):
            told = f"DECISION_AID_{setting} says “{word}”, and stands at the head of the printout."
            yield careful(f"{told} Say only {'what the clinic is called' if is_name else 'how to reach the clinic'}.")


def _claimed(text: str, *, name: bool = False) -> str:
    from decision_aid.lint.assertions import assertion  # noqa: PLC0415 - only a clinic that says something needs them

    return assertion(text, name=name)


def _beyond(text: str) -> str:
    from decision_aid.lint.contact import beyond  # noqa: PLC0415 - as above

    return beyond(text)
