"""The map as a picture (SVG) that can be read in the light and in the dark, and by a screen reader."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from decision_aid.chart.layout import (
    COLUMN,
    GAP,
    MARGIN,
    SIDE,
    SMALL,
    SMALL_LINE,
    TEXT,
    TEXT_LINE,
    TRACK,
    WIDTH,
    WORDS,
    Chart,
    PlacedLine,
    PlacedStop,
    laid_out,
)
from decision_aid.chart.lines import Line, lines
from decision_aid.core.schema import Questionnaire
from decision_aid.core.words import Words

_STYLE = f"""
text {{ font: {TEXT}px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; fill: #16191d }}
.paper {{ fill: #ffffff }}
.title {{ font-size: 26px; font-weight: 700 }}
.part {{ font-size: 17px; font-weight: 700 }}
.quiet {{ font-size: {SMALL}px; fill: #3f4750 }}
.when {{ font-size: {SMALL}px; fill: #7d4300 }}
.number {{ font-size: 15px; font-weight: 700; fill: #ffffff; text-anchor: middle }}
.track, .branch {{ fill: none; stroke-linecap: round; stroke-linejoin: round }}
.track {{ stroke: #1d4f7a; stroke-width: 5 }}
.branch {{ stroke: #b0671a; stroke-width: 3 }}
.offers .track {{ stroke: #0b6356; stroke-width: 2.5 }}
.stop {{ fill: #ffffff; stroke: #1d4f7a; stroke-width: 2.5 }}
.offers .stop {{ stroke: #0b6356 }}
.side.stop {{ stroke: #b0671a }}
.stop.short {{ fill: #1d4f7a; stroke: #ffffff }}
.offers .stop.short {{ fill: #0b6356; stroke: #ffffff }}
.side.stop.short {{ fill: #b0671a; stroke: #ffffff }}
.plate {{ fill: #1d4f7a }}
.offers .plate {{ fill: #0b6356 }}
.band {{ fill: #eef4fa }}
.offers .band {{ fill: #e8f5f1 }}
@media (prefers-color-scheme: dark) {{
  text {{ fill: #f1f3f5 }}
  .paper {{ fill: #14181c }}
  .quiet {{ fill: #cdd4db }}
  .when {{ fill: #ffc98a }}
  .number {{ fill: #14181c }}
  .track {{ stroke: #8cc0f5 }}
  .branch {{ stroke: #e8a65a }}
  .offers .track {{ stroke: #74d6c0 }}
  .stop {{ fill: #14181c; stroke: #8cc0f5 }}
  .offers .stop {{ stroke: #74d6c0 }}
  .side.stop {{ stroke: #e8a65a }}
  .stop.short, .plate {{ fill: #8cc0f5; stroke: #14181c }}
  .offers .stop.short, .offers .plate {{ fill: #74d6c0; stroke: #14181c }}
  .side.stop.short {{ fill: #e8a65a; stroke: #14181c }}
  .band {{ fill: #1c2733 }}
  .offers .band {{ fill: #182b28 }}
}}
"""
_DOT = 6.5
_BEND = 9
_TO_NEXT = 14  # from the last page of a part to the plate of the next
_OFFERS = (-5.0, 0.0, 5.0)
_LAST = "then check answers, three stars, summary and paper"


def svg(questionnaire: Questionnaire) -> str:
    """Return the map as one SVG document, 1,000 wide."""
    found = lines(questionnaire)
    chart = laid_out(found)
    root = _root(chart)
    title = f"Map of “{Words()(questionnaire.title)}”, version {questionnaire.version}"
    SubElement(root, "title", id="title").text = title
    SubElement(root, "desc", id="desc").text = " ".join(map(_described, found))
    SubElement(root, "style").text = _STYLE
    SubElement(root, "rect", {"class": "paper", "width": "100%", "height": "100%"})
    _head(root, title, found)
    _between_columns(root, chart)
    for part in chart.parts:
        _part(root, part, goes_on=part not in {chart.parts[chart.first - 1], chart.parts[-1]})
    indent(root)
    return tostring(root, encoding="unicode") + "\n"


def _root(chart: Chart) -> Element:
    names = {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "aria-labelledby": "title desc", "lang": "en"}
    size = {"viewBox": f"0 0 {WIDTH} {chart.height:g}", "width": f"{WIDTH}", "height": f"{chart.height:g}"}
    return Element("svg", names | size)


def _described(line: Line) -> str:
    """Return a part in sentences, for people who cannot see the picture."""
    each = ", for each offer" if line.each_offer else ""
    pages = "; ".join(f"{stop.id}{f' only if {stop.when}' if stop.when else ''}" for stop in line.stops)
    return f"Part {line.number}, {line.title}{each}: {pages}."


def _text(parent: Element, x: float, y: float, words: str, kind: str = "") -> None:
    place = {"x": f"{x:g}", "y": f"{y:g}"}
    SubElement(parent, "text", place | ({"class": kind} if kind else {})).text = words


def _dot(parent: Element, x: float, y: float, kind: str) -> None:
    radius = _DOT + kind.endswith("short")  # its edge is of the paper's colour
    SubElement(parent, "circle", {"class": kind, "cx": f"{x:g}", "cy": f"{y:g}", "r": f"{radius:g}"})


def _path(parent: Element, way: str, kind: str) -> None:
    SubElement(parent, "path", {"class": kind, "d": way})


def _head(root: Element, title: str, found: tuple[Line, ...]) -> None:
    pages = [stop for line in found for stop in line.stops]
    _text(root, MARGIN, 54, title, "title")
    counts = (
        f"{len(found)} parts, {len(pages)} pages. {sum(bool(stop.when) for stop in pages)} of them wait for an answer."
    )
    _text(root, MARGIN, 80, counts)
    key = SubElement(root, "g")
    _dot(key, MARGIN + 8, 112, "stop short")
    _text(key, MARGIN + 24, 117, "on the short way and the full one")
    _dot(key, MARGIN + 278, 112, "stop")
    _text(key, MARGIN + 294, 117, "on the full way")
    _path(key, f"M {MARGIN + 424} 112 h 26", "branch")
    _text(key, MARGIN + 460, 117, "a branch: only with some answers")
    offers = SubElement(root, "g", {"class": "offers"})
    for off in _OFFERS:
        _path(offers, f"M {MARGIN + 706} {112 + off:g} h 26", "track")
    _text(offers, MARGIN + 742, 117, "once for each offer")


def _between_columns(root: Element, chart: Chart) -> None:
    """Draw how the line goes on from the foot of the first column to the head of the second, and where it ends."""
    last, end = chart.parts[chart.first - 1], chart.parts[-1]
    if last is not end:
        _joint(root, last, chart.parts[chart.first])
    _path(SubElement(root, "g"), f"M {end.x + TRACK:g} {end.end:g} v 14", "track")
    _path(SubElement(root, "g"), f"M {end.x + TRACK - 7:g} {end.end + 9:g} l 7 9 l 7 -9", "track")
    _text(root, end.x + SIDE, end.end + 19, _LAST, "quiet")


def _joint(root: Element, last: PlacedLine, first: PlacedLine) -> None:
    """Draw the way from the last part of a column to the first of the next: for each offer where both are."""
    each_offer = last.line.each_offer and first.line.each_offer
    group = SubElement(root, "g", {"class": "offers"} if each_offer else {})
    for off in _OFFERS if each_offer else (0.0,):  # lines side by side keep their distance in every bend
        x, there, middle = last.x + TRACK + off, first.x + TRACK + off, MARGIN + COLUMN + GAP / 2 - off
        foot, over = last.end + 14 - off, first.y - 16 - off
        way = (
            f"M {x:g} {last.end:g} V {foot:g} q 0 {_BEND} {_BEND} {_BEND} H {middle - _BEND:g} "
            f"q {_BEND} 0 {_BEND} -{_BEND} V {over + _BEND:g} q 0 -{_BEND} {_BEND} -{_BEND} "
            f"H {there - _BEND:g} q {_BEND} 0 {_BEND} {_BEND} V {first.y + 12:g}"
        )
        _path(group, way, "track")


def _part(root: Element, part: PlacedLine, *, goes_on: bool) -> None:
    group = SubElement(root, "g", {"class": "offers"} if part.line.each_offer else {})
    x, y = part.x + TRACK, part.y
    band = {"x": f"{part.x - 6:g}", "y": f"{y + 8:g}", "width": f"{COLUMN + 6}", "height": "36", "rx": "8"}
    SubElement(group, "rect", {"class": "band", **band})
    for off in _OFFERS if part.line.each_offer else (0.0,):
        _path(group, f"M {x + off:g} {y + 26:g} V {part.end + goes_on * _TO_NEXT:g}", "track")
    SubElement(group, "circle", {"class": "plate", "cx": f"{x:g}", "cy": f"{y + 26:g}", "r": "15"})
    _text(group, x, y + 31.5, str(part.line.number), "number")
    _text(group, part.x + WORDS - 18, y + 32, part.line.title, "part")
    for placed in part.stops:
        _stop(group, part, placed)


def _stop(group: Element, part: PlacedLine, placed: PlacedStop) -> None:
    way = " short" if placed.stop.short else ""
    if placed.stop.when:
        _branch(group, part, placed)
        _dot(group, part.x + SIDE, placed.dot, f"side stop{way}")
    else:
        _dot(group, part.x + TRACK, placed.dot, f"stop{way}")
    x, y = part.x + WORDS, placed.dot + 5
    for words in placed.heading:
        _text(group, x, y, words)
        y += TEXT_LINE
    y -= TEXT_LINE - SMALL_LINE
    for words in placed.when:
        _text(group, x, y, words, "when")
        y += SMALL_LINE


def _branch(group: Element, part: PlacedLine, placed: PlacedStop) -> None:
    """Draw the way that leaves the line, comes by the page and leads back."""
    x, side = part.x + TRACK, part.x + SIDE
    top, dot, foot = placed.y - 7, placed.dot, placed.y + placed.height - 3
    out = f"M {x:g} {top:g} C {x:g} {top + 12:g} {side:g} {dot - 14:g} {side:g} {dot:g} "
    back = f"V {foot - 20:g} C {side:g} {foot - 8:g} {x:g} {foot - 12:g} {x:g} {foot:g}"
    _path(group, out + back, "branch")
