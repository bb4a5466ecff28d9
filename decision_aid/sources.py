"""Where settings are given: the environment, and a file that it names. Values stay as they are written.

An unknown name is refused with the nearest right one; of a name in the file, the line is told.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from decision_aid import envfile

PREFIX = "DECISION_AID_"
FILE = f"{PREFIX}SETTINGS"

Environment = Mapping[str, str] | None  # none: this process's own


@dataclass(frozen=True, slots=True)
class Given:
    """One value as it was given, and where: its file and line, or no file where it comes from the environment."""

    value: str
    file: Path | None = None
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}" if self.file else "environment"

    def before(self, sentence: str) -> str:
        """Return the sentence with the place in the file before it, if there is one."""
        return f"{self}: {sentence}" if self.file else sentence


def given(known: Collection[str], environment: Environment = None) -> tuple[dict[str, Given], tuple[str, ...]]:
    """Return what is given, by name, and a sentence for each name that is not known.

    The environment counts before the file. Raises SettingInvalid for a file that is not what it should be.
    """
    every = (*_of_file(environment), *_of_environment(environment))
    wrong = tuple(one.before(_unknown(name, known)) for name, one in every if name not in known)
    return {name: one for name, one in every if name in known}, wrong


def _of_file(environment: Environment) -> Iterator[tuple[str, Given]]:
    path = _own(environment).get(FILE)
    for line in envfile.read(Path(path)) if path else ():
        yield line.name, Given(line.value, Path(path or ""), line.number)


def _of_environment(environment: Environment) -> Iterator[tuple[str, Given]]:
    for name, value in _own(environment).items():
        if name.upper().startswith(PREFIX) and name != FILE:  # in small letters it is a slip of the pen
            yield name, Given(value)


def _own(environment: Environment) -> Mapping[str, str]:
    return os.environ if environment is None else environment


# names that other programs know, each with the setting that is meant here
_FOREIGN = {
    "PGPASSFILE": f"Name a file with the password alone in {PREFIX}DATABASE_PASSWORD_FILE.",
    "HTTPS_PROXY": f"Did you mean {PREFIX}REGISTRY_PROXY?",
    "HTTP_PROXY": f"Did you mean {PREFIX}REGISTRY_PROXY?",
    "ALL_PROXY": f"Did you mean {PREFIX}REGISTRY_PROXY?",
}
_IN_DAYS = f"{PREFIX}KEEP_DAYS"  # the one setting that counts days


def _unknown(name: str, known: Collection[str]) -> str:
    if name == FILE:
        return f"{FILE} cannot stand in the file itself: take it out."
    plain = {one.removeprefix(PREFIX): one for one in (*known, FILE)}
    near = difflib.get_close_matches(name.upper().removeprefix(PREFIX), plain, 1)
    if foreign := _FOREIGN.get(name.upper()):
        return f"{name} is not a setting. {foreign}"
    meant = _IN_DAYS if "DAYS" in name.upper().split("_") else plain[near[0]] if near else ""
    hint = f"Did you mean {meant}?" if meant else "The README lists all settings."
    return f"{name} is not a setting. {hint}"
