"""What docs/failures.md says of each failure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.house.checkout import ROOT

GUIDE = ROOT / "docs" / "failures.md"
_ROW = re.compile(r"^\| (?P<happened>[^|]+) \| (?P<says>.+) \| (?P<mend>[^|]+) \| (?P<lost>[^|]+) \|$", re.MULTILINE)
_SAID = re.compile(r"`([^`]+)`")


class Failure(NamedTuple):
    """One row: the sentences between backticks are word for word what the program says."""

    happened: str
    says: tuple[str, ...]
    mend: str
    lost: str


def failures() -> dict[str, Failure]:
    """Return every row of the guide by what happened."""
    found = [
        Failure(row["happened"], tuple(_SAID.findall(row["says"])), row["mend"], row["lost"])
        for row in _ROW.finditer(GUIDE.read_text("utf-8"))
    ]
    return {each.happened: each for each in found if each.happened not in {"what happened", "---"}}


def documented(happened: str, *said: str, example: Mapping[str | Path, str] | None = None) -> None:
    """Fail unless these are the sentences of the guide; `example` gives what stands there for what differs here."""
    here = [_as_example(sentence, example or {}) for sentence in said]
    assert here == list(failures()[happened].says)


def _as_example(sentence: str, example: Mapping[str | Path, str]) -> str:
    for found, shown in sorted(example.items(), key=lambda pair: -len(str(pair[0]))):
        sentence = sentence.replace(str(found), shown)
    return sentence
