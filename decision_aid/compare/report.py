"""A comparison as text for a terminal, as Markdown for a record of changes, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby

from decision_aid.compare.comparison import Comparison, Edition
from decision_aid.compare.difference import Difference, Kind
from decision_aid.compare.drafts import Affected
from decision_aid.compare.wording import spans

FORMAT = 1
_DIGITS = 12
_SAME_VERSION = "The content differs under the same version: raise version and published."
_SAME_VERSIONS = (
    "The content differs under the same versions: raise version in the clinic's own file if that was changed, "
    "else version and published in the questionnaire."
)
_WORD_FOR_WORD = {Kind.REWORDED, Kind.CONDITION, Kind.ANSWERS}


@dataclass(frozen=True, slots=True)
class _Style:
    """How headings, entries and words that went or came are marked."""

    heading: str
    entry: str
    old: tuple[str, str]
    new: tuple[str, str]


_TEXT = _Style("{}", "  {}", ("[-", "-]"), ("{+", "+}"))
_MARKDOWN = _Style("## {}\n", "- {}", ("~~", "~~"), ("**", "**"))


def as_text(found: Comparison) -> str:
    """Return the comparison in lines; words that went stand in [-…-], words that came in {+…+}."""
    return "\n".join(_lines(found, _TEXT)) + "\n"


def as_markdown(found: Comparison) -> str:
    """Return the comparison as Markdown; words that went are struck out, words that came are bold."""
    return f"# {_editions(found)}\n\n" + "\n".join([*_lines(found, _MARKDOWN)][2:]) + "\n"


def as_json(found: Comparison) -> str:
    """Return the comparison as JSON; `docs/content.md` says what each key holds."""
    data = {
        "format": FORMAT,
        "old": asdict(found.old),
        "new": asdict(found.new),
        "differences": [_data(one) for one in found.differences],
        "drafts": asdict(found.drafts),
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _data(one: Difference) -> dict[str, object]:
    told: dict[str, object] = {**asdict(one), "kind": one.kind.name.lower()}
    if one.kind in _WORD_FOR_WORD and one.old and one.new:
        told["words"] = [{span.kind: span.text} for span in spans(one.old, one.new)]
    return told


def _editions(found: Comparison) -> str:
    old, new = found.old, found.new
    name = old.id if old.id == new.id else f"{old.id} → {new.id}"
    return f"{name} {_version(old)} → {_version(new)} (hash {old.digest[:_DIGITS]} → {new.digest[:_DIGITS]})"


def _version(of: Edition) -> str:
    return f"{of.version} with this clinic's own file {of.local}" if of.local else of.version


def _lines(found: Comparison, style: _Style) -> Iterator[str]:
    yield _editions(found)
    yield ""
    if found.keeps_its_version:
        yield _SAME_VERSIONS if found.new.local else _SAME_VERSION
        yield ""
    if not found.differences:
        yield "Nothing has changed for a reader."
        return
    for kind, run in groupby(found.differences, key=lambda one: one.kind):
        yield style.heading.format(kind.value)
        yield from (style.entry.format(_entry(one, style)) for one in run)
        yield ""
    yield style.heading.format("Drafts in flight")
    yield from (style.entry.format(line) for line in _drafts(found.drafts))


def _entry(one: Difference, style: _Style) -> str:
    of = f"{one.noun} {one.name}"
    if one.kind in {Kind.NEW, Kind.REMOVED}:
        return f"{of}{f' ({one.field})' if one.field else ''}: “{one.old or one.new}”"
    if one.kind is Kind.MOVED:
        return f"{of}: stands {one.new}; it stood {one.old}"
    return f"{of}, {one.field}: {_told(one, style)}"


def _told(one: Difference, style: _Style) -> str:
    if not (one.old and one.new):
        (before, after), text = (style.old, one.old) if one.old else (style.new, one.new)
        return f"{before}{text}{after}"
    if one.kind not in _WORD_FOR_WORD:
        return f"{one.old} → {one.new}"
    return "".join(_span(span.kind, span.text, style) for span in spans(one.old, one.new))


def _span(kind: str, text: str, style: _Style) -> str:
    if kind == "same":
        return text
    before, after = style.old if kind == "old" else style.new
    inner = text.strip() or text
    return text.replace(inner, f"{before}{inner}{after}", 1)


def _drafts(drafts: Affected) -> Iterator[str]:
    if not drafts.same:
        yield "It is another questionnaire: answers kept for the old one are not its own. Give it its own state folder."
        return
    yield f"{_many(len(drafts.new), 'is', 'are')} new, {_has(len(drafts.changed))} changed."
    for name, names in (("new", drafts.new), ("changed", drafts.changed)):
        if names:
            yield f"Told to people who come back as {name}: {', '.join(names)}"
    if drafts.gone:
        yield f"Answers to these are kept and shown nowhere: {', '.join(drafts.gone)}"
    for one in drafts.unfit:
        yield f"Not taken over (the person's own words beside it are): {one.question} “{one.label}” ({one.answer})"


def _many(count: int, singular: str, plural: str) -> str:
    return f"{count} question {singular}" if count == 1 else f"{count} questions {plural}"


def _has(count: int) -> str:
    return f"{count} has" if count == 1 else f"{count} have"
