"""A disk that fails or is full at any call of a save: nothing acknowledged is lost, and the next save works."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from decision_aid.store.drafts import open_store
from tests.reliability.recording import traced
from tests.reliability.saver import CHEAP, DRAFTS, clock, number_of, numbered

CALLS = ("pwrite64", "fdatasync", "ftruncate", "openat")
ERRORS = ("EIO", "ENOSPC")
POINTS = 60
SAVES = 62  # each makes every call at least once
# of the 480 pairs of point and error in a release, continuous integration takes every thirteenth
EVERY = 1 if os.environ.get("RELIABILITY") == "release" else 13
CASES = [*product(range(1, POINTS + 1), CALLS, ERRORS)][::EVERY]


class Outcome(NamedTuple):
    """What came of one run: faults in what was kept, and how many saves were refused."""

    faults: list[str]
    refused: int


def run(folder: Path, way: str, call: str, error: str, when: str) -> Outcome:
    """Save with one call failing (`7`), or all from one on (`7+`); then open the database as it was left."""
    state = folder / f"{way}-{call}-{error}-{when}"
    state.mkdir(mode=0o700)
    database = state / "drafts.sqlite"
    tokens = _begun(database)
    # only calls on the database's own files fail: those of Python itself are not what this is about
    own = [option for name in ("drafts.sqlite", "drafts.sqlite-journal") for option in ("-P", str(state / name))]
    failing = ("-e", f"inject={_names(call)}:error={error}:when={when}")
    done = traced(way, database, SAVES, *own, *failing, trace=state / "trace", tokens=tokens)
    said = [line.split() for line in done.stdout.splitlines()]
    # the first calls belong to the start, which may refuse: then nothing was acknowledged
    assert len(said) == DRAFTS + 1 + SAVES or "StoreRefused" in done.stderr, done.stderr[-1000:]
    return Outcome(list(_faults(database, said)), sum(words[0] == "refused" for words in said))


def _begun(database: Path) -> list[str]:
    store = open_store(database, clock=clock, cost=CHEAP)
    tokens = [store.start(numbered(0)) for _ in range(DRAFTS)]
    store.close()
    return tokens


def _names(call: str) -> str:
    return "fsync,fdatasync" if call == "fdatasync" else call


def _faults(database: Path, said: list[list[str]]) -> Iterator[str]:
    tokens = {words[1]: words[2] for words in said if words[0] == "start"}
    kept = {words[1]: int(words[2]) for words in said if words[0] == "kept"}
    store = open_store(database, clock=clock, cost=CHEAP)
    for draft, token in tokens.items():
        visit = store.open(token)
        found = number_of(visit.draft) if visit else -1
        if found < kept.get(draft, 0):
            yield f"draft {draft} has {found}, and {kept[draft]} was acknowledged"
    store.close()


def test_a_failing_call_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    outcomes = {case: run(tmp_path, "real", case[1], case[2], str(case[0])) for case in CASES}
    lost = {case: outcome.faults for case, outcome in outcomes.items() if outcome.faults}
    refused = sum(outcome.refused for outcome in outcomes.values())
    print(f"injected errors: {len(outcomes)} runs, {refused} saves refused, {len(lost)} with a loss")  # noqa: T201 - the figure
    assert lost == {}
    assert refused >= len(CASES) // 3  # the errors did hit saves
    assert {case[1:] for case in CASES} == {*product(CALLS, ERRORS)}


@pytest.mark.parametrize("error", ERRORS)
def test_who_acknowledges_whatever_happened_is_found_out(tmp_path: Path, error: str) -> None:
    assert run(tmp_path, "boastful", "pwrite64", error, "200+").faults
