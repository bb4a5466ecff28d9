"""docs/asvs.md names each requirement of ASVS 5.0.0 once, and only what is there.

The levels below are those of each chapter's requirements, section by section in their order: where the fifth section of
the first chapter is "123", 1.5.1 is of level 1, 1.5.2 of level 2 and 1.5.3 of level 3. They are those of the CSV in
https://github.com/OWASP/ASVS, 5.0/docs_en.
"""

import re
from collections import Counter

import pytest

from tests.house.checkout import ROOT, text_of

CHAPTERS = {
    1: "22 1111122223 112222222223 222 123",
    2: "122 112 12223 23",
    3: "3 113 12223 11222233 11122333 3 22333",
    4: "12233 23333 22 1222",
    5: "2 112333 113 222",
    6: "122 111111112222 11223333 112233 22222333 2223 33 2222",
    7: "222 1111 22 11222 223 22",
    8: "1233 1123 133 23",
    9: "111 1222",
    10: "22 223 22223 1111122222233333 22222 22 222",
    11: "2233 22233 11233 1222 23 23 33",
    12: "12233 11 22223",
    13: "2333 222223 2233 1222233",
    14: "22 12223333 122",
    15: "12233 12233 1222222 3333",
    16: "2 22222 2222 222 2223",
    17: "23 22223333 22",
}
LEVELS = {
    f"{chapter}.{at}": levels
    for chapter, sections in CHAPTERS.items()
    for at, levels in enumerate(sections.split(), start=1)
}
THERE = {f"{section}.{at}": int(level) for section, each in LEVELS.items() for at, level in enumerate(each, start=1)}
OF_ALL = {1: 70, 2: 183, 3: 92}
NAMED_IF_MET = 3

TEXT = text_of(ROOT / "docs/asvs.md") if (ROOT / "docs/asvs.md").exists() else ""
NUMBERS = re.compile(r"(\d+\.\d+(?:\.\d+)?)(?: to (\d+\.\d+(?:\.\d+)?))?( \(level 3\))?")
JUDGED = re.compile(r"(met|deviation|not applicable)(: .+)?")
NO_FILES = {"/metrics"}  # an address of the form


def rows(part: str) -> list[list[str]]:
    """Return the cells of the rows of a part that begin with a number."""
    told = TEXT.partition(f"\n## {part}\n")[2].partition("\n## ")[0]
    lines = [line for line in told.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row[0][:1].isdigit()]


def meant(cell: str) -> list[str]:
    """Return every requirement that a first cell names, alone, from one to another, or by whole sections."""
    found = NUMBERS.fullmatch(cell)
    assert found, cell
    first, last = found[1], found[2] or found[1]
    names = [*LEVELS] if first.count(".") == 1 else [*THERE]
    between = names[names.index(first) : names.index(last) + 1]
    return between if names[0] in THERE else [f"{one}.{at + 1}" for one in between for at in range(len(LEVELS[one]))]


TABLE = rows("The table")


def test_the_levels_are_those_of_the_whole_standard() -> None:
    assert Counter(THERE.values()) == OF_ALL


def test_each_requirement_of_levels_1_and_2_stands_there() -> None:
    named = {name for row in TABLE for name in meant(row[0])}
    assert [name for name, level in THERE.items() if level < NAMED_IF_MET and name not in named] == []


def test_no_requirement_stands_there_twice() -> None:
    named = Counter(name for row in TABLE for name in meant(row[0]))
    assert [name for name, times in named.items() if times > 1] == []


@pytest.mark.parametrize("row", TABLE, ids=lambda row: str(row[0]))
def test_a_row_is_judged_and_says_where_that_is_shown(row: list[str]) -> None:
    number, _, judged, shown = row
    found = JUDGED.fullmatch(judged)
    assert found
    assert bool(shown) == (found[1] != "not applicable")
    if shown:
        assert number.endswith("(level 3)") == (THERE[meant(number)[0]] == NAMED_IF_MET)


def test_each_deviation_has_its_reason_once() -> None:
    told = [row[0] for row in rows("Deviations") if row[2]]
    assert told == [row[0] for row in TABLE if row[2].startswith("deviation")]


def test_every_path_in_it_is_there() -> None:
    paths = {path for path in re.findall(r"`([\w.-]*/?[\w./-]+)`|\b(docs/[\w./-]+\w)", TEXT) for path in path if path}
    paths = {path for path in paths if "/" in path or path.endswith((".md", ".toml", ".lock"))} - NO_FILES
    assert "tests/web/test_headers.py" in paths
    assert [path for path in sorted(paths) if not (ROOT / path).is_file()] == []
