"""Whatever is done to a good file, it loads or is refused in sentences: nothing else is ever raised."""

import random
import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decision_aid.loader.document import read
from tests.loader.conftest import SMALLEST

GOOD: dict[str, Any] = read(SMALLEST.read_text(encoding="utf-8")).data
TEXT = SMALLEST.read_bytes()
SENTENCE = re.compile(r"questions\.yaml(:\d+)?: .+[.\]]")
JARGON = re.compile(
    r"pydantic|traceback|NoneType|ValidationError|\bstr\b|\bdict\b|\btuple\b|input|cannot be understood"
)
ODD: list[Any] = [
    None,
    True,
    0,
    -1,
    10**30,
    0.5,
    "",
    " ",
    "x",
    "no",
    "[",
    "you|they",
    [],
    {},
    [[]],
    {"x": None},
    [None],
]

Faults = Callable[[str | bytes], tuple[str, ...]]
many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def places(data: Any) -> list[tuple[Any, Any]]:
    """Return every container with every key or position in it."""
    found: list[tuple[Any, Any]] = []
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, inner in steps:
        found += [(data, step), *places(inner)]
    return found


def mutate(data: Any, chance: random.Random) -> None:
    """Drop, replace, swap, rename or repeat one thing somewhere."""
    container, step = chance.choice(places(data))
    kind = chance.randrange(5)
    if kind == 0:
        del container[step]
    elif kind == 1:
        container[step] = deepcopy(chance.choice(ODD))
    elif kind == 2:
        other, there = chance.choice(places(data))
        container[step], other[there] = deepcopy(other[there]), deepcopy(container[step])
    elif isinstance(container, dict):
        container[chance.choice(["id", "when", "junk", "options", "is"])] = container.pop(step)
    else:
        container.append(deepcopy(container[step]))


def told_badly(found: tuple[str, ...]) -> list[str]:
    """Return the lines that are no plain sentences, or stand there twice."""
    return [line for line in found if not SENTENCE.fullmatch(line) or JARGON.search(line) or found.count(line) > 1]


def test_the_structure_loads_while_nothing_is_changed(faults: Faults) -> None:
    assert faults(yaml.safe_dump(GOOD, sort_keys=False, allow_unicode=True)) == ()


@many
@given(seed=st.integers(0, 2**32), times=st.integers(1, 6))
def test_a_changed_structure_loads_or_is_refused_in_sentences(seed: int, times: int, faults: Faults) -> None:
    data = deepcopy(GOOD)
    chance = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(times):
        mutate(data, chance)
    assert told_badly(faults(yaml.safe_dump(data, sort_keys=False, allow_unicode=True))) == []


@many
@given(at=st.integers(0, len(TEXT)), junk=st.binary(min_size=1, max_size=8), length=st.integers(0, 30))
def test_junk_bytes_are_refused_in_sentences(at: int, junk: bytes, length: int, faults: Faults) -> None:
    assert told_badly(faults(TEXT[:at] + junk + TEXT[at + length :])) == []


@many
@given(text=st.text(alphabet="[]{}:-,#&*!|>'\"%@`?\n \tabcno01", max_size=120))
def test_any_text_is_refused_in_sentences(text: str, faults: Faults) -> None:
    found = faults(text)
    assert told_badly(found) == []
    assert found
