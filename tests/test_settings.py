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
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_setting(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    said = refusal(monkeypatch, name, value)
    assert said.startswith(f"{name}: ")
    assert said.count("\n") == 0
    assert value not in said or value == "0"


def test_a_logo_must_be_a_small_picture(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"x" * 31 * 1024)
    assert "30 KiB" in refusal(monkeypatch, "DECISION_AID_CLINIC_LOGO", str(logo))
    logo.write_bytes(b"x" * 1024)
    assert settings.read().logo_type == "image/png"


def test_plain_http_has_to_be_allowed_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECISION_AID_ALLOW_INSECURE_HTTP", "1")
    assert not settings.read().secure
