"""Small promises about every tracked file."""

import re
from pathlib import Path

import pytest

from tests.house.checkout import ROOT, configuration, python_files, text_of, tracked

# Put together here, so that this file does not name them either.
HOSTS = [".".join(parts) for parts in [("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com")]]
SILENCED = re.compile(r"#\s*(?:noqa|type:\s*ignore)\b(?!: ?[A-Z]+\d|\[[a-z-]+)", re.IGNORECASE)


@pytest.mark.parametrize("host", HOSTS)
def test_no_file_names_a_package_registry(host: str) -> None:
    assert [str(path) for path in tracked() if host in text_of(path).lower()] == []


@pytest.mark.parametrize("path", python_files(), ids=str)
def test_a_silenced_warning_says_which(path: Path) -> None:
    assert [line for line in text_of(path).splitlines() if SILENCED.search(line)] == []


@pytest.mark.parametrize("words", ["noqa", "NOQA - why", "type: ignore"])
def test_silence_without_a_code_is_noticed(words: str) -> None:
    assert SILENCED.search(f"x  # {words}")


@pytest.mark.parametrize("words", ["noqa: S101 - why", "type: ignore[arg-type] - why"])
def test_silence_with_a_code_is_allowed(words: str) -> None:
    assert not SILENCED.search(f"x  # {words}")


def test_a_warning_fails_the_tests() -> None:
    pytest_settings = configuration()["tool"]["pytest"]["ini_options"]
    assert pytest_settings["filterwarnings"] == ["error"]
    assert pytest_settings["xfail_strict"] is True


def test_continuous_integration_runs_what_everybody_runs() -> None:
    assert "exec ./scripts/test" in (ROOT / ".ci/run").read_text(encoding="utf-8")


def test_no_secret_of_a_form_and_no_draft_is_tracked() -> None:
    kept = re.compile(r"(^|/)(secrets/|server-key$|pepper-\d|drafts\.sqlite)")
    assert [str(path) for path in tracked() if kept.search(str(path)) and path.parts[0] != "tests"] == []
