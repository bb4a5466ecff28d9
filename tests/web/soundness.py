"""What every page must keep: what a screen reader, a keyboard and the page's own policy rest on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tests.web.page import Element, read

LABELLED = ("input", "textarea", "select")
NEVER = ("script", "style", "details", "dialog", "iframe", "object", "embed", "marquee", "video", "audio")
FORBIDDEN = ("style", "accesskey", "autoplay", "contenteditable", "draggable")
OURS = re.compile(r"/static/resume-[0-9a-f]{12}\.js|/preview/live\.js")  # the one script, and that of a preview
HELD = re.compile(r"/(summary|questions)\.pdf\?paper=(letter|a4)&framed=yes")  # what a frame may hold
REFERRING = ("aria-describedby", "aria-labelledby", "for")
FETCHED = (("link", "href"), ("img", "src"), ("form", "action"), ("source", "src"), ("script", "src"))


def faults(html: str) -> list[str]:
    """Return a sentence for everything that is wrong with a page."""
    page = read(html)
    checks = (_heading, _names, _labels, _ids, _references, _nothing_forbidden, _nothing_from_outside, _zoom)
    return [fault for check in checks for fault in check(page)]


def _heading(page: Element) -> Iterator[str]:
    headings = list(page.all("h1"))
    if len(headings) != 1 or not headings[0].text:
        yield f"{len(headings)} h1"


def _names(page: Element) -> Iterator[str]:
    if not page.one("head").one("title").text:
        yield "no title"
    html = page.one("html")
    if not html.get("lang") or html.get("dir") not in {"ltr", "rtl"}:
        yield "no language or direction"


def _labels(page: Element) -> Iterator[str]:
    labelled = {label.get("for"): label for label in page.all("label")}
    for control in page.all(*LABELLED):
        if control.get("type") == "hidden" or "hidden" in control.attributes:
            continue
        label = labelled.get(control.get("id"))
        if not control.within("label") and not (label and label.text):
            yield f"{control.get('name')} has no label"


def _ids(page: Element) -> Iterator[str]:
    counts = Counter(element.get("id") for element in page.all() if "id" in element.attributes)
    yield from (f"id {name!r} stands {count} times" for name, count in counts.items() if count > 1 or not name)


def _references(page: Element) -> Iterator[str]:
    ids = {element.get("id") for element in page.all()}
    for element in page.all():
        for attribute in REFERRING:
            for name in element.get(attribute).split():
                if name not in ids:
                    yield f"{attribute} names {name}, which is not there"
        if element.tag == "a" and element.get("href").startswith("#") and element.get("href")[1:] not in ids:
            yield f"a link leads to {element.get('href')}, which is not there"


def _nothing_forbidden(page: Element) -> Iterator[str]:
    for element in page.all():
        allowed = HELD if element.tag == "iframe" and element.get("title") else OURS
        if element.tag in NEVER and not allowed.fullmatch(element.get("src")):
            yield f"<{element.tag}>"
        for name in element.attributes:
            if name in FORBIDDEN or name.startswith("on") or int(element.get("tabindex") or 0) > 0:
                yield f"attribute {name}"


def _nothing_from_outside(page: Element) -> Iterator[str]:
    for tag, attribute in FETCHED:
        for element in page.all(tag):
            if not re.match(r"/[^/]", element.get(attribute) + " "):
                yield f"<{tag}> asks for {element.get(attribute)!r}"


def _zoom(page: Element) -> Iterator[str]:
    for meta in page.all("meta"):
        if re.search(r"user-scalable|maximum-scale|refresh", meta.get("content") + meta.get("http-equiv")):
            yield "zoom is blocked or the page changes by itself"
