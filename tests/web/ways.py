"""The ways back, as somebody finds them on the pages."""

from __future__ import annotations

import re

from tests.web.page import Element, fields
from tests.web.visitor import HOME, OURS, Shown, Visitor

CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b")


def code_of(visitor: Visitor) -> str:
    """Return the code on the page that tells how to come back."""
    found = CODE.findall(visitor.get("/keep").text)
    assert found
    return str(found[0])


def way(shown: Shown, field: str) -> Element:
    """Return the form of the page that has this field."""
    return next(form for form in shown.page.all("form") if field in fields(form))


def resumed(visitor: Visitor, code: str) -> Shown:
    """Type a code on the page to come back, and press the button."""
    return visitor.post("/resume", {**fields(way(visitor.get("/resume"), "code")), "code": code})


def read(form: Element) -> dict[str, list[str]]:
    """Return what somebody sends who has read the page: not at once after it was shown."""
    return {name: values for name, values in fields(form).items() if name != "shown"}


def moved(visitor: Visitor, code: str) -> Shown:
    """Come back to other answers than those that are open, and say on the page that asks that this is meant."""
    return visitor.post("/resume", fields(way(resumed(visitor, code), "sure")))


def opened(visitor: Visitor, file: bytes, on: Shown | None = None) -> Shown:
    """Send a kept file as a browser does, from the page to come back or from this one."""
    sent = fields(next(form for form in (on or visitor.get("/resume")).page.all("form") if form.get("enctype")))
    parts = ((name, value) for name, values in sent.items() if name != "file" for value in values)
    head = "".join(f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in parts)
    head += '--x\r\nContent-Disposition: form-data; name="file"; filename="kept.pdf"\r\n\r\n'
    body = head.encode() + file + b"\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    return Shown(visitor.client.post("/resume", data=body, content_type=kind, headers=dict(OURS), base_url=HOME))


def taking(shown: Shown) -> dict[str, list[str]]:
    """Return what somebody sends who has read what is in a kept file, and takes it over."""
    return read(shown.page.form("/resume"))


def refusing(shown: Shown) -> dict[str, list[str]]:
    """Return what somebody sends who has read what is in a kept file, and takes nothing over."""
    return {**taking(shown), "no": ["yes"]}


def session_of(visitor: Visitor) -> str:
    """Return the token of this browser's session, or "" where it has none."""
    cookie = visitor.client.get_cookie("__Host-decision-aid", domain="localhost")
    return cookie.value if cookie else ""
