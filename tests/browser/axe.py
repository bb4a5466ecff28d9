"""axe-core, whatever engine it runs in: which of its rules, and what it found."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

SCRIPT = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag21aaa", "wcag22a", "wcag22aa", "best-practice"]
# what stands in a frame is the browser's own reader of a document; the frame itself is looked at like all else
OPTIONS = json.dumps({"runOnly": TAGS, "resultTypes": ["violations"], "iframes": False})

LOADED = "() => Boolean(window.axe)"

# three violations, one of each level, for a page to be found out by
PLANT = """() => {
  document.querySelector('.lead').style.color = '#6a6a6a'
  document.documentElement.lang = ''
  document.querySelector('h1').outerHTML = '<p>No heading</p>'
}"""
PLANTED = {"color-contrast-enhanced", "html-has-lang", "page-has-heading-one"}


def violations(response: dict[str, Any]) -> list[str]:
    """Return what axe says, as a rule and a place each."""
    return [f"{rule['id']}: {node['target']}" for rule in response["violations"] for node in rule["nodes"]]


def rules(found: list[str]) -> set[str]:
    return {fault.partition(":")[0] for fault in found}
