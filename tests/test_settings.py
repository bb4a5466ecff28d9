from pathlib import Path

import pytest

from decision_aid import settings
from decision_aid.core.errors import SettingInvalid


def refusal(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> str:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingInvalid) as refused:
        settings.read()
    return str(refused.value)


def test_nothing_set_gives_the_defaults() -> None:
    found = settings.read()
    assert found.state == Path("var")
    assert found.paper == "letter"
    assert found.secure
    assert found.hosts == settings.LOOPBACK


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECISION_AID_CLINIC_NAME", "Lakeside ALS Clinic")
    monkeypatch.setenv("DECISION_AID_CLINIC_CONTACT", "555 0100, weekdays | desk@lakeside.example")
    monkeypatch.setenv("DECISION_AID_TRUSTED_HOSTS", "form.lakeside.example, aid")
    found = settings.read()
    assert found.clinic_name == "Lakeside ALS Clinic"
    assert found.clinic_contact == ("555 0100, weekdays", "desk@lakeside.example")
    assert found.hosts[-2:] == ("form.lakeside.example", "aid")


def test_an_unknown_setting_is_refused_with_the_nearest_name(monkeypatch: pytest.MonkeyPatch) -> None:
    said = refusal(monkeypatch, "DECISION_AID_CLINIC_NAMES", "x")
    assert said == "DECISION_AID_CLINIC_NAMES is not a setting. Did you mean DECISION_AID_CLINIC_NAME?"


def test_an_unknown_setting_like_no_other_points_to_the_readme(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "README" in refusal(monkeypatch, "DECISION_AID_XYZ", "x")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DECISION_AID_ACCENT", "blue"),
        ("DECISION_AID_PAPER", "legal"),
        ("DECISION_AID_THREADS", "0"),
        ("DECISION_AID_THREADS", "many"),
        ("DECISION_AID_PRINT_WORKERS", "9"),
        ("DECISION_AID_CLINIC_LOGO", "/no/such/logo.png"),
        ("DECISION_AID_CLINIC_CONTACT", "a|b|c|d"),
        ("DECISION_AID_ALLOW_INSECURE_HTTP", "perhaps"),
        ("DECISION_AID_DATABASE", "mysql://CANARY:CANARY@db/drafts"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_setting(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    said = refusal(monkeypatch, name, value)
    assert said.startswith((f"{name}: ", f"{name} must "))
    assert said.count("\n") == 0
    assert value not in said or value == "0"


@pytest.mark.parametrize(("port", "taken"), [(1, True), (3128, True), (65535, True), (65536, False), (99999, False)])
def test_the_port_of_a_proxy_is_one_that_there_is(monkeypatch: pytest.MonkeyPatch, port: int, *, taken: bool) -> None:
    name, address = "DECISION_AID_REGISTRY_PROXY", f"http://proxy.clinic.example:{port}"
    if taken:
        monkeypatch.setenv(name, address)
        assert settings.read().registry_proxy == address
    else:
        assert "a port up to 65535" in refusal(monkeypatch, name, address)


def test_a_logo_must_be_a_small_picture(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"x" * 31 * 1024)
    assert "30 KiB" in refusal(monkeypatch, "DECISION_AID_CLINIC_LOGO", str(logo))
    logo.write_bytes(b"x" * 1024)
    assert settings.read().logo_type == "image/png"


def test_the_address_of_a_database_shows_in_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "begin with postgresql://" in refusal(monkeypatch, "DECISION_AID_DATABASE", "CANARY@db.example/drafts")
    monkeypatch.setenv("DECISION_AID_DATABASE", "postgresql://CANARY:CANARY@db.example/drafts")
    found = settings.read()
    assert found.on_server
    assert "CANARY" not in f"{found!r} {found} {found.model_dump_json()}"


def test_what_is_only_measured_never_touches_the_drafts_that_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECISION_AID_DATABASE", "postgresql://form@db.example/drafts")
    monkeypatch.setenv("DECISION_AID_SECRETS", "/var/lib/secrets")
    found = settings.read().apart(Path("elsewhere"))
    assert not found.on_server
    assert found.secrets_folder == Path("elsewhere/secrets")


def test_plain_http_has_to_be_allowed_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECISION_AID_ALLOW_INSECURE_HTTP", "1")
    assert not settings.read().secure


def test_a_token_is_a_secret_in_a_file_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "token"
    name = "DECISION_AID_METRICS_TOKEN_FILE"
    assert "of at least 20 characters" in refusal(monkeypatch, name, str(file))
    file.write_text("short\n")
    file.chmod(0o600)
    assert "of at least 20 characters" in refusal(monkeypatch, name, str(file))
    file.write_text("CANARY-of-twenty-letters\n")
    file.chmod(0o644)
    said = refusal(monkeypatch, name, str(file))
    assert f"must be closed to others: chmod 600 {file}" in said
    assert "CANARY" not in said
    file.chmod(0o600)
    assert settings.read().metrics_token == file.read_text().strip()
    assert "CANARY" not in repr(settings.read())
