"""A file of NAME=VALUE lines: what is read, and what is refused with its line."""

from __future__ import annotations

import os
import pwd
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from decision_aid import envfile
from decision_aid.core.errors import SettingInvalid

READ_OTHERWISE = [
    ("A", "no = in it"),
    ("A B", "no = in it"),
    ("A = b", "is no name"),
    ("export A=b", "is no name"),
    ("=b", "is no name"),
    ("A='b", "quotes do not fit"),
    ("A='", "quotes do not fit"),
    ("A='b' # why", "quotes do not fit"),
    ('A="b$c"', "quotes do not fit"),
    ("A=b # why", "remark needs a line of its own"),
    ("A=b\\", "backslash"),
]
READ = [
    ("A=b", "b"),
    ("A=", ""),
    ("  A=b  ", "b"),
    ("A=b c|d", "b c|d"),
    ("A=#1d4f7a", "#1d4f7a"),
    ("A=St John's", "St John's"),
    ("A='b # \\ c'", "b # \\ c"),
    ('A="b \\"c\\" \\$d \\\\"', 'b "c" $d \\'),
    ("A=a=b", "a=b"),
    ("A=中 Übung", "中 Übung"),
]


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.env"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(SettingInvalid) as refused:
        envfile.read(path)
    return str(refused.value)


@pytest.mark.parametrize(("line", "value"), READ)
def test_a_line_gives_a_name_and_a_value(tmp_path: Path, line: str, value: str) -> None:
    (found,) = envfile.read(written(tmp_path, f"# a remark\n\n; another\n{line}\n"))
    assert (found.name, found.value, found.number) == ("A", value, 4)


@pytest.mark.parametrize(("line", "value"), [(line, value) for line, value in READ if line[2:3] in {"'", '"'}])
def test_a_shell_reads_the_same_in_quotes(line: str, value: str) -> None:
    script = f'{line}; printf %s "$A"'
    assert subprocess.run(["sh", "-c", script], capture_output=True, check=True, text=True).stdout == value


@pytest.mark.parametrize(("line", "said"), READ_OTHERWISE)
def test_a_line_that_is_none_is_refused_with_its_number_and_without_its_value(
    tmp_path: Path, line: str, said: str
) -> None:
    path = written(tmp_path, f"# a remark\n{line}\nB=c\n")
    sentence = refusal(path)
    assert sentence.startswith(f"{path}, line 2: ")
    assert said in sentence
    assert sentence.endswith(".")


def test_a_secret_in_a_broken_line_is_not_repeated(tmp_path: Path) -> None:
    for line in ("A='CANARY", "CANARY", "CANARY CANARY=1", "A=CANARY # x", "A=CANARY\\"):
        assert "CANARY" not in refusal(written(tmp_path, line))


def test_a_name_that_stands_twice_is_refused_with_both_lines(tmp_path: Path) -> None:
    path = written(tmp_path, "A=b\n\nA=c\n")
    assert refusal(path) == f"{path}, line 3: A stands in line 1 already: take one of them away."


def test_lines_may_end_as_on_windows_and_begin_with_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "settings.env"
    path.write_bytes(b"\xef\xbb\xbfA=b\r\nC=d\r\n")
    assert [(line.name, line.value) for line in envfile.read(path)] == [("A", "b"), ("C", "d")]


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "settings.env"
    path.write_bytes("A=Übung".encode("latin-1"))
    assert "UTF-8" in refusal(path)
    path.write_bytes(b"A=\0")
    assert "no text file" in refusal(path)


def test_a_file_that_is_not_there_is_named_with_the_mend(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.env") == (
        f"The settings {tmp_path}/gone.env cannot be read: No such file or directory. "
        "Correct --settings or DECISION_AID_SETTINGS."
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_who_may_not_read_the_file_is_told_who_may(tmp_path: Path) -> None:
    tmp_path.chmod(0o711)
    path = written(tmp_path, "A=b")
    path.chmod(0o600)
    os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        assert "as the user of the form, or as root" in refusal(path)
    finally:
        os.seteuid(0)


@given(some.text(some.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"])))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
def test_what_is_written_in_quotes_is_read_again(tmp_path: Path, value: str) -> None:
    (found,) = envfile.read(written(tmp_path, f"A={envfile.quoted(value)}\n"))
    assert found.value == value
