"""The stylesheet: what it never does, and that a browser of 2015 still gets a whole page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from decision_aid import assets

SHEET = (assets.templates() / "page" / "style.css").read_text(encoding="utf-8")
BARE = re.sub(r"/\*.*?\*/", "", SHEET, flags=re.DOTALL)
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
MODERN = ("forced-colors", "prefers-", ":has(", ":root", "field-sizing")


def declarations(block: str) -> list[tuple[str, str]]:
    pairs = (line.partition(":") for line in block.split(";") if ":" in line)
    return [(name.strip(), value.strip()) for name, _, value in pairs]


def old_rules() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Give the rules that a browser without custom properties reads; those in a modern media query it passes over."""
    modern = r"@media (?:screen and )?\((?:forced-colors|prefers-)[^{]*"
    outside = re.sub(modern + r"\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", BARE)
    for selector, block in RULE.findall(outside):
        if not any(word in selector for word in MODERN):
            yield " ".join(selector.split()), declarations(block)


def family(name: str) -> str:
    """Return what a property belongs to: one declaration of a line says its colour too."""
    if name == "min-height":  # what a browser of 2015 calls it
        return "min-block-size"
    return name.partition("-")[0] if name.startswith(("border", "outline")) else name


def unprepared() -> list[str]:
    """Return each declaration with a custom property that has no plain one of the same name before it."""
    found = []
    for selector, pairs in old_rules():
        for place, (name, value) in enumerate(pairs):
            plain = {family(name) for name, value in pairs[:place] if "var(" not in value}
            if "var(" in value and family(name) not in plain and not name.startswith("--"):
                found.append(f"{selector}: {name}")
    return found


def test_a_plain_value_stands_before_each_custom_property() -> None:
    assert unprepared() == []


def rings(*, modern: bool) -> set[str]:
    """Return the outlines and shadows of the rules that name :focus-visible, or of the others."""
    return {
        value
        for selector, block in RULE.findall(BARE)
        for name, value in declarations(block)
        if name in {"outline", "box-shadow"} and (":focus-visible" in selector) == modern
    }


def test_a_browser_that_does_not_know_focus_visible_keeps_the_ring() -> None:
    assert rings(modern=True) == {"none"}  # it only takes away
    assert rings(modern=False) > {"4px solid #16191d", "0 0 0 8px #ffcf33"}


@pytest.mark.parametrize(
    ("never", "why"),
    [
        (r"position:\s*(?:fixed|sticky|absolute)", "nothing covers or leaves its place"),
        (r"\b(?:animation|transition|transform)\b", "nothing moves"),
        (r"\b(?:margin|padding|border)-(?:left|right|top|bottom)\b", "a page can run from right to left"),
        (r"[\s;{](?:left|right|float):", "a page can run from right to left"),
        (r"text-align:\s*(?:left|right)", "a page can run from right to left"),
        (r"\d(?:vw|vh)\b", "text grows with its reader's zoom"),
        (r"url\(", "nothing more is fetched"),
        (r"!important", "a reader's own sheet has the last word"),
        (r"display:\s*none", "nothing is hidden from some"),
    ],
)
def test_what_the_sheet_never_does(never: str, why: str) -> None:
    screen = BARE.partition("@media print")[0]
    for exception in (
        ".choices br { display: none; }",  # for text browsers
        "@keyframes unread { from, to { pointer-events: none; } }",  # moves nothing
        "label.choice { animation: unread 0.5s; }",
    ):
        assert exception in screen
        screen = screen.replace(exception, "")
    assert not re.search(never, screen), why


def test_every_mode_has_its_rules() -> None:
    for mode in (
        "prefers-color-scheme: dark",
        "prefers-contrast: more",
        "forced-colors: active",
        "print",
        "min-width: 48em",
    ):
        assert mode in SHEET
