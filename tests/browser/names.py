"""What controls are called: in sight, and to a screen reader or a voice, as the browser itself works it out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from typing import Any, NamedTuple

from playwright.sync_api import Page

ROLES = {"link", "button", "radio", "checkbox", "textbox"}
# A control in its label is called by the label, a text field by the label that points at it.
VISIBLE = """() => [...document.querySelectorAll('a[href], button, input, textarea')]
  .filter(one => one.type !== 'hidden' && !one.hidden)
  .map(one => {
    const shown = one.closest('label') || document.querySelector(`label[for="${one.id}"]`) || one
    const hidden = [...shown.querySelectorAll('*')].filter(piece => {
      const box = piece.getBoundingClientRect()
      return piece.tagName !== 'INPUT' && piece.textContent.trim() && (box.width < 2 || box.height < 2)
    })
    return {text: shown.innerText, hidden: hidden.length > 0}
  })"""


class Control(NamedTuple):
    """What is seen of a control, whether text is hidden in it, and its accessible name."""

    text: str
    hidden: bool
    name: str


def controls(page: Page) -> list[Control]:
    """Return the controls of a page in their order."""
    seen, named = page.evaluate(VISIBLE), list(accessible_names(page))
    assert len(seen) == len(named), f"{page.url}: {[one['text'] for one in seen]} {named}"
    pairs = zip(seen, named, strict=True)
    return [Control(_plain(one["text"]), one["hidden"], name) for one, name in pairs]


def accessible_names(page: Page) -> Iterator[str]:
    """Go through the names of all controls in the browser's own accessibility tree."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    found = {node["nodeId"]: node for node in nodes}
    yield from _named(nodes[0], found)


def _named(node: dict[str, Any], found: dict[str, dict[str, Any]]) -> Iterator[str]:
    if not node.get("ignored") and node.get("role", {}).get("value") in ROLES:
        yield _plain(node.get("name", {}).get("value", ""))
    for child in node.get("childIds", ()):
        yield from _named(found[child], found)


def _plain(text: str) -> str:
    return " ".join(text.split())


def faults(found: list[Control]) -> list[str]:
    """Return what is wrong with these names."""
    called = Counter(one.text for one in found)
    names = dict.fromkeys(one.name for one in found)
    return [
        *(f"{count} controls are called {text!r}" for text, count in called.items() if count > 1),
        *(f"{one.text!r} is named {one.name!r}" for one in found if not one.text or not one.name.startswith(one.text)),
        *(f"{one.text!r} has hidden text" for one in found if one.hidden),
        *(f"{one!r} is the beginning of {other!r}" for one, other in permutations(names, 2) if begins(other, one)),
    ]


def begins(name: str, said: str) -> bool:
    """Tell whether a name goes on after these whole words: who says them to a machine may mean either control.

    As a machine hears them, without signs and capitals; a number is a word, so "Change answer 1" begins only itself.
    """
    whole, start = _heard(name), _heard(said)
    return len(whole) > len(start) > 0 and whole[: len(start)] == start


def _heard(name: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’.,][^\W_]+)*", name.lower())
