"""Every setting, from environment variables `DECISION_AID_*`, checked at start and never changed after."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from decision_aid import assets
from decision_aid.core.errors import SettingInvalid

PREFIX = "DECISION_AID_"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_LOGOS = {".png": "image/png", ".svg": "image/svg+xml", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
_LARGEST_LOGO = 30 * 1024


class Settings(BaseModel):
    """What a clinic can set. Host names are written with commas between them, contact lines with upright bars."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    state: Path = Path("var")
    secrets: Path | None = None
    keep_days: Annotated[int, Field(ge=1, le=90)] = 30
    no_retention: bool = False
    kiosk: bool = False
    questions: Path = Field(default_factory=assets.questions)
    clinic_name: Annotated[str, Field(max_length=80)] = ""
    clinic_contact: Annotated[tuple[Annotated[str, Field(max_length=80)], ...], Field(max_length=3)] = ()
    clinic_logo: Path | None = None
    accent: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#1d4f7a"
    authoring: bool = False
    paper: Literal["letter", "a4"] = "letter"
    trusted_hosts: tuple[str, ...] = ()
    tls_proxy: bool = False
    allow_insecure_http: bool = False
    threads: Annotated[int, Field(ge=1, le=32)] = 4
    print_workers: Annotated[int, Field(ge=1, le=8)] = 2
    fhir_snomed: bool = False

    @field_validator("trusted_hosts", mode="before")
    @classmethod
    def _hosts(cls, value: object) -> object:
        return _listed(value, ",")

    @field_validator("clinic_contact", mode="before")
    @classmethod
    def _lines(cls, value: object) -> object:
        return _listed(value, "|")

    @field_validator("clinic_logo")
    @classmethod
    def _logo_fits(cls, value: Path | None) -> Path | None:
        if value is None:
            return None
        if value.suffix.lower() not in _LOGOS or not value.is_file() or value.stat().st_size > _LARGEST_LOGO:
            message = "must be a PNG, SVG or JPEG file of at most 30 KiB"
            raise ValueError(message)
        return value

    @property
    def database(self) -> Path:
        return self.state / "drafts.sqlite"

    @property
    def secrets_folder(self) -> Path:
        return self.secrets or self.state / "secrets"

    @property
    def secure(self) -> bool:
        """Tell whether cookies may demand a secure connection: always, but for declared plain HTTP."""
        return not self.allow_insecure_http

    @property
    def hosts(self) -> tuple[str, ...]:
        """Return the names the form may be called by."""
        return LOOPBACK + self.trusted_hosts

    @property
    def logo_type(self) -> str:
        return _LOGOS[self.clinic_logo.suffix.lower()] if self.clinic_logo else ""


def read(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of this environment.

    Raises SettingInvalid, naming the variable and the mend, for a value that cannot be used or an unknown name.
    """
    given = {name: value for name, value in (environment or os.environ).items() if name.startswith(PREFIX)}
    _refuse_unknown(given)
    try:
        return Settings.model_validate({name.removeprefix(PREFIX).lower(): value for name, value in given.items()})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        name = PREFIX + str(first["loc"][0]).upper()
        raise SettingInvalid(f"{name}: {_plain(first['msg'])}. The README lists what it may be.") from None


def names() -> tuple[str, ...]:
    """Return the names of all settings."""
    return tuple(PREFIX + name.upper() for name in Settings.model_fields)


def _listed(value: object, between: str) -> object:
    return tuple(item.strip() for item in value.split(between) if item.strip()) if isinstance(value, str) else value


def _refuse_unknown(given: Mapping[str, str]) -> None:
    known = names()
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name.removeprefix(PREFIX).lower(), Settings.model_fields, 1)
            hint = f" Did you mean {PREFIX}{near[0].upper()}?" if near else " The README lists all settings."
            raise SettingInvalid(f"{name} is not a setting.{hint}")


def _plain(message: str) -> str:
    if message.startswith("String should match pattern"):
        return "it should be # and six digits or letters a to f, like #1d4f7a"
    return message.removeprefix("Value error, ").replace("Input should be", "it should be")
