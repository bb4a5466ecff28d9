"""A page as a tree, read the way a browser without JavaScript reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"base", "meta", "link", "input", "img", "br", "hr"})


@dataclass(eq=False)
class Element:
    """An element with what it holds, in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: Element | None = None
    pieces: list[str | Element] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[Element]:
        """Go through the elements inside, those with one of these tags; all of them without tags."""
        for piece in self.pieces:
            if isinstance(piece, Element):
                if not tags or piece.tag in tags:
                    yield piece
                yield from piece.all(*tags)

    def one(self, tag: str) -> Element:
        """Return the only element with this tag."""
        (found,) = self.all(tag)
        return found

    def within(self, tag: str) -> bool:
        return self.parent is not None and (self.parent.tag == tag or self.parent.within(tag))

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def has_class(self, name: str) -> bool:
        return name in self.get("class").split()

    @property
    def text(self) -> str:
        """Return what is read, each run of white space as one space."""
        return " ".join(self.raw.split())

    @property
    def raw(self) -> str:
        return "".join(piece if isinstance(piece, str) else piece.raw for piece in self.pieces)

    def by_id(self, name: str) -> Element:
        return next(element for element in self.all() if element.get("id") == name)

    def by_class(self, name: str) -> list[Element]:
        return [element for element in self.all() if element.has_class(name)]

    def form(self, action: str = "") -> Element:
        """Return the form that posts to an address; without one, the only form of the page's main part."""
        (found,) = (form for form in self.all("form") if action in {"", form.get("action")})
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("document")
        self.here = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice"
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.pieces.append(element)
        if tag not in VOID:
            self.here = element

    def handle_endtag(self, tag: str) -> None:
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.pieces.append(data)


def read(html: str) -> Element:
    """Return the page as a tree; fail where an end tag does not close the last open element."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.here is reader.root, f"<{reader.here.tag}> is never closed"
    return reader.root


def fields(form: Element) -> dict[str, list[str]]:
    """Return what the form would send as it stands: ticked, typed and hidden values by name."""
    given: dict[str, list[str]] = {}
    for control in form.all("input", "textarea"):
        kind = control.get("type")
        if kind in {"radio", "checkbox"} and "checked" not in control.attributes:
            continue
        # a browser drops the first line break of a textarea
        value = control.raw.removeprefix("\n") if control.tag == "textarea" else control.get("value")
        given.setdefault(control.get("name"), []).append(value)
    return given
