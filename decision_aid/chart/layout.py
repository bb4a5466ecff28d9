"""Where everything stands on the map: two columns, each read down, their heights as even as parts allow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from decision_aid.chart.letters import wrapped
from decision_aid.chart.lines import Line, Stop

WIDTH = 1000
MARGIN = 36
TOP = 148
COLUMN = 452
GAP = WIDTH - 2 * MARGIN - 2 * COLUMN
HEAD = 54  # room of a part's heading
TEXT, SMALL = 14.5, 12.5
TEXT_LINE, SMALL_LINE = 19, 16
TRACK, SIDE, WORDS = 14, 36, 58  # from the column's edge: the line, a branch, the words
_AIR = 10
_ENDS = 40  # at the foot of a column


@dataclass(frozen=True, slots=True)
class PlacedStop:
    """A page on the map: from `y` down it takes `height`; its dot is at `dot`."""

    stop: Stop
    y: float
    height: float
    heading: tuple[str, ...]
    when: tuple[str, ...]

    @property
    def dot(self) -> float:
        return self.y + _AIR / 2 + TEXT_LINE / 2


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A part on the map: its column's edge, its top, and its stops."""

    line: Line
    x: float
    y: float
    stops: tuple[PlacedStop, ...]

    @property
    def end(self) -> float:
        return self.stops[-1].y + self.stops[-1].height


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole map; `first` is how many parts stand in the first column."""

    parts: tuple[PlacedLine, ...]
    first: int
    height: float


def laid_out(lines: tuple[Line, ...]) -> Chart:
    """Return where every part and page stands."""
    heights = [HEAD + sum(_height(stop) for stop in line.stops) for line in lines]
    first = min(range(1, len(lines) + 1), key=lambda count: max(sum(heights[:count]), sum(heights[count:])))
    columns = ((lines[:first], MARGIN), (lines[first:], MARGIN + COLUMN + GAP))
    parts = tuple(part for column, x in columns for part in _column(column, float(x)))
    tallest = max(sum(heights[:first]), sum(heights[first:]))
    return Chart(parts, first, TOP + tallest + _ENDS + MARGIN)


def _column(lines: tuple[Line, ...], x: float) -> Iterator[PlacedLine]:
    y = float(TOP)
    for line in lines:
        placed = PlacedLine(line, x, y, tuple(_stops(line.stops, y + HEAD)))
        yield placed
        y = placed.end


def _stops(stops: tuple[Stop, ...], y: float) -> Iterator[PlacedStop]:
    for stop in stops:
        yield PlacedStop(stop, y, _height(stop), _heading(stop), _when(stop))
        y += _height(stop)


def _height(stop: Stop) -> float:
    return _AIR + TEXT_LINE * len(_heading(stop)) + SMALL_LINE * len(_when(stop))


def _heading(stop: Stop) -> tuple[str, ...]:
    return wrapped(stop.heading, TEXT, COLUMN - WORDS)


def _when(stop: Stop) -> tuple[str, ...]:
    return wrapped(f"only if {stop.when}", SMALL, COLUMN - WORDS) if stop.when else ()
