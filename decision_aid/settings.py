"""Every setting, from environment variables `DECISION_AID_*` and a file, checked at start and never changed after."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, ValidationInfo, field_validator

from decision_aid import assets, sources
from decision_aid.core.errors import SettingInvalid
from decision_aid.sources import FILE, PREFIX, Environment, Given

__all__ = ["FILE", "LOOPBACK", "PREFIX", "Given", "Settings", "given", "named", "names", "read", "written"]

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_LOGOS = {".png": "image/png", ".svg": "image/svg+xml", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
_PORT = "(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3})"
_BETWEEN = {"trusted_hosts": ",", "clinic_contact": "|"}
_LARGEST_LOGO, _SHORTEST_TOKEN = 30 * 1024, 20
_OTHERS = stat.S_IRWXO
_OURS = "Value error, "  # before what a validator of ours says
_WORDS = {
    r"Input should be a valid boolean.*": "it should be 0 or 1",
    r"Input should be a valid integer.*": "it should be a whole number",
    r"Input should be greater than or equal to (\d+)": r"it should be \1 or more",
    r"Input should be less than or equal to (\d+)": r"it should be \1 or less",
    r"Input should be": "it should be",
    r"String should have at most": "it should have at most",
    r".* match pattern '\^\(http.*": "it should be like http://proxy.clinic.example:3128, a port up to 65535, no user",
    r"String should match pattern.*": "it should be # and six digits or letters a to f, like #1d4f7a",
    r"Tuple should have at most (\d+) items.*": r"it should have at most \1 lines",
}


class Settings(BaseModel):
    """What a clinic can set. Host names are written with commas between them, contact lines with upright bars."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    state: Path = Field(Path("var"), description="the folder of the database drafts.sqlite, on a disk of this machine")
    database: SecretStr = Field(
        SecretStr(""),
        description="the address of a PostgreSQL database, postgresql://…, instead of that file: several servers share "
        "it (docs/postgresql.md)",
    )
    database_password_file: Path | None = Field(None, description="a file with the password for it and nothing else")
    secrets: Path | None = Field(
        None, description="the folder of the secrets that resume codes need, to be backed up apart from the database"
    )
    keep_days: int = Field(30, ge=1, le=90, description="how many days a draft is kept after its last save, 1 to 90")
    no_retention: bool = Field(
        default=False,
        description="1: nothing is kept on any disk; a draft ends with its session, and there is no resume code",
    )
    kiosk: bool = Field(
        default=False,
        description="1: for a shared tablet: after ten minutes without a touch the answers are taken off the screen, "
        "two minutes later the session ends",
    )
    questions: Path = Field(default_factory=assets.questions, description="the questionnaire")
    local: Path | None = Field(
        None,
        description="a clinic's own file, laid over the questionnaire: whom to call, one part more, other words for a "
        "question (docs/content.md)",
    )
    clinic_name: str = Field("", max_length=80, description="on every page and on paper; at most 80 characters")
    clinic_contact: tuple[Annotated[str, Field(max_length=80)], ...] = Field(
        (),
        max_length=3,
        description="how to reach the clinic: up to three lines of at most 80 characters, with a bar (|) between them",
    )
    clinic_logo: Path | None = Field(None, description="a PNG, SVG or JPEG file of at most 30 KiB")
    accent: str = Field(
        "#1d4f7a",
        pattern=r"^#[0-9a-fA-F]{6}$",
        description="colour of buttons and the line at the top; the text on it turns black or white by itself",
    )
    authoring: bool = Field(
        default=False,
        description="1 shows /errors: every error of every kind of question on one page, for whoever edits the wording",
    )
    paper: Literal["letter", "a4"] = Field(
        "letter", description="sheet of the printout: letter or a4 (the summary page links to the other)"
    )
    trusted_hosts: tuple[str, ...] = Field(
        (),
        description="names the form is called by, with commas between them; this machine's own names always work",
    )
    tls_proxy: bool = Field(
        default=False,
        description="1: a proxy in front speaks TLS, passes the Host header on and adds the person's address to "
        "X-Forwarded-For, where limits are counted by it",
    )
    allow_insecure_http: bool = Field(
        default=False, description="1: serve without TLS beyond this machine, with a banner; for tests only"
    )
    threads: int = Field(
        4,
        ge=1,
        le=32,
        description="pages answered at the same time, 1 to 32; people waiting for paper have threads of their own",
    )
    drafts_per_hour: int = Field(
        600,
        ge=60,
        le=1_000_000,
        description="how many visits may begin in an hour, of all people together, 60 to 1,000,000 (docs/scale.md)",
    )
    resumes_per_minute: int = Field(
        60,
        ge=10,
        le=100_000,
        description="how many people may come back with a code or file in a minute, all together, 10 to 100,000",
    )
    resumes_per_address: int = Field(
        10,
        ge=10,
        le=100_000,
        description="the same from one address, which all tablets of a clinic may share, 10 to 100,000",
    )
    print_workers: int = Field(
        2, ge=1, le=8, description="printing processes, 1 to 8; with only one nothing is printed ahead"
    )
    metrics_token_file: Path | None = Field(
        None,
        description="a file with the token that opens /metrics to a Prometheus on another machine; this machine needs "
        "none",
    )
    fhir_snomed: bool = Field(
        default=False,
        description="1: the FHIR questionnaire names ALS by its SNOMED CT code too, which needs a licence in some "
        "countries",
    )
    registry_live: bool = Field(
        default=False,
        description="1: ClinicalTrials.gov is asked for the record of each study number given (docs/registry.md)",
    )
    registry_proxy: str = Field(
        "",
        pattern=rf"^(http://([A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\]):{_PORT})?$",
        description="the clinic's proxy on the way to ClinicalTrials.gov, like http://proxy.clinic.example:3128",
    )

    @field_validator("state", "database_password_file", "secrets", "questions", "local", "clinic_logo", mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        if value == "":  # else it would be the folder in which the program happens to be started
            message = "is empty: name a path, or leave the setting out"
            raise ValueError(message)
        return value

    @field_validator(*_BETWEEN, mode="before")
    @classmethod
    def _listed(cls, value: object, info: ValidationInfo) -> object:
        if not isinstance(value, str):
            return value
        return tuple(item.strip() for item in value.split(_BETWEEN[str(info.field_name)]) if item.strip())

    @field_validator("database")
    @classmethod
    def _is_a_server(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and not value.get_secret_value().startswith(("postgresql://", "postgres://")):
            message = "must begin with postgresql:// (without it, the database is a file in the state folder)"
            raise ValueError(message)
        return value

    @field_validator("clinic_logo")
    @classmethod
    def _logo_fits(cls, value: Path | None) -> Path | None:
        if value is None:
            return None
        message = "must be a PNG, SVG or JPEG file of at most 30 KiB"
        try:
            if value.suffix.lower() in _LOGOS and value.is_file() and value.stat().st_size <= _LARGEST_LOGO:
                value.open("rb").close()
                return value
        except OSError:
            message = "cannot be read: let the user who runs the form read it"
        raise ValueError(message)

    @field_validator("metrics_token_file")
    @classmethod
    def _token_is_a_secret(cls, value: Path | None) -> Path | None:
        if value and len(_secret(value)) < _SHORTEST_TOKEN:
            message = f"must be a file of one line of at least {_SHORTEST_TOKEN} characters, which the form can read"
            raise ValueError(message)
        if value and value.stat().st_mode & _OTHERS:
            message = f"must be closed to others: chmod 600 {value}"
            raise ValueError(message)
        return value

    @property
    def metrics_token(self) -> str:
        """Return what opens the numbers from elsewhere, as its file has it now; "" where nothing does."""
        return _secret(self.metrics_token_file) if self.metrics_token_file else ""

    @property
    def database_file(self) -> Path:
        """Return where the database is unless it is on a server."""
        return self.state / "drafts.sqlite"

    @property
    def trials_file(self) -> Path:
        """Return where the list of trial records is."""
        return self.state / "registry.sqlite"

    @property
    def on_server(self) -> bool:
        return bool(self.database.get_secret_value())

    def apart(self, state: Path) -> Settings:
        """Return the same settings with drafts and secrets in a folder of their own, wherever they are otherwise."""
        return self.model_copy(update={"state": state, "database": SecretStr(""), "secrets": None})

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


def read(environment: Environment = None) -> Settings:
    """Return the settings of this environment, and of the file that it names in DECISION_AID_SETTINGS.

    Raises SettingInvalid, with a line for each unknown name and each value that cannot be used, and its mend.
    """
    found, wrong = sources.given(names(), environment)
    try:
        settings = Settings.model_validate({_field(name): one.value for name, one in found.items()})
    except ValidationError as error:
        raise SettingInvalid("\n".join(dict.fromkeys((*wrong, *_unusable(error, found))))) from None
    if wrong:
        raise SettingInvalid("\n".join(wrong))
    return settings


def given(environment: Environment = None) -> dict[str, Given]:
    """Return what is given for each setting, by its name."""
    return sources.given(names(), environment)[0]


def named(field: str) -> str:
    """Return the name of the setting in the environment."""
    return PREFIX + field.upper()


def names() -> tuple[str, ...]:
    """Return the names of all settings."""
    return tuple(map(named, Settings.model_fields))


def written(field: str, value: object) -> str:
    """Return a value as somebody writes it for this setting."""
    if isinstance(value, tuple):
        return _BETWEEN[field].join(value)
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return "" if value is None else str(int(value) if isinstance(value, bool) else value)


def _unusable(error: ValidationError, found: dict[str, Given]) -> Iterator[str]:
    for one in error.errors(include_url=False, include_input=False, include_context=False):
        name = named(str(one["loc"][0]))
        yield found[name].before(f"{name}{_plain(one['msg'])}. The README lists what it may be.")


def _field(name: str) -> str:
    return name.removeprefix(PREFIX).lower()


def _secret(file: Path) -> str:
    try:
        return file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _plain(message: str) -> str:
    """Return what follows a setting's name: our own words, or pydantic's as somebody who is no programmer says them."""
    if message.startswith(_OURS):
        return f" {message.removeprefix(_OURS)}"
    for theirs, ours in _WORDS.items():
        message = re.sub(theirs, ours, message)
    return f": {message}"
