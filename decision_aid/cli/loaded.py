"""What is said of a list of trial records during a load and after it, and of what it holds."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from decision_aid.core import ages
from decision_aid.core.record import Holding, TrialRecord
from decision_aid.core.words import Words

if TYPE_CHECKING:
    from decision_aid.registry.loading import Loaded  # at run time only these commands need it
    from decision_aid.registry.skipped import Skipped

_ALL: Final = "--all-skipped"


def may_name_all(parser: argparse.ArgumentParser) -> None:
    """Let somebody ask for the names of all that is skipped."""
    parser.add_argument(_ALL, action="store_true", help="name all that is skipped, and not only the first twenty")


def aloud(found: Iterable[TrialRecord | Skipped]) -> Iterator[TrialRecord | Skipped]:
    """Go through what is found, and name at once what is no record: also where nothing comes of the load."""
    for one in found:
        if not isinstance(one, TrialRecord):
            print(f"Skipped: {one.sentence}")
        yield one


def told(loaded: Loaded, *, all_named: bool) -> Iterator[str]:
    """Say what came of a load, a line for each kind, and what the list holds now."""
    yield f"New: {loaded.new:,}. In place of older ones: {loaded.replaced:,}. Older than those here: {loaded.older:,}."
    if loaded.skipped:
        yield f"Skipped: {loaded.skipped:,}."
    if not all_named:
        yield from _first(loaded)
    yield f"{holds(loaded.holding)} A form that runs has it from now on."


def _first(loaded: Loaded) -> Iterator[str]:
    yield from (f"  {sentence}" for sentence in loaded.named)
    if more := loaded.skipped - len(loaded.named):
        yield f"  And {more:,} more. To have all of them named: {_ALL}"


def holds(holding: Holding) -> str:
    return ages.contents(holding, Words())
