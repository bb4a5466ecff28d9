"""The container's file agrees with the set-up of everybody else: the same Debian packages, the same locks, no root."""

import re

from tests.house.checkout import ROOT, text_of

FILE = text_of(ROOT / "deploy" / "Containerfile")
LAST = FILE.rpartition("\nFROM ")[2]


def test_it_holds_the_packages_that_printing_needs_as_the_set_up_lists_them() -> None:
    (listed,) = re.findall(r"^PAPER_PACKAGES=\(([^)]+)\)", text_of(ROOT / "scripts" / "setup.sh"), re.MULTILINE)
    (installed,) = re.findall(r"no-install-recommends python3 ([^&]+)&&", LAST.replace("\\\n", " "))
    assert sorted(installed.split()) == sorted(listed.replace("\\\n", " ").split())


def test_everything_that_is_copied_into_it_is_there() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", FILE, re.MULTILINE)
    names = [name for line in copied for name in line.split()]
    assert len(names) > 5
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_what_it_installs_is_locked_by_hashes() -> None:
    installing = [line for line in FILE.replace("\\\n", " ").split("&&") if "pip install" in line]
    assert len(installing) == 3
    assert [line for line in installing if not ("--require-hashes" in line or "--no-index" in line)] == []


def test_it_does_not_run_as_root() -> None:
    assert re.findall(r"^USER (\S+)$", LAST, re.MULTILINE) == ["decision-aid"]
