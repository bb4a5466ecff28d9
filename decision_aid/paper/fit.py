"""How much stands on each of the two pages: from roomy to tight, so that they are always two."""

from __future__ import annotations

from dataclasses import dataclass

from decision_aid.core.summary import Summary

STARRED = 3
SIGNS = 8
OPEN = 24
NOTE = 240
NAME = 60

# Where a text of page 1 or 2 takes a second line, and the most lines that the first steps have been seen to hold.
SIGN_LINE = 38
_WHY_LINE, _ASK_LINE = 56, 42
_FIRST_LINES = (24, 34, 36)
_SECOND_LINES = (30, 48)


@dataclass(frozen=True, slots=True)
class FirstFit:
    """Quotas of page 1 in display width, and the ruled lines under a starred question (`room`).

    `cell` is for one of three offers; fewer share its room.
    """

    name: str
    star: int
    cell: int
    sign: int
    why: int
    value: int
    note: int
    room: int


@dataclass(frozen=True, slots=True)
class SecondFit:
    """Quotas of page 2: display widths of a question, a matter and a note, and how many `notes` and `sources`."""

    name: str
    question: int
    matter: int
    note: int
    notes: int
    sources: int


FIRST = (
    FirstFit("roomy", star=240, cell=80, sign=80, why=100, value=120, note=NOTE, room=2),
    FirstFit("normal", star=160, cell=54, sign=76, why=92, value=80, note=NOTE, room=1),
    FirstFit("tight", star=160, cell=54, sign=72, why=90, value=60, note=NOTE, room=1),
    FirstFit("tight", star=90, cell=27, sign=72, why=90, value=46, note=180, room=1),
    FirstFit("tight", star=90, cell=27, sign=72, why=54, value=40, note=90, room=1),
    FirstFit("tight", star=80, cell=25, sign=33, why=54, value=40, note=90, room=1),
    FirstFit("tight", star=80, cell=22, sign=28, why=46, value=20, note=80, room=1),
    FirstFit("tight", star=45, cell=13, sign=20, why=30, value=12, note=40, room=1),
)
SECOND = (
    SecondFit("roomy", question=160, matter=80, note=NOTE, notes=8, sources=24),
    SecondFit("normal", question=100, matter=80, note=NOTE, notes=5, sources=12),
    SecondFit("tight", question=92, matter=80, note=NOTE, notes=4, sources=8),
    SecondFit("tight", question=72, matter=60, note=NOTE, notes=3, sources=5),
    SecondFit("tight", question=72, matter=36, note=NOTE, notes=2, sources=3),
    SecondFit("tight", question=44, matter=36, note=160, notes=2, sources=3),
    SecondFit("tight", question=22, matter=18, note=60, notes=1, sources=1),
)


@dataclass(frozen=True, slots=True)
class Fit:
    """The steps of tightness of page 1 and page 2; a higher step holds less."""

    first: int
    second: int

    def tighter(self, *, first: bool, second: bool) -> Fit | None:
        """Return the next step for the pages that did not hold theirs; nothing beyond the last."""
        after = Fit(self.first + first, self.second + second)
        return after if after.first < len(FIRST) and after.second < len(SECOND) else None


def begin(summary: Summary) -> Fit:
    """Return the roomiest steps that may hold this summary, so that few are tried in vain."""
    return Fit(_begin(_first(summary), _FIRST_LINES), _begin(_second(summary), _SECOND_LINES))


def _begin(lines: int, most: tuple[int, ...]) -> int:
    return sum(lines > limit for limit in most)


def _first(summary: Summary) -> int:
    """Estimate the lines of page 1 beyond those that always stand there."""
    notes = bool(summary.decision.note) + bool(summary.due.note)
    signs = sum(
        1 + (len(found.brief) > SIGN_LINE or len(found.brief_why) > _WHY_LINE) for found in summary.signs[:SIGNS]
    )
    return 8 * bool(summary.offers) + 2 * len(summary.offers) + signs + len(summary.numbers) // 2 + 2 * notes


def _second(summary: Summary) -> int:
    """Estimate the lines of page 2 beyond those that always stand there."""
    asked = [question for topic in summary.open_topics for question in topic.questions][:OPEN]
    lines = sum(1 + (len(question.brief) > _ASK_LINE) for question in asked) // 2
    return lines + 4 * min(len(summary.notes), SECOND[0].notes) + len(summary.sources) // 3
