"""What is said of one thing that was looked at: a sentence, and how bad it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """How good or bad it is; the value is what a person reads."""

    OK = "ok"
    CAREFUL = "CAREFUL"
    WRONG = "WRONG"


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence; of what is wrong it names the mend. Nothing of a person is in it."""

    level: Level
    sentence: str

    def __str__(self) -> str:
        return f"{self.level.value:<7} {self.sentence}"


def ok(sentence: str) -> Remark:
    return Remark(Level.OK, sentence)


def careful(sentence: str) -> Remark:
    return Remark(Level.CAREFUL, sentence)


def wrong(sentence: str) -> Remark:
    return Remark(Level.WRONG, sentence)
