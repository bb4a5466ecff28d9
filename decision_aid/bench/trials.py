"""What a large list of trial records costs: to load it, to look a number up, to search it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time_ns
from typing import Any, Final

from decision_aid import bootstrap
from decision_aid.bench import studies
from decision_aid.bench.table import Row
from decision_aid.core.record import Search
from decision_aid.services import Registry
from decision_aid.settings import PREFIX, Settings

_KIB: Final = 1024
_MILLION: Final = 1e6
_FILES: Final = {
    "an answer of the API": ("answer.json", studies.as_answer),
    "a file of `refresh --output`": ("carried.json", studies.as_carried),
    "lines": ("lines.jsonl", studies.as_lines),
    "a zip of single files": ("files.zip", studies.as_zip),
}
_SEARCHES: Final = {
    "a rare word": Search(studies.rare_word(), recruiting=False, interventional=False),
    "common words": Search("amyotrophic lateral sclerosis stem cells"),
    "one word that most have": Search("cells", recruiting=False, interventional=False),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records there are, and how often each thing is asked of them."""

    records: int = 100_000
    times: int = 50


USUAL: Final = Counts()
QUICK: Final = Counts(records=200, times=3)


def run(counts: Counts) -> Iterator[Row]:
    """Go through all rows. Files and lists are in a folder of their own, taken away after."""
    with TemporaryDirectory(prefix="decision-aid-bench-") as name:
        for form, (file, write) in _FILES.items():
            write(studies.studies(counts.records), Path(name) / file)
            yield from load(form, Path(name) / file, Path(name) / "state", counts)
            (Path(name) / file).unlink()
        yield from _asked(bootstrap.registry_of(Settings(state=Path(name) / "state")), counts)


def load(form: str, file: Path, state: Path, counts: Counts) -> Iterator[Row]:
    """Return what a load into an empty list takes, by what the kernel counted for its process.

    Raises RuntimeError unless every record is in the list then.
    """
    command = [sys.executable, "-m", "decision_aid", "registry", "import", str(file), "--replace"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    with subprocess.Popen(  # noqa: S603 - our own
        command, env={**environment, f"{PREFIX}STATE": str(state)}, stdout=subprocess.DEVNULL
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"the load of {form} ended with {process.returncode}")
    if (held := bootstrap.registry_of(Settings(state=state)).holding().records) != counts.records:
        raise RuntimeError(f"the load of {form} took {held:,} of {counts.records:,} records")
    more = f"{counts.records:,} records, {file.stat().st_size / _MILLION:,.0f} MB"
    yield Row(f"load {form}", used.ru_utime + used.ru_stime, "s CPU", 60, more)
    yield Row(f"load {form}, memory at most", used.ru_maxrss / _KIB, "MB", 300)


def _asked(registry: Registry, counts: Counts) -> Iterator[Row]:
    numbers = [studies.number(1 + at * counts.records // counts.times) for at in range(counts.times)]
    one = [_cpu(registry.look_up, [number]) for number in numbers]
    yield Row("look a number up, half of all", median(one), "ms CPU", 20, f"{registry.holding().records:,} records")
    yield Row("look a number up, the slowest", max(one), "ms CPU", 20)
    for words, search in _SEARCHES.items():
        hits = f"{registry.search(search).count:,} hits"
        yield Row(
            f"search, {words}", median(_cpu(registry.search, search) for _ in range(counts.times)), "ms CPU", 200, hits
        )


def _cpu(call: Callable[[Any], object], given: Any) -> float:
    before = process_time_ns()
    call(given)
    return (process_time_ns() - before) / _MILLION
